/** Random components, and how they are composed. */
import type { WasmTools } from '@wit-ts/wasm-tools';
import {
  compose,
  type ComposeInput,
  type ComposeOptions,
  type ExportChoice,
  type LinkChoice,
} from '../../src/index.js';
import { byWac, documentOf, noOracle } from './native.js';
import { Random } from './random.js';
import { type Kind, verdictOn } from './verdict.js';
import { generateComponents } from './worlds.js';

/** How many compositions there are, beside those of known seeds. */
export const count = Number(process.env['WIT_TS_COMPOSITIONS'] ?? 10);
const first = Number(process.env['WIT_TS_SEED'] ?? 0);

export const title = `${count} seeds from ${first}`;
export const oracle = `native wac${noOracle === undefined ? '' : ` (${noOracle})`}`;

export interface Judgement {
  seen: ReadonlyMap<Kind, number>;
  /** What is our mistake. */
  mistakes: string[];
}

/** Holds the compositions of the environment's seeds, and of those that are known for a mistake, against the reference. */
export function judged(tools: WasmTools, known: readonly number[]): Judgement {
  const seen = new Map<Kind, number>();
  const mistakes: string[] = [];
  for (const seed of new Set([...known, ...Array.from({ length: count }, (_, i) => first + i)])) {
    const inputs = inputsOf(seed, tools);
    if (inputs === undefined) continue;
    const { kind, detail } = verdictOn(inputs, optionsFor(inputs, seed));
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
    if (['invalid', 'different', 'only we refuse'].includes(kind)) {
      mistakes.push(`seed ${seed}: ${kind}\n${detail}`);
    }
  }
  if (process.env['WIT_TS_COMPOSITIONS'] !== undefined) console.log(seen);
  return { seen, mistakes };
}

/** The components of a seed, or nothing where the reference refuses the WIT. */
function inputsOf(seed: number, tools: WasmTools): ComposeInput[] | undefined {
  const made: ComposeInput[] = [];
  for (const { name, wit } of generateComponents(seed)) {
    try {
      const bytes = tools.componentNew(tools.componentEmbed({ wit: { text: wit } }));
      made.push({ name, path: `${name}.wasm`, bytes });
    } catch {
      return undefined;
    }
  }
  return seed % 4 === 3 ? nested(made, seed) : made;
}

/** The first two inputs composed into one, by us or by wac. */
function nested(inputs: ComposeInput[], seed: number): ComposeInput[] {
  const pair = inputs.slice(0, 2);
  const { bytes, plan } = compose(pair);
  if (bytes === undefined || plan === undefined) return inputs;
  const byOther = seed % 8 === 7 ? byWac(pair, documentOf(plan)) : { bytes };
  if (!('bytes' in byOther)) return inputs;
  return [{ name: 'pair', path: 'pair.wasm', bytes: byOther.bytes }, ...inputs.slice(2)];
}

function namesIn(message: string): string[] {
  return Array.from(message.matchAll(/`([^`]+)`/g), ([, name = '']) => name);
}

/** None but those that are needed, for two of three seeds. */
function optionsFor(inputs: ComposeInput[], seed: number): ComposeOptions {
  const links = chosen(inputs);
  const { plan } = compose(inputs, { links });
  if (plan === undefined || seed % 3 !== 1) return { links };
  const random = new Random(seed);
  const exports: ExportChoice[] = [];
  const add = (name: string, from: string): void => {
    if (exports.every((other) => other.name !== name)) exports.push({ name, from });
  };
  for (const { name, component } of plan.exports) if (random.chance(0.6)) add(name, component);
  const newInstance = new Set<string>();
  for (const link of plan.links) {
    if (random.chance(0.2)) add(link.export, link.provider);
    if (random.chance(0.3)) newInstance.add(link.provider);
    if (random.chance(0.1) && link.reason !== 'chosen') {
      links.push({ importer: link.importer, import: link.import, provider: '' });
    }
  }
  return {
    links,
    newInstance: [...newInstance],
    ...(exports.length === 0 ? {} : { exports }),
  };
}

/** Of several providers the first is taken. */
function chosen(inputs: ComposeInput[]): LinkChoice[] {
  const links: LinkChoice[] = [];
  for (const { code, message } of compose(inputs).diagnostics) {
    if (code === 'LNK0010') {
      const [wanted = '', importer = '', provider = ''] = namesIn(message);
      links.push({ importer, import: wanted, provider });
    }
  }
  return links;
}
