/** Whether a component fits a world, and all that keeps it from doing so. */
import {
  type ComponentTy,
  encodeWit,
  type ExternItem,
  isWitPackage,
  readComponent,
  type TypeDifference,
  typeOfComponent,
  validatedType,
} from '@wit-ts/component';
import { type Diagnostic, type WorldId, worldName } from '@wit-ts/wit-parser';
import type { ComposeInput } from '../inputs.js';
import type { Named } from '../explain/sides.js';
import { linkMessages } from '../messages.js';
import { otherVersions, targetMessages } from './messages.js';
import { type WantedPlace, WitPlaces, type WitTexts } from './wit-places.js';
import { type WorldDifference, worldDifferences } from './world-differences.js';

/** A world, and the WIT that it stands in. */
export interface TargetWorld extends WitTexts {
  world: WorldId;
  /** The file or folder, for worlds without a text. */
  path: string;
}

export interface TargetsResult {
  /** Whether the component can be used wherever the world is asked for. */
  fits: boolean;
  /** The world's full name. */
  world: string;
  /** Every difference, with its places in the component and in the WIT. */
  diagnostics: Diagnostic[];
}

/**
 * Asks whether a component fits a world: it may import less than the world and export more.
 *
 * @returns the differences as errors; of a component that cannot be read, why
 * @see Subtyping.md
 */
export function targets(input: ComposeInput, target: TargetWorld): TargetsResult {
  const world = worldName(target.resolve, target.world);
  const read = readComponent(input.bytes, { name: input.path, core: true });
  const typed = read.component && validatedType(read.component);
  const type = typed?.type;
  if (type === undefined) {
    const diagnostics = [...read.diagnostics, ...(typed?.diagnostics ?? [])];
    return { fits: false, world, diagnostics };
  }
  if (isWitPackage(type)) {
    return { fits: false, world, diagnostics: [linkMessages.witPackage(input)] };
  }
  const places = new WitPlaces(target, target.world);
  const wanted = typeOfWorld(target);
  const diagnostics = worldDifferences(type, wanted).map((difference) =>
    diagnosticOf(difference, { component: input, type, wanted, world, target, places }),
  );
  return { fits: diagnostics.length === 0, world, diagnostics };
}

/** A world as the type of a component that fits it exactly. */
function typeOfWorld({ resolve, world }: TargetWorld): ComponentTy {
  const definition = resolve.worlds[world];
  if (definition === undefined) throw new Error(`there is no world ${world}`);
  const { component } = readComponent(encodeWit(resolve, definition.package), { name: 'wit' });
  const type = component && typeOfComponent(component).type;
  const wrapper = type?.exports.get(definition.name)?.entity;
  if (wrapper?.kind === 'type' && wrapper.created.kind === 'component') {
    for (const { entity } of wrapper.created.exports.values()) {
      if (entity.kind === 'component') return entity.type;
    }
  }
  throw new Error(`the world ${definition.name} cannot be encoded`);
}

interface Context {
  component: Named;
  type: ComponentTy;
  wanted: ComponentTy;
  world: string;
  target: TargetWorld;
  places: WitPlaces;
}

function diagnosticOf(found: WorldDifference, context: Context): Diagnostic {
  const { component, type, wanted, world, target, places } = context;
  const whole = places.worldPlace ?? { file: target.path, start: 0, end: 0 };
  switch (found.kind) {
    case 'not-in-world': {
      const near = otherVersions(found.item.name.name, wanted.imports.keys());
      return targetMessages.notInWorld(component, found.item, world, near, whole);
    }
    case 'not-exported': {
      const place = places.find({ direction: 'exports', name: found.world.name.name });
      const has = [...type.exports.keys()];
      return targetMessages.notExported(component, found.world, world, has, place ?? whole);
    }
    case 'import':
    case 'export': {
      const { kind, item, difference } = found;
      const place = places.find(placeOf(found.world, kind, difference)) ?? whole;
      const side = { part: component, does: `${kind}s`, item } as const;
      const hasText = target.sources.text(place.file) !== undefined;
      return targetMessages.mismatch(side, world, found.world, difference, place, hasText);
    }
  }
}

/** What of the world a difference is about. */
function placeOf(
  world: ExternItem,
  kind: 'import' | 'export',
  difference: TypeDifference,
): WantedPlace {
  // Of an import, the world is what gives.
  const [type, member] =
    kind === 'import'
      ? [difference.givenType, difference.givenItem ?? difference.wantedItem]
      : [difference.wantedType, difference.wantedItem];
  const entry = /^(?:field|case|flag) (?!\d)(.+)$/;
  return {
    direction: `${kind}s`,
    name: world.name.name,
    member: member === world ? undefined : member?.name.name,
    type: type?.name,
    entry: difference.path.map((step) => entry.exec(step)?.[1]).findLast((name) => name),
  };
}
