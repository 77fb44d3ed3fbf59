/** Composes the fixtures, by the names of their files or by a document. */
import { compose, composeWac, type ComposeOptions } from '@wit-ts/compose';
import { pathOf, read } from './fixtures.js';

/** The components composed by wit-ts. */
export function composed(names: readonly string[], options: ComposeOptions = {}): Uint8Array {
  const inputs = names.map((name) => ({ name, path: pathOf(name), bytes: read(name) }));
  return bytesOf(compose(inputs, options));
}

/** What a WAC document says; `components` names the fixtures that stand for its packages. */
export function composedByDocument(
  text: string,
  components: ReadonlyMap<string, string>,
): Uint8Array {
  const loadDependency = (
    name: string,
  ): { path: string; bytes: Uint8Array } | { missing: string } => {
    const component = components.get(name);
    return component === undefined
      ? { missing: 'the test names no component for it' }
      : { path: pathOf(component), bytes: read(component) };
  };
  return bytesOf(composeWac(text, 'app.wac', { loadDependency }));
}

function bytesOf({ bytes, diagnostics }: ReturnType<typeof composeWac>): Uint8Array {
  const problem = diagnostics.find(({ severity }) => severity === 'error');
  if (bytes === undefined) throw new Error(problem?.message ?? 'nothing was composed');
  return bytes;
}

/** The links of a chain: each component is served by the next one. */
export function chained(
  names: readonly string[],
  imported: string,
): { importer: string; import: string; provider: string }[] {
  return names
    .slice(1)
    .map((provider, index) => ({ importer: names[index] ?? '', import: imported, provider }));
}
