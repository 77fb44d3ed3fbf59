/**
 * The objects that types mostly consist of. They are made by classes, and not by literals: what a literal makes the engine puts
 * among its old objects once most of such objects have lived for a while, and there it stays long after it has become garbage,
 * with all that hangs on it. Among many components that doubles what collecting garbage takes.
 */
import type { ExternName } from '../binary/model.js';
import type {
  ComponentTy,
  Entity,
  ExternItem,
  FieldTy,
  FuncTy,
  InstanceTy,
  Resource,
  ResourcePath,
  TypeInfo,
  ValTy,
} from './model.js';

/** An import or export. */
export class Item implements ExternItem {
  constructor(
    readonly name: ExternName,
    readonly entity: Entity,
    readonly at: number | undefined,
  ) {}
}

/** What an import or export is, where one type says that. */
export class TypedEntity<K extends Entity['kind'], T> {
  constructor(
    readonly kind: K,
    readonly type: T,
  ) {}
}

/** A parameter, or a field. */
export class Field implements FieldTy {
  constructor(
    readonly label: string,
    readonly type: ValTy,
  ) {}
}

/** The facts about a type, as they are when it is made. */
abstract class Measured implements TypeInfo {
  readonly size: number;
  readonly depth: number;
  readonly borrow: boolean;
  readonly resources: boolean;

  constructor(info: TypeInfo) {
    this.size = info.size;
    this.depth = info.depth;
    this.borrow = info.borrow;
    this.resources = info.resources;
  }
}

export class FunctionType extends Measured implements FuncTy {
  readonly kind = 'func';

  constructor(
    readonly async: boolean,
    readonly params: readonly FieldTy[],
    readonly result: ValTy | undefined,
    info: TypeInfo,
  ) {
    super(info);
  }
}

export class InstanceType extends Measured implements InstanceTy {
  readonly kind = 'instance';

  constructor(
    readonly exports: ReadonlyMap<string, ExternItem>,
    readonly definedResources: ReadonlySet<Resource>,
    readonly explicitResources: ReadonlyMap<Resource, ResourcePath>,
    info: TypeInfo,
  ) {
    super(info);
  }
}

export class ComponentType extends Measured implements ComponentTy {
  readonly kind = 'component';

  constructor(
    readonly imports: ReadonlyMap<string, ExternItem>,
    readonly exports: ReadonlyMap<string, ExternItem>,
    readonly importedResources: ReadonlyMap<Resource, ResourcePath>,
    readonly definedResources: ReadonlyMap<Resource, ResourcePath>,
    readonly explicitResources: ReadonlyMap<Resource, ResourcePath>,
    info: TypeInfo,
  ) {
    super(info);
  }
}
