#!/usr/bin/env node
// Each template of `wit-ts new`, as a new user has it: written into an empty folder, installed from the packed packages, started
// and tested by the commands of its README. `--keep` leaves the folders.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const work = mkdtempSync(path.join(tmpdir(), 'wit-ts-templates-'));
const keep = process.argv.includes('--keep');

/** What `npm start` prints at its end. */
const answers = {
  component: '"Hello, Ada!"',
  host: 'MAKE THIS LOUDER',
  composed: 'bon matin monde\nguten Morgen Welt',
};

function npm(cwd, ...args) {
  // On Windows npm is a script for the shell.
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error' },
  });
  if (status !== 0)
    throw new Error(`npm ${args.join(' ')} ended with ${status}\n${stdout}${stderr}`);
  return stdout;
}

/** Packs a package as it would be published. @returns the file */
function pack(name) {
  const packed = npm(
    path.join(root, 'packages', name),
    'pack',
    '--json',
    '--pack-destination',
    work,
  );
  return path.join(work, JSON.parse(packed)[0].filename);
}

function tryTemplate(template, packages) {
  const started = performance.now();
  const folder = path.join(work, `my-${template}`);
  const command = path.join(root, 'packages/cli/dist/main.js');
  const made = spawnSync(process.execPath, [command, 'new', folder, '--template', template], {
    encoding: 'utf8',
  });
  if (made.status !== 0) throw new Error(made.stderr);
  const manifest = path.join(folder, 'package.json');
  const project = JSON.parse(readFileSync(manifest, 'utf8'));
  for (const kind of ['dependencies', 'devDependencies']) {
    for (const name of Object.keys(project[kind] ?? {})) {
      if (packages[name] !== undefined) project[kind][name] = `file:${packages[name]}`;
    }
  }
  writeFileSync(manifest, JSON.stringify(project, null, 2));
  npm(folder, 'install', '--prefer-offline', '--no-audit', '--no-fund');
  const printed = npm(folder, 'start').trim();
  if (!printed.endsWith(answers[template]))
    throw new Error(
      `npm start of ${template} printed\n${printed}\nand should end with\n${answers[template]}`,
    );
  const tested = npm(folder, 'test');
  if (!/^(# |ℹ )fail 0$/m.test(tested)) throw new Error(tested);
  console.log(
    `${template.padEnd(10)} installed, started, tested (${Math.round((performance.now() - started) / 1000)} s)`,
  );
}

try {
  const packages = { 'wit-ts': pack('cli'), '@wit-ts/canonical-abi': pack('canonical-abi') };
  for (const template of Object.keys(answers)) tryTemplate(template, packages);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (keep) console.log(work);
  else rmSync(work, { recursive: true, force: true });
}
