/** `exact-integers.wat`, assembled: a test holds the two together. */
export const EXACT_INTEGERS_MODULE: Uint8Array = decoded(
  [
    'AGFzbQEAAAABHwVgBH9/f38Bf2ADf39/AGACf38Bf2ACf34AYAF/AX4CZgQEbWFpbgZtZW1vcnkCAAAHcnVudGltZQxjYWJpX3JlYWxsb2MAAA',
    'dydW50aW1lFXdpdF9keWxpYl9wdXNoX3N0cmluZwABB3J1bnRpbWUUd2l0X2R5bGliX3BvcF9zdHJpbmcAAgMDAgMEBgYBfwFBAAsHDgIEcHVz',
    'aAADA3BvcAAECr4BAlkBA39BAEEAQQFBEhAAIQIgAkGw8AE7AABBESEDA0AgAadBD3EhBCACIANqIARBMEHXACAEQQpJG2o6AAAgAUIEiCEBIA',
    'NBAWsiA0EBRw0ACyAAIAJBEhABC2ICA38BfiMARQRAQQBBAEEEQQQQACQACyAAIwAQAkESRwRAAAsjACgCACEBQQIhAgNAIAEgAmotAAAhAyAE',
    'QgSGIANBMEHXACADQTpJG2uthCEEIAJBAWoiAkESRw0ACyAECw==',
  ].join(''),
);

function decoded(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
