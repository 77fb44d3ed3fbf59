/** Interfaces that packages and documents define, with one object for each name of a type, whoever mentions it. */
import {
  type AnyTy,
  type ComponentTy,
  type Entity,
  type ExternItem,
  freshResource,
  type InstanceTy,
  makeInstance,
  newResourceType,
  renamed,
  type Resource,
  Substitution,
} from '@wit-ts/component';
import type { InterfaceDef, WorldDef } from './model.js';

/** Which types and resources stand for which others. */
export interface Translation {
  types: Map<AnyTy, AnyTy>;
  resources: Map<Resource, Resource>;
}

/** Everything stands for itself. */
export function noTranslation(): Translation {
  return { types: new Map(), resources: new Map() };
}

export class Definitions {
  private readonly interfaces = new Map<string, InterfaceDef>();
  /** The interface that names a type. */
  private readonly owners = new Map<AnyTy, InterfaceDef>();

  /** The interface of an id; a new one has no exports yet. */
  interface(id: string): InterfaceDef {
    let def = this.interfaces.get(id);
    if (def === undefined) {
      def = { kind: 'interface', id, exports: new Map(), uses: new Map() };
      this.interfaces.set(id, def);
    }
    return def;
  }

  /** The resource at a path of names that starts with an interface. */
  resourceAt([id = '', name = '']: readonly string[]): Resource | undefined {
    const entity = this.interfaces.get(id)?.exports.get(name)?.entity;
    if (entity?.kind !== 'type' || entity.created.kind !== 'resource') return undefined;
    return entity.created.resource;
  }

  /** Notes that an interface names a type. */
  own(def: InterfaceDef, entity: Entity): void {
    if (entity.kind !== 'type') return;
    if (!this.owners.has(entity.created)) this.owners.set(entity.created, def);
    const owner = this.owners.get(entity.referenced);
    if (owner?.id !== undefined && owner !== def) def.uses.set(owner.id, owner);
  }

  /** Takes in an interface of a WIT package in binary form: a component type that exports it. */
  takeInterface(wrapper: ComponentTy, id: string, instance: InstanceTy): InterfaceDef {
    const translation = noTranslation();
    this.takeImports(wrapper, translation);
    const def = this.interface(id);
    this.merge(def, instance, translation);
    return def;
  }

  /** Takes in a world of a WIT package in binary form. */
  takeWorld(id: string, type: ComponentTy): WorldDef {
    const translation = noTranslation();
    const imports = this.takeImports(type, translation);
    const exports = new Map<string, ExternItem>();
    for (const [name, item] of type.exports) exports.set(name, translated(item, translation));
    return { kind: 'world', id, imports, exports };
  }

  private takeImports(type: ComponentTy, translation: Translation): Map<string, ExternItem> {
    const imports = new Map<string, ExternItem>();
    for (const [name, item] of type.imports) {
      const { entity } = item;
      if (entity.kind === 'instance' && name.includes('/')) {
        const def = this.interface(name);
        this.merge(def, entity.type, translation);
        imports.set(name, instanceItem(def, item));
        continue;
      }
      const ours = translated(item, translation);
      if (entity.kind === 'type' && ours.entity.kind === 'type') {
        translation.types.set(entity.created, ours.entity.created);
      }
      imports.set(name, ours);
    }
    return imports;
  }

  /** Adds what the interface does not have yet, and notes which of our types stand for those of the package. */
  private merge(def: InterfaceDef, instance: InstanceTy, translation: Translation): void {
    for (const [name, item] of instance.exports) {
      let ours = def.exports.get(name);
      if (ours === undefined) {
        ours = translated(item, translation);
        def.exports.set(name, ours);
        this.own(def, ours.entity);
      }
      if (item.entity.kind !== 'type' || ours.entity.kind !== 'type') continue;
      const { created } = item.entity;
      translation.types.set(created, ours.entity.created);
      if (created.kind === 'resource' && ours.entity.created.kind === 'resource') {
        translation.resources.set(created.resource, ours.entity.created.resource);
      }
    }
  }
}

function translated(item: ExternItem, { types, resources }: Translation): ExternItem {
  const entity = new Substitution(resources, new Map(types)).entity(item.entity);
  return { name: item.name, entity, source: undefined };
}

/** An instance of an interface, as an import or export. */
export function instanceItem(def: InterfaceDef, { name }: Pick<ExternItem, 'name'>): ExternItem {
  const entity: Entity = { kind: 'instance', type: makeInstance(def.exports) };
  return { name, entity, source: undefined };
}

/**
 * The same exports with types of their own: another instance of the interface.
 *
 * @param translation of the types that the interface uses; the fresh ones are added
 */
export function freshExports(
  exports: ReadonlyMap<string, ExternItem>,
  translation: Translation = noTranslation(),
): Map<string, ExternItem> {
  const fresh = new Map<string, ExternItem>();
  for (const [name, item] of exports) {
    const { entity } = item;
    if (entity.kind !== 'type') {
      fresh.set(name, translated(item, translation));
      continue;
    }
    const created = freshType(name, entity, translation);
    const referenced =
      entity.referenced === entity.created
        ? created
        : new Substitution(translation.resources, new Map(translation.types)).any(
            entity.referenced,
          );
    translation.types.set(entity.created, created);
    fresh.set(name, {
      name: item.name,
      entity: { kind: 'type', referenced, created },
      source: undefined,
    });
  }
  return fresh;
}

function freshType(
  name: string,
  { referenced, created }: Extract<Entity, { kind: 'type' }>,
  translation: Translation,
): AnyTy {
  if (created === referenced && created.kind === 'resource') {
    const type = newResourceType(freshResource(name, created.resource.owner), name);
    translation.resources.set(created.resource, type.resource);
    return type;
  }
  const { resources, types } = translation;
  return renamed(new Substitution(resources, new Map(types)).any(referenced), name);
}

/** The interfaces of which an interface uses types, each after those that it needs itself. */
export function dependenciesOf(def: InterfaceDef): InterfaceDef[] {
  const order: InterfaceDef[] = [];
  const seen = new Set<InterfaceDef>([def]);
  const todo: { def: InterfaceDef; next: Iterator<InterfaceDef> }[] = [
    { def, next: def.uses.values() },
  ];
  for (let top = todo.at(-1); top !== undefined; top = todo.at(-1)) {
    const { value, done } = top.next.next();
    if (done === true) {
      todo.pop();
      if (top.def !== def) order.push(top.def);
    } else if (!seen.has(value)) {
      seen.add(value);
      todo.push({ def: value, next: value.uses.values() });
    }
  }
  return order;
}
