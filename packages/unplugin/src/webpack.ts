import { plugin } from './plugin.js';

export type { WitTsOptions } from './options.js';

/** The plug-in for webpack. */
const witTs: typeof plugin.webpack = plugin.webpack;
export default witTs;
