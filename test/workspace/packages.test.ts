import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const packages = fileURLToPath(new URL('../../packages', import.meta.url));

interface Manifest {
  name: string;
  private?: boolean;
  version: string;
  type?: string;
  engines?: Record<string, string>;
  exports?: Record<string, string | { types: string; default: string }>;
  dependencies?: Record<string, string>;
  publishConfig?: { access: string; provenance: boolean };
}

const manifests = readdirSync(packages)
  .map((folder) => join(packages, folder))
  .filter((folder) => existsSync(join(folder, 'package.json')))
  .map((folder) => ({
    folder,
    manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest,
  }));
const published = manifests.filter(({ manifest }) => manifest.private !== true);
const versions = new Map(manifests.map(({ manifest }) => [manifest.name, manifest]));

/** What would be in the package, and its size in bytes. */
const packed = new Map(
  (
    JSON.parse(
      execFileSync(
        'npm',
        ['pack', '--dry-run', '--json', ...published.map(({ folder }) => folder)],
        {
          encoding: 'utf8',
          shell: process.platform === 'win32',
          stdio: ['ignore', 'pipe', 'ignore'],
        },
      ),
    ) as { name: string; files: { path: string; size: number }[] }[]
  ).map(({ name, files }) => [name, files]),
);

describe.each(published.map((item) => [item.manifest.name, item] as const))('%s', (name, item) => {
  const { folder, manifest } = item;
  const files = packed.get(name)?.map(({ path }) => path) ?? [];

  it('holds what is built, a README and nothing else', () => {
    const outside = files.filter((path) => !path.startsWith('dist/'));
    expect(outside.toSorted()).toEqual(['README.md', 'package.json']);
    const unwanted = files
      .filter((path) => !path.startsWith('dist/templates/'))
      .filter((path) => /\.(tsbuildinfo|map|tmp)$|(?<!\.d)\.[cm]?ts$|(^|\/)tests?\//.test(path));
    expect(unwanted).toEqual([]);
  });

  it('is an ES module with types for Node.js 20, published with provenance', () => {
    expect(manifest).toMatchObject({
      type: 'module',
      engines: { node: '>=20.19' },
      publishConfig: { access: 'public', provenance: true },
    });
    for (const target of Object.values(manifest.exports ?? {})) {
      const paths = typeof target === 'string' ? [target] : [target.types, target.default];
      for (const path of paths) {
        if (path === './package.json') continue;
        expect(files, `${path} of exports`).toContain(path.replace('./', ''));
      }
    }
  });

  it('depends on nothing private, and on the others in their version', () => {
    for (const [dependency, range] of Object.entries(manifest.dependencies ?? {})) {
      const own = versions.get(dependency);
      if (own === undefined) continue;
      expect(own.private, `${dependency} is private`).not.toBe(true);
      expect(range).toBe(own.version);
    }
  });

  it('says nothing of the machine it was built on', () => {
    const home = folder.slice(0, folder.indexOf('/packages/'));
    for (const path of files) {
      if (!/\.(js|cjs|ts|json|md)$/.test(path)) continue;
      expect(readFileSync(join(folder, path), 'utf8').includes(home), path).toBe(false);
    }
  });
});
