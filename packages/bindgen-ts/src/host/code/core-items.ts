import type { FlatType } from '@wit-ts/canonical-abi/layout';
import { memberAccess, pascalCase } from '../../naming/index.js';
import { group, ifBreak, indent, join, line, softline } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { CoreItem } from '../plan/model.js';
import { cast, coreTsType } from './env.js';
import type { Env } from './env.js';

export interface CoreSignature {
  readonly params: readonly FlatType[];
  readonly result: FlatType | undefined;
}

/** Exports of core instances that generated code calls or reads: each is a constant next to its instance. */
export class CoreItems {
  readonly #env: Env;
  readonly #trampoline: (index: number) => string;
  readonly #names = new Map<string, string>();
  readonly #declared = new Map<number, Doc[]>();

  constructor(env: Env, trampoline: (index: number) => string) {
    this.#env = env;
    this.#trampoline = trampoline;
  }

  /** A function. */
  func(item: CoreItem, signature: CoreSignature): string {
    const params = signature.params.map((type, index) => `a${index}: ${coreTsType(type)}`);
    const list: Doc =
      params.length === 0
        ? '()'
        : ['(', indent([softline, join([',', line], params)]), ifBreak(','), softline, ')'];
    const result = signature.result === undefined ? 'void' : coreTsType(signature.result);
    return this.#item(item, group([list, ` => ${result}`]));
  }

  memory(item: CoreItem): string {
    return this.#item(item, 'WebAssembly.Memory');
  }

  /** Constants for the items that are exports of a core instance. */
  of(instance: number): readonly Doc[] {
    return this.#declared.get(instance) ?? [];
  }

  #item(item: CoreItem, tsType: Doc): string {
    if (item.kind === 'trampoline') return this.#trampoline(item.index);
    const key = `${item.instance} ${item.name}`;
    const known = this.#names.get(key);
    if (known !== undefined) return known;
    const isPost = item.name.startsWith('cabi_post_') || item.name.endsWith('_post');
    const last = item.name.replace(/^.*[#|]/, '').replace(/^cm32p2_|_post$/g, '');
    const prefix = isPost ? 'post' : 'core';
    const name = this.#env.names.module(`${prefix}${pascalCase(last).slice(0, 40)}`);
    this.#names.set(key, name);
    const member = memberOf(`core${item.instance}.exports`, item.name);
    const declared = this.#declared.get(item.instance) ?? [];
    declared.push(
      this.#env.typed
        ? [`const ${name} = `, cast(this.#env, member, tsType), ';']
        : group([`const ${name} =`, indent([line, member]), ';']),
    );
    this.#declared.set(item.instance, declared);
    return name;
  }
}

/** `object.name`, or `object["na-me"]` that can end its line in the brackets. */
export function memberOf(object: string, name: string): Doc {
  const access = memberAccess(name);
  if (!access.startsWith('[')) return object + access;
  return [object, group(['[', indent([softline, access.slice(1, -1)]), softline, ']'])];
}
