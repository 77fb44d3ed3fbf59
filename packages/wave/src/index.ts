export { callArguments, parseCall, parseWave, type Call } from './wave.js';
export type { FunctionName } from './lexer.js';
export { memberName, propertyNames, type PropertyName } from './naming.js';
export { WAVE_CATALOGUE } from './pages.js';
export { printWave, type PrintOptions } from './print.js';
export type { Outcome, Range } from './problem.js';
export type { ReadOptions } from './read.js';
export { describeType, unwritable } from './types.js';
