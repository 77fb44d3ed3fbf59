export { BackendError, buildGuest, type BuildRequest, type BuildResult } from './build.js';
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
export { BUNDLE_NAME, guestTrace } from './guest-trace.js';
export { SOURCE_MAP_SECTION, sourceMapsOf } from './source-map-section.js';
export { GUEST_CATALOGUE } from './pages.js';
