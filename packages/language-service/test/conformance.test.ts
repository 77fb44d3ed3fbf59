/** The packages of the reference's suite, accepted or not: nothing throws, and the service tells what a check tells. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolvePackage } from '@wit-ts/wit-parser';
import { createLanguageService } from '../src/index.js';
import { memoryFileSystem } from '../../wit-parser/test/support/memory-fs.js';
import {
  CONFORMANCE,
  CONFORMANCE_NOTE,
  hasConformance,
} from '../../wit-parser/test/support/suites.js';
import { REQUESTS } from './support/requests.js';

/** The files of each case in a folder of its own, those in WebAssembly left out. */
function casesIn(folder: string): [name: string, files: Record<string, string>][] {
  return readdirSync(folder).flatMap((name): [string, Record<string, string>][] => {
    const path = join(folder, name);
    if (name === 'parse-fail') return casesIn(path);
    if (statSync(path).isFile()) {
      return name.endsWith('.wit') ? [[name, { [`app/${name}`]: readFileSync(path, 'utf8') }]] : [];
    }
    const files = readdirSync(path, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.wit'))
      .map((file) => [`app/${file}`, readFileSync(join(path, file), 'utf8')] as const);
    return [[name, Object.fromEntries(files)]];
  });
}

describe.skipIf(!hasConformance)(`the reference's suite (${CONFORMANCE_NOTE})`, () => {
  it('gets the diagnostics of a check, and answers everywhere', { timeout: 300_000 }, () => {
    const cases = hasConformance ? casesIn(CONFORMANCE) : [];
    let checked = 0;
    for (const [name, files] of cases) {
      const paths = Object.keys(files);
      const fs = memoryFileSystem(files);
      const service = createLanguageService(fs, { allFeatures: true });
      const told = paths.flatMap((path) =>
        service.diagnostics(path).map(({ code, range }) => `${path}:${range.start} ${code}`),
      );
      const expected = resolvePackage('app', fs, { allFeatures: true }).diagnostics.map(
        ({ code, span }) => `${span?.file ?? paths[0]}:${span?.start ?? 0} ${code}`,
      );
      if (paths.some((path) => /^app\/[^/]*\.wit$/.test(path))) {
        expect(told.toSorted(), name).toEqual(expected.toSorted());
        checked += 1;
      }
      for (const path of paths) {
        const { length } = files[path] ?? '';
        for (const [index, request] of REQUESTS.entries()) {
          for (let at = index; at <= length; at += Math.max(20, Math.ceil(length / 2))) {
            expect(() => request(service, path, at), `${name} ${path} ${at}`).not.toThrow();
          }
        }
      }
    }
    expect(checked).toBeGreaterThan(200);
  });
});
