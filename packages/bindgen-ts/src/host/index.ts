export { generateHost } from './generate-host.js';
export type { HostOptions, HostResult, Instantiation } from './options.js';
export { worldOfComponent, type ComponentWorld } from './world-of-component.js';
export { HOST_CATALOGUE } from './pages.js';
