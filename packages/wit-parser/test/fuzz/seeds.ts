/** Files to mutate: those of the conformance suite where it is there, and one that has all of WIT. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFORMANCE, hasConformance } from '../support/suites.js';
import { verdictCases } from '../parser/verdict-cases.js';

export function seeds(): string[] {
  const own = Object.values(verdictCases)
    .flat()
    .map(([, text]) => text)
    .filter((text) => text.length < 2000);
  return hasConformance ? [...own, ...witFiles(CONFORMANCE)] : own;
}

function witFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return witFiles(path);
    if (!path.endsWith('.wit')) return [];
    const text = readFileSync(path, 'utf8');
    return text.length < 8000 ? [text] : [];
  });
}
