/** Where the bytes of a composed component come from. */
import { type ComponentNode, readComponent, type SectionKind } from '@wit-ts/component';
import { ByBytes } from '../by-bytes.js';
import { type CodeSizes, codeSizes } from './code-sizes.js';

/** A component that went into a composition, under one name; several can have the same bytes. */
export interface ReportedComponent {
  name: string;
  path: string;
  bytes: Uint8Array;
}

/** The bytes of one input in the result. */
export interface SizedInput {
  /** The names under which it takes part: more than one where the same bytes are used several times. */
  components: string[];
  /** The files that hold these bytes. */
  paths: string[];
  /** How often it is embedded. */
  copies: number;
  /** Bytes of all copies together. */
  bytes: number;
  /** What these bytes are. */
  parts: CodeSizes;
}

/** Bytes that the composition adds, by what they are for. */
export interface AddedBytes {
  what: string;
  bytes: number;
}

/** The inputs and what is added; all their bytes together are those of the result. */
export interface SizeReport {
  size: number;
  /** The largest first. */
  inputs: SizedInput[];
  added: AddedBytes[];
}

/**
 * Attributes every byte of a composed component to an input or to the composition itself.
 *
 * @param bytes what `compose` or `composeWac` gave
 * @param components all that take part
 */
export function sizeReport(
  bytes: Uint8Array,
  components: readonly ReportedComponent[],
): SizeReport {
  const inputs = new Inputs(components);
  const added = new Map<string, number>();
  const { component } = readComponent(bytes, { name: 'the result' });
  if (component === undefined) throw new Error('what was composed cannot be read');
  const todo: ComponentNode[] = [component];
  for (let node = todo.pop(); node !== undefined; node = todo.pop()) {
    const preamble = (node.sections[0]?.start ?? node.end) - node.start;
    add(added, 'headers', preamble);
    for (const section of node.sections) {
      const length = section.end - section.start;
      const [definition] = node.definitions.slice(section.first, section.first + 1);
      if (section.kind !== 'component' || definition?.kind !== 'component') {
        add(added, purposeOf(section.kind), length);
        continue;
      }
      const { start, end } = definition.component;
      add(added, 'headers', length - (end - start));
      if (!inputs.take(bytes.subarray(start, end))) todo.push(definition.component);
    }
  }
  return {
    size: bytes.length,
    inputs: inputs.sized(),
    added: [...added]
      .map(([what, length]) => ({ what, bytes: length }))
      .toSorted((a, b) => b.bytes - a.bytes),
  };
}

function add(map: Map<string, number>, what: string, bytes: number): void {
  if (bytes > 0) map.set(what, (map.get(what) ?? 0) + bytes);
}

function purposeOf(kind: SectionKind): string {
  switch (kind) {
    case 'import':
    case 'type':
    case 'core-type':
      return 'imports and types';
    case 'custom':
      return 'names and producers';
    case 'alias':
    case 'instance':
    case 'component':
    case 'core-module':
    case 'core-instance':
    case 'canon':
    case 'start':
    case 'value':
      return 'links';
    case 'export':
      return 'exports';
  }
}

/** The inputs by their bytes. */
class Inputs {
  private readonly known = new ByBytes<SizedInput>();
  private readonly list: { bytes: Uint8Array; sized: SizedInput }[] = [];

  constructor(components: readonly ReportedComponent[]) {
    for (const { name, path, bytes } of components) {
      const known = this.known.get(bytes);
      if (known === undefined) {
        const sized = { components: [name], paths: [path], copies: 0, bytes: 0, parts: NOTHING };
        this.known.set(bytes, sized);
        this.list.push({ bytes, sized });
        continue;
      }
      known.components.push(name);
      if (!known.paths.includes(path)) known.paths.push(path);
    }
  }

  /** Counts a component of the result; whether it is one of the inputs. */
  take(bytes: Uint8Array): boolean {
    const sized = this.known.get(bytes);
    if (sized === undefined) return false;
    sized.copies++;
    sized.bytes += bytes.length;
    return true;
  }

  sized(): SizedInput[] {
    const found = this.list.filter(({ sized }) => sized.copies > 0);
    for (const { bytes, sized } of found) sized.parts = codeSizes(bytes, sized.copies);
    return found.map(({ sized }) => sized).toSorted((a, b) => b.bytes - a.bytes);
  }
}

const NOTHING: CodeSizes = { code: 0, data: 0, debug: 0, rest: 0 };

/** The report in lines for people; the numbers add up. */
export function reportText({ size, inputs, added }: SizeReport): string {
  const own = added.reduce((sum, { bytes }) => sum + bytes, 0);
  const width = count(size).length;
  const row = (bytes: number, text: string): string =>
    `  ${count(bytes).padStart(width)}  ${share(bytes, size)}  ${text}\n`;
  let text = `report  ${count(size)} bytes\n`;
  for (const input of inputs) {
    const names = input.components.join(', ');
    const times = input.components.length;
    const once =
      input.copies === 1 && times > 1
        ? `: ${times} components of the same bytes, embedded once`
        : input.copies > 1
          ? `: embedded ${input.copies} times`
          : '';
    text += row(input.bytes, `${names} (${input.paths.join(', ')})${once}`);
    text += `  ${' '.repeat(width)}          ${partsText(input.parts)}\n`;
  }
  const list = added.map(({ what, bytes }) => `${what} ${count(bytes)}`).join(', ');
  return `${text}${row(own, `added by the composition: ${list}`)}`;
}

function partsText(parts: CodeSizes): string {
  const words = [
    `code ${count(parts.code)}`,
    `data ${count(parts.data)}`,
    `names and debug information ${count(parts.debug)}`,
    `the rest ${count(parts.rest)}`,
  ];
  return words.filter((word) => !word.endsWith(' 0')).join(', ');
}

function count(bytes: number): string {
  return String(bytes).replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function share(bytes: number, size: number): string {
  return `${((bytes / size) * 100).toFixed(1).padStart(5)} %`;
}
