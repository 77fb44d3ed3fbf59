/**
 * Which way to go by the next token: one is enough for the grammar of WIT, so a decision is a set of tokens for each way.
 *
 * The sets are either computed from the recorded grammar ({@link FirstSetLookahead}, for extending languages and for tests)
 * or read from a table that was computed before ({@link decisionsFromTable}), which saves the recording.
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
  type OptionalProductionType,
  type Rule,
} from 'chevrotain';

/** What a lookahead function finds as `this`. */
export interface DecidingParser {
  /** The number of the type of a token ahead. */
  nextType(howFar?: number): number;
  /** Reports that no alternative starts with the next token, and throws. */
  noAlternative(tokenTypes: number[]): never;
}

/** Numbers of token types, for each alternative; for an optional part there is one. */
export type Ways = number[][];

export type DecisionKind = 'or' | 'option' | 'many';

/** A place of a rule where the next token decides. */
export interface Decision {
  rule: string;
  kind: DecisionKind;
  occurrence: number;
  ways: Ways;
}

/** Chooses an alternative. It does not return where there is none. */
export function chooseBy(ways: () => Ways): (this: DecidingParser) => number {
  let table: (number | undefined)[] | undefined;
  const build = (): (number | undefined)[] => {
    const built: (number | undefined)[] = [];
    ways().forEach((types, way) => types.forEach((type) => (built[type] ??= way)));
    return built;
  };
  return function choose(this: DecidingParser): number {
    table ??= build();
    const way = table[this.nextType()];
    return way === undefined ? this.noAlternative(ways().flat()) : way;
  };
}

/** Tells whether to take an optional part. */
export function takeBy(ways: () => Ways): (this: DecidingParser) => boolean {
  let table: boolean[] | undefined;
  const build = (): boolean[] => {
    const built: boolean[] = [];
    for (const type of ways().flat()) built[type] = true;
    return built;
  };
  return function take(this: DecidingParser): boolean {
    table ??= build();
    return table[this.nextType()] === true;
  };
}

/** Computes first sets, each when its decision is met for the first time. A test checks the grammar with chevrotain's own strategy. */
export class FirstSetLookahead implements ILookaheadStrategy {
  private readonly firstOfRule = new Map<Rule, ReadonlySet<number>>();

  /** The grammar is checked elsewhere. */
  validate(): [] {
    return [];
  }

  buildLookaheadForAlternation(options: {
    prodOccurrence: number;
    rule: Rule;
  }): () => number | undefined {
    return chooseBy(() => {
      const choice = find(options.rule, Alternation, options.prodOccurrence);
      return this.waysOf(choice);
    });
  }

  buildLookaheadForOptional(options: {
    prodOccurrence: number;
    prodType: OptionalProductionType;
    rule: Rule;
  }): () => boolean {
    return takeBy(() => {
      const kind = OPTIONAL_KINDS[options.prodType];
      return this.waysOf(find(options.rule, kind, options.prodOccurrence));
    });
  }

  /** All decisions of a grammar, rule by rule, in the order of the text. */
  decisionsOf(rules: readonly Rule[]): Decision[] {
    const decisions: Decision[] = [];
    const visit = (rule: string, production: IProduction): void => {
      const kind = kindOf(production);
      if (kind !== undefined) {
        const occurrence = (production as WithDefinition).idx ?? 0;
        decisions.push({ rule, kind, occurrence, ways: this.waysOf(production) });
      }
      if (hasDefinition(production) && !(production instanceof NonTerminal)) {
        for (const part of production.definition) visit(rule, part);
      }
    };
    for (const rule of rules) for (const part of rule.definition) visit(rule.name, part);
    return decisions;
  }

  private waysOf(production: IProduction): Ways {
    if (production instanceof Alternation) {
      return production.definition.map((way) => [...this.firstOfSequence(partsOf(way))]);
    }
    return [[...this.firstOfSequence(partsOf(production))]];
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

  private firstOf(rule: Rule): ReadonlySet<number> {
    let first = this.firstOfRule.get(rule);
    if (first === undefined) {
      first = this.firstOfSequence(rule.definition);
      this.firstOfRule.set(rule, first);
    }
    return first;
  }
}

// ---- Tables ----------------------------------------------------------------------------------------------------------

/** One line of a table: `rule kind0 10,11;12`. */
export function tableLine({ rule, kind, occurrence, ways }: Decision): string {
  return `${rule} ${kind}${occurrence} ${ways.map((types) => types.join(',')).join(';')}`;
}

/** The decision of a line that {@link tableLine} wrote; its sets are read when they are needed. */
export function decisionOfLine(line: string): Omit<Decision, 'ways'> & { ways: () => Ways } {
  const [rule = '', place = '', sets = ''] = line.split(' ');
  const digits = place.search(/[0-9]/);
  const kind = place.slice(0, digits) as DecisionKind;
  const ways = (): Ways => sets.split(';').map((set) => set.split(',').map(Number));
  return { rule, kind, occurrence: Number(place.slice(digits)), ways };
}

// ---- Productions -----------------------------------------------------------------------------------------------------

const OPTIONAL_KINDS = {
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionWithSeparator,
  RepetitionMandatoryWithSeparator,
} satisfies Record<OptionalProductionType, unknown>;

interface WithDefinition extends IProduction {
  definition: IProduction[];
  idx?: number;
}

function kindOf(production: IProduction): DecisionKind | undefined {
  if (production instanceof Alternation) return 'or';
  if (production instanceof Option) return 'option';
  if (production instanceof Repetition) return 'many';
  return undefined;
}

function hasDefinition(production: IProduction): production is WithDefinition {
  return 'definition' in production;
}

/** The sequence that a production consists of. */
function partsOf(production: IProduction): readonly IProduction[] {
  return hasDefinition(production) ? production.definition : [production];
}

function isNullable(production: IProduction): boolean {
  if (production instanceof Terminal) return false;
  if (production instanceof NonTerminal) {
    return production.referencedRule.definition.every(isNullable);
  }
  if (production instanceof Alternation) {
    return production.definition.some((alternative) => partsOf(alternative).every(isNullable));
  }
  if (production instanceof RepetitionMandatory) return production.definition.every(isNullable);
  return true;
}

/** The decision of a rule with a given number. */
function find<T extends IProduction & { idx: number }>(
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
