import type { InterfaceId, Resolve } from '@wit-ts/wit-parser';
import { commentText } from '../naming/index.js';
import type { SourceFile } from '../output/source-file.js';
import { Declarations } from './declarations.js';
import type { InterfaceFiles } from './type-names.js';

/** The file `interfaces/<stem>` with the types, resources and functions of one interface. */
export function interfaceModule(
  resolve: Resolve,
  files: InterfaceFiles,
  id: InterfaceId,
  extension: '.ts' | '.d.ts',
): SourceFile {
  const definition = resolve.interfaces[id];
  if (definition === undefined) throw new Error(`no interface ${id}`);
  const declarations = new Declarations({
    resolve,
    names: files.names(id),
    moduleOf: (other) => `./${files.stem(other)}.js`,
    nameIn: (owner, type) => files.names(owner).types.get(type),
    ambient: 'declare ',
    optionalDispose: !files.isExported(id),
  });
  declarations.addAll(definition.types.values(), definition.functions.values());
  return {
    path: `interfaces/${files.stem(id)}${extension}`,
    from: commentText(files.label(id)),
    usesDispose: declarations.usesDispose,
    notes: (definition.docs ?? '')
      .trim()
      .split(/\r\n|\n|\r/)
      .filter((text, _, all) => text !== '' || all.length > 1)
      .map(commentText),
    imports: [],
    statements: declarations.finish(),
  };
}
