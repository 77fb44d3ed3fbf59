export { buildGuest, type BuildRequest, type BuildResult } from './build.js';
export { BACKENDS, CAPABILITIES, type Capability, type Feature } from './capabilities.js';
export type {
  Backend,
  BackendName,
  Bundle,
  BundleFailure,
  Bundler,
  BundleRequest,
  ComponentizeRequest,
} from './host-tools.js';
export { SourceMap, type SourcePlace } from './source-map.js';
