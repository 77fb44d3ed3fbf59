/** Whether all components that ask for an import of the result mean the same. */
import { type ExternItem, SubtypeChecker, differenceText } from '@wit-ts/component';
import type { Diagnostic } from '@wit-ts/wit-parser';
import type { ResourceIdentities } from '../check/resources.js';
import { linkMessages } from '../messages.js';
import type { Member, OpenImport, OpenImports } from './open-imports.js';

/** Reports imports that are asked for with different types, and names that a component cannot import together. */
export function checkMembers(imports: OpenImports, identities: ResourceIdentities): Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  const folded = new Map<string, string>();
  for (const open of imports.list) {
    const { name } = open.name;
    const other = folded.get(name.toLowerCase());
    if (other !== undefined) diagnostics.push(linkMessages.nameConflict('import', other, name));
    folded.set(name.toLowerCase(), name);
    const conflict = firstConflict(open, identities);
    if (conflict !== undefined) diagnostics.push(conflict);
  }
  return diagnostics;
}

function firstConflict(open: OpenImport, identities: ResourceIdentities): Diagnostic | undefined {
  const declared = new Map<string, { member: Member; item: ExternItem }>();
  const [first] = open.members;
  if (first === undefined) return undefined;
  for (const member of open.members) {
    const labels = attributeTexts(member.item);
    if (labels !== attributeTexts(first.item)) {
      return report(open, first, member, `${attributeTexts(first.item)} ≠ ${labels}`);
    }
    if (member.item.entity.kind !== 'instance' || first.item.entity.kind !== 'instance') {
      const difference = equal(first, first.item, member, member.item, identities);
      if (difference !== undefined) return report(open, first, member, difference);
      continue;
    }
    for (const [name, item] of member.item.entity.type.exports) {
      const before = declared.get(name);
      if (before === undefined) {
        declared.set(name, { member, item });
        continue;
      }
      const difference = equal(before.member, before.item, member, item, identities);
      if (difference !== undefined) {
        return report(open, before.member, member, `${name}: ${difference}`);
      }
    }
  }
  return undefined;
}

/** Labels that are not the same interface are not the same import. */
function attributeTexts({ name }: ExternItem): string {
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
): string | undefined {
  if (firstItem.entity === secondItem.entity) return undefined;
  const left = identities.of(first.part);
  const right = identities.of(second.part);
  const difference =
    new SubtypeChecker(right, left).entity(secondItem.entity, firstItem.entity) ??
    new SubtypeChecker(left, right).entity(firstItem.entity, secondItem.entity);
  return difference === undefined ? undefined : differenceText(difference);
}

function report(open: OpenImport, first: Member, second: Member, difference: string): Diagnostic {
  return linkMessages.importConflict(
    open.name.name,
    first.part,
    first.item.name.name,
    second.part,
    second.item.name.name,
    difference,
  );
}
