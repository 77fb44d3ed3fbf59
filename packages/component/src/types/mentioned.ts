/** The names that types mention, to tell which arguments of an instantiation the type of the instance depends on. */
import { eachPart } from './each-part.js';
import type { AnyTy, Entity, ExternItem, Resource, ResourceTy, ValTy } from './model.js';

/** Collects types, with what they rename, and resources; a type is walked once. */
export class Mentioned {
  private readonly types = new Set<AnyTy>();
  private readonly resources = new Set<Resource>();

  items(items: ReadonlyMap<string, ExternItem>): void {
    for (const { entity } of items.values()) this.entity(entity);
  }

  /** Whether one of the types or resources that were found is named by this import or below it. */
  isNamedIn(entity: Entity): boolean {
    switch (entity.kind) {
      case 'type':
        return this.isNamed(entity.created);
      case 'instance':
        for (const item of entity.type.exports.values()) {
          if (this.isNamedIn(item.entity)) return true;
        }
        return false;
      case 'core-module':
      case 'func':
      case 'value':
      case 'component':
        return false;
    }
  }

  has(resource: Resource): boolean {
    return this.resources.has(resource);
  }

  private isNamed(type: AnyTy): boolean {
    return this.types.has(type) || (type.kind === 'resource' && this.resources.has(type.resource));
  }

  private entity(entity: Entity): void {
    switch (entity.kind) {
      case 'core-module':
        return;
      case 'type':
        this.any(entity.referenced);
        this.any(entity.created);
        return;
      case 'func':
      case 'value':
      case 'instance':
      case 'component':
        this.value(entity.type);
        return;
    }
  }

  private any(type: AnyTy): void {
    if (this.types.has(type)) return;
    this.types.add(type);
    switch (type.kind) {
      case 'resource':
        this.resources.add(type.resource);
        this.renamedBy(type);
        return;
      case 'defined':
        eachPart(type.shape, (part) => this.value(part));
        this.renamedBy(type);
        return;
      case 'func':
        for (const param of type.params) this.value(param.type);
        this.value(type.result);
        return;
      case 'instance':
        this.items(type.exports);
        return;
      case 'component':
        this.items(type.imports);
        this.items(type.exports);
        return;
    }
  }

  /** Without recursion, as a chain of names can be as long as the file. */
  private renamedBy({ aliasOf }: Extract<AnyTy, { kind: 'resource' | 'defined' }>): void {
    for (let type: AnyTy | undefined = aliasOf; type !== undefined;) {
      this.types.add(type);
      if (type.kind === 'resource') this.resources.add(type.resource);
      type = type.kind === 'resource' || type.kind === 'defined' ? type.aliasOf : undefined;
    }
  }

  private value(type: AnyTy | ValTy | ResourceTy | undefined): void {
    if (type !== undefined && typeof type !== 'string') this.any(type);
  }
}
