import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { EmbeddedActionsParser, LLkLookaheadStrategy } from 'chevrotain';
import { describe, expect, it } from 'vitest';
import { witTokens } from '../../src/lexer/tokens.js';
import { FirstSetLookahead, tableLine } from '../../src/parser/lookahead.js';
import { LOOKAHEAD_TABLE } from '../../src/parser/lookahead-table.js';
import { createRecordedParser } from '../../src/parser/parse.js';

const parser = createRecordedParser();
const rules = Object.values(parser.getGAstProductions());

describe('the grammar', () => {
  it('needs one token of lookahead and has no left recursion, empty repetition or ambiguity', () => {
    const strategy = new LLkLookaheadStrategy({ maxLookahead: 1 });
    const errors = strategy.validate({
      rules,
      tokenTypes: [...witTokens],
      grammarName: 'wit',
    });
    expect(errors.map((error) => error.message)).toEqual([]);
    expect(parser).toBeInstanceOf(EmbeddedActionsParser);
  });

  it('numbers the parts of each rule, so that no two decisions share a table', () => {
    const decisions = new FirstSetLookahead().decisionsOf(rules);
    const places = decisions.map(({ rule, kind, occurrence }) => `${rule} ${kind}${occurrence}`);
    expect(new Set(places).size).toBe(places.length);
    for (const { ways } of decisions) {
      const types = ways.flat();
      expect(types.length).toBeGreaterThan(0);
      expect(new Set(types).size, 'the ways of a decision overlap').toBe(types.length);
    }
  });

  it('has its decisions in the table that the parser starts from', () => {
    const lines = new FirstSetLookahead().decisionsOf(rules).map(tableLine);
    if (process.env['UPDATE_GOLDEN'] === '1') {
      const file = fileURLToPath(new URL('../../src/parser/lookahead-table.ts', import.meta.url));
      const text = readFileSync(file, 'utf8');
      const head = text.slice(0, text.indexOf('= [') + 2);
      writeFileSync(file, `${head}[\n${lines.map((line) => `  '${line}',\n`).join('')}];\n`);
      return;
    }
    expect(LOOKAHEAD_TABLE).toEqual(lines);
  });

  it('uses every token of WIT, but for the words and signs that are only reserved', () => {
    const used = new Set<number>();
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return;
      if ('terminalType' in node) {
        used.add((node.terminalType as { tokenTypeIdx: number }).tokenTypeIdx);
      } else if ('definition' in node && !('nonTerminalName' in node)) {
        (node.definition as unknown[]).forEach(collect);
      }
    };
    rules.forEach(collect);
    const unused = witTokens.filter((type) => !used.has(type.tokenTypeIdx));
    expect(unused.map((type) => type.name)).toEqual(['Star', 'From']);
  });
});
