export { generateGuest, type GuestOptions } from './generate-guest.js';
