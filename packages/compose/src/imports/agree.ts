/** Whether all components that ask for an import of the result mean the same. */
import {
  type DefinedTy,
  type ExternItem,
  itemStep,
  SubtypeChecker,
  type TypeDifference,
} from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ResourceIdentities } from '../check/resources.js';
import { trackKey, uniqueKey } from '../link/interface-name.js';
import type { Named } from '../explain/sides.js';
import { linkMessages } from '../messages.js';
import { labelOf, type Member, type OpenImport, type OpenImports } from './open-imports.js';

/** One import that is asked for with different types. */
interface Conflict {
  open: OpenImport;
  first: Member;
  second: Member;
  difference: TypeDifference;
}

/** Reports imports that are asked for with different types, and names that a component cannot import together. */
export function checkMembers(imports: OpenImports, identities: ResourceIdentities): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const folded = new Map<string, OpenImport>();
  const conflicts: Conflict[] = [];
  for (const open of imports.list) {
    const key = uniqueKey(open.name.name);
    const other = folded.get(key);
    if (other !== undefined) diagnostics.push(nameConflict(other, open));
    folded.set(key, open);
    const conflict = firstConflict(open, identities);
    if (conflict !== undefined) conflicts.push(conflict);
  }
  for (const conflict of withoutUsers(conflicts)) diagnostics.push(report(conflict));
  return diagnostics;
}

function nameConflict(first: OpenImport, second: OpenImport): Diagnostic {
  return linkMessages.nameConflict('import', askerOf(first), askerOf(second));
}

/** An import of the result, and the first component that asks for it. */
function askerOf({ name: { name }, members }: OpenImport): { name: string; part: Named } {
  const [first] = members;
  if (first === undefined) throw new Error('an import without anybody who asks for it');
  return { name, part: first.part };
}

/** Where an interface differs only in a type that it uses from another one that is reported, that one is enough. */
function withoutUsers(conflicts: readonly Conflict[]): readonly Conflict[] {
  const owned = new Set<DefinedTy>();
  for (const { difference } of conflicts) {
    const { wantedType } = difference;
    if (wantedType !== undefined && wantedType.aliasOf === undefined) owned.add(wantedType);
  }
  return conflicts.filter(({ difference: { wantedType } }) => {
    let type = wantedType?.aliasOf;
    while (type?.aliasOf !== undefined) type = type.aliasOf;
    return type === undefined || !owned.has(type);
  });
}

function firstConflict(open: OpenImport, identities: ResourceIdentities): Conflict | undefined {
  const declared = new Map<string, { member: Member; item: ExternItem }>();
  const [first] = open.members;
  if (first === undefined || open.members.length === 1) return undefined;
  for (const member of open.members) {
    const [expected, found] = [labelText(first.item), labelText(member.item)];
    if (labelKey(member.item) !== labelKey(first.item)) {
      return { open, first, second: member, difference: { path: [], expected, found } };
    }
    if (member.item.entity.kind !== 'instance' || first.item.entity.kind !== 'instance') {
      const difference = equal(first, first.item, member, member.item, identities);
      if (difference !== undefined) return { open, first, second: member, difference };
      continue;
    }
    for (const [name, item] of member.item.entity.type.exports) {
      const before = declared.get(name);
      if (before === undefined) {
        declared.set(name, { member, item });
        continue;
      }
      const difference = equal(before.member, before.item, member, item, identities);
      if (difference === undefined) continue;
      const path = [itemStep(name, item.entity), ...difference.path];
      const items = { wantedItem: before.item, givenItem: item };
      const placed = { ...items, ...difference, path };
      return { open, first: before.member, second: member, difference: placed };
    }
  }
  return undefined;
}

/** What a label implements, on its semver track. */
function labelKey({ name }: ExternItem): string | undefined {
  const label = labelOf(name);
  return label === undefined ? undefined : trackKey(label);
}

/** Labels that are not the same interface are not the same import. */
function labelText({ name }: ExternItem): string {
  const label = name.attributes.find(({ kind }) => kind === 'implements');
  return label === undefined ? 'no label' : `label of ${label.value}`;
}

/** Equal is what fits in both directions. */
function equal(
  first: Member,
  firstItem: ExternItem,
  second: Member,
  secondItem: ExternItem,
  identities: ResourceIdentities,
): TypeDifference | undefined {
  if (firstItem.entity === secondItem.entity) return undefined;
  const left = identities.of(first.part);
  const right = identities.of(second.part);
  const difference = new SubtypeChecker(right, left).entity(secondItem.entity, firstItem.entity);
  if (difference !== undefined) return difference;
  const other = new SubtypeChecker(left, right).entity(firstItem.entity, secondItem.entity);
  return other && reversed(other);
}

/** The same difference seen from the other side. */
function reversed(difference: TypeDifference): TypeDifference {
  const { path, expected, found, wantedItem, givenItem, wantedType, givenType } = difference;
  return {
    path,
    expected: found,
    found: expected,
    wantedItem: givenItem,
    givenItem: wantedItem,
    wantedType: givenType,
    givenType: wantedType,
  };
}

function report({ open, first, second, difference }: Conflict): Diagnostic {
  return linkMessages.importConflict(
    open.name.name,
    { ...first, does: 'imports' },
    { ...second, does: 'imports' },
    difference,
  );
}
