import type { AbiType } from '@wit-ts/canonical-abi/layout';
import type { StringEncoding } from '@wit-ts/component';

/**
 * What it takes to run a component, as a straight list: nesting, composition and aliases are gone. Things are
 * referred to by their index in the lists of the plan; `AbiType` numbers resources by {@link Plan.resources}.
 */
export interface Plan {
  readonly modules: readonly PlanModule[];
  readonly instances: readonly PlanInstance[];
  readonly resources: readonly PlanResource[];
  readonly contexts: readonly PlanContext[];
  readonly trampolines: readonly Trampoline[];
  readonly imports: readonly PlanImport[];
  /** In the order in which they have to be done. */
  readonly steps: readonly Step[];
  /** Number of core instances that the steps make. */
  readonly coreInstances: number;
  readonly exports: ReadonlyMap<string, ExportItem>;
}

/** A core module to compile: bytes `start` to `end` of the component. Equal modules are one. */
export interface PlanModule {
  readonly start: number;
  readonly end: number;
}

/** A component instance. */
export interface PlanInstance {
  readonly parent: number | undefined;
  /** For people: which nested component this is. */
  readonly path: string;
}

export type PlanResource =
  /** Implemented by the host. */
  | {
      readonly kind: 'host';
      readonly from: string;
      readonly name: string;
    }
  /** Implemented by a component instance. */
  | {
      readonly kind: 'guest';
      readonly instance: number;
      readonly destructor: CoreItem | undefined;
    };

/** Memory, `realloc` and string encoding of canonical options, of one component instance. */
export interface PlanContext {
  readonly instance: number;
  readonly memory: CoreItem | undefined;
  readonly realloc: CoreItem | undefined;
  readonly encoding: StringEncoding;
}

/** A core function, memory, table, global or tag that exists at run time. */
export type CoreItem =
  | { readonly kind: 'export'; readonly instance: number; readonly name: string }
  | { readonly kind: 'trampoline'; readonly index: number };

export interface FuncShape {
  readonly params: readonly { readonly name: string; readonly type: AbiType }[];
  readonly result: AbiType | undefined;
  readonly async: boolean;
}

/** A core function lifted to a component function. */
export interface Lift {
  readonly instance: number;
  readonly core: CoreItem;
  readonly context: number;
  readonly type: FuncShape;
  readonly postReturn: CoreItem | undefined;
  /** The function is lifted with `async`. */
  readonly async: boolean;
  readonly callback: CoreItem | undefined;
}

/** A function that the host supplies. */
export interface PlanImport {
  /** The interface, or `undefined` for a function of the world itself. */
  readonly from: string | undefined;
  /** As the component has it: `[method]window.push`. */
  readonly name: string;
  readonly type: FuncShape;
}

/** A component function. */
export type Func =
  | { readonly kind: 'lift'; readonly lift: Lift }
  | { readonly kind: 'import'; readonly index: number };

/** A core function that the bindings supply, in an instance. */
export type Trampoline = { readonly instance: number } & (
  | {
      readonly kind: 'lower';
      readonly func: Func;
      readonly context: number;
      readonly async: boolean;
    }
  | {
      readonly kind: 'resource.new' | 'resource.drop' | 'resource.rep';
      readonly resource: number;
    }
  | { readonly kind: 'context.get' | 'context.set'; readonly slot: number }
  | { readonly kind: 'backpressure.inc' | 'backpressure.dec' }
  | {
      readonly kind: 'task.return';
      readonly result: AbiType | undefined;
      readonly context: number;
    }
  /** A built-in of the asynchronous ABI: traps. */
  | { readonly kind: 'unsupported'; readonly name: string }
);

export type Step =
  | {
      readonly kind: 'instantiate';
      readonly core: number;
      readonly module: number;
      readonly args: ReadonlyMap<string, CoreArgument>;
      /** The component instance that it is part of. */
      readonly instance: number;
    }
  | { readonly kind: 'context'; readonly index: number }
  | { readonly kind: 'resource'; readonly index: number }
  | { readonly kind: 'instance'; readonly index: number };

/** What a core module imports under one module name. */
export type CoreArgument =
  | { readonly kind: 'instance'; readonly instance: number }
  | { readonly kind: 'items'; readonly items: ReadonlyMap<string, CoreItem> };

export type ExportItem =
  | { readonly kind: 'func'; readonly func: Func }
  | { readonly kind: 'instance'; readonly exports: ReadonlyMap<string, ExportItem> }
  | { readonly kind: 'resource'; readonly resource: number };
