import { plugin } from './plugin.js';

export type { WitTsOptions } from './options.js';

/** The plug-in for esbuild. */
const witTs: typeof plugin.esbuild = plugin.esbuild;
export default witTs;
