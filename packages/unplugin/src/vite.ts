import { plugin } from './plugin.js';

export type { WitTsOptions } from './options.js';

/** The plug-in for Vite. */
const witTs: typeof plugin.vite = plugin.vite;
export default witTs;
