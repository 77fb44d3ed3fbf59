/** Reads the cases of this folder. */

import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface ResolverCase {
  /** Name of the file of cases. */
  area: string;
  name: string;
  features: string[];
  allFeatures: boolean;
  /** By path in the folder of the package. */
  files: Map<string, string>;
  /** `!!!` stands in the case. */
  rejected: boolean;
}

const FOLDER = new URL('cases/', import.meta.url);

/**
 * A case starts with `=== name [features=a,b] [all-features]`, a file in it with `--- path`; `!!!` ends a case that must be
 * rejected. The feature `active` is on where none are given. `\r` at the end of a line stands for a carriage return.
 */
export function resolverCases(): ResolverCase[] {
  return readdirSync(fileURLToPath(FOLDER))
    .filter((name) => name.endsWith('.txt'))
    .flatMap((name) => {
      const text = readFileSync(new URL(name, FOLDER), 'utf8');
      return text
        .split(/^=== /m)
        .slice(1)
        .map((part) => parseCase(name.slice(0, -4), part));
    });
}

function parseCase(area: string, text: string): ResolverCase {
  const [head = '', ...body] = text.split(/^--- /m);
  const title = head.trim();
  const features = /\[features=([^\]]*)\]/.exec(title)?.[1];
  const rejected = /^!!!$/m.test(text);
  const files = new Map<string, string>();
  for (const part of body) {
    const end = part.indexOf('\n');
    const content = part.slice(end + 1).replace(/^!!!\n/m, '');
    files.set(part.slice(0, end), `${content.trimEnd()}\n`.replace(/\\r$/gm, '\r'));
  }
  return {
    area,
    name: title.replace(/\s*\[[^\]]*\]/g, ''),
    features: features === undefined ? ['active'] : features.split(',').filter(Boolean),
    allFeatures: title.includes('[all-features]'),
    files,
    rejected,
  };
}
