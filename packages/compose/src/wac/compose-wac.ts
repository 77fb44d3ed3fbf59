/** Composes what a WAC document describes. */
import {
  joinBytes,
  makeComponent,
  readComponent,
  ReadError,
  validateComponent,
} from '@wit-ts/component';
import { checkWac, parseWac, type WacDocument } from '@wit-ts/wac';
import type { Diagnostic, Span } from '@wit-ts/wit-parser';
import { ResourceIdentities } from '../check/resources.js';
import { assemble } from '../emit/assemble.js';
import { CoreModuleType } from '../emit/core-module-type.js';
import { fits } from '../emit/emit.js';
import { CannotName } from '../emit/type-encoder.js';
import { checkMembers } from '../imports/agree.js';
import { OpenImports } from '../imports/open-imports.js';
import { linkMessages } from '../messages.js';
import { makeTypedPart, type ProviderOf, type TypedPart } from '../part.js';
import { emitDocument } from './emit-document.js';
import type { Plan } from '../plan/plan.js';
import type { ReportedComponent } from '../report/report.js';
import { planDocument } from './document-plan.js';
import { Features } from './features.js';
import { wacMessages } from './messages.js';
import type { InstanceItem } from './model.js';
import { emitNested } from './nested-document.js';
import type { LoadDependency } from './packages.js';
import { type Resolution, resolveDocument } from './resolver.js';
import { checkTarget } from './targets.js';

export interface ComposeWacOptions {
  /** Finds the packages that the document mentions. */
  loadDependency: LoadDependency;
  /** Features whose `@unstable(feature = …)` items are taken. */
  features?: readonly string[];
  /** Take the items of every feature. */
  allFeatures?: boolean;
}

export interface ComposeWacResult {
  /** The composed component; absent where there is an error among the diagnostics. */
  bytes?: Uint8Array;
  /** What is linked to what; absent where the document has mistakes. Instances go by the names that the document gives them. */
  plan?: Plan;
  /** The components of the plan with their bytes. */
  components?: readonly ReportedComponent[];
  diagnostics: Diagnostic[];
}

/**
 * Composes what a WAC document describes.
 *
 * @param text the document
 * @param path its name, for spans and messages
 * @returns the component, or errors with their places
 * @see LANGUAGE.md of bytecodealliance/wac
 */
export function composeWac(
  text: string,
  path: string,
  { loadDependency, features = [], allFeatures = false }: ComposeWacOptions,
): ComposeWacResult {
  const { document, diagnostics } = parseWac(text, path);
  diagnostics.push(...checkWac(document));
  if (hasErrors(diagnostics)) return { diagnostics };
  const resolution = resolveDocument(
    document,
    loadDependency,
    new Features(new Set(features), allFeatures),
  );
  diagnostics.push(...resolution.diagnostics);
  if (hasErrors(diagnostics)) return { diagnostics };
  const part = makeTypedPart(0, path, path, makeComponent(resolution.imports, new Map()));
  const providerOf = providersOf(resolution);
  const imports = openImports(resolution, part, providerOf);
  diagnostics.push(...checkImports(resolution, imports, providerOf));
  diagnostics.push(...checkTarget(resolution, imports));
  if (hasErrors(diagnostics)) return { diagnostics };
  const span = directiveSpan(document);
  const bytes = emitted(resolution, part, imports, span, diagnostics);
  if (bytes === undefined) return { diagnostics };
  const read = readComponent(bytes, { name: path });
  const mistakes =
    read.component === undefined ? read.diagnostics : validateComponent(read.component);
  const [mistake] = mistakes;
  if (mistake === undefined) {
    return { bytes, ...planDocument(resolution, part, imports), diagnostics };
  }
  diagnostics.push(
    mistakeOfPackage(resolution) ?? wacMessages.invalidResult(mistake.message, span),
  );
  return { diagnostics };
}

/** Packages are read as far as their types go: where the result is not valid, it may be one of them that is not. */
function mistakeOfPackage({ instances }: Resolution): Diagnostic | undefined {
  for (const { component, part, span } of instances) {
    const [mistake] = validateComponent(part.node);
    if (mistake === undefined) continue;
    const reason = `${part.path}: ${mistake.message}`;
    return wacMessages.unreadablePackage(component, span, reason);
  }
  return undefined;
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some(({ severity }) => severity === 'error');
}

function directiveSpan({ file, directive }: WacDocument): Span {
  return { file, start: directive?.start ?? 0, end: directive?.end ?? 0 };
}

/** The imports of the document, and those that `...` makes. */
function openImports(
  { imports, instances }: Resolution,
  document: TypedPart,
  providerOf: ProviderOf,
): OpenImports {
  const ports: { part: TypedPart; import: string }[] = [];
  for (const name of imports.keys()) ports.push({ part: document, import: name });
  for (const { part, arguments: given } of instances) {
    for (const name of part.type.imports.keys()) {
      if (!given.has(name)) ports.push({ part, import: name });
    }
  }
  const open = new OpenImports(ports, providerOf);
  for (const { part, arguments: given } of instances) {
    for (const [name, item] of given) {
      const served = item.kind === 'import' ? open.of(document, item.name) : undefined;
      if (served !== undefined) open.serve(part, name, served);
    }
  }
  open.addTypeOwners();
  return open;
}

/** Which instance serves an argument, as far as it is an export of one. */
function providersOf({ instances }: Resolution): ProviderOf {
  const byPart = new Map<TypedPart, InstanceItem>();
  for (const instance of instances) byPart.set(instance.part, instance);
  return (part, port) => {
    const item = byPart.get(part)?.arguments.get(port);
    if (item?.kind !== 'alias' || item.of.kind !== 'instance') return undefined;
    return { part: item.of.part, name: item.name };
  };
}

function checkImports(
  resolution: Resolution,
  imports: OpenImports,
  providerOf: ProviderOf,
): Diagnostic[] {
  const { importSpans, instances } = resolution;
  const diagnostics: Diagnostic[] = [];
  for (const { part, arguments: given, component } of instances) {
    for (const name of part.type.imports.keys()) {
      const span = importSpans.get(name);
      if (span === undefined || given.has(name)) continue;
      diagnostics.push(wacMessages.implicitConflict(name, component, span));
    }
  }
  if (diagnostics.length > 0) return diagnostics;
  const identities = new ResourceIdentities(imports, providerOf);
  return checkMembers(imports, identities);
}

function emitted(
  resolution: Resolution,
  part: TypedPart,
  imports: OpenImports,
  span: Span,
  diagnostics: Diagnostic[],
): Uint8Array | undefined {
  try {
    const flat = emitDocument(resolution, part, imports);
    const written = fits(flat) ? flat : emitNested(resolution, part, imports);
    if (written !== undefined) return joinBytes(assemble(written));
    diagnostics.push(wacMessages.tooLarge(resolution.instances.length, span));
    return undefined;
  } catch (error) {
    if (error instanceof CoreModuleType) {
      const user = imports.list.find(({ name }) => name.name === error.user);
      diagnostics.push(linkMessages.coreModuleImport(error.user, user?.members[0]?.part));
    } else if (error instanceof CannotName) {
      const reason = `${error.user ?? 'an import'} uses a type of ${error.port} that has no name outside`;
      diagnostics.push(wacMessages.invalidResult(reason, span));
    } else if (error instanceof ReadError) {
      diagnostics.push(wacMessages.invalidResult(error.message, span));
    } else throw error;
    return undefined;
  }
}
