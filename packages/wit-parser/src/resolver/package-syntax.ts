import type {
  Ast,
  Documented,
  NestedPackage,
  PackageName as PackageNameNode,
  TopLevelItem,
} from '../ast/ast.js';
import type { PackageName } from '../model/resolve.js';
import { packageNameText } from '../model/resolve.js';

/** What one file, or one `package a:b { … }` in it, adds to a package. */
export interface PackageFile {
  ast: Ast;
  /** Without nested packages in the case of a file. */
  items: TopLevelItem[];
  damaged: boolean;
  header: { name: PackageNameNode; docs: Documented } | undefined;
}

/** The file itself without the packages nested in it. */
export function fileOfAst(ast: Ast): PackageFile {
  return {
    ast,
    items: ast.items.filter((item) => item.kind !== 'package'),
    damaged: ast.damaged,
    header: ast.package && { name: ast.package.name, docs: ast.package },
  };
}

export function nestedPackagesOf(ast: Ast): NestedPackage[] {
  return ast.items.filter((item): item is NestedPackage => item.kind === 'package');
}

export function fileOfNested(ast: Ast, nested: NestedPackage): PackageFile {
  return {
    ast,
    items: nested.items,
    damaged: nested.damaged,
    header: { name: nested.name, docs: nested },
  };
}

export function packageNameOf(node: PackageNameNode): PackageName {
  const name = { namespace: node.namespace.text, name: node.name.text };
  return node.version === undefined ? name : { ...name, version: node.version.text };
}

/** Equal for equal packages, version included. */
export function packageKey(name: PackageName): string {
  return packageNameText(name);
}
