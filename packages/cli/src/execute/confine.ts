/**
 * Keeps the files of preview2-shim inside the folders that are granted. The shim looks at paths as texts only: a link in a
 * granted folder that leads out of it would open the whole disk, and a component can make such links itself.
 */
import { lstatSync, realpathSync } from 'node:fs';
import { basename, dirname, join, posix, sep } from 'node:path';

/** A place of a descriptor: the granted folder, and the path of the descriptor itself, both on the host. */
interface Place {
  readonly root: string;
  readonly path: string;
}

type Method = (this: object, ...values: unknown[]) => unknown;
type Prototype = Record<string, Method | undefined>;

/** What confinement needs to know of the shim. */
export interface FileTypes {
  readonly Descriptor: { readonly prototype: object };
}

/** Where the arguments of a method have a path, whose descriptor that is, and whether a link at its end is followed. */
interface PathUse {
  readonly path: number;
  /** Index of the argument with the descriptor; the object itself if absent. */
  readonly owner?: number;
  /** Index of the argument with the `path-flags`; links at the end are not followed if absent. */
  readonly flags?: number;
}

const USES: Readonly<Record<string, readonly PathUse[]>> = {
  createDirectoryAt: [{ path: 0 }],
  statAt: [{ flags: 0, path: 1 }],
  setTimesAt: [{ flags: 0, path: 1 }],
  linkAt: [
    { flags: 0, path: 1 },
    { owner: 2, path: 3 },
  ],
  openAt: [{ flags: 0, path: 1 }],
  readlinkAt: [{ path: 0 }],
  removeDirectoryAt: [{ path: 0 }],
  renameAt: [{ path: 0 }, { owner: 1, path: 2 }],
  symlinkAt: [{ path: 1 }],
  unlinkFileAt: [{ path: 0 }],
  metadataHashAt: [{ flags: 0, path: 1 }],
};

/**
 * Makes the methods of all descriptors refuse paths that lead out of their folder with `not-permitted`.
 *
 * @param preopens - the descriptors of the granted folders, with the folders on the host
 */
export function confine(types: FileTypes, preopens: readonly (readonly [object, string])[]): void {
  const places = new WeakMap<object, Place>();
  for (const [descriptor, path] of preopens) {
    const root = realpathSync(path);
    places.set(descriptor, { root, path: root });
  }
  const prototype = types.Descriptor.prototype as Prototype;
  for (const [name, uses] of Object.entries(USES)) {
    const original = prototype[name];
    if (original === undefined) throw new Error(`preview2-shim has no ${name} any more`);
    prototype[name] = function (this: object, ...values: unknown[]): unknown {
      let opened: Place | undefined;
      for (const { path, owner, flags } of uses) {
        const holder = owner === undefined ? this : values[owner];
        opened = check(places.get(holder as object), values[path], follows(values, flags));
      }
      const result = original.apply(this, values);
      if (name === 'openAt' && opened !== undefined) places.set(result as object, opened);
      return result;
    };
  }
}

function follows(values: readonly unknown[], flags: number | undefined): boolean {
  const given = flags === undefined ? undefined : values[flags];
  return (given as { symlinkFollow?: boolean } | undefined)?.symlinkFollow === true;
}

/** @throws `not-permitted`, as an error code of `wasi:filesystem` */
function check(place: Place | undefined, given: unknown, follow: boolean): Place {
  if (place === undefined || typeof given !== 'string') throw 'not-permitted';
  const clean = posix.normalize(given.replaceAll('\\', '/'));
  if (clean.startsWith('/') || clean === '..' || clean.startsWith('../')) throw 'not-permitted';
  const path = join(place.path, clean);
  const real = follow || clean === '.' || clean === './' ? realPath(path, 0) : realParent(path);
  if (real !== place.root && !real.startsWith(join(place.root, sep))) throw 'not-permitted';
  return { root: place.root, path };
}

function realParent(path: string): string {
  const plain = path.replace(/[\\/]+$/, '');
  return join(realPath(dirname(plain), 0), basename(plain));
}

/** The path without links. What is not there yet counts as a name in its folder; a link to it does not. */
function realPath(path: string, depth: number): string {
  try {
    return realpathSync(path);
  } catch {
    if (depth > 64 || isLink(path)) throw 'not-permitted';
    const parent = dirname(path);
    return parent === path ? path : join(realPath(parent, depth + 1), basename(path));
  }
}

function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}
