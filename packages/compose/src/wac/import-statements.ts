/** The imports of a document, and those that come with them. */
import { type Entity, externName, makeComponent, makeInstance } from '@wit-ts/component';
import type { wac } from '@wit-ts/wac';
import { type Bodies, nameOf, pathText } from './bodies.js';
import { dependenciesOf, freshExports, instanceItem, Translation } from './definitions.js';
import { checkName } from './extern-names.js';
import { meaningOfItem } from './item-meaning.js';
import { WacError, wacMessages } from './messages.js';
import type { ImportItem, InterfaceDef, Meaning } from './model.js';
import type { Names } from './names.js';
import type { Resolution } from './resolver.js';
import { functionType, wrongKind } from './types.js';

export class ImportStatements {
  /** Interfaces that are imported under another name than their own, with their types there. */
  private readonly renamedImports = new Map<InterfaceDef, Translation>();

  constructor(
    private readonly root: Names,
    private readonly resolution: Resolution,
    private readonly bodies: Bodies,
    private readonly pathMeaning: (path: wac.PackagePath) => Meaning,
  ) {}

  /** Adds an import, and names it. */
  add(statement: wac.ImportStatement): void {
    const { name: local, as, gates } = statement;
    const { entity: kind, def, id, name: inferred, place } = this.importType(statement);
    const name = as?.text ?? inferred;
    const span = this.root.span(as ?? place);
    checkName('import', name, span);
    if (this.resolution.importSpans.has(name)) {
      throw new WacError(wacMessages.duplicateExtern('import', name, span));
    }
    const entity = def === undefined ? kind : this.importInterface(def, name);
    const label = def?.id !== undefined && !name.includes(':') ? def.id : undefined;
    const item = { name: nameOf(name, gates, label), entity, at: undefined };
    this.resolution.imports.set(name, item);
    this.resolution.importSpans.set(name, span);
    const imported: ImportItem = { kind: 'import', name, entity, id };
    this.root.define(local.text, { meaning: meaningOfItem(imported), item: imported });
  }

  private importType({ name: local, type }: wac.ImportStatement): ImportType & {
    name: string;
    place: wac.Node;
  } {
    switch (type.kind) {
      case 'function': {
        const entity: Entity = { kind: 'func', type: functionType(this.root, type.function) };
        return { entity, name: local.text, place: local };
      }
      case 'interface': {
        const def = this.bodies.interface(emptyInterface(), type.items);
        return { ...ofInterface(def), name: local.text, place: local };
      }
      case 'path': {
        const name = pathText(type);
        return { ...this.importable(this.pathMeaning(type), type, name), name, place: type };
      }
      case 'name': {
        const { item, meaning } = this.root.binding(type.name);
        if (item !== undefined && item.kind !== 'definition' && item.entity.kind !== 'type') {
          const { entity, id } = item;
          return { ...another(entity, id), name: id ?? local.text, place: local };
        }
        const { text } = type.name;
        return { ...this.importable(meaning, type, text), name: local.text, place: local };
      }
    }
  }

  private importable(meaning: Meaning, place: wac.Node, name: string): ImportType {
    switch (meaning.kind) {
      case 'interface':
        return ofInterface(meaning);
      case 'func':
        return { entity: { kind: 'func', type: meaning.type } };
      case 'world': {
        const type = makeComponent(meaning.imports, meaning.exports);
        return { entity: { kind: 'component', type }, id: meaning.id };
      }
      default: {
        const wanted = 'an interface, a world or a function type';
        throw wrongKind(this.root, name, place, meaning, wanted);
      }
    }
  }

  /**
   * An instance of an interface. The interfaces of which it uses types become imports, too, unless the document imports
   * them under other names.
   */
  private importInterface(def: InterfaceDef, name: string): Entity {
    const { imports } = this.resolution;
    const translation = new Translation();
    let affected = false;
    let changed = def.id !== undefined && def.id !== name;
    for (const dependency of dependenciesOf(def)) {
      const { id } = dependency;
      const known = this.renamedImports.get(dependency);
      if (known !== undefined) {
        translation.add(known);
        affected = changed = true;
      } else if (id !== undefined && !imports.has(id)) {
        const exports = affected
          ? freshExports(dependency.exports, translation)
          : dependency.exports;
        if (affected) this.renamedImports.set(dependency, new Translation(translation));
        imports.set(id, instanceItem({ ...dependency, exports }, { name: externName(id) }));
      }
    }
    if (!changed) return { kind: 'instance', type: makeInstance(def.exports) };
    const exports = freshExports(def.exports, translation);
    if (def.id !== undefined && !this.renamedImports.has(def)) {
      this.renamedImports.set(def, translation);
    }
    return { kind: 'instance', type: makeInstance(exports) };
  }
}

/** What an import is of. */
interface ImportType {
  entity: Entity;
  /** The interface that it is an instance of. */
  def?: InterfaceDef;
  id?: string | undefined;
}

function ofInterface(def: InterfaceDef): ImportType {
  return { entity: { kind: 'instance', type: makeInstance(def.exports) }, def, id: def.id };
}

/** Something of the same type as an item. */
function another(entity: Entity, id: string | undefined): ImportType {
  if (entity.kind !== 'instance') return { entity, id };
  return {
    entity: { kind: 'instance', type: makeInstance(freshExports(entity.type.exports)) },
    id,
  };
}

function emptyInterface(): InterfaceDef {
  return { kind: 'interface', id: undefined, exports: new Map(), uses: new Map() };
}
