/** The build itself: check, bundle with the adapter, make the component, tidy it up. */
import {
  generateGuestAdapter,
  type GuestDialect,
  QUICKJS,
  RAW_PREFIX,
  STARLINGMONKEY,
  USER_MODULE,
} from '@wit-ts/bindgen-ts';
import {
  type Diagnostic,
  type Origins,
  type Resolve,
  SourceSet,
  type WorldId,
} from '@wit-ts/wit-parser';
import { checkExports } from './check-exports.js';
import { checkFeatures } from './check-features.js';
import { buildWorld } from './build-world.js';
import type { Backend, BackendName, Bundle, BundleFailure, Bundler } from './host-tools.js';
import { guestTrace } from './guest-trace.js';
import { importsWasi, specifierUnderOtherName, underOtherName, underOwnName } from './kept-wasi.js';
import { DISPOSE, withLinkFixes } from './link-fixes.js';
import { SourceMap } from './source-map.js';
import { withSourceMap } from './source-map-section.js';
import { WitPlaces } from './wit-places.js';
import { witText } from './wit-text.js';
import { withoutExport } from './without-export.js';

export interface BuildRequest {
  readonly resolve: Resolve;
  readonly world: WorldId;
  /** Where things are declared, for messages. */
  readonly origins?: Origins | undefined;
  readonly sources?: SourceSet;
  /** The path of the user's module. */
  readonly entry: string;
  /** Keep standard error and a source map. */
  readonly debug: boolean;
}

export interface BuildResult {
  /** Absent where a diagnostic is an error. */
  readonly bytes?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
  /** The texts that the diagnostics point into. */
  readonly sources: SourceSet;
}

const DIALECTS: Readonly<Record<BackendName, GuestDialect>> = {
  quickjs: QUICKJS,
  starlingmonkey: STARLINGMONKEY,
};

/** A back end that fails; the message is its own, with places of the user's sources. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
}

/**
 * Makes a component of a module.
 *
 * @throws BackendError where the back end fails
 */
export async function buildGuest(
  request: BuildRequest,
  bundler: Bundler,
  backend: Backend,
): Promise<BuildResult> {
  const { resolve, world: id } = request;
  const world = resolve.worlds[id];
  if (world === undefined) throw new Error(`no world ${id}`);
  const sources = request.sources ?? new SourceSet();
  const places = new WitPlaces(id, world, sources, request.origins);
  const features = checkFeatures(resolve, id, backend.name, places);
  const diagnostics = [...features.diagnostics];
  if (hasError(diagnostics)) return { diagnostics, sources };

  const dialect = DIALECTS[backend.name];
  const isQuickJs = backend.name === 'quickjs';
  const resources = isQuickJs && features.exportsResources;
  const built = isQuickJs
    ? buildWorld(resolve, id, { stderr: request.debug, resources })
    : { text: '', world: world.name, stderr: undefined };
  const keepsWasi = !request.debug && isQuickJs && importsWasi(resolve, id);
  const adapter = generateGuestAdapter({
    resolve,
    world: id,
    dialect,
    ...(built.stderr === undefined ? {} : { stderr: built.stderr }),
    ...(resources ? { dispose: DISPOSE } : {}),
  });
  const common = {
    modules: adapter.modules,
    externalPrefix: RAW_PREFIX,
    ...(keepsWasi ? { renameExternal: specifierUnderOtherName } : {}),
  };
  const alone = await bundler.bundle({
    ...common,
    entry: { path: request.entry },
    files: new Map(),
  });
  if (isFailure(alone)) return failed(alone, diagnostics);
  diagnostics.push(
    ...(await checkExports(resolve, id, { entry: request.entry, bundle: alone, places, sources })),
  );
  if (hasError(diagnostics)) return { diagnostics, sources };

  const bundle = await bundler.bundle({
    ...common,
    entry: { text: adapter.entry },
    files: new Map([[USER_MODULE, request.entry]]),
  });
  if (isFailure(bundle)) return failed(bundle, diagnostics);
  const text = witText(keepsWasi ? underOtherName(resolve) : resolve, world.package);
  let bytes: Uint8Array;
  try {
    bytes = await backend.componentize({
      source: bundle.code,
      wit: text + built.text,
      world: built.world,
      debug: request.debug,
      async: features.isAsync,
    });
  } catch (error) {
    throw new BackendError(reasonOf(error, bundle.map));
  }
  if (isQuickJs) {
    bytes = withLinkFixes(bytes, {
      integers: features.hasIntegers64,
      resources,
      borrows: features.takesBorrows && !features.isAsync,
    });
    bytes = withoutExport(withoutExport(bytes, 'init'), DISPOSE);
    if (keepsWasi) bytes = underOwnName(bytes);
  }
  if (request.debug) bytes = withSourceMap(bytes, bundle.map);
  return { bytes, diagnostics, sources };
}

function isFailure(bundle: Bundle | BundleFailure): bundle is BundleFailure {
  return 'diagnostics' in bundle;
}

function failed(failure: BundleFailure, before: readonly Diagnostic[]): BuildResult {
  return { diagnostics: [...before, ...failure.diagnostics], sources: failure.sources };
}

function hasError(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function reasonOf(error: unknown, json: string): string {
  const message = error instanceof Error ? error.message : String(error);
  const map = SourceMap.parse(json);
  const text = map === undefined ? message : guestTrace(message, map);
  return text.replace(/^(?:: )?(?:Failed to [^:\n]* JavaScript module[^:\n]*: )+/, '').trim();
}
