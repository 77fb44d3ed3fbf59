/** Names of imports and exports: their grammar, uniqueness, attributes, and whether they fit what they name. */
import { type ExternName, nameAttribute } from '../binary/model.js';
import { componentCodes } from '../diagnostics/codes.js';
import { resourceName } from '../subtype/describe.js';
import type { Entity, FuncTy, ResourceTy, ValTy } from '../types/model.js';
import type { ResourceNames, Scope } from '../types/scope.js';
import {
  isCanonicalVersion,
  isSemver,
  parseExternName,
  type ParsedExternName,
} from './extern-name.js';

/** `inline-export` is an export of an instance that is put together from exports: no resource has a name there. */
export type Place = 'import' | 'export' | 'inline-export';

const NO_NAMES: ResourceNames = { byType: new Map(), names: new Set() };

/**
 * Checks the name of an item that is about to be imported or exported.
 *
 * @param inlineNames the names so far of an inline export
 */
export function checkExternName(
  scope: Scope,
  place: Place,
  extern: ExternName,
  entity: Entity,
  inlineNames?: Map<string, string>,
): void {
  const { name } = extern;
  const direction = place === 'import' ? 'import' : 'export';
  const parsed = parseExternName(name);
  if (!parsed.ok) {
    return scope.fail(
      componentCodes.invalidName,
      `${direction} name \`${name}\` is not a valid extern name: ${parsed.reason}`,
    );
  }
  const kind = parsed.name.kind;
  if (direction === 'export' && (kind === 'hash' || kind === 'url' || kind === 'dependency')) {
    scope.fail(componentCodes.invalidName, `name \`${name}\` is not a valid export name`);
  }
  checkAttributes(scope, extern, entity, parsed.name);
  const names =
    place === 'inline-export'
      ? NO_NAMES
      : place === 'import'
        ? scope.checks.importedResourceNames
        : scope.checks.exportedResourceNames;
  checkFits(scope, direction, name, parsed.name, entity, names);
  const taken =
    inlineNames ?? (place === 'import' ? scope.checks.importNames : scope.checks.exportNames);
  const previous = taken.get(parsed.key);
  if (previous !== undefined) {
    scope.fail(
      componentCodes.duplicateName,
      `${direction} name \`${name}\` conflicts with previous name \`${previous}\``,
    );
  }
  taken.set(parsed.key, name);
}

function checkAttributes(
  scope: Scope,
  extern: ExternName,
  entity: Entity,
  parsed: ParsedExternName,
): void {
  const { name } = extern;
  const suffix = nameAttribute(extern, 'version-suffix');
  if (parsed.kind === 'interface') checkVersion(scope, name, parsed.version, suffix);
  if (extern.attributes.length === 0) return;
  const implemented = nameAttribute(extern, 'implements');
  if (implemented !== undefined) {
    if (parsed.kind !== 'label') {
      scope.fail(
        componentCodes.invalidAttribute,
        `name \`${name}\` is not valid with \`implements\`, which needs a plain name`,
      );
    }
    if (entity.kind !== 'instance') {
      scope.fail(
        componentCodes.invalidAttribute,
        `only instances can have an \`implements\`, which \`${name}\` is not`,
      );
    }
    const target = parseExternName(implemented);
    if (!target.ok) {
      return scope.fail(
        componentCodes.invalidAttribute,
        `\`implements\` of \`${name}\`: \`${implemented}\` is not a valid name: ${target.reason}`,
      );
    }
    if (target.name.kind !== 'interface') {
      return scope.fail(
        componentCodes.invalidAttribute,
        `\`implements\` of \`${name}\`: name \`${implemented}\` must be an interface`,
      );
    }
    checkVersion(scope, implemented, target.name.version, undefined);
  }
  if (suffix !== undefined) {
    if (entity.kind !== 'instance') {
      scope.fail(
        componentCodes.invalidAttribute,
        `only instances can have a \`versionsuffix\`, which \`${name}\` is not`,
      );
    }
    if (parsed.kind !== 'interface' || !isCanonicalVersion(parsed.version ?? '')) {
      scope.fail(
        componentCodes.invalidAttribute,
        `\`versionsuffix\` needs an interface name with a canonical version such as 1 or 0.2, which \`${name}\` is not`,
      );
    }
  }
}

function checkVersion(
  scope: Scope,
  name: string,
  version: string | undefined,
  suffix: string | undefined,
): void {
  if (version === undefined || isSemver(version + (suffix ?? ''))) return;
  const text = version + (suffix ?? '');
  scope.fail(
    componentCodes.invalidName,
    `\`${name}\` is not a valid extern name: \`${text}\` is not a semantic version`,
  );
}

function checkFits(
  scope: Scope,
  direction: string,
  name: string,
  parsed: ParsedExternName,
  entity: Entity,
  names: ResourceNames,
): void {
  if (parsed.kind !== 'constructor' && parsed.kind !== 'method' && parsed.kind !== 'static') return;
  const fail = (reason: string): never =>
    scope.fail(
      componentCodes.annotatedName,
      `${direction} name \`${name}\` is not valid: ${reason}`,
    );
  if (entity.kind !== 'func') return fail('the item is not a function');
  const func = entity.type;
  switch (parsed.kind) {
    case 'constructor': {
      if (func.async) fail('a constructor cannot be async');
      if (func.result === undefined) fail('the function should return one value');
      const resource = constructed(func);
      if (resource === undefined) {
        return fail('the function should return `(own $T)` or `(result (own $T))`');
      }
      checkResourceName(resource, parsed.resource, names, fail);
      return;
    }
    case 'method': {
      const self = func.params[0];
      if (self === undefined) return fail('the function should have at least one parameter');
      if (self.label !== 'self') fail('the first parameter should be called `self`');
      const type = self.type;
      if (typeof type === 'string' || type.shape.kind !== 'borrow') {
        return fail('the first parameter should be of type `(borrow $T)`');
      }
      checkResourceName(type.shape.resource, parsed.resource, names, fail);
      return;
    }
    case 'static':
      if (!names.names.has(parsed.resource)) {
        fail(`no resource \`${parsed.resource}\` is ${direction}ed before`);
      }
  }
}

/** The resource that a constructor makes: its result is `own`, or a `result` whose `ok` is. */
function constructed(func: FuncTy): ResourceTy | undefined {
  const direct = owned(func.result);
  if (direct !== undefined) return direct;
  const result = func.result;
  if (result === undefined || typeof result === 'string') return undefined;
  return result.shape.kind === 'result' ? owned(result.shape.ok) : undefined;
}

function owned(type: ValTy | undefined): ResourceTy | undefined {
  if (type === undefined || typeof type === 'string') return undefined;
  return type.shape.kind === 'own' ? type.shape.resource : undefined;
}

function checkResourceName(
  resource: ResourceTy,
  wanted: string,
  names: ResourceNames,
  fail: (reason: string) => never,
): void {
  const name = names.byType.get(resource);
  if (name === undefined) {
    return fail(`the resource \`${resourceName(resource)}\` of the function has no name here`);
  }
  if (name !== wanted) fail(`the function belongs to the resource \`${name}\``);
}
