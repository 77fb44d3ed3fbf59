export { GENERATED_BY } from './output/generated-file.js';
export type { GeneratedFile } from './output/generated-file.js';
export {
  generateGuest,
  generateGuestStub,
  guestEntry,
  type GuestOptions,
  type GuestStubOptions,
} from './guest/index.js';
export {
  generateHost,
  HOST_CATALOGUE,
  type ComponentWorld,
  type HostOptions,
  type HostResult,
  type Instantiation,
  worldOfComponent,
} from './host/index.js';
