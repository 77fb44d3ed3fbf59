/** The free variables of types: resources that a type mentions and does not bind itself. */
import { eachPart } from './each-part.js';
import type { AnyTy, Entity, ExternItem, Resource, ResourceTy, ValTy } from './model.js';

/** Free resources of instance and component types that were walked before. */
const known = new WeakMap<AnyTy, ReadonlySet<Resource>>();

/** Collects the free resources of many types; a type is walked once. */
export class FreeResources {
  readonly found = new Set<Resource>();
  private readonly seen = new Set<AnyTy>();

  entity(entity: Entity): void {
    switch (entity.kind) {
      case 'core-module':
        return;
      case 'func':
      case 'instance':
      case 'component':
        this.any(entity.type);
        return;
      case 'type':
        this.any(entity.created);
        return;
      case 'value':
        this.value(entity.type);
        return;
    }
  }

  items(items: ReadonlyMap<string, ExternItem>): void {
    for (const item of items.values()) this.entity(item.entity);
  }

  any(type: AnyTy): void {
    if (!type.resources || this.seen.has(type)) return;
    this.seen.add(type);
    switch (type.kind) {
      case 'resource':
        this.found.add(type.resource);
        return;
      case 'func':
        for (const param of type.params) this.value(param.type);
        this.value(type.result);
        return;
      case 'instance':
        this.inner(type, type.definedResources.keys(), (inner) => inner.items(type.exports));
        return;
      case 'component':
        this.inner(
          type,
          [...type.importedResources.keys(), ...type.definedResources.keys()],
          (inner) => {
            inner.items(type.imports);
            inner.items(type.exports);
          },
        );
        return;
      case 'defined':
        eachPart(type.shape, (part) => this.value(part));
        return;
    }
  }

  /** Adds what `walk` finds in a type except the resources that it binds. */
  private inner(
    type: AnyTy,
    bound: Iterable<Resource>,
    walk: (inner: FreeResources) => void,
  ): void {
    let found = known.get(type);
    if (found === undefined) {
      const inner = new FreeResources();
      walk(inner);
      for (const resource of bound) inner.found.delete(resource);
      known.set(type, (found = inner.found));
    }
    for (const resource of found) this.found.add(resource);
  }

  private value(type: ValTy | ResourceTy | undefined): void {
    if (type !== undefined && typeof type !== 'string') this.any(type);
  }
}
