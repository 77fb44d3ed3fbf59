/** Specifiers that only adapters have; a bundler resolves them. */

/** The user's own module, as the entry of an adapter imports it. */
export const USER_MODULE = 'wit-ts:user';
/** The adapter itself. */
export const ADAPTER_MODULE = 'wit-ts:adapter';
/** Put in front of the specifiers that the back end itself resolves. */
export const RAW_PREFIX = 'wit-ts:raw/';
