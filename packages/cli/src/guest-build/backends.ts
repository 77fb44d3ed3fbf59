/** componentize-qjs and ComponentizeJS, as back ends of a build. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Backend,
  type BackendName,
  BACKENDS,
  BUNDLE_NAME,
  type ComponentizeRequest,
} from '@wit-ts/guest-build';
import { failure } from '../errors/failure.js';
import { correctBindings } from './correct-bindings.js';
import { projectPackage } from './project-package.js';

interface QuickJsOptions {
  witPath: string;
  jsSource: string;
  world: string;
  sync: boolean;
  stubWasi: boolean;
  optSize: boolean;
}

interface StarlingMonkeyOptions {
  sourcePath: string;
  witPath: string;
  worldName: string;
  disableFeatures: readonly string[];
}

type Componentize<Options> = (options: Options) => Promise<{ component: Uint8Array }>;

/** The packages that a build with this back end needs, for `npm install`. */
export function packagesFor(name: BackendName): readonly string[] {
  const { package: engine, version } = BACKENDS[name];
  return ['esbuild', `${engine}@${version}`];
}

/** @throws Failure where the package of the back end is not installed */
export async function loadBackend(name: BackendName, from: string): Promise<Backend> {
  const { title, package: engine, version: known } = BACKENDS[name];
  const { module, path, version } = await projectPackage(engine, from, {
    purpose: `which makes components with the engine ${title}`,
    install: packagesFor(name),
  });
  // What is put right in components is put right for this version.
  if (version !== known) {
    throw failure(
      'CLI0502',
      `the package ${engine} cannot be used: it is version ${version}, and builds are made with ${known}`,
      `install that version: npm install --save-dev ${packagesFor(name).join(' ')}`,
    );
  }
  const other = (module['default'] ?? module) as Readonly<Record<string, unknown>>;
  const componentize = module['componentize'] ?? other['componentize'];
  if (typeof componentize !== 'function') throw new Error(`${engine} has no componentize`);
  if (name === 'starlingmonkey') await correctBindings(path);
  return {
    name,
    componentize: (request) =>
      inFolder(request, (folder) =>
        name === 'quickjs'
          ? quickJs(componentize as Componentize<QuickJsOptions>, request, folder)
          : starlingMonkey(componentize as Componentize<StarlingMonkeyOptions>, request, folder),
      ),
  };
}

interface Folder {
  readonly wit: string;
  readonly source: string;
}

async function quickJs(
  componentize: Componentize<QuickJsOptions>,
  request: ComponentizeRequest,
  { wit }: Folder,
): Promise<{ component: Uint8Array }> {
  return componentize({
    witPath: wit,
    jsSource: request.source,
    world: request.world,
    sync: !request.async,
    stubWasi: !request.debug,
    optSize: true,
  });
}

async function starlingMonkey(
  componentize: Componentize<StarlingMonkeyOptions>,
  request: ComponentizeRequest,
  { wit, source }: Folder,
): Promise<{ component: Uint8Array }> {
  return componentize({
    sourcePath: source,
    witPath: wit,
    worldName: request.world,
    disableFeatures: request.debug
      ? ['http', 'fetch-event']
      : ['stdio', 'random', 'clocks', 'http', 'fetch-event'],
  });
}

/** Writes what a back end wants as files, for as long as it works. */
async function inFolder(
  request: ComponentizeRequest,
  work: (folder: Folder) => Promise<{ component: Uint8Array }>,
): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'wit-ts-build-'));
  try {
    const wit = join(folder, 'world.wit');
    const source = join(folder, BUNDLE_NAME);
    writeFileSync(wit, request.wit);
    writeFileSync(source, request.source);
    const { component } = await work({ wit, source });
    return new Uint8Array(component);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
