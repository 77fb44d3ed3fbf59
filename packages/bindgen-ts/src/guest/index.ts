export { generateGuest, type GuestOptions } from './generate-guest.js';
export { generateGuestStub, type GuestStubOptions, guestEntry } from './stub.js';
