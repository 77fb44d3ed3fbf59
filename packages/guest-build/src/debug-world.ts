/** What the world of a back end has beside the user's, so that `console` can write. */
import { interfaceName, type Resolve, type WorldId } from '@wit-ts/wit-parser';

/** The version of WASI that componentize-qjs 0.4.5 imports. */
const VERSION = '0.2.12';
const DEBUG_WORLD = 'wit-ts-debug-world';

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

export interface DebugWorld {
  /** Appended to the text of the world's package. */
  readonly text: string;
  /** The world to build. */
  readonly world: string;
  /** The interface of standard error, as the world imports it. */
  readonly stderr: string;
}

/**
 * A world that includes the user's and imports standard error, or `undefined` where parts of the same version of WASI are
 * there that have none.
 */
export function debugWorld(resolve: Resolve, id: WorldId): DebugWorld | undefined {
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`no world ${id}`);
  const imported = [...world.imports.values()].flatMap((item) =>
    item.kind === 'interface' ? [interfaceName(resolve, item.id) ?? ''] : [],
  );
  const own = imported.find((name) => name.startsWith('wasi:cli/stderr@0.2.'));
  if (own !== undefined) return { text: '', world: world.name, stderr: own };
  const isThere = resolve.packages.some(
    ({ name }) =>
      name.namespace === 'wasi' &&
      (name.name === 'cli' || name.name === 'io') &&
      name.version === VERSION,
  );
  if (isThere) return undefined;
  const stderr = `wasi:cli/stderr@${VERSION}`;
  const text = `\nworld ${DEBUG_WORLD} {\n  include %${world.name};\n  import ${stderr};\n}\n${WASI}`;
  return { text, world: DEBUG_WORLD, stderr };
}
