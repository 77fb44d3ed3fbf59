export type { WitTsOptions } from './options.js';
export { WitTsError } from './failure.js';
export { plugin as default, plugin } from './plugin.js';
