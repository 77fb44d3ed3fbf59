import { describe, expect, test } from 'vitest';
import { specifierOf, type SpecifierMap } from '../../src/host/specifiers.js';

const map: SpecifierMap = [
  ['my:pkg/*', './pkg/*.js'],
  ['my:pkg/one', './one.js#own'],
  ['wasi:cli/*', './cli.js#*'],
  ['log', './log.js'],
];

describe('specifiers', () => {
  test.each([
    ['wasi:io/streams@0.2.3', '@bytecodealliance/preview2-shim/io', 'streams'],
    ['wasi:cli/terminal-input@0.2.3', './cli.js', 'terminalInput'],
    ['wasi:clocks/wall-clock', '@bytecodealliance/preview2-shim/clocks', 'wallClock'],
    ['my:pkg/two@1.0.0', './pkg/two.js', undefined],
    ['my:pkg/one@1.0.0', './one.js', 'own'],
    ['other:pkg/api@1.0.0', 'other:pkg/api', undefined],
    ['log', './log.js', undefined],
  ])('%s is taken from %s', (label, module, member) => {
    expect(specifierOf(label, map)).toEqual({ module, member });
  });
});
