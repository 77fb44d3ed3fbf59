/** Holds one composition against what the reference makes of the same. */
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ComposeInput, ComposeOptions, Plan } from '../../src/index.js';
import { compose, composeWac } from '../../src/index.js';
import { describeWorld } from './describe-world.js';
import { byWac, documentOf, invalidity, type Outcome } from './native.js';

export type Kind =
  | 'same'
  /** Both refuse what we linked. */
  | 'refused by both'
  /** Refused before anything is linked: an ambiguity, two exports of one name, a circle. */
  | 'not linked'
  /** Components that need each other's types alone are more than a document can say. */
  | 'circle of types'
  /**
   * wac writes a component that its own validator refuses, or that WIT cannot say; or the validator cannot go on, as where an
   * input that wac wrote has two imports of one instance type.
   */
  | 'reference gives up'
  /** From here on it is our mistake. */
  | 'invalid'
  | 'different'
  | 'only we refuse';

export interface Verdict {
  kind: Kind;
  /** Codes of our errors, or what differs. */
  detail: string;
}

export function verdictOn(inputs: readonly ComposeInput[], options: ComposeOptions = {}): Verdict {
  const { bytes, plan, diagnostics } = compose(inputs, options);
  if (plan === undefined) return { kind: 'not linked', detail: textOf(diagnostics) };
  const checked = compose(inputs, { ...options, validate: true });
  if (bytes !== undefined && checked.bytes !== undefined) {
    if (Buffer.compare(bytes, checked.bytes) !== 0) {
      return { kind: 'different', detail: 'bytes with a check' };
    }
  }
  const document = documentOf(plan);
  const wac = byWac(inputs, document);
  const linked = compared(bytes, textOf(diagnostics), wac, plan);
  if (linked.kind !== 'same') return linked;
  // The document says the same, so it gives the same.
  const composed = composeWac(document, 'app.wac', {
    loadDependency: (name) => {
      const input = inputs.find((each) => `test:${each.name}` === name);
      return input ?? { missing: 'no such input' };
    },
  });
  const written = compared(composed.bytes, textOf(composed.diagnostics), wac, plan);
  return written.kind === 'same' ? linked : { ...written, detail: `document: ${written.detail}` };
}

function textOf(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  return errors.map(({ code, message }) => `${code}: ${message}`).join('\n');
}

function compared(
  bytes: Uint8Array | undefined,
  detail: string,
  wac: Outcome,
  plan: Plan,
): Verdict {
  if (bytes === undefined) {
    return 'said' in wac ? { kind: 'refused by both', detail } : { kind: 'only we refuse', detail };
  }
  const mistake = invalidity(bytes);
  if (mistake?.includes('panicked') === true)
    return { kind: 'reference gives up', detail: mistake };
  if (mistake !== undefined) return { kind: 'invalid', detail: mistake };
  if ('said' in wac) {
    if (/undefined name `v\d+`/.test(wac.said)) return { kind: 'circle of types', detail: '' };
    if (/failed validation|panicked/.test(wac.said)) {
      return { kind: 'reference gives up', detail: wac.said };
    }
    return { kind: 'different', detail: `wac refuses: ${wac.said}` };
  }
  const ours = describeWorld(bytes);
  if ('cannot' in ours) return { kind: 'different', detail: `ours is not WIT: ${ours.cannot}` };
  const theirs = describeWorld(wac.bytes);
  if ('cannot' in theirs) return { kind: 'reference gives up', detail: theirs.cannot };
  const differences = differencesOf(ours.lines, theirs.lines, plan);
  return differences.length === 0
    ? { kind: 'same', detail: '' }
    : { kind: 'different', detail: differences.join('\n') };
}

/**
 * What differs, but for three things that wac does otherwise: a label and the import of its interface ask for what all of them
 * declare, where we ask for what their own users need (that it is enough, the validator says); wac keeps the version of an import
 * that comes first where we take the highest; and where an import uses a type of an interface that a component inside serves, it
 * imports all of that interface, where we import the types alone. Interfaces that the result imports in one version and exports in another
 * are not held against each other: where wac takes the same version for both, they are one interface in WIT.
 */
function differencesOf(ours: string[], theirs: string[], plan: Plan): string[] {
  const served = new Set(plan.links.map((link) => withTrack(link.import)));
  const skewed = skewedInterfaces(ours);
  const comparable = (lines: string[]): Set<string> =>
    new Set(
      lines
        .map(withTrack)
        .filter((line) => !skewed.some((interfaceId) => line.includes(interfaceId))),
    );
  const left = comparable(ours);
  const right = comparable(theirs);
  const labelled = new Set(ours.map((line) => /^import of-(i\d+)-/.exec(line)?.[1]));
  const extra = [...left].filter((line) => !right.has(line)).map((line) => `+ ${line}`);
  const missing = [...right]
    .filter((line) => !left.has(line))
    .filter((line) => !line.startsWith('import of-'))
    .filter((line) => !labelled.has(/^import t:p\d+\/(i\d+)@/.exec(line)?.[1] ?? ''))
    .filter((line) => !(line.startsWith('import ') && served.has(line.split(' ')[1] ?? '')))
    .map((line) => `- ${line}`);
  return [...extra, ...missing];
}

/** Interfaces, by their tracks, that are imported in one version and exported in another: `t:p2@1/i2` and `t:p2/i2@1`. */
function skewedInterfaces(lines: string[]): string[] {
  const imported = new Set<string>();
  const exported = new Set<string>();
  for (const line of lines) {
    const [, word, name] = /^(import|export) (t:\S+@\S+)/.exec(line) ?? [];
    if (name !== undefined) (word === 'import' ? imported : exported).add(name);
    // Through a label, whose types are those of its interface.
    const resources = line.matchAll(/ of (t:\w+)(@\S+?)(\/\S+) (?!\()/g);
    for (const [, home, version, rest] of resources) imported.add(`${home}${rest}${version}`);
  }
  const tracks = new Set(Array.from(exported, withTrack));
  return [...imported]
    .filter((name) => !exported.has(name) && tracks.has(withTrack(name)))
    .map(withTrack)
    .flatMap((name) => [name, name.replace(/(\/\S+)(@\S+)/, '$2$1')]);
}

/** Versions without what may differ on one track. */
function withTrack(line: string): string {
  return line.replaceAll(/@(0\.\d+|[1-9]\d*)\.[\d.]+/g, '@$1');
}
