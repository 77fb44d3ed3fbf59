/** The component model's own tests: what is valid composes, alone and with others that share a name with it. */
import { validateComponent, readComponent, typeOfComponent } from '@wit-ts/component';
import { loadWasmTools, type WasmTools } from '@wit-ts/wasm-tools';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  hasSuite,
  suiteComponents,
  suiteNote,
  suiteScripts,
} from '../../component/test/support/suite.js';
import { compose, type ComposeInput, composeWac } from '../src/index.js';

let tools: WasmTools;
beforeAll(async () => {
  tools = await loadWasmTools({ use: 'off' });
});

interface Example extends ComposeInput {
  imports: ReadonlySet<string>;
  exports: ReadonlySet<string>;
}

function examplesOf(script: string): Example[] {
  return suiteComponents(script).flatMap(({ valid, bytes, place }): Example[] => {
    if (!valid || bytes === undefined) return [];
    const { component } = readComponent(bytes, { name: place });
    const type = component && typeOfComponent(component).type;
    if (type === undefined) throw new Error(`${place} has no type`);
    const [imports, exports] = [new Set(type.imports.keys()), new Set(type.exports.keys())];
    return [{ name: `c${place.replaceAll(/\W/g, '-')}`, path: place, bytes, imports, exports }];
  });
}

function share(a: Example, b: Example): boolean {
  const [ofA, ofB] = [a, b].map(({ imports, exports }) => new Set([...imports, ...exports]));
  return (
    [...a.imports].some((name) => ofB?.has(name)) || [...b.imports].some((name) => ofA?.has(name))
  );
}

/** What is wrong with a composition; `undefined` where it is refused, with a reason. */
function mistakeOf({ bytes, diagnostics }: ReturnType<typeof compose>): string | undefined {
  if (bytes === undefined) {
    const error = diagnostics.find(({ severity }) => severity === 'error');
    return error === undefined ? 'no component and no reason' : undefined;
  }
  const { component } = readComponent(bytes, { name: 'app.wasm' });
  if (component === undefined) return 'it cannot be read';
  return validateComponent(component)[0]?.message ?? tools.validate(bytes).message;
}

function errorsOf({ diagnostics }: ReturnType<typeof compose>): string[] {
  return diagnostics.flatMap(({ severity, message }) => (severity === 'error' ? [message] : []));
}

const DOCUMENT = 'package a:app;\nlet it = new a:it { ... };\nexport it...;';

describe.skipIf(!hasSuite)(`compositions of the component model's tests${suiteNote}`, () => {
  it('of one component are valid, by a document too', () => {
    let count = 0;
    for (const example of suiteScripts().flatMap(examplesOf)) {
      const result = compose([example]);
      expect(errorsOf(result), example.path).toEqual([]);
      expect(mistakeOf(result), example.path).toBeUndefined();
      if (example.exports.size > 0) {
        const written = composeWac(DOCUMENT, 'app.wac', { loadDependency: () => example });
        expect(errorsOf(written), example.path).toEqual([]);
        expect(mistakeOf(written), example.path).toBeUndefined();
      }
      count++;
    }
    expect(count).toBeGreaterThanOrEqual(287);
  });

  it('of two that share names are valid, or refused', () => {
    let count = 0;
    for (const script of suiteScripts()) {
      const examples = examplesOf(script);
      for (const [index, first] of examples.entries()) {
        for (const second of examples.slice(index + 1)) {
          if (!share(first, second)) continue;
          const result = compose([first, second]);
          expect(mistakeOf(result), `${first.path}, ${second.path}`).toBeUndefined();
          count++;
        }
      }
    }
    expect(count).toBeGreaterThanOrEqual(40);
  });
});
