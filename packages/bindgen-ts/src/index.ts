export { GENERATED_BY } from './output/generated-file.js';
export type { GeneratedFile } from './output/generated-file.js';
export {
  generateGuest,
  generateGuestStub,
  guestEntry,
  type GuestOptions,
  type GuestStubOptions,
} from './guest/index.js';
