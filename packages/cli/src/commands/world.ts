import type { OptionDefinition } from './definition.js';

/** `--world`, of commands that generate something for one. */
export const worldOption: OptionDefinition = {
  name: 'world',
  short: 'w',
  value: '<name>',
  description: 'the world, where there are several: w or ns:pkg/w',
};
