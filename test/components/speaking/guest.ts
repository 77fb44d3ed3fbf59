/**
 * Components that say what happens to them. Each exported function mixes its name, its arguments and the answers of some of the
 * component's imports into a number, from which it makes its answer: whoever is linked wrongly answers otherwise.
 */
import type { WasmTools } from '@wit-ts/wasm-tools';
import {
  resolveSources,
  type Resolve,
  selectWorld,
  type Type,
  type WitFunction,
  worldItemName,
} from '@wit-ts/wit-parser';
import {
  type Flat,
  alignOf,
  flatOf,
  originOf,
  type Shape,
  shapeOf,
  sizeOf,
  Unspeakable,
} from './shapes.js';
import { Code, type Handles } from './values.js';

type Handle = Shape & { kind: 'handle' };

/** A function with the instance that it is in, as core modules spell that. */
interface Placed {
  module: string;
  function: WitFunction;
}

type Items = Resolve['worlds'][number]['imports'];

/** Makes a component of the one world of a text. @throws {Unspeakable} for types that these guests do not know */
export function speakingComponent(name: string, wit: string, tools: WasmTools): Uint8Array {
  const {
    resolve,
    package: home,
    diagnostics,
  } = resolveSources([{ path: `${name}.wit`, text: wit }]);
  const [problem] = diagnostics.filter(({ severity }) => severity === 'error');
  if (home === undefined || problem !== undefined) {
    throw new Unspeakable(problem?.message ?? 'no package');
  }
  const core = tools.parse(
    new Guest(name, resolve, selectWorld(resolve, home).world ?? -1).module(),
  );
  return tools.componentNew(tools.componentEmbed({ core, wit: { text: wit } }));
}

class Guest implements Handles {
  private readonly imports: Placed[];
  private readonly exports: Placed[];
  /** Resources that the component defines, with the interface that exports them. */
  private readonly own = new Map<number, string[]>();
  /** Where the resources of others come from: an interface can be imported under several names. */
  private readonly foreign = new Map<number, string[]>();
  /** Core imports by name, with their types, in the order of their first use. */
  private readonly coreImports = new Map<string, string>();
  /** The instance whose function is called or is there. */
  private current: { module: string; side: 'import' | 'export' } = { module: '', side: 'export' };
  /** Handles that were made to be lent. */
  private lent: { local: number; resource: number }[] = [];
  private readonly making = new Set<number>();

  constructor(
    private readonly name: string,
    private readonly resolve: Resolve,
    world: number,
  ) {
    const { imports, exports } = resolve.worlds[world] ?? {
      imports: new Map(),
      exports: new Map(),
    };
    this.noteResources(imports, this.foreign);
    this.noteResources(exports, this.own);
    this.imports = this.functionsOf(imports);
    this.exports = this.functionsOf(exports);
  }

  private noteResources(items: Items, into: Map<number, string[]>): void {
    for (const [key, item] of items) {
      if (item.kind === 'function') continue;
      const types =
        item.kind === 'type' ? [item.id] : (this.resolve.interfaces[item.id]?.types.values() ?? []);
      for (const id of types) {
        if (this.resolve.types[id]?.kind.kind !== 'resource') continue;
        const module = item.kind === 'type' ? '$root' : worldItemName(this.resolve, key);
        into.set(id, [...(into.get(id) ?? []), module]);
      }
    }
  }

  private functionsOf(items: Items): Placed[] {
    return [...items].flatMap(([key, item]) => {
      if (item.kind === 'function') return [{ module: '$root', function: item.function }];
      if (item.kind === 'type') return [];
      const functions = this.resolve.interfaces[item.id]?.functions.values() ?? [];
      const module = worldItemName(this.resolve, key);
      return Array.from(functions, (each) => ({ module, function: each }));
    });
  }

  module(): string {
    const bodies = this.exports.map((each) => this.exportedFunction(each));
    const functions = Array.from(
      this.coreImports,
      ([key, type], index) => `  (import ${key} (func $import${index} ${type}))`,
    );
    return `(module
${functions.join('\n')}
  (memory (export "memory") 4)
  (global $h (mut i32) (i32.const 0))
  (global $free (mut i32) (i32.const 1024))
  (func $realloc (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (local i32)
    global.get $free local.get 2 i32.add i32.const 1 i32.sub
    i32.const 0 local.get 2 i32.sub i32.and local.tee 4
    local.get 3 i32.add global.set $free
    global.get $free i32.const 200000 i32.gt_u if i32.const 1024 global.set $free end
    local.get 4)
  (func $mix (param i32)
    global.get $h local.get 0 i32.xor i32.const 16777619 i32.mul i32.const 1 i32.add global.set $h)
  (func $mix64 (param i64)
    local.get 0 i32.wrap_i64 call $mix
    local.get 0 i64.const 32 i64.shr_u i32.wrap_i64 call $mix)
  (func $mix-bytes (param i32 i32)
    local.get 1 call $mix
    block loop
      local.get 1 i32.eqz br_if 1
      local.get 0 i32.load8_u call $mix
      local.get 0 i32.const 1 i32.add local.set 0
      local.get 1 i32.const 1 i32.sub local.set 1
      br 0
    end end)
  (func $next (result i32)
    i32.const 7 call $mix
    global.get $h i32.const 8 i32.shr_u i32.const 65535 i32.and)
  (func $letter (result i32) call $next i32.const 15 i32.and i32.const 97 i32.add)
  (func $name (result i32) (local i32)
    i32.const 0 i32.const 0 i32.const 1 i32.const 4 call $realloc local.tee 0
    call $letter i32.store8
    local.get 0 call $letter i32.store8 offset=1
    local.get 0 call $letter i32.store8 offset=2
    local.get 0 call $letter i32.store8 offset=3
    local.get 0)
${bodies.join('\n')}
)`;
  }

  /** A core import, under the name that calls use. */
  private core(module: string, name: string, params: readonly Flat[], result: Flat[]): string {
    const key = `${JSON.stringify(module)} ${JSON.stringify(name)}`;
    if (!this.coreImports.has(key)) {
      this.coreImports.set(key, `${listed('param', params)} ${listed('result', result)}`);
    }
    return `call $import${[...this.coreImports.keys()].indexOf(key)}`;
  }

  private exportedFunction({ module, function: declared }: Placed): string {
    const shapes = declared.params.map(({ type }) => this.shape(type));
    const result = declared.result === undefined ? undefined : this.shape(declared.result);
    const flat = shapes.flatMap(flatOf);
    const inMemory = flat.length > 16;
    this.current = { module, side: 'export' };
    const code = new Code(this, inMemory ? 1 : flat.length);
    const name = module === '$root' ? declared.name : `${module}#${declared.name}`;
    // Whichever version of a track is taken, the function is the same.
    const seed = hash(`${this.name} ${name.replace(/@[\d.]+/, '')}`);
    code.add(`i32.const ${seed}`, 'global.set $h');
    if (inMemory) code.absorbAt({ kind: 'record', fields: shapes }, 0, 0);
    else {
      let left: readonly number[] = flat.map((_, index) => index);
      for (const shape of shapes) left = code.absorbFlat(shape, left);
    }
    for (const each of this.called(name)) code.attempt(() => this.call(code, each));
    this.current = { module, side: 'export' };
    const results = result === undefined ? [] : flatOf(result);
    const before = code.lines.length;
    if (result !== undefined) code.attempt(() => this.answer(code, result));
    // What cannot be made traps.
    if (result !== undefined && code.lines.length === before) code.add('unreachable');
    const params: Flat[] = inMemory ? ['i32'] : flat;
    const returned: Flat[] = results.length > 1 ? ['i32'] : results;
    const type = `${listed('param', params)} ${listed('result', returned)}`;
    return `  (func (export ${JSON.stringify(name)}) ${type} ${code.text()})`;
  }

  /** Leaves the result on the stack, or the address of one that is not a single core value. */
  private answer(code: Code, result: Shape): void {
    if (flatOf(result).length === 1) return code.makeFlat(result);
    const at = code.local('i32');
    code.add(...code.allocation(sizeOf(result), alignOf(result)), `local.set ${at}`);
    code.makeAt(result, at, 0);
    code.add(`local.get ${at}`);
  }

  /** Up to three imports, another choice for each function. */
  private called(name: string): Placed[] {
    const free = this.imports.filter(({ function: { kind } }) => kind.kind !== 'constructor');
    if (free.length <= 3) return free;
    const first = Math.abs(hash(name)) % free.length;
    return [0, 1, 2].map((step) => free[(first + step) % free.length] as Placed);
  }

  /** Calls an import with made-up arguments, and takes its answer in. */
  private call(code: Code, placed: Placed): void {
    this.current = { module: placed.module, side: 'import' };
    this.lent = [];
    const { result, results, area } = this.invoke(code, placed);
    const local = area ?? code.local(results[0] ?? 'i32');
    if (area === undefined && results.length > 0) code.add(`local.set ${local}`);
    for (const { local: handle, resource } of this.lent) {
      code.add(`local.get ${handle}`, this.dropOf(resource));
    }
    if (result === undefined) return;
    if (area === undefined) code.absorbFlat(result, [local]);
    else code.absorbAt(result, area, 0);
  }

  /** Calls an import with made-up arguments; its answer is on the stack, or at the address in a local. */
  private invoke(
    code: Code,
    { module, function: declared }: Placed,
  ): { result: Shape | undefined; results: Flat[]; area: number | undefined } {
    const shapes = declared.params.map(({ type }) => this.shape(type));
    const result = declared.result === undefined ? undefined : this.shape(declared.result);
    const flat = shapes.flatMap(flatOf);
    const results = result === undefined ? [] : flatOf(result);
    const params: Flat[] = flat.length > 16 ? ['i32'] : [...flat];
    if (flat.length > 16) {
      const record: Shape = { kind: 'record', fields: shapes };
      const at = code.local('i32');
      code.add(...code.allocation(sizeOf(record), alignOf(record)), `local.set ${at}`);
      code.makeAt(record, at, 0);
      code.add(`local.get ${at}`);
    } else {
      for (const shape of shapes) code.makeFlat(shape);
    }
    const area = results.length > 1 ? code.local('i32') : undefined;
    if (area !== undefined && result !== undefined) {
      code.add(...code.allocation(sizeOf(result), alignOf(result)), `local.tee ${area}`);
      params.push('i32');
    }
    code.add(this.core(module, declared.name, params, area === undefined ? results : []));
    return { result, results, area };
  }

  private shape(type: Type): Shape {
    return shapeOf(this.resolve, type);
  }

  /** Functions of the world itself see the resources that it imports. */
  private isOwn(resource: number): boolean {
    const { module, side } = this.current;
    return side === 'export' && module !== '$root' && this.own.has(resource);
  }

  take({ handle, resource }: Handle, local: number, code: Code): void {
    code.add(`local.get ${local}`);
    if (!this.isOwn(resource)) return code.add(this.dropOf(resource));
    if (handle === 'own') {
      const module = `[export]${this.ownModule(resource)}`;
      const label = this.labelOf(resource);
      code.add(this.core(module, `[resource-rep]${label}`, ['i32'], ['i32']), 'call $mix');
      code.add(`local.get ${local}`, this.core(module, `[resource-drop]${label}`, ['i32'], []));
    } else {
      code.mix('i32');
    }
  }

  make({ handle, resource }: Handle, code: Code): void {
    if (this.isOwn(resource)) {
      const module = `[export]${this.ownModule(resource)}`;
      const make = this.core(module, `[resource-new]${this.labelOf(resource)}`, ['i32'], ['i32']);
      return code.add('call $next', make);
    }
    const source = this.sourceOf(resource);
    if (source === undefined || this.making.has(resource)) throw new Unspeakable('a handle');
    this.making.add(resource);
    try {
      this.invoke(code, source);
    } finally {
      this.making.delete(resource);
    }
    if (handle === 'own') return;
    const local = code.local('i32');
    code.add(`local.tee ${local}`);
    this.lent.push({ local, resource });
  }

  /** An import that gives a new handle. */
  private sourceOf(resource: number): Placed | undefined {
    const module = this.moduleOf(resource);
    return this.imports.find(({ module: home, function: { result } }) => {
      if (home !== module || typeof result !== 'number') return false;
      const kind = this.resolve.types[result]?.kind;
      return (
        kind?.kind === 'handle' &&
        kind.handle === 'own' &&
        originOf(this.resolve, kind.type) === resource
      );
    });
  }

  private dropOf(resource: number): string {
    const drop = `[resource-drop]${this.labelOf(resource)}`;
    return this.core(this.moduleOf(resource), drop, ['i32'], []);
  }

  /** Of several names of one interface, that of the function that is called counts. */
  private moduleOf(resource: number): string {
    const modules = this.foreign.get(resource) ?? [];
    const module = modules.find((each) => each === this.current.module) ?? modules[0];
    if (module === undefined) throw new Unspeakable('a resource from nowhere');
    return module;
  }

  private ownModule(resource: number): string {
    const modules = this.own.get(resource) ?? [];
    return modules.find((each) => each === this.current.module) ?? modules[0] ?? '';
  }

  private labelOf(resource: number): string {
    return this.resolve.types[resource]?.name ?? '';
  }
}

function listed(word: string, types: readonly Flat[]): string {
  return types.length === 0 ? '' : `(${word} ${types.join(' ')})`;
}

function hash(text: string): number {
  let value = 0;
  for (const char of text) value = (Math.imul(value, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return value;
}
