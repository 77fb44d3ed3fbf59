/** The grammar in a form that can be shown: made from what chevrotain recorded. */

import {
  Alternation,
  NonTerminal,
  Option,
  Repetition,
  Terminal,
  type IProduction,
  type Rule,
} from 'chevrotain';
import type { WitTokenType } from '../../src/lexer/tokens.js';

export type Expression =
  | { kind: 'token'; text: string }
  /** A token whose text varies, by the name of its rule in the lexical part. */
  | { kind: 'lexical'; name: string }
  | { kind: 'rule'; name: string }
  | { kind: 'sequence'; parts: Expression[] }
  | { kind: 'choice'; ways: Expression[] }
  | { kind: 'optional'; part: Expression }
  | { kind: 'repeated'; part: Expression }
  /** Entries with commas between them, perhaps also behind the last one; or none at all. */
  | { kind: 'commas'; entry: Expression };

export interface Production {
  name: string;
  expression: Expression;
}

/** All rules, those before which are used by others: from the file down to the names. */
export function productionsOf(rules: readonly Rule[]): Production[] {
  return rules
    .toReversed()
    .map((rule) => ({ name: kebab(rule.name), expression: sequence(rule.definition) }));
}

function expressionOf(production: IProduction): Expression {
  if (production instanceof Terminal) {
    const { text, name } = production.terminalType as WitTokenType;
    return text === undefined
      ? { kind: 'lexical', name: kebab(name).replace(/-token$/, '') }
      : { kind: 'token', text };
  }
  if (production instanceof NonTerminal) {
    return { kind: 'rule', name: kebab(production.nonTerminalName) };
  }
  if (production instanceof Alternation) {
    return { kind: 'choice', ways: production.definition.map((way) => sequence(partsOf(way))) };
  }
  if (production instanceof Option) {
    return { kind: 'optional', part: sequence(production.definition) };
  }
  if (production instanceof Repetition) return repetition(production.definition);
  throw new Error(`the grammar uses ${production.constructor.name}, which cannot be shown yet`);
}

/** An entry and an optional comma in a repetition mean that commas stand between the entries; the rule sees to it. */
function repetition(definition: IProduction[]): Expression {
  const last = definition.at(-1);
  if (last instanceof Option && definition.length > 1) {
    const [comma] = last.definition;
    if (comma instanceof Terminal && (comma.terminalType as WitTokenType).text === ',') {
      return { kind: 'commas', entry: sequence(definition.slice(0, -1)) };
    }
  }
  return { kind: 'repeated', part: sequence(definition) };
}

function sequence(definition: readonly IProduction[]): Expression {
  const parts = definition.map(expressionOf);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'sequence', parts };
}

function partsOf(production: IProduction): readonly IProduction[] {
  return 'definition' in production ? (production.definition as IProduction[]) : [production];
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
