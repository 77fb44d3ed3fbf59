export { camelCase, pascalCase } from './naming/index.js';
export { GENERATED_BY } from './output/generated-file.js';
export type { GeneratedFile } from './output/generated-file.js';
export {
  ADAPTER_MODULE,
  type ExpectedExport,
  type ExpectedMember,
  expectedExports,
  generateGuest,
  generateGuestAdapter,
  generateGuestStub,
  type GuestAdapter,
  type GuestAdapterOptions,
  type GuestDialect,
  guestEntry,
  type GuestOptions,
  type GuestStubOptions,
  QUICKJS,
  RAW_PREFIX,
  STARLINGMONKEY,
  USER_MODULE,
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
