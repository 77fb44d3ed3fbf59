/** Declarations as WIT writes them, on one line, for messages that show both sides of a difference. */
import {
  type AnyTy,
  type DefinedTy,
  describeFunc,
  describeResource,
  describeValue,
  type Entity,
  type ExternItem,
  type TypeDifference,
} from '@wit-ts/component';
import { escapeName } from '@wit-ts/wit-parser';

/** The most fields, cases or names that a declaration shows; of more, those around the difference. */
const MAX_ENTRIES = 6;
/** The most names of an interface. */
const MAX_MEMBERS = 12;
const MAX_LENGTH = 240;

/** What the two sides of a difference declare; `undefined` where a side has nothing there. */
export interface Declarations {
  wanted: string | undefined;
  given: string | undefined;
}

/** The declarations in which a difference stands. */
export function declarationsOf(difference: TypeDifference): Declarations {
  const { wantedType, givenType, wantedItem, givenItem } = difference;
  if (wantedType !== undefined && givenType !== undefined) {
    const focus = firstOther(entriesOf(givenType), entriesOf(wantedType));
    return {
      wanted: typeDeclaration(wantedType, focus, nameOf(wantedType, wantedItem)),
      given: typeDeclaration(givenType, focus, nameOf(givenType, givenItem)),
    };
  }
  return {
    wanted: wantedItem && itemDeclaration(wantedItem),
    given: givenItem && itemDeclaration(givenItem),
  };
}

/** An import or export as WIT declares it. */
export function itemDeclaration({ name: { name, attributes }, entity }: ExternItem): string {
  const label = attributes.find(({ kind }) => kind === 'implements');
  return shorten(declaration(label === undefined ? name : `${name}: ${label.value}`, entity));
}

function declaration(name: string, entity: Entity): string {
  switch (entity.kind) {
    case 'func':
      return withoutOwn(funcDeclaration(name, describeFunc(entity.type)));
    case 'value':
      return `value ${name}: ${describeValue(entity.type)}`;
    case 'type':
      return anyDeclaration(name, entity.created);
    case 'instance': {
      const items = [...entity.type.exports.keys()].map(memberName);
      const shown = some(items, 0, MAX_MEMBERS);
      return `${name.includes(':') ? '' : 'interface '}${name} { ${shown} }`;
    }
    case 'component':
      return `component ${name}`;
    case 'core-module':
      return `core module ${name} { ${some([...entity.type.exports.keys()], 0, MAX_MEMBERS)} }`;
  }
}

function anyDeclaration(name: string, type: AnyTy): string {
  switch (type.kind) {
    case 'defined':
      return typeDeclaration(type, undefined, name);
    case 'resource':
      return describeResource(type);
    case 'func':
      return `type ${escapeName(name)} = ${describeFunc(type)}`;
    case 'instance':
    case 'component':
      return `${type.kind} type ${name}`;
  }
}

/** A function, or a member of a resource in its braces. */
function funcDeclaration(name: string, text: string): string {
  const match = /^\[(method|static|constructor)\]([^.]*)(?:\.(.*))?$/.exec(name);
  const [, kind, resource = '', member = ''] = match ?? [];
  let declared = `${escapeName(member)}: `;
  switch (kind) {
    case 'method':
      declared += text.replace(/func\(self: [^,)]*(?:, )?/, 'func(');
      break;
    case 'static':
      declared += text.replace('func', 'static func');
      break;
    case 'constructor':
      declared = text.replace(/^func/, 'constructor').replace(/ -> own<[^<>]*>$/, '');
      break;
    default:
      return `${escapeName(name)}: ${text}`;
  }
  return `resource ${escapeName(resource)} { ${declared} }`;
}

/** An owned handle is written as the resource alone. */
function withoutOwn(text: string): string {
  return text.replaceAll(/\bown<([^<>]*)>/g, '$1');
}

/** A definition has no name itself: the item has it that gives it one. */
function nameOf(type: DefinedTy, item: ExternItem | undefined): string | undefined {
  if (type.name !== undefined || item?.entity.kind !== 'type') return type.name;
  return item.entity.referenced === type ? item.name.name : undefined;
}

/** @param focus the entry that must be shown */
function typeDeclaration(type: DefinedTy, focus?: number, name = type.name): string {
  const entries = entriesOf(type);
  const called = name === undefined ? '' : ` ${escapeName(name)}`;
  if (entries !== undefined) {
    return shorten(withoutOwn(`${type.shape.kind}${called} { ${some(entries, focus)} }`));
  }
  const text = describeValue({ ...type, name: undefined });
  return name === undefined ? text : `type${called} = ${text}`;
}

/** The fields, cases or names of a type that has a body. */
function entriesOf({ shape }: DefinedTy): string[] | undefined {
  switch (shape.kind) {
    case 'record':
      return shape.fields.map(({ label, type }) => `${escapeName(label)}: ${describeValue(type)}`);
    case 'variant':
      return shape.cases.map(({ label, type }) =>
        type === undefined ? escapeName(label) : `${escapeName(label)}(${describeValue(type)})`,
      );
    case 'enum':
    case 'flags':
      return shape.labels.map(escapeName);
    default:
      return undefined;
  }
}

function firstOther(a: readonly string[] = [], b: readonly string[] = []): number {
  const count = Math.max(a.length, b.length);
  for (let i = 0; i < count; i++) if (a[i] !== b[i]) return i;
  return 0;
}

/** What an interface calls a function of a resource: `bucket.get`. */
function memberName(name: string): string {
  if (name.startsWith('[constructor]')) return `${name.slice('[constructor]'.length)}.constructor`;
  return name.startsWith('[') ? name.slice(name.indexOf(']') + 1) : escapeName(name);
}

function some(entries: readonly string[], focus = 0, most = MAX_ENTRIES): string {
  if (entries.length <= most) return entries.join(', ');
  const start = Math.max(0, Math.min(focus - 2, entries.length - most));
  const shown = entries.slice(start, start + most);
  if (start > 0) shown.unshift('…');
  if (start + most < entries.length) shown.push('…');
  return shown.join(', ');
}

function shorten(text: string): string {
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH - 1)}…` : text;
}
