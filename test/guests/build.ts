/** Builds components from TypeScript for tests: what an engine makes of the same input is kept. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Backend, type BackendName, BACKENDS, buildGuest } from '@wit-ts/guest-build';
import {
  type ResolveResult,
  resolveSources,
  selectWorld,
  type SourceInput,
} from '@wit-ts/wit-parser';
import { loadBackend, packagesFor } from '../../packages/cli/src/guest-build/backends.js';
import { corrected } from '../../packages/cli/src/guest-build/correct-bindings.js';
import { esbuildBundler } from '../../packages/cli/src/guest-build/bundler.js';

const cache = fileURLToPath(new URL('../../node_modules/.cache/wit-ts-guests/', import.meta.url));
const here = fileURLToPath(import.meta.url);

export interface GuestOptions {
  /** The module, and modules beside it. */
  readonly entry: string;
  readonly wit: readonly SourceInput[];
  readonly world?: string;
  readonly backend: BackendName;
  readonly debug?: boolean;
}

/** The component of a module. */
export async function builtGuest(options: GuestOptions): Promise<Uint8Array> {
  const { bytes, diagnostics } = await tryBuild(options);
  if (bytes === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  return bytes;
}

/** The component, or why there is none. */
export async function tryBuild(
  options: GuestOptions,
): Promise<Awaited<ReturnType<typeof buildGuest>> & { wit: ResolveResult }> {
  const wit = resolveSources([...options.wit], {});
  const [problem] = wit.diagnostics;
  if (problem !== undefined) throw new Error(problem.message);
  const { world } = selectWorld(wit.resolve, wit.package ?? [], options.world);
  if (world === undefined) throw new Error(`there is no world ${options.world ?? ''}`);
  const built = await buildGuest(
    {
      resolve: wit.resolve,
      world,
      origins: wit.origins,
      sources: wit.sources,
      entry: options.entry,
      debug: options.debug === true,
    },
    await esbuildBundler(here, packagesFor(options.backend)),
    cached(options.backend),
  );
  return { ...built, wit };
}

function cached(name: BackendName): Backend {
  return {
    name,
    async componentize(request) {
      const hash = createHash('sha256');
      for (const part of [name, BACKENDS[name].version, request.source, request.wit])
        hash.update(part);
      hash.update(corrected.toString());
      hash.update(JSON.stringify({ ...request, source: '', wit: '' }));
      const file = join(cache, `${hash.digest('hex')}.wasm`);
      if (existsSync(file)) return new Uint8Array(readFileSync(file));
      const backend = await loadBackend(name, here);
      const bytes = await backend.componentize(request);
      mkdirSync(cache, { recursive: true });
      const fresh = join(mkdtempSync(join(dirname(file), 'new-')), 'component.wasm');
      writeFileSync(fresh, bytes);
      renameSync(fresh, file);
      return bytes;
    },
  };
}
