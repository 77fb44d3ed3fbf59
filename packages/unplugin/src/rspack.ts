import { plugin } from './plugin.js';

export type { WitTsOptions } from './options.js';

/** The plug-in for Rspack. */
const witTs: typeof plugin.rspack = plugin.rspack;
export default witTs;
