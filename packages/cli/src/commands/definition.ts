/**
 * What a command takes, as data: help texts and errors are made of it, and plain command lines are read by it without what
 * makes those.
 */
import type { Io } from '../io/io.js';

/** A command, with the types of what it is called with. */
export interface Definition<
  Operands extends readonly string[] = readonly string[],
  Options extends object = object,
> {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly operands: readonly OperandDefinition[];
  readonly options: readonly OptionDefinition[];
  /** The last part of its help. */
  readonly help: string;
  /** What is wrong with operands that are right one by one. */
  misuse?(operands: Operands): string | undefined;
  /** Does what the command is for. */
  act(operands: Operands, options: Options, io: Io, version: string): Promise<void>;
}

/** A name that goes before those of its commands. */
export interface Group {
  readonly name: string;
  readonly summary: string;
  readonly description: string;
  readonly commands: readonly Definition[];
  readonly help: string;
}

export interface OperandDefinition {
  /** `<needed>` or `[not needed]`; the last one may be `<several...>`. */
  readonly name: string;
  readonly description: string;
}

/** `--name`; `--no-name` is on until it is given. */
export interface OptionDefinition {
  readonly name: string;
  /** A letter: `-n`. */
  readonly short?: string;
  /** `<needed>` or `[not needed]`; without it the option is on or off. */
  readonly value?: string;
  /** What is said of it; options without that are not shown. */
  readonly description?: string;
  readonly isRequired?: boolean;
  readonly default?: string | number;
  /** The values there are. */
  readonly choices?: readonly string[];
  /** How the option reads a value; `before` is what it was, as options may be repeated. */
  readonly reader?: ValueReader;
}

export interface ValueReader {
  /** @returns `undefined` for a value that is none */
  read(value: string, before: unknown): unknown;
  /** What a value has to be. */
  readonly expected?: string;
}

/** For options that may be repeated. */
export const repeated: ValueReader = {
  read: (value, before) => [...listOf(before), value],
};

/** What the option has collected. */
export function listOf(before: unknown): readonly unknown[] {
  return Array.isArray(before) ? before : [];
}

/** The property of the options that an option sets. */
export function keyOf({ name }: OptionDefinition): string {
  const [first = '', ...others] = name.split('-').slice(isNegative({ name }) ? 1 : 0);
  return first + others.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
}

/** Whether the option turns off what is on without it. */
export function isNegative({ name }: OptionDefinition): boolean {
  return name.startsWith('no-');
}
