/** Tiny components, each of which calls the one before it: as many as are asked for, with the same graph as a WAC document. */
import { loadWasmTools } from '../../packages/wasm-tools/dist/index.js';

/** A component that adds one to what the component before it gives; the first gives what it gets. */
function text(index) {
  const type = '(func (param "x" u32) (result u32))';
  const before =
    index === 0
      ? ''
      : `
  (import "bench:chain/step${index - 1}" (instance $before (export "run" ${type})))
  (core func $before (canon lower (func $before "run")))`;
  const module =
    index === 0
      ? '(func (export "run") (param i32) (result i32) local.get 0)'
      : `(import "before" "run" (func $before (param i32) (result i32)))
    (func (export "run") (param i32) (result i32) (i32.add (call $before (local.get 0)) (i32.const 1)))`;
  const given = index === 0 ? '' : '(with "before" (instance (export "run" (func $before))))';
  return `(component${before}
  (core module $module
    ${module})
  (core instance $instance (instantiate $module ${given}))
  (func $run (param "x" u32) (result u32) (canon lift (core func $instance "run")))
  (instance $step (export "run" (func $run)))
  (export "bench:chain/step${index}" (instance $step)))`;
}

/** @returns the components, as inputs of `compose` */
export async function chain(count) {
  const tools = await loadWasmTools({ use: 'off' });
  return Array.from({ length: count }, (_, index) => ({
    name: `step${index}`,
    path: `step${index}.wasm`,
    bytes: tools.parse(text(index)),
  }));
}

/** The document that composes them with `wac`; the packages go by `bench:step0`. */
export function chainDocument(count) {
  const lines = ['package bench:all;', 'let step0 = new bench:step0 {};'];
  for (let index = 1; index < count; index++) {
    const port = `"bench:chain/step${index - 1}"`;
    lines.push(`let step${index} = new bench:step${index} { ${port}: step${index - 1}[${port}] };`);
  }
  lines.push(`export step${count - 1}["bench:chain/step${count - 1}"];`);
  return `${lines.join('\n')}\n`;
}
