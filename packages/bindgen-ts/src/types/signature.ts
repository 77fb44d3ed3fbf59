import type { Resolve, Type, WitFunction } from '@wit-ts/wit-parser';
import { parameterName, Scope } from '../naming/index.js';
import { group, ifBreak, indent, join, line, softline } from '../output/doc.js';
import type { Doc } from '../output/doc.js';
import { mapType } from './map-type.js';
import type { TypeContext } from './map-type.js';
import { resolveAlias } from './type-names.js';

export interface TsParameter {
  readonly name: string;
  readonly type: Doc;
}

/** A WIT function as TypeScript declares it. */
export interface TsSignature {
  /** Without `self`. */
  readonly parameters: readonly TsParameter[];
  /** The type of the value returned: the ok type of a `result`, a promise for an async function. */
  readonly result: Doc;
  /** The type of the error that is thrown as `payload` of a `ComponentError`; `null` where the error has none. */
  readonly throws: Type | null | undefined;
}

/** What a function gives back: a `result` is taken apart into the value and the error that is thrown. */
export function splitResult(
  resolve: Resolve,
  type: Type | undefined,
): { value: Type | null; throws: Type | null | undefined } {
  const target = type === undefined ? undefined : resolveAlias(resolve, type);
  const kind = typeof target === 'number' ? resolve.types[target]?.kind : undefined;
  if (kind?.kind === 'result') return { value: kind.ok, throws: kind.err };
  return { value: type ?? null, throws: undefined };
}

/** Parameters and result of a function. Methods lose `self`; the result of a constructor is the class itself. */
export function tsFunctionSignature(
  context: TypeContext,
  item: WitFunction,
  takenNames: Iterable<string> = [],
): TsSignature {
  const scope = new Scope(takenNames);
  const params = item.kind.kind === 'method' ? item.params.slice(1) : item.params;
  const parameters = params.map((param) => ({
    name: scope.claim(parameterName(param.name)),
    type: mapType(context, param.type),
  }));
  const { value, throws } = splitResult(context.resolve, item.result);
  const plain = mapType(context, value);
  const isAsync = item.kind.kind !== 'constructor' && item.kind.async;
  return { parameters, result: isAsync ? ['Promise<', plain, '>'] : plain, throws };
}

/** `(a: number, b: string)`; put it in a group, which decides whether each parameter has its own line. */
export function parameterList(parameters: readonly TsParameter[]): Doc {
  if (parameters.length === 0) return '()';
  return [
    '(',
    indent([
      softline,
      join(
        [',', line],
        parameters.map((item) => [item.name, ': ', item.type]),
      ),
    ]),
    ifBreak(','),
    softline,
    ')',
  ];
}

/** `(a: number): string`. */
export function signatureDoc(signature: TsSignature): Doc {
  return group([parameterList(signature.parameters), ': ', signature.result]);
}
