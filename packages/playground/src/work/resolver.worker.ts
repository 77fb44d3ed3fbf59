/** The worker behind the panes with WIT and JSON, and behind files that are dropped on the page. */
import { COMPONENT_CATALOGUE, WIT_BINARY_CATALOGUE } from '@wit-ts/component';
import { printWit, toJson, WIT_CATALOGUE } from '@wit-ts/wit-parser';
import { load, loadBinary, worldsOf } from './load.js';
import type {
  DecodeAnswer,
  DecodeRequest,
  ExplainAnswer,
  ExplainRequest,
  ResolveAnswer,
  ResolveRequest,
} from './messages.js';
import { serve } from './serve.js';

type Request = ResolveRequest | DecodeRequest | ExplainRequest;

serve((value): ResolveAnswer | DecodeAnswer | ExplainAnswer => {
  const request = value as Request;
  switch (request.kind) {
    case 'resolve':
      return resolve(request);
    case 'decode':
      return decode(request);
    case 'explain':
      return explain(request);
  }
});

function resolve({ input }: ResolveRequest): ResolveAnswer {
  const result = load(input);
  if (!result.ok) return { worlds: [], errors: result.errors };
  const { resolve: model, package: id } = result.loaded;
  return {
    wit: printWit(model, id),
    json: `${toJson(model)}\n`,
    worlds: [...worldsOf(result.loaded).keys()],
    errors: [],
  };
}

function decode({ name, bytes }: DecodeRequest): DecodeAnswer {
  const result = loadBinary(name, bytes);
  if (!result.ok) return { ok: false, message: result.errors.join('\n') };
  const { resolve: model, package: id, world } = result.loaded;
  return { ok: true, wit: printWit(model, id), component: world !== undefined };
}

function explain({ code }: ExplainRequest): ExplainAnswer {
  const tables = [WIT_CATALOGUE, COMPONENT_CATALOGUE, WIT_BINARY_CATALOGUE];
  const entry = tables.flat().find((one) => one.code === code);
  if (entry === undefined) return {};
  const { title, explanation, good } = entry;
  return { title, explanation, ...(typeof good === 'string' && { good }) };
}
