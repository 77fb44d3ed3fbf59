/** Which export a call means. */
import {
  type Call,
  describeType,
  memberName,
  propertyNames,
  type PropertyName,
  unwritable,
} from '@wit-ts/wave';
import {
  interfaceOfKey,
  packageNameText,
  qualifiedName,
  type Resolve,
  Suggester,
  type WitFunction,
  type World,
} from '@wit-ts/wit-parser';
import { failure } from '../errors/failure.js';

/** A function that a component exports. */
export interface ExportedFunction {
  readonly function: WitFunction;
  /** Key of the interface among the exports of the bindings; absent for a function of the world itself. */
  readonly interface: string | undefined;
  /** What the bindings call it. */
  readonly member: string;
  /** How a call names it in full: `ns:pkg/iface.f@1.0.0`. */
  readonly fullName: string;
  /** All names that a call may give: bare, with the interface, with the package, in full. */
  readonly names: readonly string[];
}

/** The members that stand for functions beside each other, by their names. */
function members(
  functions: readonly WitFunction[],
  propertyName: PropertyName,
): ReadonlyMap<string, string> {
  const names = functions.map(({ name }) => name);
  const found = propertyNames(names, propertyName);
  return new Map(names.map((name, index) => [name, found[index] ?? name]));
}

/** All functions that a world exports, those of resources included. */
export function exportedFunctions(resolve: Resolve, world: World): ExportedFunction[] {
  const roots = [...world.exports.values()].flatMap((item) =>
    item.kind === 'function' ? [item.function] : [],
  );
  const rootMembers = members(roots, (name) => {
    const member = memberName(name);
    // An object with a function of that name would be taken for a promise.
    return member === 'then' ? '_then' : member;
  });
  return [...world.exports].flatMap(([key, item]) => {
    if (item.kind === 'type') return [];
    if (item.kind === 'function') {
      const { name } = item.function;
      const member = rootMembers.get(name) ?? name;
      return [
        { function: item.function, interface: undefined, member, fullName: name, names: [name] },
      ];
    }
    const found = resolve.interfaces[item.id];
    if (found === undefined) return [];
    const byPath = interfaceOfKey(key) !== undefined;
    const owner = byPath ? resolve.packages[found.package]?.name : undefined;
    const short = byPath ? (found.name ?? key) : key;
    const functions = [...found.functions.values()];
    const inner = members(
      functions.filter(({ kind }) => kind.kind === 'freestanding'),
      memberName,
    );
    return functions.map((target): ExportedFunction => {
      const member = inner.get(target.name) ?? target.name;
      const inside = `${short}.${target.name}`;
      const names = [target.name, inside];
      if (owner === undefined) {
        return { function: target, interface: key, member, fullName: inside, names };
      }
      const { version, ...bare } = owner;
      const withPackage = `${packageNameText(bare)}/${inside}`;
      const fullName = version === undefined ? withPackage : `${withPackage}@${version}`;
      return {
        function: target,
        interface: qualifiedName(owner, short),
        member,
        fullName,
        names: [...names, withPackage, fullName],
      };
    });
  });
}

/**
 * The function that a call names.
 *
 * @throws Failure where there is none, several, or one that cannot be called with text
 */
export function chooseFunction(
  call: Call,
  name: string,
  resolve: Resolve,
  world: World,
): ExportedFunction {
  const all = exportedFunctions(resolve, world);
  const written = writtenName(call);
  const found = all.filter(({ names }) => names.includes(written));
  const [only] = found;
  if (only === undefined) throw unknown(written, name, all);
  if (found.length > 1) {
    throw failure(
      'CLI0402',
      `${name} exports ${found.length} functions ${written}`,
      `name one in full: ${listed(found.map(({ fullName }) => fullName))}`,
    );
  }
  requireCallable(only, resolve);
  return only;
}

function writtenName({ name }: Call): string {
  const inside =
    name.interface === undefined ? name.function : `${name.interface}.${name.function}`;
  const path = name.package === undefined ? inside : `${name.package}/${inside}`;
  return name.version === undefined ? path : `${path}@${name.version}`;
}

function unknown(written: string, name: string, all: readonly ExportedFunction[]): Error {
  const callable = all.filter(({ function: { kind } }) => kind.kind === 'freestanding');
  const resourceFunctions = all.filter(({ function: { name: own, kind } }) => {
    const inside = own.replace(/^.*\]/, '');
    return kind.kind !== 'freestanding' && [inside, inside.replace(/^.*\./, '')].includes(written);
  });
  if (resourceFunctions[0] !== undefined) {
    throw resourceRefused(resourceFunctions[0].function.name);
  }
  const near = new Suggester().closest(
    written,
    callable.flatMap(({ names }) => names),
  );
  const names = callable.map(({ fullName }) => fullName);
  return failure(
    'CLI0401',
    `${name} exports no function ${written}`,
    near !== undefined
      ? `did you mean ${near}?`
      : names.length === 0
        ? 'it exports no function that can be called with text'
        : `it exports ${listed(names)}`,
  );
}

function requireCallable({ function: target }: ExportedFunction, resolve: Resolve): void {
  if (target.kind.kind !== 'freestanding') throw resourceRefused(target.name);
  const types = [...target.params.map(({ type }) => type), ...maybe(target.result)];
  for (const type of types) {
    const part = unwritable(resolve, type);
    if (part === undefined) continue;
    throw failure(
      'CLI0403',
      `${target.name} cannot be called with text: no text stands for ${describeType(resolve, part)}, which it takes or gives`,
      'resources, streams, futures and error contexts exist only inside a running program; call it through the bindings of wit-ts bindgen host',
    );
  }
}

function resourceRefused(name: string): Error {
  return failure(
    'CLI0403',
    `${name} is a function of a resource and cannot be called with text: no text stands for a resource`,
    'call it through the bindings of wit-ts bindgen host',
  );
}

function maybe<T>(value: T | undefined): T[] {
  return value === undefined ? [] : [value];
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 12).join(', ');
  return names.length > 12 ? `${shown} and ${names.length - 12} more` : shown;
}
