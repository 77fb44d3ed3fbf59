/** The messages about documents that need the packages they mention. Places are in the document. */
import {
  type Diagnostic,
  diagnosticBuilder,
  type RelatedPlace,
  type Span,
} from '@wit-ts/wit-parser';

/** A mistake that ends the statement it stands in. */
export class WacError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

const error = diagnosticBuilder('error');

export const wacMessages = {
  unknownPackage: (name: string, span: Span, looked: string): Diagnostic =>
    error('LNK0101', `there is no package \`${name}\``, span, looked),
  unreadablePackage: (name: string, span: Span, reason: string): Diagnostic =>
    error('LNK0102', `the package \`${name}\` cannot be used: ${reason}`, span),
  notInPackage: (name: string, inside: string, span: Span): Diagnostic =>
    error('LNK0103', `there is nothing called \`${name}\` in ${inside}`, span),
  undefinedName: (name: string, span: Span): Diagnostic =>
    error('LNK0104', `nothing is called \`${name}\` here`, span),
  wrongKind: (name: string, found: string, wanted: string, span: Span): Diagnostic =>
    error('LNK0105', `\`${name}\` is ${found}, but ${wanted} is wanted here`, span),
  borrowInResult: (span: Span): Diagnostic =>
    error(
      'LNK0106',
      'the result of a function contains a borrowed handle',
      span,
      'a borrowed handle lives only as long as the call; give an own handle back',
    ),
  duplicateItem: (kind: string, name: string, owner: string, span: Span): Diagnostic =>
    error('LNK0107', `${owner} has an ${kind} \`${name}\` already`, span, 'use another name'),
  unknownType: (name: string, owner: string, span: Span): Diagnostic =>
    error('LNK0108', `${owner} defines no type \`${name}\``, span),
  includeConflict: (kind: string, name: string, world: string, span: Span): Diagnostic =>
    error(
      'LNK0109',
      `the included world has an ${kind} \`${name}\`, and so has \`${world}\``,
      span,
      `give it another name: include … with { ${name} as … }`,
    ),
  notIncluded: (name: string, world: string, span: Span): Diagnostic =>
    error('LNK0110', `the world \`${world}\` has no import or export \`${name}\``, span),
  invalidName: (kind: string, name: string, reason: string, span: Span): Diagnostic =>
    error('LNK0111', `\`${name}\` cannot be the name of an ${kind}: ${reason}`, span),
  duplicateExtern: (kind: string, name: string, span: Span): Diagnostic =>
    error(
      'LNK0112',
      `the ${kind} \`${name}\` is there already`,
      span,
      'give it another name with `as`',
    ),
  definitionConflict: (name: string, kind: string, span: Span): Diagnostic =>
    error(
      'LNK0113',
      `the export \`${name}\` conflicts with the ${kind} of that name, which is exported too`,
      span,
      'give the export another name with `as`',
    ),
  needsName: (span: Span): Diagnostic =>
    error('LNK0114', 'nothing says what this export is called', span, 'add `as name`'),
  notInstance: (found: string, action: string, span: Span): Diagnostic =>
    error('LNK0115', `only an instance ${action}, and this is ${found}`, span),
  noExport: (name: string, names: string, span: Span): Diagnostic =>
    error('LNK0116', `the instance has no export \`${name}\``, span, `it exports ${names}`),
  noImport: (name: string, component: string, names: string, span: Span): Diagnostic =>
    error('LNK0117', `\`${component}\` has no import \`${name}\``, span, `it imports ${names}`),
  duplicateArgument: (name: string, span: Span): Diagnostic =>
    error('LNK0118', `the argument \`${name}\` is given twice`, span),
  missingArgument: (name: string, component: string, span: Span): Diagnostic =>
    error(
      'LNK0119',
      `\`${component}\` imports \`${name}\`, and no argument is given for it`,
      span,
      'add the argument, or `...` to make imports of all that is left',
    ),
  mismatchedArgument: (
    name: string,
    component: string,
    difference: string,
    span: Span,
    sides: RelatedPlace[],
  ): Diagnostic =>
    error(
      'LNK0120',
      `the argument \`${name}\` does not fit the import of \`${component}\`: ${difference}`,
      span,
      'give something of the type that is wanted, or build both against the same version of the WIT',
      sides,
    ),
  spreadNoMatch: (component: string, span: Span): Diagnostic =>
    error(
      'LNK0121',
      `the instance exports nothing that \`${component}\` still imports`,
      span,
      'remove the spread',
    ),
  spreadNoEffect: (span: Span): Diagnostic =>
    error('LNK0122', 'the instance exports nothing that is not exported already', span),
  implicitConflict: (name: string, component: string, span: Span): Diagnostic =>
    error(
      'LNK0123',
      `the import \`${name}\` is also made by \`...\` for \`${component}\``,
      span,
      'give the import as an argument, or call it otherwise with `as`',
    ),
  notInTarget: (name: string, world: string, span: Span): Diagnostic =>
    error('LNK0124', `the world \`${world}\` has no import \`${name}\``, span),
  targetNeedsExport: (name: string, world: string, span: Span): Diagnostic =>
    error('LNK0125', `the world \`${world}\` wants an export \`${name}\``, span),
  targetMismatch: (
    kind: string,
    name: string,
    world: string,
    difference: string,
    span: Span,
    sides: RelatedPlace[],
  ): Diagnostic =>
    error(
      'LNK0126',
      `the ${kind} \`${name}\` does not fit the world \`${world}\`: ${difference}`,
      span,
      undefined,
      sides,
    ),
  invalidResult: (reason: string, span: Span): Diagnostic =>
    error(
      'LNK0127',
      `what the document describes is no valid component: ${reason}`,
      span,
      'types of imports have to come from imported interfaces',
    ),
  unstable: (name: string, feature: string, span: Span): Diagnostic =>
    error(
      'LNK0128',
      `\`${name}\` is left out, since the feature \`${feature}\` is not enabled`,
      span,
      `enable it with --features ${feature}`,
    ),
  tooLarge: (count: number, span: Span): Diagnostic =>
    error(
      'LNK0129',
      `the ${count} instances of the document, with what they take from each other, are more than one component may hold (1,000)`,
      span,
      'compose a part of them in a document of its own, and use that component here; documents that only link components are divided by themselves',
    ),
};
