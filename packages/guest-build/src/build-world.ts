/** The world that componentize-qjs builds: the user's, with what `wit-ts build` needs beside it. */
import { interfaceName, type Resolve, type WorldId } from '@wit-ts/wit-parser';
import { DISPOSE } from './link-fixes.js';

/** The version of WASI that componentize-qjs 0.4.5 imports. */
const VERSION = '0.2.12';
const NAME = 'wit-ts-build-world';

const WASI = `
package wasi:io@${VERSION} {
  interface error {
    resource error;
  }
  interface streams {
    use error.{error};
    variant stream-error { last-operation-failed(error), closed }
    resource output-stream {
      blocking-write-and-flush: func(contents: list<u8>) -> result<_, stream-error>;
    }
  }
}
package wasi:cli@${VERSION} {
  interface stderr {
    use wasi:io/streams@${VERSION}.{output-stream};
    get-stderr: func() -> output-stream;
  }
}
`;

export interface BuildWorld {
  /** Appended to the text of the world's package. */
  readonly text: string;
  /** The world to build. */
  readonly world: string;
  /** The interface of standard error, where it is imported for `console`. */
  readonly stderr: string | undefined;
}

/** @param has - what the world needs: standard error for `console`, an end for the objects of exported resources */
export function buildWorld(
  resolve: Resolve,
  id: WorldId,
  has: { stderr: boolean; resources: boolean },
): BuildWorld {
  const name = resolve.worlds[id]?.name ?? '';
  const own = has.stderr ? importedStderr(resolve, id) : undefined;
  const added = has.stderr && own === undefined && !hasWasi(resolve);
  const stderr = added ? `wasi:cli/stderr@${VERSION}` : own;
  if (!added && !has.resources) return { text: '', world: name, stderr };
  const items = [
    // The first export: the run time calls it by its number.
    ...(has.resources ? [`export ${DISPOSE}: func();`] : []),
    `include %${name};`,
    ...(added ? [`import ${stderr ?? ''};`] : []),
  ];
  const text = `\nworld ${NAME} {\n  ${items.join('\n  ')}\n}\n${added ? WASI : ''}`;
  return { text, world: NAME, stderr };
}

/** Standard error as the world itself imports it. */
function importedStderr(resolve: Resolve, id: WorldId): string | undefined {
  for (const item of resolve.worlds[id]?.imports.values() ?? []) {
    const name = item.kind === 'interface' ? interfaceName(resolve, item.id) : undefined;
    if (name?.startsWith('wasi:cli/stderr@0.2.') === true) return name;
  }
  return undefined;
}

/** Parts of the same version of WASI, which would have to be merged with ours. */
function hasWasi(resolve: Resolve): boolean {
  return resolve.packages.some(
    ({ name }) =>
      name.namespace === 'wasi' &&
      (name.name === 'cli' || name.name === 'io') &&
      name.version === VERSION,
  );
}
