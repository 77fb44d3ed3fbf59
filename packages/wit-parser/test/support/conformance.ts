/** The cases of the conformance suite, as the reference's own harness finds them. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CONFORMANCE, hasConformance } from './suites.js';

export interface ConformanceCase {
  name: string;
  path: string;
  /** Text of the expected JSON, or of the expected error. */
  expected: string;
  /** Needs a decoder of WebAssembly. */
  binary: boolean;
}

const INPUT = /\.(?:wit|md|wat|wasm)$/;

function casesIn(folder: string, ending: string): ConformanceCase[] {
  if (!hasConformance) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'parse-fail')
    .filter((entry) => entry.isDirectory() || INPUT.test(entry.name))
    .map(({ name }) => {
      const path = join(folder, name);
      const stem = name.replace(/\.[^.]*$/, '');
      const deps = join(path, 'deps');
      const binary =
        /\.wa(?:t|sm)$/.test(name) ||
        (existsSync(deps) && readdirSync(deps).some((file) => /\.wa(?:t|sm)$/.test(file)));
      const expected = readFileSync(join(folder, `${stem}.wit.${ending}`), 'utf8');
      return { name, path, expected, binary };
    });
}

/** Cases that must be accepted. */
export const positiveCases = casesIn(CONFORMANCE, 'json');

/** Cases that must be rejected. */
export const negativeCases = casesIn(join(CONFORMANCE, 'parse-fail'), 'result');

/** `file:line:column` of the first place that an error text of the reference names. */
export function placeOf(text: string): string | undefined {
  const found =
    /-->\s*(\S+):(\d+):(\d+)/.exec(text) ??
    /^(\S+\.wit):(\d+):(\d+):/m.exec(text) ??
    /(\S+\.wit):(\d+):(\d+)/.exec(text);
  return found ? `${found[1]?.split('/').pop()}:${found[2]}:${found[3]}` : undefined;
}
