/** Core modules that go into components, assembled: a test holds them and their texts together. */

/** `exact-integers.wat`. */
export const EXACT_INTEGERS_MODULE: Uint8Array = decoded(
  [
    'AGFzbQEAAAABHwVgBH9/f38Bf2ADf39/AGACf38Bf2ACf34AYAF/AX4CZgQEbWFpbgZtZW1vcnkCAAAHcnVudGltZQxjYWJpX3Jl',
    'YWxsb2MAAAdydW50aW1lFXdpdF9keWxpYl9wdXNoX3N0cmluZwABB3J1bnRpbWUUd2l0X2R5bGliX3BvcF9zdHJpbmcAAgMDAgME',
    'BgYBfwFBAAsHDgIEcHVzaAADA3BvcAAECr4BAlkBA39BAEEAQQFBEhAAIQIgAkGw8AE7AABBESEDA0AgAadBD3EhBCACIANqIARB',
    'MEHXACAEQQpJG2o6AAAgAUIEiCEBIANBAWsiA0EBRw0ACyAAIAJBEhABC2ICA38BfiMARQRAQQBBAEEEQQQQACQACyAAIwAQAkES',
    'RwRAAAsjACgCACEBQQIhAgNAIAEgAmotAAAhAyAEQgSGIANBMEHXACADQTpJG2uthCEEIAJBAWoiAkESRw0ACyAECw==',
  ].join(''),
);

/** `owned-resources.wat`. */
export const OWNED_RESOURCES_MODULE: Uint8Array = decoded(
  [
    'AGFzbQEAAAABFQRgA39/fwBgAn9/AGABfwF/YAF/AALcAQgEbmV4dBJ3aXRfZHlsaWJfcHVzaF9vd24AAARuZXh0F3dpdF9keWxp',
    'Yl9yZXNvdXJjZV9kdG9yAAEHcnVudGltZRV3aXRfZHlsaWJfcHVzaF9ib3Jyb3cAAAdydW50aW1lFndpdF9keWxpYl9leHBvcnRf',
    'c3RhcnQAAgdydW50aW1lFXdpdF9keWxpYl9leHBvcnRfY2FsbAABB3J1bnRpbWUXd2l0X2R5bGliX2V4cG9ydF9maW5pc2gAAQhy',
    'ZXNvdXJjZQNyZXAAAghyZXNvdXJjZQRkcm9wAAMDAwIAAQYYA38AQf////8AC38AQf7///8AC38BQQALBzACEndpdF9keWxpYl9w',
    'dXNoX293bgAIF3dpdF9keWxpYl9yZXNvdXJjZV9kdG9yAAkKZQIpACABIwBHBEAgACABIAIQAA8LIAAgASACEAYQAEEBJAIgAhAH',
    'QQAkAgs5AQF/IAAjAEcEQCAAIAEQAQ8LIwIEQA8LIwEQAyECIAIgACABEAIgAiMBEAQgAiMBEAUgACABEAEL',
  ].join(''),
);

function decoded(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
}
