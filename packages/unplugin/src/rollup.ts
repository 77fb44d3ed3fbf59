import { plugin } from './plugin.js';

export type { WitTsOptions } from './options.js';

/** The plug-in for Rollup and Rolldown. */
const witTs: typeof plugin.rollup = plugin.rollup;
export default witTs;
