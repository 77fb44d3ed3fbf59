/**
 * Reads plain command lines, which are nearly all: it takes a small part of the time that commander takes to be loaded. What it
 * reads, it reads as commander does; all else it leaves to that, with every error and help text.
 */
import {
  type Definition,
  type Group,
  isNegative,
  keyOf,
  type OperandDefinition,
  type OptionDefinition,
} from '../commands/definition.js';

/** What a command is called with. */
export interface PlainLine {
  readonly definition: Definition;
  readonly operands: readonly string[];
  readonly options: object;
}

/**
 * @param words what follows the name of the command
 * @returns `undefined` for a command line that is not plain
 */
export function readPlainLine(
  words: readonly string[],
  definition: Definition | Group,
): PlainLine | undefined {
  if (!('commands' in definition)) return readWords(words, definition);
  const command = definition.commands.find(({ name }) => name === words[0]);
  return command === undefined ? undefined : readWords(words.slice(1), command);
}

function readWords(words: readonly string[], definition: Definition): PlainLine | undefined {
  const byFlag = new Map<string, OptionDefinition>();
  const options: Record<string, unknown> = {};
  for (const option of definition.options) {
    byFlag.set(`--${option.name}`, option);
    if (option.short !== undefined) byFlag.set(`-${option.short}`, option);
    const first = isNegative(option) ? true : option.default;
    if (first !== undefined) options[keyOf(option)] = first;
  }
  const operands: string[] = [];
  const rest = words.values();
  for (const word of rest) {
    if (word === '--') {
      operands.push(...rest);
    } else if (isOperand(word)) {
      operands.push(word);
    } else {
      const equals = word.startsWith('--') ? word.indexOf('=') : -1;
      const option = byFlag.get(equals === -1 ? word : word.slice(0, equals));
      if (option === undefined) return undefined;
      const key = keyOf(option);
      if (option.value === undefined) {
        if (equals !== -1) return undefined;
        options[key] = !isNegative(option);
      } else {
        const text = equals === -1 ? rest.next().value : word.slice(equals + 1);
        const value = valueOf(option, text, options[key]);
        if (value === undefined) return undefined;
        options[key] = value;
      }
    }
  }
  const isWhole = definition.options.every(
    (option) => option.isRequired !== true || options[keyOf(option)] !== undefined,
  );
  return isWhole && fits(operands.length, definition.operands) && !definition.misuse?.(operands)
    ? { definition, operands, options }
    : undefined;
}

/** `-` is standard input or output. */
function isOperand(word: string): boolean {
  return word === '-' || !word.startsWith('-');
}

function valueOf(option: OptionDefinition, text: string | undefined, before: unknown): unknown {
  if (text === undefined || !isOperand(text) || option.value?.startsWith('<') !== true) {
    return undefined;
  }
  if (option.choices !== undefined && !option.choices.includes(text)) return undefined;
  return option.reader === undefined ? text : option.reader.read(text, before);
}

/** Whether there are as many operands as wanted. */
function fits(count: number, operands: readonly OperandDefinition[]): boolean {
  const needed = operands.filter(({ name }) => name.startsWith('<')).length;
  const isOpen = operands.at(-1)?.name.includes('...') === true;
  return count >= needed && (isOpen || count <= operands.length);
}
