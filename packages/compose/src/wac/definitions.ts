/** Interfaces that packages and documents define, with one object for each name of a type, whoever mentions it. */
import {
  type AnyTy,
  type ComponentTy,
  type Entity,
  type ExternItem,
  freshResource,
  type InstanceTy,
  makeFunc,
  makeInstance,
  newResourceType,
  renamed,
  type Resource,
  Substitution,
} from '@wit-ts/component';
import type { InterfaceDef, WorldDef } from './model.js';

/** Which types and resources stand for which others. */
export class Translation {
  private readonly types: Map<AnyTy, AnyTy>;
  private readonly resources: Map<Resource, Resource>;
  private readonly substitution: Substitution;

  constructor(from?: Translation) {
    // A substitution that starts without types would look at resources only.
    this.types = new Map(from?.types ?? [[NOTHING, NOTHING]]);
    this.resources = new Map(from?.resources);
    this.substitution = new Substitution(this.resources, this.types);
  }

  /** To be called before anything that mentions the type is translated. */
  set(old: AnyTy, now: AnyTy): void {
    this.types.set(old, now);
    if (old.kind === 'resource' && now.kind === 'resource') {
      this.resources.set(old.resource, now.resource);
    }
  }

  /** Takes over what another one says. */
  add(other: Translation): void {
    for (const [old, now] of other.types) this.types.set(old, now);
    for (const [old, now] of other.resources) this.resources.set(old, now);
  }

  type(type: AnyTy): AnyTy {
    return this.substitution.any(type);
  }

  item({ name, entity }: ExternItem): ExternItem {
    return { name, entity: this.substitution.entity(entity), at: undefined };
  }
}

const NOTHING = makeFunc([], undefined, false);

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
    const translation = new Translation();
    this.takeImports(wrapper, translation);
    const def = this.interface(id);
    this.merge(def, instance, translation);
    return def;
  }

  /** Takes in a world of a WIT package in binary form. */
  takeWorld(id: string, type: ComponentTy): WorldDef {
    const translation = new Translation();
    const imports = this.takeImports(type, translation);
    const exports = new Map<string, ExternItem>();
    for (const [name, item] of type.exports) exports.set(name, translation.item(item));
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
      const ours = translation.item(item);
      if (entity.kind === 'type' && ours.entity.kind === 'type') {
        translation.set(entity.created, ours.entity.created);
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
        ours = translation.item(item);
        def.exports.set(name, ours);
        this.own(def, ours.entity);
      }
      if (item.entity.kind !== 'type' || ours.entity.kind !== 'type') continue;
      translation.set(item.entity.created, ours.entity.created);
    }
  }
}

/** An instance of an interface, as an import or export. */
export function instanceItem(def: InterfaceDef, { name }: Pick<ExternItem, 'name'>): ExternItem {
  const entity: Entity = { kind: 'instance', type: makeInstance(def.exports) };
  return { name, entity, at: undefined };
}

/**
 * The same exports with types of their own: another instance of the interface.
 *
 * @param translation of the types that the interface uses; the fresh ones are added
 */
export function freshExports(
  exports: ReadonlyMap<string, ExternItem>,
  translation = new Translation(),
): Map<string, ExternItem> {
  const fresh = new Map<string, ExternItem>();
  for (const [name, item] of exports) {
    const { entity } = item;
    if (entity.kind !== 'type') {
      fresh.set(name, translation.item(item));
      continue;
    }
    const created = freshType(name, entity, translation);
    const introduced = entity.referenced === entity.created;
    const referenced = introduced ? created : translation.type(entity.referenced);
    translation.set(entity.created, created);
    fresh.set(name, {
      name: item.name,
      entity: { kind: 'type', referenced, created },
      at: undefined,
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
    return newResourceType(freshResource(name, created.resource.owner), name);
  }
  return renamed(translation.type(referenced), name);
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
