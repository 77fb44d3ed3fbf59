/** Plans for the tests of drawings. */
import type { Plan } from '../../src/index.js';

export const wasi = (name: string): string => `wasi:${name}@0.2.6`;

/** A shop of five components; `store` serves two of them, and two of its links pass another column. */
export const shop: Plan = {
  components: [
    { name: 'store', path: 'build/store.wasm', size: 2_722_660 },
    { name: 'log', path: 'build/log.wasm', size: 27_724 },
    { name: 'prices', path: 'build/prices.wasm', size: 1_104_186 },
    { name: 'cart', path: 'build/cart.wasm', size: 480_112 },
    { name: 'shop', path: 'build/shop.wasm', size: 612_400 },
  ],
  links: [
    link('cart', 'acme:kv/store@1.2.0', 'store', 'acme:kv/store@1.4.0', 'same semver track'),
    link('cart', 'acme:prices/prices', 'prices'),
    link('prices', 'acme:kv/store@1.2.0', 'store', 'acme:kv/store@1.4.0', 'same semver track'),
    link('prices', 'acme:log/log', 'log'),
    link('shop', 'acme:cart/cart', 'cart'),
    link('shop', 'acme:log/log', 'log', 'acme:log/log', 'chosen'),
  ],
  imports: [
    imported('acme:clock/now', 'log'),
    imported(wasi('cli/environment'), 'store', 'prices'),
    imported(wasi('cli/stderr'), 'store'),
    imported(wasi('io/error'), 'store', 'shop'),
    imported(wasi('io/poll'), 'store', 'shop'),
    imported(wasi('io/streams'), 'store', 'shop'),
  ],
  exports: [
    { name: 'acme:shop/shop@2.0.0', component: 'shop' },
    { name: 'ping', component: 'log' },
  ],
};

/** Names that are syntax somewhere. */
export const hostile = `x"><script>window.hurt=1</script>' & <img src=x onerror=window.hurt=1> \\ ;#{{}}|-->\n\u202e`;

export const hostilePlan: Plan = {
  components: [
    { name: hostile, path: `${hostile}.wasm`, size: 1 },
    { name: '__proto__', path: 'constructor', size: 0 },
    { name: 'exports', path: 'host', size: 12 },
  ],
  links: [
    link(hostile, hostile, '__proto__', 'constructor'),
    link('exports', 'a', hostile, hostile),
  ],
  imports: [imported(hostile, hostile, '__proto__')],
  exports: [{ name: hostile, component: 'exports' }],
};

function link(
  importer: string,
  name: string,
  provider: string,
  exported = name,
  reason: Plan['links'][number]['reason'] = 'same name',
): Plan['links'][number] {
  return { importer, import: name, provider, export: exported, reason };
}

function imported(name: string, ...components: string[]): Plan['imports'][number] {
  return { name, importers: components.map((component) => ({ component, import: name })) };
}
