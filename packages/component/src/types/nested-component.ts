/** A component inside of another, evaluated when something asks for it. */
import { Lazy } from './lazy.js';
import type { ComponentTy } from './model.js';
import type { Scope } from './scope.js';

export class NestedComponent extends Lazy<ComponentTy> {
  private opened: ComponentTy | undefined = undefined;

  /**
   * @param evaluate makes the type; with `true` for an instance of the component, whose imports are evaluated as far as its
   *   exports need them
   */
  constructor(
    scope: Scope,
    private readonly evaluate: (byNeed: boolean) => ComponentTy,
  ) {
    super(scope);
  }

  protected override make(): ComponentTy {
    return this.evaluate(false);
  }

  /** The type for instances: of the imports, those are known that the exports mention. */
  byNeed(): ComponentTy {
    return (this.opened ??= this.isKnown ? this.force() : this.evaluate(true));
  }
}
