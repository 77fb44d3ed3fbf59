/** Types for tests, from WIT. */
import { resolveSources, type Resolve, type Type, type WitFunction } from '@wit-ts/wit-parser';

/** The functions of the one interface of a WIT text. */
export interface Functions {
  readonly resolve: Resolve;
  function(name: string): WitFunction;
  /** The type of the first parameter. */
  type(name: string): Type;
}

export function functionsOf(text: string): Functions {
  const { resolve, diagnostics } = resolveSources([{ path: 'test.wit', text }], { features: [] });
  if (diagnostics.length > 0) throw new Error(JSON.stringify(diagnostics, null, 2));
  const named = (name: string): WitFunction => {
    const found = resolve.interfaces.map((item) => item.functions.get(name)).find(Boolean);
    if (found === undefined) throw new Error(`no function ${name}`);
    return found;
  };
  return {
    resolve,
    function: named,
    type: (name) => {
      const [param] = named(name).params;
      if (param === undefined) throw new Error(`${name} has no parameter`);
      return param.type;
    },
  };
}

/** An interface with a function for each kind of type. */
export const EVERY_TYPE = `
package demo:values@1.2.0;
interface every {
  record needs { must: u8, may: option<u8> }
  record loose { a: option<u8>, b: option<u8> }
  record words { true: bool, false: bool, some: option<u8>, none: option<u8>, ok: result, err: result, inf: f32, nan: f32 }
  enum side { left, right }
  enum keywords { true, false, some, none, ok, err, inf, nan }
  flags access { read, write, run-as-root }
  variant shape { nothing, circle(f32), ok(u8), many(list<u8>) }
  type maybe = option<u8>;
  resource thing;
  nullary: func();
  a-bool: func(v: bool);
  a-u8: func(v: u8);
  a-s8: func(v: s8);
  a-u16: func(v: u16);
  a-s16: func(v: s16);
  a-u32: func(v: u32);
  a-s32: func(v: s32);
  a-u64: func(v: u64);
  a-s64: func(v: s64);
  a-f32: func(v: f32);
  a-f64: func(v: f64);
  a-char: func(v: char);
  a-string: func(v: string);
  chars: func(v: list<char>);
  strings: func(v: list<string>);
  bytes: func(v: list<u8>);
  longs: func(v: list<s64>);
  floats: func(v: list<f32>);
  lists: func(v: list<list<list<u8>>>);
  three: func(v: list<u8, 3>);
  pair: func(v: tuple<u8, string>);
  a-needs: func(v: needs);
  a-loose: func(v: loose);
  a-words: func(v: words);
  a-side: func(v: side);
  a-keyword: func(v: keywords);
  an-access: func(v: access);
  a-shape: func(v: shape);
  a-maybe: func(v: maybe);
  maybe-maybe: func(v: option<option<u8>>);
  maybe-list: func(v: option<list<u8>>);
  maybe-result: func(v: option<result<u8>>);
  either: func(v: result<u8, string>);
  ok-only: func(v: result<u8>);
  err-only: func(v: result<_, s8>);
  bare: func(v: result);
  result-maybe: func(v: result<option<u8>>);
  table: func(v: map<string, u32>);
  a-thing: func(v: thing);
  a-future: func(v: future<u8>);
  two: func(first: u8, second: option<u8>, third: option<string>);
}
`;
