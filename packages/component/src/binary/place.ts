/** Finds what stands at an offset, in words: `nested component 2 › import section › \`wasi:io/streams\``. */
import type {
  ByteRange,
  ComponentDecl,
  ComponentNode,
  Definition,
  ExportDeclaration,
  Section,
} from './model.js';
import { joinPath } from './path.js';

const covers = (range: ByteRange, offset: number): boolean =>
  range.start <= offset && offset < range.end;

/** The innermost component, section and item at an offset. */
export function describePlace(root: ComponentNode, offset: number): string {
  let node = root;
  for (;;) {
    const section = node.sections.find((item) => covers(item, offset));
    if (section === undefined) return node.path;
    const definition = definitionAt(node, section, offset);
    if (definition?.kind === 'component' && covers(definition, offset)) {
      node = definition.component;
      continue;
    }
    const title = `${section.kind.replace('-', ' ')} section`;
    if (definition === undefined) return joinPath(node.path, title);
    return joinPath(node.path, title, ...itemPath(definition, section, node, offset));
  }
}

function definitionAt(
  node: ComponentNode,
  section: Section,
  offset: number,
): Definition | undefined {
  for (let i = section.first; i < section.first + section.count; i++) {
    const definition = node.definitions[i];
    if (definition !== undefined && covers(definition, offset)) return definition;
  }
  return undefined;
}

function itemPath(
  definition: Definition,
  section: Section,
  node: ComponentNode,
  offset: number,
): string[] {
  switch (definition.kind) {
    case 'import':
    case 'export':
      return [`\`${definition.name.name}\``];
    case 'custom':
      return [`\`${definition.name}\``];
    case 'core-module':
    case 'component':
    case 'start':
      return [];
    default: {
      const index = node.definitions.indexOf(definition, section.first) - section.first;
      const path = section.count > 1 ? [`item ${index}`] : [];
      if (definition.kind === 'type') path.push(...declPath(definition.type, offset));
      return path;
    }
  }
}

type WithDecls = { readonly kind: string; readonly decls?: readonly ComponentDecl[] };

function declPath(type: WithDecls, offset: number): string[] {
  const decl = type.decls?.find((item) => covers(item, offset));
  if (decl === undefined) return [];
  switch (decl.kind) {
    case 'import':
    case 'export-decl':
      return [declName(decl)];
    case 'type':
      return declPath(decl.type, offset);
    case 'alias':
    case 'core-type':
      return [];
  }
}

function declName(decl: ExportDeclaration | Extract<ComponentDecl, { kind: 'import' }>): string {
  return `\`${decl.name.name}\``;
}
