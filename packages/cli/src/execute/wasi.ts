/** WASI for components that run: preview2-shim with nothing open but what is granted. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { failure } from '../errors/failure.js';
import { messageOf } from '../input/binary.js';
import type { Io } from '../io/io.js';
import { nativeImport } from '../loader/native-import.js';
import { confine, type FileTypes } from './confine.js';
import type { Grants } from './grants.js';
import { explainErrors } from './guest-errors.js';

const SHIM = '@bytecodealliance/preview2-shim';

type Members = Readonly<Record<string, unknown>>;
type Package = Readonly<Record<string, Members>>;

/** The parts of the shim that are used here beside its interfaces. */
interface Shim {
  readonly cli: Package & { readonly stderr: Members & { getStderr(): object } };
  readonly clocks: Package;
  readonly filesystem: Package & {
    readonly types: FileTypes & Members;
    _setPreopens(preopens: Readonly<Record<string, string>>): void;
    _getPreopens(): [descriptor: object, name: string][];
  };
  readonly http: Package;
  readonly io: Package;
  readonly random: Package;
  readonly sockets: Package & { createSockets(options: { enableNetwork: boolean }): Package };
}

/** Thrown by `wasi:cli/exit` to get out of the component, whose instance is not used again. */
export class Exit extends Error {
  override readonly name = 'Exit';

  constructor(readonly code: number) {
    super(`exit with code ${code}`);
  }
}

export interface Wasi {
  /** Interfaces by their names without versions. */
  readonly interfaces: ReadonlyMap<string, Members>;
}

/**
 * The interfaces of WASI, with what is granted.
 *
 * @param args - what the component gets as its arguments, its own name first
 * @param component - its bytes, for places in what it writes to standard error
 * @throws Failure where the shim cannot be loaded
 */
export async function createWasi(
  grants: Grants,
  args: readonly string[],
  component: Uint8Array,
  io: Io,
): Promise<Wasi> {
  const shim = await loadShim();
  shim.filesystem._setPreopens(Object.fromEntries(grants.folders));
  const preopens = shim.filesystem
    ._getPreopens()
    .map(([descriptor, name]) => [descriptor, grants.folders.get(name) ?? ''] as const);
  confine(shim.filesystem.types, preopens);
  const refuse = refusals(io);
  const sockets = grants.network ? shim.sockets : closedSockets(shim.sockets, refuse);
  const http = grants.network ? shim.http : closedHttp(shim.http, refuse);
  const cli = { ...shim.cli, environment: environment(grants, args), exit: exits() };
  explainErrors(shim.cli.stderr.getStderr(), component, io);
  const interfaces = new Map<string, Members>();
  const packages = { ...shim, cli, sockets, http };
  for (const name of ['cli', 'clocks', 'filesystem', 'http', 'io', 'random', 'sockets'] as const) {
    for (const [member, value] of Object.entries(packages[name])) {
      if (typeof value === 'object' && !member.startsWith('_')) {
        interfaces.set(`wasi:${name}/${kebabCase(member)}`, value);
      }
    }
  }
  return { interfaces };
}

async function loadShim(): Promise<Shim> {
  try {
    const path = createRequire(__filename).resolve(SHIM);
    return (await nativeImport(pathToFileURL(path).href)) as Shim;
  } catch (error) {
    throw failure(
      'CLI0404',
      `${SHIM} cannot be loaded, which gives components WASI: ${messageOf(error)}`,
      `install it: npm install ${SHIM}`,
    );
  }
}

function environment(grants: Grants, args: readonly string[]): Members {
  return {
    getEnvironment: () => [...grants.environment],
    getArguments: () => [...args],
    initialCwd: () => undefined,
  };
}

function exits(): Members {
  return {
    exit: (status: { tag: string }) => {
      throw new Exit(status.tag === 'ok' ? 0 : 1);
    },
    exitWithCode: (code: number) => {
      throw new Exit(code);
    },
  };
}

type Refuse = (call: string) => void;

/** Says once for each call what would allow it. */
function refusals(io: Io): Refuse {
  const said = new Set<string>();
  return (call) => {
    if (said.has(call)) return;
    said.add(call);
    io.err(`wit-ts: ${call} was refused; -S inherit-network allows it\n`);
  };
}

/** Sockets that cannot be made, and names that are not looked up. */
function closedSockets(sockets: Shim['sockets'], refuse: Refuse): Package {
  const closed = sockets.createSockets({ enableNetwork: false });
  const denied = (call: string) => () => {
    refuse(`wasi:sockets/${call}`);
    throw 'access-denied';
  };
  return {
    ...closed,
    tcpCreateSocket: {
      ...closed['tcpCreateSocket'],
      createTcpSocket: denied('tcp-create-socket.create-tcp-socket'),
    },
    udpCreateSocket: {
      ...closed['udpCreateSocket'],
      createUdpSocket: denied('udp-create-socket.create-udp-socket'),
    },
    ipNameLookup: {
      ...closed['ipNameLookup'],
      resolveAddresses: denied('ip-name-lookup.resolve-addresses'),
    },
  };
}

/** Without this the shim sends requests, whatever its sandbox says of the network. */
function closedHttp(http: Package, refuse: Refuse): Package {
  return {
    ...http,
    outgoingHandler: {
      handle: () => {
        refuse('wasi:http/outgoing-handler.handle');
        throw { payload: { tag: 'HTTP-request-denied' } };
      },
    },
  };
}

function kebabCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
