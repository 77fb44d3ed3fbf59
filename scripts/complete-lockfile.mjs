#!/usr/bin/env node
// npm leaves optional packages of other platforms out of package-lock.json where it cannot see them, and `npm ci` then refuses
// the file. This adds an entry for each, so that one lock file serves all platforms: `npm run lockfile` after `npm install`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const PLATFORM =
  /-(android|darwin|freebsd|linux|openharmony|win32)-([a-z0-9]+)(?:-(gnu|gnueabihf|musl|musleabihf|msvc|eabi))?$/;

/** The entry that `from` would load as `name`: the nearest one on the way up. */
function find(packages, from, name) {
  for (let base = from; ;) {
    const entry = packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`];
    if (entry !== undefined || base === '') return entry;
    const up = base.lastIndexOf('/node_modules/');
    base = up < 0 ? '' : base.slice(0, up);
  }
}

/** What is known of a package of another platform from its name. */
function entryOf(name, version, dev) {
  const [, os, cpu, abi] = PLATFORM.exec(name) ?? [];
  const entry = { version };
  if (cpu !== undefined) entry.cpu = [cpu];
  else if (name.endsWith('-wasm32-wasi')) entry.cpu = ['wasm32'];
  if (os === 'linux' && abi !== undefined) entry.libc = [abi.startsWith('musl') ? 'musl' : 'glibc'];
  if (dev === true) entry.dev = true;
  entry.optional = true;
  if (os !== undefined) entry.os = [os];
  return entry;
}

/** Adds the missing entries to a parsed lock file; returns the names of what was missing. */
export function completeLockfile(lock) {
  const { packages } = lock;
  const missing = [];
  for (const [from, { dev, optionalDependencies = {} }] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const known = find(packages, from, name);
      const version = range.replace(/^[\^~]/, '');
      if (known !== undefined && (known.version === version || version !== range)) continue;
      const place = known === undefined ? '' : `${from}/`;
      packages[`${place}node_modules/${name}`] = entryOf(name, version, dev);
      missing.push(name);
    }
  }
  const names = Object.keys(packages).toSorted((a, b) => a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(names.map((name) => [name, packages[name]]));
  return missing;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url));
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = completeLockfile(lock);
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json: ${missing.length} entries of other platforms added`);
}
