/** Resolves the statements of a document: what is imported, instantiated, defined and exported. */
import {
  type Entity,
  type ExternItem,
  externName,
  makeComponent,
  makeInstance,
  parseExternName,
  ReadError,
  renamed,
} from '@wit-ts/component';
import type { wac, WacDocument } from '@wit-ts/wac';
import type { Diagnostic, Span } from '@wit-ts/wit-parser';
import { Bodies, checkGates, pathText } from './bodies.js';
import { Definitions, dependenciesOf, freshExports, instanceItem } from './definitions.js';
import { Expressions, wordOfItem } from './expressions.js';
import { WacError, wacMessages } from './messages.js';
import type {
  DefinitionItem,
  ImportItem,
  InstanceItem,
  InterfaceDef,
  Item,
  Meaning,
  WorldDef,
} from './model.js';
import { BROKEN, Names } from './names.js';
import { type LoadDependency, Packages } from './packages.js';
import { definedBy, functionType, meaningOf, wordOf, wrongKind } from './types.js';

/** What a document describes. */
export interface Resolution {
  /** By the names that the result imports them by; those of used interfaces, too. */
  imports: Map<string, ExternItem>;
  /** Where the imports stand that the document names itself. */
  importSpans: Map<string, Span>;
  /** In the order of the document. */
  definitions: DefinitionItem[];
  instances: InstanceItem[];
  exports: Map<string, { item: Item; span: Span }>;
  target: { world: WorldDef; name: string; span: Span } | undefined;
  diagnostics: Diagnostic[];
}

export function resolveDocument(document: WacDocument, load: LoadDependency): Resolution {
  return new Resolver(document, load).run();
}

class Resolver {
  private readonly root: Names;
  private readonly definitions = new Definitions();
  private readonly packages: Packages;
  private readonly bodies: Bodies;
  private readonly expressions: Expressions;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly resolution: Resolution;

  constructor(
    private readonly document: WacDocument,
    load: LoadDependency,
  ) {
    this.root = new Names(document.file);
    this.packages = new Packages(load, this.definitions);
    const { root, definitions } = this;
    const pathMeaning = (path: wac.PackagePath): Meaning => this.pathMeaning(path);
    this.bodies = new Bodies({ root, definitions, pathMeaning }, document.file);
    this.resolution = {
      imports: new Map(),
      importSpans: new Map(),
      definitions: [],
      instances: [],
      exports: new Map(),
      target: undefined,
      diagnostics: this.diagnostics,
    };
    this.expressions = new Expressions(root, this.packages, this.resolution.instances);
  }

  run(): Resolution {
    for (const statement of this.document.statements) {
      this.guarded(() => this.statement(statement), statement);
    }
    const targets = this.document.directive?.targets;
    if (targets !== undefined) this.guarded(() => this.target(targets), undefined);
    return this.resolution;
  }

  /** Goes on behind a statement with a mistake; what it would have defined is not complained about again. */
  private guarded(action: () => void, statement: wac.Statement | undefined): void {
    try {
      action();
    } catch (error) {
      if (error instanceof WacError) this.diagnostics.push(error.diagnostic);
      else if (error instanceof ReadError && statement !== undefined) {
        const span = this.root.span(statement);
        this.diagnostics.push(wacMessages.invalidResult(error.message, span));
      } else if (error !== BROKEN) throw error;
      if (statement === undefined || statement.kind === 'export') return;
      const meaning: Meaning = { kind: 'other', word: 'not known' };
      this.root.define(statement.name.text, { meaning, item: undefined, broken: true });
    }
  }

  private statement(statement: wac.Statement): void {
    if ('gates' in statement) checkGates(this.root, statement.gates);
    switch (statement.kind) {
      case 'import':
        this.import(statement);
        return;
      case 'let': {
        const item = this.expressions.evaluate(statement.expression);
        this.root.define(statement.name.text, { meaning: meaningOfItem(item), item });
        return;
      }
      case 'export':
        this.export(statement);
        return;
      case 'interface':
        this.defineInterface(statement);
        return;
      case 'world':
        this.defineWorld(statement);
        return;
      default: {
        const type = renamed(definedBy(this.root, statement), statement.name.text);
        const meaning = meaningOf(type);
        const entity: Entity = { kind: 'type', referenced: type, created: type };
        const word = meaning.kind === 'func' ? 'function type' : `${statement.kind}`;
        this.define(statement.name, meaning, entity, word);
      }
    }
  }

  // ---- Imports -------------------------------------------------------------------------------------------------------

  private import(statement: wac.ImportStatement): void {
    const { name: local, as, type, gates } = statement;
    const { entity: kind, id, name: inferred, place } = this.importType(statement);
    const name = as?.text ?? inferred;
    const span = this.root.span(as ?? place);
    this.checkName('import', name, span);
    if (this.resolution.importSpans.has(name)) {
      throw new WacError(wacMessages.duplicateExtern('import', name, span));
    }
    const attributes: ReturnType<typeof externName>['attributes'][number][] = [];
    for (const gate of gates) {
      if (gate.kind !== 'external-id') continue;
      attributes.push({ kind: 'external-id', value: gate.value.text });
    }
    let entity = kind;
    if (entity.kind === 'instance' && (type.kind === 'name' || (id !== undefined && id !== name))) {
      entity = { kind: 'instance', type: makeInstance(freshExports(entity.type.exports)) };
    }
    const item = { name: externName(name, attributes), entity, source: undefined };
    this.resolution.imports.set(name, item);
    this.resolution.importSpans.set(name, span);
    const imported: ImportItem = { kind: 'import', name, entity, id };
    this.root.define(local.text, { meaning: meaningOfItem(imported), item: imported });
  }

  private importType({ name: local, type }: wac.ImportStatement): {
    entity: Entity;
    id: string | undefined;
    name: string;
    place: wac.Node;
  } {
    switch (type.kind) {
      case 'function': {
        const entity: Entity = { kind: 'func', type: functionType(this.root, type.function) };
        return { entity, id: undefined, name: local.text, place: local };
      }
      case 'interface': {
        const def = this.bodies.interface(emptyInterface(undefined), type.items);
        return { ...this.interfaceEntity(def), name: local.text, place: local };
      }
      case 'path': {
        const meaning = this.pathMeaning(type);
        const name = pathText(type);
        return { ...this.importable(meaning, type, name), name, place: type };
      }
      case 'name': {
        const { item, meaning } = this.root.binding(type.name);
        if (item !== undefined && item.kind !== 'definition' && item.entity.kind !== 'type') {
          const { entity, id } = item;
          return { entity, id, name: id ?? local.text, place: local };
        }
        return {
          ...this.importable(meaning, type, type.name.text),
          name: local.text,
          place: local,
        };
      }
    }
  }

  private importable(
    meaning: Meaning,
    place: wac.Node,
    name: string,
  ): { entity: Entity; id: string | undefined } {
    switch (meaning.kind) {
      case 'interface':
        return this.interfaceEntity(meaning);
      case 'func':
        return { entity: { kind: 'func', type: meaning.type }, id: undefined };
      case 'world': {
        const type = makeComponent(meaning.imports, meaning.exports);
        return { entity: { kind: 'component', type }, id: meaning.id };
      }
      default:
        throw wrongKind(
          this.root,
          name,
          place,
          meaning,
          'an interface, a world or a function type',
        );
    }
  }

  /** An instance of an interface; the interfaces of which it uses types become imports, too. */
  private interfaceEntity(def: InterfaceDef): { entity: Entity; id: string | undefined } {
    for (const { id, exports } of dependenciesOf(def)) {
      if (id === undefined || this.resolution.imports.has(id)) continue;
      const name = externName(id);
      this.resolution.imports.set(id, instanceItem({ ...def, id, exports }, { name }));
    }
    return { entity: { kind: 'instance', type: makeInstance(def.exports) }, id: def.id };
  }

  private checkName(kind: 'import' | 'export', name: string, span: Span): void {
    const parsed = parseExternName(name);
    if (!parsed.ok) throw new WacError(wacMessages.invalidName(kind, name, parsed.reason, span));
    const { kind: form } = parsed.name;
    if (form === 'label' || form === 'interface') return;
    if (kind === 'import' && (form === 'dependency' || form === 'url' || form === 'hash')) return;
    const reason = 'it is neither a name nor the path of an interface';
    throw new WacError(wacMessages.invalidName(kind, name, reason, span));
  }

  // ---- Definitions ---------------------------------------------------------------------------------------------------

  private idOf(name: string): string {
    const ref = this.document.directive?.package;
    const version = ref?.version === undefined ? '' : `@${ref.version.text}`;
    return `${ref?.name ?? ''}/${name}${version}`;
  }

  private defineInterface(statement: wac.Interface): void {
    const id = this.idOf(statement.name.text);
    const def = this.bodies.interface(this.definitions.interface(id), statement.items);
    const imports = new Map<string, ExternItem>();
    for (const dependency of dependenciesOf(def)) {
      if (dependency.id === undefined) continue;
      imports.set(dependency.id, instanceItem(dependency, { name: externName(dependency.id) }));
    }
    const item = instanceItem(def, { name: externName(id) });
    const wrapper = makeComponent(imports, new Map([[id, item]]));
    const entity: Entity = { kind: 'type', referenced: wrapper, created: wrapper };
    this.define(statement.name, def, entity, 'interface');
  }

  private defineWorld(statement: wac.World): void {
    const def = this.bodies.world(this.idOf(statement.name.text), statement);
    const world: Entity = { kind: 'component', type: makeComponent(def.imports, def.exports) };
    const item: ExternItem = { name: externName(def.id), entity: world, source: undefined };
    const wrapper = makeComponent(new Map(), new Map([[def.id, item]]));
    const entity: Entity = { kind: 'type', referenced: wrapper, created: wrapper };
    this.define(statement.name, def, entity, 'world');
  }

  private define(name: wac.Name, meaning: Meaning, entity: Entity, word: string): void {
    const span = this.root.span(name);
    if (this.resolution.exports.has(name.text)) {
      throw new WacError(wacMessages.duplicateExtern('export', name.text, span));
    }
    const exported = { name: externName(name.text), entity, source: undefined };
    const item: DefinitionItem = {
      kind: 'definition',
      name: name.text,
      entity,
      id: undefined,
      exported,
      word,
    };
    this.resolution.definitions.push(item);
    this.resolution.exports.set(name.text, { item, span });
    this.root.define(name.text, { meaning, item });
  }

  // ---- Exports -------------------------------------------------------------------------------------------------------

  private export({ expression, as, spread }: wac.ExportStatement): void {
    const item = this.expressions.evaluate(expression);
    if (spread !== undefined) {
      this.spread(item, expression, spread);
      return;
    }
    const name = as?.text ?? inferredName(item);
    const span = this.root.span(as ?? expression);
    if (name === undefined) throw new WacError(wacMessages.needsName(span));
    this.exportItem(item, name, span);
  }

  private spread(item: Item, expression: wac.Expression, spread: wac.Node): void {
    const span = this.root.span(expression);
    if (item.entity.kind !== 'instance') {
      const found = wordOfItem(item);
      throw new WacError(wacMessages.notInstance(found, 'can be spread', span));
    }
    let exported = false;
    for (const name of item.entity.type.exports.keys()) {
      if (this.resolution.exports.has(name)) continue;
      this.exportItem(this.expressions.alias(item, name), name, this.root.span(spread));
      exported = true;
    }
    if (!exported) throw new WacError(wacMessages.spreadNoEffect(span));
  }

  private exportItem(item: Item, name: string, span: Span): void {
    const defined = this.root.find(name)?.item;
    if (defined?.kind === 'definition') {
      throw new WacError(wacMessages.definitionConflict(name, defined.word, span));
    }
    const { exports } = this.resolution;
    if (exports.has(name)) throw new WacError(wacMessages.duplicateExtern('export', name, span));
    this.checkName('export', name, span);
    // A definition is exported once; another name takes the place of its own.
    if (item.kind === 'definition' && exports.get(item.name)?.item === item) {
      exports.delete(item.name);
      item.exported = { ...item.exported, name: externName(name) };
    }
    exports.set(name, { item, span });
  }

  // ---- Paths ---------------------------------------------------------------------------------------------------------

  private pathMeaning(path: wac.PackagePath): Meaning {
    const [first, ...rest] = path.segments;
    if (first === undefined) throw new Error('a path has a segment');
    let meaning: Meaning;
    if (path.package.name === this.document.directive?.package.name) {
      meaning = this.root.binding(first).meaning;
    } else {
      const { name, version, nameSpan } = path.package;
      const span = this.root.span(nameSpan);
      const { definitions, type } = this.packages.get(name, version?.text, span);
      const found = definitions.get(first.text);
      if (found === undefined) {
        const kind =
          definitions.size === 0 && type.exports.size > 0 ? 'the component' : 'the package';
        const inside = `${kind} \`${name}\``;
        throw new WacError(wacMessages.notInPackage(first.text, inside, this.root.span(first)));
      }
      meaning = found;
    }
    let parent = first.text;
    for (const segment of rest) {
      meaning = this.inside(meaning, parent, segment);
      parent = segment.text;
    }
    return meaning;
  }

  private inside(meaning: Meaning, parent: string, segment: wac.Name): Meaning {
    const found =
      meaning.kind === 'interface' || meaning.kind === 'world'
        ? meaning.exports.get(segment.text)
        : undefined;
    if (found === undefined) {
      const inside = `\`${parent}\` (${wordOf(meaning)})`;
      throw new WacError(wacMessages.notInPackage(segment.text, inside, this.root.span(segment)));
    }
    return meaningOfItem({ entity: found.entity });
  }

  private target(path: wac.PackagePath): void {
    const meaning = this.pathMeaning(path);
    if (meaning.kind !== 'world') {
      throw wrongKind(this.root, pathText(path), path, meaning, 'a world');
    }
    const span = this.root.span(path);
    this.resolution.target = { world: meaning, name: pathText(path), span };
  }
}

function emptyInterface(id: string | undefined): InterfaceDef {
  return { kind: 'interface', id, exports: new Map(), uses: new Map() };
}

function inferredName(item: Item): string | undefined {
  if (item.entity.kind === 'instance' && item.id !== undefined) return item.id;
  return item.kind === 'import' || item.kind === 'alias' ? item.name : undefined;
}

/** What an item means where a type is written. */
function meaningOfItem({ entity }: Pick<Item, 'entity'>): Meaning {
  switch (entity.kind) {
    case 'type':
      return meaningOf(entity.created);
    case 'func':
      return { kind: 'func', type: entity.type };
    default:
      return { kind: 'other', word: wordOfItem({ entity }) };
  }
}
