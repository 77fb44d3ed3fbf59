export { generateGuest, type GuestOptions } from './generate-guest.js';
export { generateGuestStub, type GuestStubOptions, guestEntry } from './stub.js';
export { ADAPTER_MODULE, RAW_PREFIX, USER_MODULE } from './adapter/specifiers.js';
export { type GuestDialect, QUICKJS, STARLINGMONKEY } from './adapter/dialect.js';
export {
  generateGuestAdapter,
  type GuestAdapter,
  type GuestAdapterOptions,
} from './adapter/generate-adapter.js';
export { type ExpectedExport, type ExpectedMember, expectedExports } from './expected-exports.js';
