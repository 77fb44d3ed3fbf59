/** Resolves the statements of a document: what is imported, instantiated, defined and exported. */
import {
  type Entity,
  type ExternItem,
  type ExternName,
  externName,
  makeComponent,
  ReadError,
  renamed,
} from '@wit-ts/component';
import type { wac, WacDocument } from '@wit-ts/wac';
import type { Diagnostic, Span } from '@wit-ts/wit-parser';
import { Bodies, nameOf, pathText } from './bodies.js';
import { Definitions, dependenciesOf, instanceItem } from './definitions.js';
import { Expressions } from './expressions.js';
import { checkName } from './extern-names.js';
import type { Features } from './features.js';
import { ImportStatements } from './import-statements.js';
import { meaningOfItem, wordOfItem } from './item-meaning.js';
import { WacError, wacMessages } from './messages.js';
import type { DefinitionItem, InstanceItem, Item, Meaning, WorldDef } from './model.js';
import { BROKEN, Names } from './names.js';
import { type LoadDependency, Packages } from './packages.js';
import { definedBy, meaningOf, wordOf, wrongKind } from './types.js';

/** What a document describes. */
export interface Resolution {
  /** By the names that the result imports them by; those of used interfaces, too. */
  imports: Map<string, ExternItem>;
  /** Where the imports stand that the document names itself. */
  importSpans: Map<string, Span>;
  /** In the order of the document. */
  definitions: DefinitionItem[];
  instances: InstanceItem[];
  /** The names that `let` gives to instances. */
  names: Map<InstanceItem, string>;
  exports: Map<string, { item: Item; span: Span; name: ExternName }>;
  target: { world: WorldDef; name: string; span: Span } | undefined;
  diagnostics: Diagnostic[];
}

export function resolveDocument(
  document: WacDocument,
  load: LoadDependency,
  features: Features,
): Resolution {
  return new Resolver(document, load, features).run();
}

class Resolver {
  private readonly root: Names;
  private readonly definitions = new Definitions();
  private readonly packages: Packages;
  private readonly bodies: Bodies;
  private readonly expressions: Expressions;
  private readonly diagnostics: Diagnostic[] = [];
  private readonly imports: ImportStatements;
  private readonly resolution: Resolution;

  constructor(
    private readonly document: WacDocument,
    load: LoadDependency,
    private readonly features: Features,
  ) {
    this.root = new Names(document.file);
    this.packages = new Packages(load, this.definitions);
    const { root, definitions } = this;
    const pathMeaning = (path: wac.PackagePath): Meaning => this.pathMeaning(path);
    this.bodies = new Bodies({ root, definitions, features, pathMeaning }, document.file);
    this.resolution = {
      imports: new Map(),
      importSpans: new Map(),
      definitions: [],
      instances: [],
      names: new Map(),
      exports: new Map(),
      target: undefined,
      diagnostics: this.diagnostics,
    };
    this.imports = new ImportStatements(root, this.resolution, this.bodies, pathMeaning);
    this.expressions = new Expressions(root, this.packages, definitions, this.resolution.instances);
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
    const missing = 'gates' in statement ? this.features.missing(statement.gates) : undefined;
    if (missing !== undefined) {
      if (statement.kind !== 'export') this.root.leaveOut(statement.name.text, missing);
      return;
    }
    switch (statement.kind) {
      case 'import':
        this.imports.add(statement);
        return;
      case 'let': {
        const item = this.expressions.evaluate(statement.expression);
        const { names } = this.resolution;
        if (item.kind === 'instance' && !names.has(item)) names.set(item, statement.name.text);
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
    const item: ExternItem = { name: externName(def.id), entity: world, at: undefined };
    const wrapper = makeComponent(new Map(), new Map([[def.id, item]]));
    const entity: Entity = { kind: 'type', referenced: wrapper, created: wrapper };
    this.define(statement.name, def, entity, 'world');
  }

  private define(name: wac.Name, meaning: Meaning, entity: Entity, word: string): void {
    const span = this.root.span(name);
    if (this.resolution.exports.has(name.text)) {
      throw new WacError(wacMessages.duplicateExtern('export', name.text, span));
    }
    const exported = { name: externName(name.text), entity, at: undefined };
    const item: DefinitionItem = {
      kind: 'definition',
      name: name.text,
      entity,
      id: undefined,
      exported,
      word,
    };
    this.resolution.definitions.push(item);
    this.resolution.exports.set(name.text, { item, span, name: exported.name });
    this.root.define(name.text, { meaning, item });
  }

  // ---- Exports -------------------------------------------------------------------------------------------------------

  private export({ gates, expression, as, spread }: wac.ExportStatement): void {
    const item = this.expressions.evaluate(expression);
    if (spread !== undefined) {
      this.spread(item, expression, spread);
      return;
    }
    const name = as?.text ?? inferredName(item);
    const span = this.root.span(as ?? expression);
    if (name === undefined) throw new WacError(wacMessages.needsName(span));
    this.exportItem(item, nameOf(name, gates), span);
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
      this.exportItem(this.expressions.alias(item, name), externName(name), this.root.span(spread));
      exported = true;
    }
    if (!exported) throw new WacError(wacMessages.spreadNoEffect(span));
  }

  private exportItem(item: Item, full: ExternName, span: Span): void {
    const { name } = full;
    const defined = this.root.find(name)?.item;
    if (defined?.kind === 'definition') {
      throw new WacError(wacMessages.definitionConflict(name, defined.word, span));
    }
    const { exports } = this.resolution;
    if (exports.has(name)) throw new WacError(wacMessages.duplicateExtern('export', name, span));
    checkName('export', name, span);
    // A definition is exported once; another name takes the place of its own.
    if (item.kind === 'definition' && exports.get(item.name)?.item === item) {
      exports.delete(item.name);
      item.exported = { ...item.exported, name: full };
    }
    exports.set(name, { item, span, name: full });
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

function inferredName(item: Item): string | undefined {
  if (item.entity.kind === 'instance' && item.id !== undefined) return item.id;
  return item.kind === 'import' || item.kind === 'alias' ? item.name : undefined;
}
