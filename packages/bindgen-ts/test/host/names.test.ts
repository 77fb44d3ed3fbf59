/** Worlds of names that mean something in JavaScript, in TypeScript or in generated code: their bindings compile. */
import { componentToWit } from '@wit-ts/component';
import { loadWasmTools, WasmToolsError } from '@wit-ts/wasm-tools';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { generateHost } from '../../src/host/index.js';
import type { GeneratedFile } from '../../src/index.js';
import { compile, inTemporaryFolder, writeTree } from '../guest/suite.js';
import { writeRuntime } from './runtime.js';

const tools = await loadWasmTools({ use: 'off' });

/** How many worlds: `WIT_TS_RUNS` scales it. */
const worlds = Math.min(Number(process.env['WIT_TS_RUNS'] ?? 12), 300);

const NAMES = (
  'constructor then delete class proto to-string value-of a-1 a1 symbol map error option result imports exports ' +
  'instantiate get-core-module instantiate-core memory memory0 core0 instance0 module0 own enter leave ret value at ' +
  'params record type string list number object promise array uint8-array json this self super new static prototype ' +
  'name length arguments eval await yield let const enum interface public private undefined null infinity nan ' +
  'web-assembly supplied handles rep dispose finalizer resource-type host-objects component-instance lower-string ' +
  'check-enter copy load store lower lift tag val payload i count item b0 has-own-property keys out flags bits x'
).split(' ');
const PRIMITIVES = ['bool', 'u8', 's64', 'f32', 'char', 'string', 'u32'];

/** A WIT text made of a tape of numbers. */
class Writer {
  readonly #tape: readonly number[];
  #at = 0;

  constructor(tape: readonly number[]) {
    this.#tape = tape;
  }

  #below(count: number): number {
    this.#at += 1;
    return (this.#tape[this.#at % this.#tape.length] ?? 0) % count;
  }

  /** A name that `used` does not have; it has it then. */
  #name(used: Set<string>): string {
    let index = this.#below(NAMES.length);
    while (used.has(NAMES[index] ?? '')) index = (index + 1) % NAMES.length;
    const name = NAMES[index] ?? 'x';
    used.add(name);
    return `%${name}`;
  }

  #list(most: number, item: (used: Set<string>) => string): string {
    const used = new Set<string>();
    return Array.from({ length: 1 + this.#below(most) }, () => item(used)).join(', ');
  }

  #type(types: readonly string[], depth = 0): string {
    const inner = (): string => this.#type(types, depth + 1);
    switch (depth > 2 ? 0 : this.#below(9)) {
      case 4:
        return `list<${inner()}>`;
      case 5:
        return `option<${inner()}>`;
      case 6:
        return `result<${inner()}, ${inner()}>`;
      case 7:
        return `tuple<${inner()}, ${inner()}>`;
      case 8:
        return types[this.#below(Math.max(types.length, 1))] ?? 'u16';
      default:
        return PRIMITIVES[this.#below(PRIMITIVES.length)] ?? 'u8';
    }
  }

  #definition(name: string, types: readonly string[]): string {
    const typed = (used: Set<string>): string => `${this.#name(used)}: ${this.#type(types)}`;
    const plain = (used: Set<string>): string => this.#name(used);
    switch (this.#below(5)) {
      case 0:
        return `record ${name} { ${this.#list(4, typed)} }`;
      case 1: {
        const cases = this.#list(4, (used) =>
          this.#below(2) === 0 ? plain(used) : `${plain(used)}(${this.#type(types)})`,
        );
        return `variant ${name} { ${cases} }`;
      }
      case 2:
        return `enum ${name} { ${this.#list(4, plain)} }`;
      case 3:
        return `flags ${name} { ${this.#list(4, plain)} }`;
      default: {
        const used = new Set([name.slice(1)]);
        const [method, maker] = [this.#name(used), this.#name(used)];
        return `resource ${name} { constructor(x: ${this.#type(types)}); ${method}: func(x: ${this.#type(types)}) -> ${this.#type(types)}; ${maker}: static func() -> ${this.#type(types)}; }`;
      }
    }
  }

  #interface(name: string): string {
    const used = new Set<string>();
    const types: string[] = [];
    const lines: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const type = this.#name(used);
      lines.push(this.#definition(type, types));
      types.push(type);
    }
    for (let index = 0; index < 4; index += 1) {
      const params = this.#list(3, (taken) => `${this.#name(taken)}: ${this.#type(types)}`);
      lines.push(`${this.#name(used)}: func(${params}) -> ${this.#type(types)};`);
    }
    return `interface ${name} {\n  ${lines.join('\n  ')}\n}`;
  }

  text(): string {
    const used = new Set<string>();
    const [a, b] = [this.#name(used), this.#name(used)];
    const functions = [
      `import ${this.#name(used)}: func(x: u32) -> string;`,
      `export ${this.#name(used)}: func() -> u32;`,
      `export ${this.#name(used)}: func(s: string);`,
    ];
    return `package demo:names;
${this.#interface(a)}
${this.#interface(b)}
world all-names { import ${a}; export ${b}; ${this.#below(2) === 0 ? `export ${a};` : ''} ${functions.join(' ')} }
`;
  }
}

async function bindings(text: string, folder: string): Promise<GeneratedFile[] | undefined> {
  let component: Uint8Array;
  try {
    const embedded = tools.componentEmbed({ wit: { text }, world: 'all-names' });
    component = tools.componentNew(embedded);
  } catch (error) {
    // Some names cannot stand beside each other.
    if (error instanceof WasmToolsError) return undefined;
    throw error;
  }
  const wit = componentToWit(component, { name: 'names.wasm' });
  if (!wit.ok) throw new Error(`${wit.diagnostics[0]?.message}\n${text}`);
  const { files, diagnostics } = await generateHost({
    resolve: wit.resolve,
    world: wit.world ?? 0,
    component,
    name: 'app',
  });
  expect(diagnostics).toEqual([]);
  return [
    { path: `${folder}/in.wit`, content: text },
    ...files
      .filter(({ content }) => typeof content === 'string')
      .map(({ path, content }) => ({ path: `${folder}/${path}`, content })),
  ];
}

test('bindings of worlds with such names compile', async () => {
  const tape = fc.array(fc.nat(9999), { minLength: 500, maxLength: 500 });
  const files: GeneratedFile[] = [];
  let made = 0;
  for (const [index, numbers] of fc.sample(tape, worlds).entries()) {
    const found = await bindings(new Writer(numbers).text(), `world${index}`);
    if (found === undefined) continue;
    made += 1;
    files.push(...found);
  }
  expect(made).toBeGreaterThan(worlds / 3);
  inTemporaryFolder((folder) => {
    writeTree(folder, files);
    writeRuntime(folder);
    const errors = compile(folder, { exactOptionalPropertyTypes: true, noUnusedLocals: true });
    const world = /world\d+/.exec(errors[0] ?? '')?.[0];
    const wit = files.find(({ path }) => path === `${world}/in.wit`)?.content;
    expect({ errors, wit }).toEqual({ errors: [], wit: undefined });
  });
}, 300_000);
