/** Suites that lie beside the repository; tests over them are skipped where they are absent. */

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the conformance suite of the WIT front end. */
export const CONFORMANCE = fileURLToPath(
  new URL('../../../../../shared/wit-conformance/ui', import.meta.url),
);

/** Whether the conformance suite is there. */
export const hasConformance = existsSync(CONFORMANCE);

/** For the title of a test: why it may be skipped. */
export const CONFORMANCE_NOTE = 'skipped where ../shared/wit-conformance is absent';

/** Name and text of the expected JSON of every case that must be accepted. */
export function conformanceJson(): { name: string; text: string }[] {
  if (!hasConformance) return [];
  return readdirSync(CONFORMANCE)
    .filter((name) => name.endsWith('.wit.json'))
    .map((name) => ({ name, text: readFileSync(join(CONFORMANCE, name), 'utf8') }));
}
