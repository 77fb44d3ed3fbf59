/** Composes components: reads, links, checks and writes. */
import { type ExternItem, joinBytes, ReadError, SubtypeChecker } from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import { ResourceIdentities } from './check/resources.js';
import { checkResult } from './check/result.js';
import { assemble } from './emit/assemble.js';
import type { Composition, Emitted } from './emit/emit.js';
import { emitWithinLimits } from './emit/nest.js';
import { CoreModuleType } from './emit/core-module-type.js';
import { CannotName } from './emit/type-encoder.js';
import { differenceBetween } from './explain/fit.js';
import { explainOpenImports } from './explain/near-misses.js';
import { resourceOrigins } from './explain/resource-origin.js';
import { type ChosenExport, chooseExports, LinkedExport } from './exports/choose.js';
import { checkMembers } from './imports/agree.js';
import { OpenImports, type ProviderOf } from './imports/open-imports.js';
import type { ComposeInput, ComposeOptions } from './inputs.js';
import { trackKey } from './link/interface-name.js';
import { separateInstances } from './link/instances.js';
import { type Link, type LinkResult, linkParts } from './link/link.js';
import { ByPort } from './link/by-port.js';
import { instantiationOrder } from './link/order.js';
import { linkMessages } from './messages.js';
import type { Candidate } from './explain/sides.js';
import { bytesOf, type ComponentPart, type TypedPart } from './part.js';
import { type Plan, makePlan } from './plan/plan.js';
import { type Looked, readParts } from './read-parts.js';
import type { ReportedComponent } from './report/report.js';

export interface ComposeResult {
  /** The composed component; absent where there is an error among the diagnostics. Put together when it is first asked for. */
  readonly bytes?: Uint8Array;
  /** The same bytes in pieces, in order, of which the large ones are parts of the inputs: to be written without a copy. */
  readonly pieces?: readonly Uint8Array[];
  /** What is linked to what; absent where linking itself failed. */
  plan?: Plan;
  /** The components of the plan with their bytes, for `sizeReport`. */
  components?: readonly ReportedComponent[];
  diagnostics: Diagnostic[];
}

/**
 * Links components into one: each import to the one component that exports it, what is left over to imports of the result,
 * and what nobody consumed to its exports.
 *
 * The same inputs in any order give the same bytes.
 *
 * @param inputs components in binary form; their bytes are taken over unchanged
 * @returns the component, or errors that say what does not fit and why
 * @see Explainer.md, "Instance Definitions"
 */
export function compose(
  inputs: readonly ComposeInput[],
  options: ComposeOptions = {},
): ComposeResult {
  if (options.validate === true) return composeParts(inputs, options, 'everything');
  try {
    return composeParts(inputs, options, 'types-by-need');
  } catch (error) {
    // Something that was put off is not valid: looked at in order, it is reported with its place.
    if (!(error instanceof ReadError)) throw error;
    return composeParts(inputs, options, 'types');
  }
}

function composeParts(
  inputs: readonly ComposeInput[],
  options: ComposeOptions,
  looked: Looked,
): ComposeResult {
  const { parts: read, diagnostics } = readParts(inputs, looked);
  if (hasErrors(diagnostics)) return { diagnostics };
  const linked = linkParts(read, options.links ?? []);
  diagnostics.push(...linked.diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const separated = separateInstances(read, linked.links, options.newInstance ?? []);
  diagnostics.push(...separated.diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };

  const { parts, links } = separated;
  const providers = new ByPort<ChosenExport>();
  for (const link of links) {
    const part = parts[link.provider] as ComponentPart;
    providers.set(link.importer, link.import, new LinkedExport(part, link.export));
  }
  const providerOf = (part: TypedPart, port: string): ChosenExport | undefined =>
    providers.get(part.index, port);

  const chosen = chooseExports(parts, links, options.exports, providerOf);
  diagnostics.push(...chosen.diagnostics);
  const linksOf = linksByImporter(parts, links);
  const used = usedParts(parts, linksOf, chosen.list);
  for (const part of parts) {
    if (!used.has(part)) diagnostics.push(linkMessages.unusedInput(part));
  }

  const usedLinks = links.filter(({ importer }) => used.has(parts[importer] as ComponentPart));
  const sorted = orderParts(parts, linksOf, used);
  if (sorted.cycle !== undefined) {
    diagnostics.push(linkMessages.cycle(sorted.cycle));
    return { diagnostics };
  }

  const order = sorted.order.filter((part) => used.has(part));
  const imports = new OpenImports(openPorts(parts, used, providerOf), providerOf);
  imports.addTypeOwners();
  const identities = new ResourceIdentities(imports, providerOf);
  // Providers first: so a chain of components is not followed by recursion.
  for (const part of order) identities.of(part);
  diagnostics.push(...checkMembers(imports, identities));
  diagnostics.push(...checkLinks(parts, usedLinks, identities, providerOf));
  const plan = makePlan(order, usedLinks, parts, imports, chosen.list);
  diagnostics.push(...explainOpenImports(parts, openOf(used, linked.open)));
  if (hasErrors(diagnostics)) return { plan, diagnostics };

  const composition: Composition = {
    parts: order,
    imports,
    exports: chosen.list,
    providerOf,
    isTypesOnly: (part, port) => sorted.typesOnly.has(part.index, port),
  };
  const emitted = emit(composition, diagnostics);
  if (emitted === undefined) return { plan, diagnostics };
  if (options.validate === true) diagnostics.push(...checkResult(emitted, order));
  if (hasErrors(diagnostics)) return { plan, diagnostics };
  return Object.assign(withBytes(assemble(emitted)), {
    plan,
    components: order.map((part) => ({ name: part.name, path: part.path, bytes: bytesOf(part) })),
    diagnostics,
  });
}

/** A result that puts its bytes together when they are asked for. */
export function withBytes(
  pieces: readonly Uint8Array[],
): Required<Pick<ComposeResult, 'bytes' | 'pieces'>> {
  let bytes: Uint8Array | undefined;
  return {
    pieces,
    get bytes() {
      return (bytes ??= joinBytes(pieces));
    },
  };
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

const NO_LINKS: readonly Link[] = [];

/** The links of every part that has any, by its index. */
type LinksOf = readonly (readonly Link[] | undefined)[];

function linksByImporter(parts: readonly ComponentPart[], links: readonly Link[]): LinksOf {
  const found: (Link[] | undefined)[] = parts.map(() => undefined);
  for (const link of links) {
    const list = found[link.importer];
    if (list === undefined) found[link.importer] = [link];
    else list.push(link);
  }
  return found;
}

/** All parts from which an export of the result is reached; all there are where the result exports nothing. */
function usedParts(
  parts: readonly ComponentPart[],
  linksOf: LinksOf,
  exports: readonly ChosenExport[],
): Set<ComponentPart> {
  if (exports.length === 0) return new Set(parts);
  const used = new Set<ComponentPart>();
  const todo = exports.map(({ part }) => part);
  for (let part = todo.pop(); part !== undefined; part = todo.pop()) {
    if (used.has(part)) continue;
    used.add(part);
    for (const { provider } of linksOf[part.index] ?? NO_LINKS) {
      todo.push(parts[provider] as ComponentPart);
    }
  }
  return used;
}

interface SortedParts {
  order: ComponentPart[];
  /** Imports that get types alone. */
  typesOnly: ByPort<true>;
  cycle?: { part: ComponentPart; import: string }[];
}

function orderParts(
  parts: readonly ComponentPart[],
  linksOf: LinksOf,
  used: ReadonlySet<ComponentPart>,
): SortedParts {
  const needs = parts.map((part, index) => (used.has(part) && linksOf[index]) || NO_LINKS);
  const { order, broken, cycle } = instantiationOrder(needs, (link) =>
    holdsValueTypesOnly(parts[link.importer] as ComponentPart, link.import),
  );
  const linkAt = (from: number, edge: number): Link => needs[from]?.[edge] as Link;
  const sorted: SortedParts = {
    order: order.map((index) => parts[index] as ComponentPart),
    typesOnly: new ByPort(),
  };
  for (const { from, edge } of broken) sorted.typesOnly.set(from, linkAt(from, edge).import, true);
  if (cycle !== undefined) {
    sorted.cycle = cycle.map(({ from, edge }) => ({
      part: parts[from] as ComponentPart,
      import: linkAt(from, edge).import,
    }));
  }
  return sorted;
}

function holdsValueTypesOnly(part: ComponentPart, port: string): boolean {
  const entity = part.type.imports.get(port)?.entity;
  if (entity?.kind !== 'instance') return false;
  for (const { entity: inner } of entity.type.exports.values()) {
    if (inner.kind !== 'type' || inner.created.kind !== 'defined' || inner.created.resources) {
      return false;
    }
  }
  return true;
}

/** The imports that nobody serves, of the parts that are used. */
function openOf(used: ReadonlySet<ComponentPart>, open: LinkResult['open']): LinkResult['open'] {
  if (open.length === 0) return open;
  const indices = new Set([...used].map((part) => part.index));
  return open.filter(({ importer }) => indices.has(importer));
}

function openPorts(
  parts: readonly ComponentPart[],
  used: ReadonlySet<ComponentPart>,
  providerOf: (part: ComponentPart, port: string) => ChosenExport | undefined,
): { part: ComponentPart; import: string }[] {
  const open: { part: ComponentPart; import: string }[] = [];
  for (const part of parts) {
    if (!used.has(part)) continue;
    for (const { name } of part.imports) {
      if (providerOf(part, name) === undefined) open.push({ part, import: name });
    }
  }
  return open;
}

function checkLinks(
  parts: readonly ComponentPart[],
  links: readonly Link[],
  identities: ResourceIdentities,
  providerOf: ProviderOf,
): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const link of links) {
    const importer = parts[link.importer] as ComponentPart;
    const provider = parts[link.provider] as ComponentPart;
    const wanted = importer.type.imports.get(link.import);
    const given = provider.type.exports.get(link.export);
    if (wanted === undefined || given === undefined) continue;
    const checker = new SubtypeChecker(identities.of(provider), identities.of(importer));
    const difference = checker.entity(given.entity, wanted.entity);
    if (difference === undefined) continue;
    diagnostics.push(
      linkMessages.typeMismatch(
        { part: importer, does: 'imports', item: wanted },
        { part: provider, does: 'exports', item: given },
        difference,
        otherProviders(parts, link, wanted),
        resourceOrigins(difference, importer, provider, providerOf),
      ),
    );
  }
  return diagnostics;
}

/** The other components that export what an import asks for, by name or semver track, and whether they fit. */
function otherProviders(
  parts: readonly ComponentPart[],
  link: Link,
  wanted: ExternItem,
): Candidate[] {
  const key = trackKey(link.import);
  const importer = parts[link.importer] as ComponentPart;
  return parts.flatMap((part) => {
    if (part.index === link.importer || part.index === link.provider) return [];
    const found = part.exports.find(({ name }) => trackKey(name) === key);
    const item = found && part.type.exports.get(found.name);
    if (item === undefined) return [];
    const difference = differenceBetween({ part, item }, { part: importer, item: wanted });
    return [{ side: { part, does: 'exports', item }, difference }];
  });
}

function emit(composition: Composition, diagnostics: Diagnostic[]): Emitted | undefined {
  try {
    const emitted = emitWithinLimits(composition);
    if (emitted === undefined) diagnostics.push(linkMessages.tooLarge(composition.parts.length));
    return emitted;
  } catch (error) {
    if (error instanceof CannotName) diagnostics.push(cannotName(composition, error));
    else if (error instanceof CoreModuleType) {
      const user = composition.imports.list.find(({ name }) => name.name === error.user);
      diagnostics.push(linkMessages.coreModuleImport(error.user, user?.members[0]?.part));
    } else throw error;
    return undefined;
  }
}

/** An import of the result asks for a resource that a component inside defines. */
function cannotName(composition: Composition, error: CannotName): Diagnostic {
  for (const part of composition.parts) {
    if (!part.importedTypes.has(error.type)) continue;
    const provider = composition.providerOf(part, error.port);
    if (provider !== undefined) {
      return linkMessages.forwardedResource(
        error.user ?? 'an import',
        part,
        error.port,
        provider.part,
      );
    }
  }
  const user = composition.imports.list.find(({ name }) => name.name === error.user);
  return linkMessages.unnamedResource(error.message, error.user, user?.members[0]?.part);
}
