/**
 * Which way to go by the next token.
 *
 * The grammar needs one token of lookahead only, so first sets are enough; they are computed when a decision is met for the
 * first time, which makes a parser much cheaper to construct than with chevrotain's own strategy. A test checks the grammar
 * with that one.
 */

import {
  Alternation,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  Terminal,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  type OptionalProductionType,
  type Rule,
} from 'chevrotain';

/** What a lookahead function finds as `this`. */
interface Parser {
  LA(howMuch: number): IToken;
}

type FirstSet = ReadonlySet<number>;

export class FirstSetLookahead implements ILookaheadStrategy {
  private readonly firstOfRule = new Map<Rule, FirstSet>();

  /** The grammar is checked elsewhere. */
  validate(): [] {
    return [];
  }

  buildLookaheadForAlternation(options: {
    prodOccurrence: number;
    rule: Rule;
  }): () => number | undefined {
    let table: (number | undefined)[] | undefined;
    const build = (): (number | undefined)[] => {
      const built: (number | undefined)[] = [];
      const choice = find(options.rule, Alternation, options.prodOccurrence);
      choice.definition.forEach((alternative, index) => {
        for (const type of this.firstOfSequence(partsOf(alternative))) built[type] ??= index;
      });
      return built;
    };
    return function lookahead(this: Parser) {
      table ??= build();
      return table[this.LA(1).tokenTypeIdx];
    };
  }

  buildLookaheadForOptional(options: {
    prodOccurrence: number;
    prodType: OptionalProductionType;
    rule: Rule;
  }): () => boolean {
    let table: boolean[] | undefined;
    const build = (): boolean[] => {
      const built: boolean[] = [];
      const kind = OPTIONAL_KINDS[options.prodType];
      const production = find(options.rule, kind, options.prodOccurrence);
      for (const type of this.firstOfSequence(production.definition)) built[type] = true;
      return built;
    };
    return function lookahead(this: Parser) {
      table ??= build();
      return table[this.LA(1).tokenTypeIdx] === true;
    };
  }

  /** The token types that a sequence can start with. */
  private firstOfSequence(sequence: readonly IProduction[]): Set<number> {
    const first = new Set<number>();
    for (const production of sequence) {
      this.addFirst(production, first);
      if (!isNullable(production)) break;
    }
    return first;
  }

  private addFirst(production: IProduction, first: Set<number>): void {
    if (production instanceof Terminal) {
      first.add(production.terminalType.tokenTypeIdx ?? 0);
    } else if (production instanceof NonTerminal) {
      for (const type of this.firstOf(production.referencedRule)) first.add(type);
    } else if (production instanceof Alternation) {
      for (const alternative of production.definition) {
        for (const type of this.firstOfSequence(partsOf(alternative))) first.add(type);
      }
    } else if (hasDefinition(production)) {
      for (const type of this.firstOfSequence(production.definition)) first.add(type);
    }
  }

  private firstOf(rule: Rule): FirstSet {
    let first = this.firstOfRule.get(rule);
    if (first === undefined) {
      first = this.firstOfSequence(rule.definition);
      this.firstOfRule.set(rule, first);
    }
    return first;
  }
}

const OPTIONAL_KINDS = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  RepetitionMandatoryWithSeparator,
} satisfies Record<OptionalProductionType, unknown>;

interface WithDefinition extends IProduction {
  definition: IProduction[];
}

function hasDefinition(production: IProduction): production is WithDefinition {
  return 'definition' in production;
}

/** The sequence that an alternative consists of. */
function partsOf(alternative: IProduction): readonly IProduction[] {
  return hasDefinition(alternative) ? alternative.definition : [alternative];
}

function isNullable(production: IProduction): boolean {
  if (production instanceof Terminal) return false;
  if (production instanceof NonTerminal)
    return production.referencedRule.definition.every(isNullable);
  if (production instanceof Alternation) {
    return production.definition.some((alternative) => partsOf(alternative).every(isNullable));
  }
  if (production instanceof RepetitionMandatory) return production.definition.every(isNullable);
  return true;
}

/** The decision of a rule with a given number. */
function find<T extends WithDefinition & { idx: number }>(
  rule: Rule,
  kind: abstract new (...args: never[]) => T,
  occurrence: number,
): T {
  const open: IProduction[] = [...rule.definition];
  for (let production = open.pop(); production !== undefined; production = open.pop()) {
    if (production instanceof kind && production.idx === occurrence) return production;
    if (hasDefinition(production) && !(production instanceof NonTerminal)) {
      open.push(...production.definition);
    }
  }
  throw new Error(`rule ${rule.name} has no decision ${occurrence} of this kind`);
}
