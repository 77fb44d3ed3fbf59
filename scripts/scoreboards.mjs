#!/usr/bin/env node
// Runs the reference suites that stand beside the checkout (../shared) against the built command, and says the score of each.
// Fails when a suite falls below its bar. Where the suites are absent, as in a user's clone, it says so and ends.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const shared = path.resolve(root, '../shared');
const witTs = `${process.execPath} ${path.join(root, 'packages/cli/dist/main.js')}`;

/** A suite, the command that judges it, and the least number of cases that must pass. */
const suites = [
  {
    name: 'WIT: verdicts and resolved JSON',
    needs: 'wit-conformance/conformance.mjs',
    args: [
      '--suite',
      path.join(shared, 'wit-conformance/ui'),
      '--strict-order',
      '--messages',
      '--quiet',
      '--cmd',
      `${witTs} wit {path} --json --features {features}`,
    ],
  },
  {
    name: 'WAC: verdicts, types of the results and places of all refusals',
    needs: 'wac-conformance/conformance.mjs',
    args: [
      '--places',
      '--quiet',
      '--tools',
      path.join(root, 'node_modules'),
      '--cmd',
      `${witTs} compose {file} --deps-dir {deps} -o {out}`,
    ],
  },
];

if (!existsSync(shared)) {
  console.log('the reference suites (../shared) are not beside this checkout: nothing to score');
  process.exit(0);
}

let failed = 0;
for (const suite of suites) {
  console.log(`\n-- ${suite.name}`);
  const script = path.join(shared, suite.needs);
  if (!existsSync(script)) {
    console.log(`skipped: ${suite.needs} is not there`);
    continue;
  }
  const run = spawnSync(process.execPath, [script, ...suite.args], { stdio: 'inherit' });
  if (run.status !== 0) failed++;
}
console.log(
  "\n-- Component Model: the specification's own tests through generated bindings, jco's score beside ours",
);
if (existsSync(path.join(shared, 'component-model-tests'))) {
  const vitest = path.join(root, 'node_modules/vitest/vitest.mjs');
  const run = spawnSync(process.execPath, [vitest, 'run', 'test/reference', '--reporter=dot'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (run.status !== 0) failed++;
} else console.log('skipped: component-model-tests is not there');

process.exit(failed === 0 ? 0 : 1);
