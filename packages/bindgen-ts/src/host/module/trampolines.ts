import { memberName } from '../../naming/index.js';
import type { Doc } from '../../output/doc.js';
import type { Env } from '../code/env.js';
import type { Parts } from '../code/parts.js';
import { trampolineFunction } from '../code/trampoline.js';
import type { CoreArgument } from '../plan/model.js';
import { kebab } from './exported-resource.js';

/** Functions that components call: what they are called, and which of them are used. */
export class Trampolines {
  readonly #env: Env;
  readonly #known = new Map<number, string>();
  /** Those whose code has been given. */
  readonly #written = new Set<number>();

  constructor(env: Env) {
    this.#env = env;
  }

  /** The name of one, which is then used. */
  name(index: number): string {
    let name = this.#known.get(index);
    if (name === undefined) {
      name = this.#env.names.module(this.#goal(index));
      this.#known.set(index, name);
    }
    return name;
  }

  #goal(index: number): string {
    const trampoline = this.#env.plan.trampolines[index];
    if (trampoline === undefined) throw new Error(`no trampoline ${index}`);
    if (trampoline.kind !== 'lower') {
      if (trampoline.kind === 'unsupported') return memberName(trampoline.name);
      if ('resource' in trampoline) {
        const type = this.#env.resources.get(trampoline.resource).type.replace(/Type(\$\d+)?$/, '');
        return memberName(`${trampoline.kind.replace('resource.', '')}-${kebab(type)}`);
      }
      return memberName(trampoline.kind);
    }
    if (trampoline.func.kind === 'lift') {
      const { core } = trampoline.func.lift;
      const name = core.kind === 'export' ? core.name : 'function';
      return memberName(`call-${name.replace(/^.*\//, '').replace(/@[^#]*/, '')}`).slice(0, 48);
    }
    const item = this.#env.plan.imports[trampoline.func.index];
    const from = item?.from?.replace(/@.*$/, '').replace(/^.*\//, '') ?? '';
    return memberName(`import-${from}-${item?.name.replace(/^\[\w+\]/, '') ?? ''}`).slice(0, 48);
  }

  /** Code of those that core modules import, and of those that have been asked for; each is given once. */
  write(parts: Parts): Doc[] {
    for (const step of this.#env.plan.steps) {
      if (step.kind !== 'instantiate') continue;
      for (const argument of step.args.values()) this.#use(argument);
    }
    const docs: Doc[] = [];
    // A trampoline can be asked for while another is written; it then comes later in the same walk.
    for (const [index, name] of this.#known) {
      const trampoline = this.#env.plan.trampolines[index];
      if (trampoline === undefined || this.#written.has(index)) continue;
      this.#written.add(index);
      docs.push(trampolineFunction(parts, name, trampoline));
    }
    return docs;
  }

  #use(argument: CoreArgument): void {
    if (argument.kind !== 'items') return;
    for (const item of argument.items.values())
      if (item.kind === 'trampoline') this.name(item.index);
  }
}
