/** Reads the inputs of a composition: each a component, under a name of its own. */
import {
  type ComponentNode,
  instanceImports,
  isWitPackage,
  readComponent,
  typeByNeed,
  typeOfComponent,
  type TypeResult,
  validatedType,
} from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import { compareTexts } from './imports/open-imports.js';
import { ByBytes } from './by-bytes.js';
import type { ComposeInput } from './inputs.js';
import { linkMessages } from './messages.js';
import { type ComponentPart, makePart } from './part.js';

export interface ReadParts {
  /** By name, so that the order of the inputs makes no difference. Inputs of the same bytes share their node. */
  parts: ComponentPart[];
  diagnostics: Diagnostic[];
}

/**
 * What is looked at: everything; what decides about types; or of that what the exports need, and the rest when something asks
 * for it, which throws a `ReadError` then if it is not valid.
 */
export type Looked = 'everything' | 'types' | 'types-by-need';

export function readParts(inputs: readonly ComposeInput[], looked: Looked): ReadParts {
  const diagnostics: Diagnostic[] = [];
  const unique = uniqueInputs(inputs, diagnostics);
  if (inputs.length === 0) diagnostics.push(linkMessages.noInputs());
  const parts: ComponentPart[] = [];
  const nodes = new ByBytes<ComponentNode>();
  for (const input of unique.toSorted((a, b) => compareTexts(a.name, b.name))) {
    const part = readPart(parts.length, input, looked, nodes, diagnostics);
    if (part !== undefined) parts.push(part);
  }
  return { parts, diagnostics };
}

/** The same path under the same name counts once; one name for two files is an error. */
function uniqueInputs(inputs: readonly ComposeInput[], diagnostics: Diagnostic[]): ComposeInput[] {
  const byName = new Map<string, ComposeInput>();
  for (const input of inputs) {
    const before = byName.get(input.name);
    if (before === undefined) byName.set(input.name, input);
    else if (before.path === input.path) diagnostics.push(linkMessages.repeatedPath(input));
    else diagnostics.push(linkMessages.duplicateComponentName(before, input));
  }
  return [...byName.values()];
}

function readPart(
  index: number,
  input: ComposeInput,
  looked: Looked,
  nodes: ByBytes<ComponentNode>,
  diagnostics: Diagnostic[],
): ComponentPart | undefined {
  const read = readComponent(input.bytes, { name: input.path, core: looked === 'everything' });
  diagnostics.push(...read.diagnostics);
  const { component } = read;
  if (component === undefined) return undefined;
  const imports = importsMuch(component) ? instanceImports(component) : undefined;
  const typed = typeOf(
    component,
    looked === 'types-by-need' && imports === undefined ? 'types' : looked,
  );
  diagnostics.push(...typed.diagnostics);
  if (typed.type === undefined) return undefined;
  if (isWitPackage(typed.type)) {
    diagnostics.push(linkMessages.witPackage(input));
    return undefined;
  }
  const about = typed.type.exports.keys().next().value;
  const node = nodes.getOrMake(input.bytes, () => new WithoutContent(component), about);
  return makePart(index, input.name, input.path, node, typed.type, imports);
}

function typeOf(component: ComponentNode, looked: Looked): TypeResult {
  switch (looked) {
    case 'everything':
      return validatedType(component);
    case 'types':
      return typeOfComponent(component);
    case 'types-by-need':
      return typeByNeed(component);
  }
}

/** Types of a few imports are evaluated as fast as they are put off. */
const FEW_IMPORTS = 3;

/** In so many, with the types that imports need, there are hardly more than a few: they are not even counted. */
const FEW_DEFINITIONS = 12;

function importsMuch({ definitions }: ComponentNode): boolean {
  if (definitions.length <= FEW_DEFINITIONS) return false;
  let count = 0;
  for (const { kind } of definitions) if (kind === 'import') count++;
  return count > FEW_IMPORTS;
}

const NOTHING: never[] = [];

/** Where a component is in its file: its definitions are not needed any more, and would take most of the memory. */
class WithoutContent implements ComponentNode {
  readonly kind = 'component-node';
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly parent: ComponentNode | undefined;
  readonly path: string;
  readonly sections = NOTHING;
  readonly definitions = NOTHING;

  constructor({ file, bytes, start, end, parent, path }: ComponentNode) {
    this.file = file;
    this.bytes = bytes;
    this.start = start;
    this.end = end;
    this.parent = parent;
    this.path = path;
  }
}
