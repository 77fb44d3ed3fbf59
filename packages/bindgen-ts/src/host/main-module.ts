import type { Resolve, World, WitFunction } from '@wit-ts/wit-parser';
import {
  docComment,
  memberName,
  methodName,
  pascalCase,
  propertyKey,
  rootMemberName,
  stringLiteral,
} from '../naming/index.js';
import type { Doc } from '../output/doc.js';
import { group, hardline, indent, join, line } from '../output/doc.js';
import type { SourceFile } from '../output/source-file.js';
import { documented, resolveAlias, signatureDoc, tsFunctionSignature } from '../types/index.js';
import type { InterfaceFiles } from '../types/index.js';
import { arrayLiteral, assignment, call, Code, tallObject } from './code/code.js';
import { Contexts } from './code/contexts.js';
import { CoreItems, memberOf } from './code/core-items.js';
import { functionHead } from './code/env.js';
import type { Env } from './code/env.js';
import { exportedFunction } from './code/exported.js';
import type { Parts } from './code/parts.js';
import { trampolineFunction } from './code/trampoline.js';
import { Helpers } from './code/helpers.js';
import { oneLine } from './code/lift.js';
import { HostCalls } from './code/host-calls.js';
import { Names } from './code/names.js';
import { Resources } from './code/resources.js';
import { TsTypes } from './code/ts-types.js';
import type { CoreArgument, ExportItem, FuncShape, Lift, Plan, Step } from './plan/model.js';
import { PlanError } from './plan/plan-error.js';
import type { TypeInterner } from './plan/type-interner.js';
import { moduleImports } from './module-form.js';
import type { ModuleImport } from './module-form.js';
import type { Instantiation } from './options.js';
import { RuntimeImports } from './runtime-imports.js';
import type { SpecifierMap } from './specifiers.js';
import { importKeys } from './world.js';
import { WorldTypes } from './world-types.js';

export interface MainModuleOptions {
  readonly resolve: Resolve;
  readonly world: World;
  readonly files: InterfaceFiles;
  readonly name: string;
  /** Safe in a comment. */
  readonly source: string;
  readonly typed: boolean;
  readonly instantiation: Instantiation;
  readonly map: SpecifierMap;
  readonly runtime: string;
}

/** Paths of the core modules of a component: `app.core.wasm`, `app.core2.wasm` and so on. */
export function coreModulePath(name: string, index: number): string {
  return `${name}.core${index === 0 ? '' : String(index + 1)}.wasm`;
}

/** The module with `instantiate`, for one component. */
export class MainModule {
  readonly #options: MainModuleOptions;
  readonly #plan: Plan;
  readonly #names = new Names();
  readonly #world: WorldTypes;
  readonly #runtime: RuntimeImports;
  readonly #env: Env;
  readonly #ts: TsTypes;
  readonly #helpers: Helpers;
  readonly #contexts: Contexts;
  readonly #items: CoreItems;
  readonly #hostCalls: HostCalls;
  readonly #parts: Parts;
  readonly #trampolines = new Map<number, string>();
  /** Trampolines that have been written. */
  readonly #written = new Set<number>();
  /** Resources whose classes stand among the exported interfaces. */
  readonly #declaredClasses = new Set<number>();
  readonly #isAsync: boolean;
  readonly #moduleNames: readonly string[];

  constructor(options: MainModuleOptions, plan: Plan, types: TypeInterner) {
    const { resolve, world, files, typed } = options;
    this.#options = options;
    this.#plan = plan;
    this.#isAsync = options.instantiation !== 'sync';
    this.#world = new WorldTypes(resolve, world, files, this.#names);
    for (let index = 0; index < plan.coreInstances; index += 1) this.#names.module(`core${index}`);
    this.#moduleNames = plan.modules.map((_, index) => this.#names.module(`module${index}`));
    this.#runtime = new RuntimeImports(this.#names);
    const resources = new Resources(plan, this.#names);
    const ts = new TsTypes(resolve, this.#world.context, resources, types);
    this.#ts = ts;
    this.#env = {
      plan,
      types,
      typed,
      names: this.#names,
      tsType: (type) => ts.type(type),
      tsArgument: (type) => ts.argument(type),
      label: (type) => ts.label(type),
      runtime: (name) => this.#runtime.use(name),
      resources,
    };
    this.#helpers = new Helpers(this.#env);
    this.#contexts = new Contexts(this.#env);
    this.#items = new CoreItems(this.#env, (index) => this.#trampoline(index));
    const interfaces = new Map(
      this.#world.items.importedInterfaces.map((item) => [item.label, item.id]),
    );
    this.#hostCalls = new HostCalls(this.#env, resolve, files, interfaces);
    this.#parts = {
      env: this.#env,
      helpers: this.#helpers,
      contexts: this.#contexts,
      items: this.#items,
      hostCalls: this.#hostCalls,
    };
  }

  /** The module as a TypeScript or JavaScript file. */
  file(): SourceFile {
    this.#learn();
    const exports = this.#exports();
    const trampolines = this.#allTrampolines();
    const classes = this.#classes();
    const helpers = this.#helpers.finish();
    // Steps ask for exports of core instances, which are declared by steps before them: so they are made twice.
    this.#steps();
    trampolines.push(...this.#allTrampolines());
    const steps = this.#steps();
    const body = new Code(this.#names.locals());
    for (const item of this.#hostImports()) body.line(item);
    for (const item of this.#modules()) body.line(item);
    for (const item of steps) body.line(item);
    const functions = [...trampolines, ...helpers.inner, ...classes, ...exports.functions];
    const parts: Doc[] = [body.lines(), ...functions, exports.result];
    const { typed } = this.#env;
    const instantiate: Doc = [
      this.#head(),
      ' {',
      { kind: 'indent', body: [hardline, join([hardline, hardline], parts)] },
      hardline,
      '}',
    ];
    const form = this.#isModule ? this.#moduleForm() : { imports: [], statements: [] };
    return {
      path: `${this.#options.name}${typed ? '.ts' : '.js'}`,
      from: this.#options.source,
      usesDispose: typed && (classes.length > 0 || this.#world.usesDispose),
      imports: [
        ...form.imports,
        ...this.#runtime.statements(this.#options.runtime),
        ...(typed ? this.#runtime.typeStatements(this.#options.runtime) : []),
        ...(typed ? this.#world.typeImports() : []),
      ],
      statements: [
        ...(typed ? this.#world.declarations() : []),
        ...helpers.outer,
        documented(INSTANTIATE_DOCS, instantiate),
        ...form.statements,
      ],
    };
  }

  get #isModule(): boolean {
    return this.#options.instantiation === 'module';
  }

  /** What an ES module has besides: `import` statements for what the host supplies, `export` statements. */
  #moduleForm(): { imports: Doc[]; statements: Doc[] } {
    const { typed } = this.#env;
    const { items, namespaces, importsName } = this.#world;
    const keys = importKeys(items.importedInterfaces);
    const used: ModuleImport[] = [...this.#hostCalls.interfaces.keys()].flatMap((label) => {
      const item = items.importedInterfaces.find((one) => one.label === label);
      if (item === undefined) return [];
      return [{ label, key: keys.get(label) ?? label, namespace: namespaces.get(item.id) ?? '' }];
    });
    const { statements, members } = moduleImports(
      used,
      [...this.#hostCalls.functions.keys()],
      this.#options.map,
      this.#names,
      typed,
    );
    const beside = this.#runtime.use('modulesBeside');
    const supplied = this.#names.module('supplied');
    const app = this.#names.module('app');
    const annotation_ = typed ? `: Partial<${importsName}>` : '';
    const given = typed ? `${supplied} as ${importsName}` : supplied;
    const exports = this.#exportNames().map(({ key, isFunction }) => {
      const name = this.#names.module(
        isFunction ? memberName(key) : key.includes(':') ? 'exported' : key,
      );
      const exported = propertyKey(key).startsWith('"') ? propertyKey(key) : key;
      return [
        `const ${name} = ${app}${accessOf(key)};`,
        name === exported ? `export { ${name} };` : `export { ${name} as ${exported} };`,
      ];
    });
    return {
      imports: statements,
      statements: [
        [`const ${supplied}${annotation_} = `, tallObject(members), ';'],
        assignment(
          ['const ', app],
          ['await ', call('instantiate', [`${beside}(import.meta.url)`, given])],
        ),
        ...exports.flat(),
      ],
    };
  }

  /** Everything that the component exports, under all its names. */
  #exportNames(): { key: string; isFunction: boolean }[] {
    return [
      ...this.#world.items.exportedFunctions
        .filter((item) => item.kind.kind === 'freestanding')
        .map((item) => ({ key: rootMemberName(item.name), isFunction: true })),
      ...this.#world.exportedInterfaceKeys().map(({ key }) => ({ key, isFunction: false })),
    ];
  }

  /** The declarations for the JavaScript file. */
  declarationFile(): SourceFile {
    if (this.#isModule) return this.#moduleDeclarations();
    const head = this.#head(true);
    const declarations = this.#world.declarations();
    return {
      path: `${this.#options.name}.d.ts`,
      from: this.#options.source,
      usesDispose: this.#world.usesDispose,
      imports: [
        ...this.#runtime.typeStatements(this.#options.runtime),
        ...this.#world.typeImports(),
      ],
      statements: [...declarations, documented(INSTANTIATE_DOCS, [head, ';'])],
    };
  }

  /** Declarations of the ES module form: what the component exports. */
  #moduleDeclarations(): SourceFile {
    const { context, items } = this.#world;
    const declarations = this.#world.declarations();
    const functions = items.exportedFunctions.flatMap((item): Doc[] => {
      if (item.kind.kind !== 'freestanding') return [];
      const exported = rootMemberName(item.name);
      const name = this.#names.module(exported);
      const signature = signatureDoc(tsFunctionSignature(context, item));
      const declared = documented(this.#world.docs(item), [
        `${name === exported ? 'export ' : ''}declare function ${name}`,
        signature,
        ';',
      ]);
      return name === exported ? [declared] : [declared, `export { ${name} as ${exported} };`];
    });
    const interfaces = this.#world
      .exportedInterfaceKeys()
      .map(({ key, stem }) => `export * as ${propertyKey(key)} from "./interfaces/${stem}.js";`);
    return {
      path: `${this.#options.name}.d.ts`,
      from: this.#options.source,
      usesDispose: this.#world.usesDispose,
      imports: [...this.#world.typeImports(), ...interfaces],
      statements: [...declarations, ...functions],
    };
  }

  #head(declare = false): Doc {
    const typed = this.#env.typed || declare;
    const sync = this.#isAsync ? '' : 'Sync';
    const { importsName, exportsName } = this.#world;
    const types = this.#headTypes();
    const annotated = (name: string, type: string): string => (typed ? `${name}: ${type}` : name);
    const core = this.#isAsync
      ? 'WebAssembly.instantiate'
      : declare
        ? ''
        : this.#runtime.use(`instantiate${sync}`);
    const visible = this.#isModule ? '' : 'export ';
    const prefix = declare
      ? 'export declare function'
      : `${visible}${this.#isAsync ? 'async ' : ''}function`;
    const parameters = [
      annotated('getCoreModule', types.getCoreModule),
      annotated('imports', importsName),
      declare
        ? `instantiateCore?: ${types.instantiateCore}`
        : `${annotated('instantiateCore', types.instantiateCore)} = ${core}`,
    ];
    const result = this.#isAsync ? `Promise<${exportsName}>` : exportsName;
    return [
      `${prefix} instantiate(`,
      { kind: 'indent', body: parameters.map((item): Doc => [hardline, item, ',']) },
      hardline,
      typed ? `): ${result}` : ')',
    ];
  }

  /** Names of the types of the run time in the head of `instantiate`. */
  #headTypes(): { getCoreModule: string; instantiateCore: string } {
    const sync = this.#isAsync ? '' : 'Sync';
    return {
      getCoreModule: this.#runtime.useType(`GetCoreModule${sync}`),
      instantiateCore: this.#runtime.useType(`InstantiateCore${sync}`),
    };
  }

  /** Takes names of types from WIT, wherever a function of the world tells which ABI type is which. */
  #learn(): void {
    const { resolve } = this.#options;
    const { items, namespaces } = this.#world;
    const { resources } = this.#env;
    const shapes = new Map(
      this.#plan.imports.map((one) => [`${one.from ?? ''}#${one.name}`, one.type]),
    );
    const each = [
      ...items.exportedInterfaces.map((item) => ({ item, imported: false })),
      ...items.importedInterfaces.map((item) => ({ item, imported: true })),
    ];
    for (const { item, imported } of each) {
      const definition = resolve.interfaces[item.id];
      if (definition === undefined) continue;
      const names = this.#options.files.names(item.id);
      const exported = this.#plan.exports.get(item.label);
      for (const [name, id] of definition.types) {
        if (resolve.types[id]?.kind.kind !== 'resource') continue;
        const tsName = names.types.get(id) ?? pascalCase(name);
        const found = imported
          ? this.#plan.resources.findIndex(
              (resource) =>
                resource.kind === 'host' && resource.from === item.label && resource.name === name,
            )
          : exportedResource(exported, name);
        if (found >= 0)
          resources.describe(found, tsName, `${namespaces.get(item.id) ?? ''}.${tsName}`);
      }
    }
    for (const { item, imported } of each) {
      for (const [name, func] of resolve.interfaces[item.id]?.functions ?? []) {
        const shape = imported
          ? shapes.get(`${item.label}#${name}`)
          : this.#shape(this.#plan.exports.get(item.label), name);
        this.#learnFunction(func, shape);
      }
    }
    for (const func of items.importedFunctions)
      this.#learnFunction(func, shapes.get(`#${func.name}`));
    for (const func of items.exportedFunctions) {
      const item = this.#plan.exports.get(func.name);
      this.#learnFunction(func, item?.kind === 'func' ? this.#funcShape(item) : undefined);
    }
  }

  #learnFunction(func: WitFunction, shape: FuncShape | undefined): void {
    if (shape === undefined) return;
    func.params.forEach((param, index) => this.#ts.learn(param.type, shape.params[index]?.type));
    this.#ts.learn(func.result, shape.result);
  }

  #shape(item: ExportItem | undefined, name: string): FuncShape | undefined {
    const func = item?.kind === 'instance' ? item.exports.get(name) : undefined;
    return func?.kind === 'func' ? this.#funcShape(func) : undefined;
  }

  #funcShape(item: Extract<ExportItem, { kind: 'func' }>): FuncShape | undefined {
    return item.func.kind === 'lift'
      ? item.func.lift.type
      : this.#plan.imports[item.func.index]?.type;
  }

  #trampoline(index: number): string {
    let name = this.#trampolines.get(index);
    if (name === undefined) {
      name = this.#names.module(this.#trampolineGoal(index));
      this.#trampolines.set(index, name);
    }
    return name;
  }

  #trampolineGoal(index: number): string {
    const trampoline = this.#plan.trampolines[index];
    if (trampoline === undefined) throw new Error(`no trampoline ${index}`);
    if (trampoline.kind !== 'lower') {
      if (trampoline.kind === 'unsupported') return memberName(trampoline.name);
      if ('resource' in trampoline) {
        const type = this.#env.resources.get(trampoline.resource).type.replace(/Type(\$\d+)?$/, '');
        return memberName(`${trampoline.kind.replace('resource.', '')}-${kebab(type)}`);
      }
      return memberName(trampoline.kind);
    }
    if (trampoline.func.kind === 'lift') {
      const { core } = trampoline.func.lift;
      const name = core.kind === 'export' ? core.name : 'function';
      return memberName(`call-${name.replace(/^.*\//, '').replace(/@[^#]*/, '')}`).slice(0, 48);
    }
    const item = this.#plan.imports[trampoline.func.index];
    const from = item?.from?.replace(/@.*$/, '').replace(/^.*\//, '') ?? '';
    return memberName(`import-${from}-${item?.name.replace(/^\[\w+\]/, '') ?? ''}`).slice(0, 48);
  }

  /** Trampolines that core modules import. */
  #allTrampolines(): Doc[] {
    for (const step of this.#plan.steps) {
      if (step.kind !== 'instantiate') continue;
      for (const argument of step.args.values()) this.#useArgument(argument);
    }
    const docs: Doc[] = [];
    // A trampoline can be asked for while another is written; it then comes later in the same walk.
    for (const [index, name] of this.#trampolines) {
      const trampoline = this.#plan.trampolines[index];
      if (trampoline === undefined || this.#written.has(index)) continue;
      this.#written.add(index);
      docs.push(trampolineFunction(this.#parts, name, trampoline));
    }
    return docs;
  }

  #useArgument(argument: CoreArgument): void {
    if (argument.kind !== 'items') return;
    for (const item of argument.items.values())
      if (item.kind === 'trampoline') this.#trampoline(item.index);
  }

  #hostImports(): Doc[] {
    const keys = new Map(
      this.#world.items.importedInterfaces.map((item) => [
        item.label,
        this.#world.namespaces.get(item.id),
      ]),
    );
    const docs: Doc[] = [];
    const { typed } = this.#env;
    for (const [label, { name, members }] of this.#hostCalls.interfaces) {
      const namespace = keys.get(label);
      const generic = typed && namespace !== undefined ? `<typeof ${namespace}>` : '';
      const callee = `${this.#runtime.use('importedInterface')}${generic}`;
      const head = ['imports', stringLiteral(label)];
      if (label.startsWith('wasi:') || members.size === 0) {
        docs.push(assignment(['const ', name], call(callee, head)));
        continue;
      }
      const list = [...members].map(stringLiteral);
      docs.push(hugged(`const ${name} = ${callee}(${head.join(', ')}, `, callee, name, head, list));
    }
    for (const [witName, name] of this.#hostCalls.functions) {
      const key = stringLiteral(witName);
      const generic = typed ? `<${this.#world.importsName}[${key}]>` : '';
      docs.push(
        assignment(
          ['const ', name],
          call(`${this.#runtime.use('importedFunction')}${generic}`, [
            'imports',
            key,
            stringLiteral(memberName(witName)),
          ]),
        ),
      );
    }
    return docs;
  }

  #modules(): Doc[] {
    const paths = this.#plan.modules.map((_, index) =>
      stringLiteral(coreModulePath(this.#options.name, index)),
    );
    if (!this.#isAsync) {
      const get = this.#runtime.use('coreModuleSync');
      return paths.map((path, index) =>
        assignment(['const ', this.#moduleNames[index] ?? ''], call(get, ['getCoreModule', path])),
      );
    }
    if (paths.length === 0) return [];
    const get = this.#runtime.use('coreModule');
    const [only] = paths;
    if (paths.length === 1 && only !== undefined)
      return [
        assignment(
          ['const ', this.#moduleNames[0] ?? ''],
          ['await ', call(get, ['getCoreModule', only])],
        ),
      ];
    const calls = paths.map((path) => call(get, ['getCoreModule', path]));
    return [
      [
        'const ',
        arrayLiteral(this.#moduleNames),
        ' = await Promise.all([',
        { kind: 'indent', body: calls.map((item): Doc => [hardline, item, ',']) },
        hardline,
        ']);',
      ],
    ];
  }

  #steps(): Doc[] {
    return this.#plan.steps.flatMap((step) => this.#step(step));
  }

  #step(step: Step): Doc[] {
    switch (step.kind) {
      case 'instance': {
        if (!this.#contexts.usesInstance(step.index)) return [];
        const { parent } = this.#plan.instances[step.index] ?? {};
        const args = parent === undefined ? [] : [this.#contexts.instance(parent)];
        const name = this.#contexts.instance(step.index);
        return [
          assignment(
            ['const ', name],
            ['new ', call(this.#runtime.use('ComponentInstance'), args)],
          ),
        ];
      }
      case 'context':
        return this.#contextStep(step.index);
      case 'resource':
        return this.#resourceStep(step.index);
      case 'instantiate': {
        const args = [...step.args].map(([name, argument]): Doc => [
          propertyKey(name),
          ': ',
          this.#argument(argument),
        ]);
        const module = this.#moduleNames[step.module] ?? '';
        const made: Doc =
          args.length === 0
            ? call('instantiateCore', [module, '{}'])
            : ['instantiateCore(', module, ', ', tallObject(args), ')'];
        return [
          [`const core${step.core} = `, this.#isAsync ? 'await ' : '', made, ';'],
          ...this.#items.of(step.core),
        ];
      }
    }
  }

  #argument(argument: CoreArgument): Doc {
    if (argument.kind === 'instance') return `core${argument.instance}.exports`;
    const key = this.#keys([...argument.items.keys()]);
    return tallObject(
      [...argument.items].map(([name, item]): Doc => {
        const value =
          item.kind === 'trampoline'
            ? this.#trampoline(item.index)
            : [memberOf(`core${item.instance}.exports`, item.name), this.#env.typed ? '!' : ''];
        if (key(name) === value) return value;
        // Behind a key of one or two characters prettier never ends the line.
        if (name.length <= 2) return [key(name), ': ', value];
        return group([key(name), ':', indent([line, value])]);
      }),
    );
  }

  /** Keys of an object literal. In JavaScript, prettier leaves numbers without quotes where nothing else has some. */
  #keys(names: readonly string[]): (name: string) => string {
    const bare =
      !this.#env.typed &&
      names.every((name) => isNumber(name) || !propertyKey(name).startsWith('"'));
    return (name) => (bare && isNumber(name) ? name : propertyKey(name));
  }

  #contextStep(index: number): Doc[] {
    if (!this.#contexts.usesContext(index)) return [];
    const context = this.#plan.contexts[index];
    if (context === undefined) return [];
    const { memory, instance } = this.#contexts.side(index);
    const classes = { utf8: 'Memory', utf16: 'Utf16Memory', 'latin1+utf16': 'Latin1Memory' };
    const args = [
      instance,
      context.memory === undefined ? 'undefined' : this.#items.memory(context.memory),
    ];
    if (context.realloc !== undefined) {
      const params = ['i32', 'i32', 'i32', 'i32'] as const;
      args.push(this.#items.func(context.realloc, { params, result: 'i32' }));
    }
    return [
      assignment(
        ['const ', memory],
        ['new ', call(this.#runtime.use(classes[context.encoding]), args)],
      ),
    ];
  }

  #resourceStep(index: number): Doc[] {
    const { resources } = this.#env;
    if (!resources.isUsed(index)) return [];
    const names = resources.get(index);
    const { resource } = names;
    const label = stringLiteral(resource.kind === 'host' ? resource.name : names.className);
    if (resource.kind === 'host') {
      const objects = this.#runtime.use('HostObjects');
      const generic = this.#env.typed ? `<${oneLine(resources.tsType(index))}>` : '';
      const start = `const ${names.objects} = new ${objects}${generic}(`;
      const made: Doc = ['new ', call(objects + generic, [label])];
      const madeObjects: Doc =
        start.length + 2 > 80
          ? [`const ${names.objects} =`, indent([hardline, made]), ';']
          : assignment(['const ', names.objects], made);
      return [madeObjects, assignment(['const ', names.type], `${names.objects}.type`)];
    }
    const args = [label, this.#contexts.instance(resource.instance)];
    if (resource.destructor !== undefined)
      args.push(this.#items.func(resource.destructor, { params: ['i32'], result: undefined }));
    return [
      assignment(['const ', names.type], ['new ', call(this.#runtime.use('ResourceType'), args)]),
    ];
  }

  /** The exported functions, and the object that `instantiate` returns. */
  #exports(): { functions: Doc[]; result: Doc } {
    const functions: Doc[] = [];
    const members: Doc[] = [];
    const { items } = this.#world;
    for (const func of items.exportedFunctions) {
      const item = this.#plan.exports.get(func.name);
      if (func.kind.kind !== 'freestanding' || item?.kind !== 'func') continue;
      const name = this.#exportFunction(func, item, '', functions);
      const key = propertyKey(rootMemberName(func.name));
      members.push(key === name ? name : `${key}: ${name}`);
    }
    const objects = new Map<string, string>();
    for (const item of items.exportedInterfaces) {
      const exported = this.#plan.exports.get(item.label);
      const object = this.#exportInterface(item.id, item.short, exported, functions);
      const variable = this.#names.module(item.short);
      functions.push(assignment(['const ', variable], object));
      objects.set(item.label, variable);
    }
    for (const { key, label } of this.#world.exportedInterfaceKeys()) {
      const variable = objects.get(label) ?? '';
      members.push(key === variable ? variable : `${propertyKey(key)}: ${variable}`);
    }
    return { functions, result: ['return ', tallObject(members), ';'] };
  }

  #exportInterface(
    id: number,
    short: string,
    exported: ExportItem | undefined,
    functions: Doc[],
  ): Doc {
    const { resolve, files } = this.#options;
    const definition = resolve.interfaces[id];
    if (definition === undefined) throw new Error(`no interface ${id}`);
    const names = files.names(id);
    const members: Doc[] = [];
    for (const [name, type] of definition.types) {
      if (resolve.types[type]?.kind.kind !== 'resource') continue;
      const resource = exportedResource(exported, name);
      if (resource < 0) continue;
      const { className } = this.#env.resources.seen(resource);
      const methods = [...definition.functions.values()].filter(
        (func) =>
          func.kind.kind !== 'freestanding' && resolveAlias(resolve, func.kind.resource) === type,
      );
      this.#declaredClasses.add(resource);
      functions.push(this.#resourceClass(resource, className, methods, exported));
      const key = names.types.get(type) ?? className;
      members.push(key === className ? className : `${propertyKey(key)}: ${className}`);
    }
    for (const func of definition.functions.values()) {
      if (func.kind.kind !== 'freestanding') continue;
      const item = exported?.kind === 'instance' ? exported.exports.get(func.name) : undefined;
      if (item?.kind !== 'func') continue;
      const variable = this.#exportFunction(func, item, short, functions);
      const key = names.functions.get(func.name)?.exported ?? memberName(func.name);
      members.push(key === variable ? variable : `${propertyKey(key)}: ${variable}`);
    }
    return tallObject(members);
  }

  #lift(func: WitFunction, item: Extract<ExportItem, { kind: 'func' }>): Lift {
    if (item.func.kind === 'lift') {
      const { lift } = item.func;
      if (lift.async || lift.type.async)
        throw new PlanError(
          'HOST0004',
          `the export ${func.name} is asynchronous, which bindings cannot call yet`,
        );
      return lift;
    }
    throw new PlanError(
      'HOST0005',
      `the export ${func.name} is an import of the component handed on, which is supported for plain functions only`,
    );
  }

  #exportFunction(
    func: WitFunction,
    item: Extract<ExportItem, { kind: 'func' }>,
    short: string,
    functions: Doc[],
  ): string {
    const variable = this.#names.module(
      memberName(short === '' ? `${func.name}-` : `${kebab(short)}-${func.name}`),
    );
    if (item.func.kind === 'import') {
      functions.push(this.#handedOn(func, item.func.index, variable));
      return variable;
    }
    const doc = exportedFunction(this.#parts, this.#lift(func, item), (code) => ({
      head: `function ${variable}`,
      ...this.#declared(code, func),
      self: undefined,
    }));
    functions.push(documented(this.#world.docs(func), doc));
    return variable;
  }

  /** A function that the component imports and exports as it is: the host calls its own function. */
  #handedOn(func: WitFunction, index: number, variable: string): Doc {
    const imported = this.#plan.imports[index];
    if (imported === undefined || imported.name.startsWith('[') || imported.type.async)
      throw new PlanError(
        'HOST0005',
        `the export ${func.name} is an import of the component handed on, which is supported for plain functions only`,
      );
    const code = new Code(this.#names.locals());
    const { parameters, result } = this.#declared(code, func);
    const args = parameters.map(({ name }) => name);
    code.line(['return ', this.#hostCalls.expression(index, args), ';']);
    const head = functionHead(this.#env, `function ${variable}`, parameters, result);
    return documented(this.#world.docs(func), [head, ' ', code.braces()]);
  }

  /** Parameters and result of a function, with names that fit into its code. */
  #declared(
    code: Code,
    func: WitFunction,
  ): { parameters: { name: string; type: Doc }[]; result: Doc } {
    const signature = tsFunctionSignature(this.#world.context, func);
    return {
      parameters: signature.parameters.map((param) => ({
        name: code.names.claim(param.name),
        type: param.type,
      })),
      result: signature.result,
    };
  }

  #resourceClass(
    index: number,
    className: string,
    methods: readonly WitFunction[],
    exported: ExportItem | undefined,
  ): Doc {
    const { finalizer } = this.#env.resources.seen(index);
    const members: Doc[] = [];
    const item = (func: WitFunction): Extract<ExportItem, { kind: 'func' }> | undefined => {
      const found = exported?.kind === 'instance' ? exported.exports.get(func.name) : undefined;
      return found?.kind === 'func' ? found : undefined;
    };
    const constructor = methods.find((func) => func.kind.kind === 'constructor');
    const constructing = constructor && item(constructor);
    if (constructor !== undefined && constructing !== undefined) {
      members.push(
        documented(
          this.#world.docs(constructor),
          exportedFunction(this.#parts, this.#lift(constructor, constructing), (code) => ({
            head: 'constructor',
            parameters: this.#declared(code, constructor).parameters,
            result: undefined,
            self: undefined,
          })),
        ),
      );
    } else {
      const code = new Code(this.#names.locals());
      code.line(`${this.#runtime.use('noConstructor')}(${stringLiteral(className)});`);
      members.push(['constructor() ', code.braces()]);
    }
    for (const func of methods) {
      const found = item(func);
      if (found === undefined) continue;
      const { kind } = func.kind;
      if (kind !== 'method' && kind !== 'static') continue;
      const name = methodName(func.name.slice(func.name.lastIndexOf('.') + 1), kind === 'static');
      members.push(
        documented(
          this.#world.docs(func),
          exportedFunction(this.#parts, this.#lift(func, found), (code) => ({
            head: kind === 'static' ? `static ${name}` : name,
            ...this.#declared(code, func),
            self: kind === 'method' ? 'this' : undefined,
          })),
        ),
      );
    }
    const dispose = this.#runtime.use('dispose');
    members.push([
      functionHead(this.#env, `[${dispose}]`, [], 'void'),
      ' {',
      { kind: 'indent', body: [hardline, `${finalizer}.dispose(this);`] },
      hardline,
      '}',
    ]);
    return [
      `class ${className} {`,
      { kind: 'indent', body: [hardline, join([hardline, hardline], members)] },
      hardline,
      '}',
    ];
  }

  /** Finalizers, and classes for resources that functions pass but no exported interface declares. */
  #classes(): Doc[] {
    const { resources } = this.#env;
    const docs: Doc[] = [];
    for (const index of resources.classes) {
      const { finalizer, type, className } = resources.get(index);
      if (!this.#declaredClasses.has(index))
        docs.push(this.#resourceClass(index, className, [], undefined));
      const made = call(this.#runtime.use('Finalizer'), [type]);
      docs.push(assignment(['const ', finalizer], ['new ', made]));
    }
    return docs;
  }
}

const INSTANTIATE_DOCS = docComment(
  'Instantiates the component.',
  'getCoreModule gives the compiled core module for a file name; instantiateCore instantiates it with its imports.',
);

function exportedResource(item: ExportItem | undefined, name: string): number {
  const found = item?.kind === 'instance' ? item.exports.get(name) : undefined;
  return found?.kind === 'resource' ? found.resource : -1;
}

/** `.name`, or `["na:me"]`. */
function accessOf(key: string): string {
  const text = propertyKey(key);
  return text.startsWith('"') ? `[${text}]` : `.${text}`;
}

function isNumber(name: string): boolean {
  return /^(0|[1-9]\d*)$/.test(name);
}

/** A call whose last argument is an array: the array stays on the first line where that has room for its bracket. */
function hugged(
  start: string,
  callee: string,
  name: string,
  head: readonly string[],
  list: readonly string[],
): Doc {
  const flat = `  ${start}[${list.join(', ')}]);`;
  if (flat.length <= 80) return flat.trimStart();
  if (start.length + 3 > 80)
    return [`const ${name} = `, call(callee, [...head, arrayLiteral(list)]), ';'];
  return [
    `${start}[`,
    { kind: 'indent', body: list.map((item): Doc => [hardline, item, ',']) },
    hardline,
    ']);',
  ];
}

/** `inputStream` → `input-stream`, for names that are put together again. */
function kebab(name: string): string {
  return name.replaceAll(/([a-z0-9])([A-Z])/g, '$1-$2');
}
