import { docComment } from '../../naming/index.js';
import { hardline, indent } from '../../output/doc.js';
import type { Doc } from '../../output/doc.js';
import type { ModuleParts } from './module-parts.js';

export function instantiateHead(parts: ModuleParts, declare = false): Doc {
  const typed = parts.env.typed || declare;
  const sync = parts.isAsync ? '' : 'Sync';
  const { importsName, exportsName } = parts.world;
  const { interfaces, functions } = parts.hostCalls;
  const isImporting = interfaces.size + functions.size > 0;
  const types = headTypes(parts);
  const annotated = (name: string, type: string): string => (typed ? `${name}: ${type}` : name);
  const core = parts.isAsync
    ? 'WebAssembly.instantiate'
    : declare
      ? ''
      : parts.runtime.use(`instantiate${sync}`);
  const visible = parts.isModule ? '' : 'export ';
  const prefix = declare
    ? 'export declare function'
    : `${visible}${parts.isAsync ? 'async ' : ''}function`;
  const parameters = [
    annotated('getCoreModule', types.getCoreModule),
    annotated(isImporting || declare || !typed ? 'imports' : '_imports', importsName),
    declare
      ? `instantiateCore?: ${types.instantiateCore}`
      : `${annotated('instantiateCore', types.instantiateCore)} = ${core}`,
  ];
  const result = parts.isAsync ? `Promise<${exportsName}>` : exportsName;
  return [
    `${prefix} instantiate(`,
    indent(parameters.map((item): Doc => [hardline, item, ','])),
    hardline,
    typed ? `): ${result}` : ')',
  ];
}

/** Names of the types of the run time in the head of `instantiate`. */
function headTypes(parts: ModuleParts): { getCoreModule: string; instantiateCore: string } {
  const sync = parts.isAsync ? '' : 'Sync';
  return {
    getCoreModule: parts.runtime.useType(`GetCoreModule${sync}`),
    instantiateCore: parts.runtime.useType(`InstantiateCore${sync}`),
  };
}

export const INSTANTIATE_DOCS = docComment(
  'Instantiates the component.',
  'getCoreModule gives the compiled core module for a file name; instantiateCore instantiates it with its imports.',
);
