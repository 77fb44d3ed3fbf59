/** What is wrong with a name, if anything; the texts of the messages are elsewhere. */
export type NameFault =
  | { kind: 'empty-part' }
  | { kind: 'bad-character'; character: string }
  | { kind: 'bad-start'; character: string }
  | { kind: 'mixed-case'; part: string };

/**
 * Checks a name as WIT wants it: parts joined by `-`, each in lower case or all in upper case with digits; the first
 * part starts with a letter.
 *
 * @param name without a leading `%`
 */
export function checkName(name: string): NameFault | undefined {
  const parts = name.split('-');
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i]!;
    if (part === '') return { kind: 'empty-part' };
    if (i === 0 && !/^[A-Za-z]/.test(part)) {
      return { kind: 'bad-start', character: firstCharacter(part) };
    }
    const bad = /[^A-Za-z0-9]/u.exec(part);
    const mixed = /[a-z][0-9]*[A-Z]|[A-Z][0-9]*[a-z]/.exec(part);
    if (mixed && (!bad || mixed.index < bad.index)) return { kind: 'mixed-case', part };
    if (bad) return { kind: 'bad-character', character: bad[0] };
  }
  return undefined;
}

/** A valid name near to a wrong one: `myType` gives `my-type`; `undefined` where none can be made. */
export function repairName(name: string): string | undefined {
  const repaired = name
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[-0-9]+|-+$/g, '')
    .toLowerCase();
  return repaired !== '' && checkName(repaired) === undefined ? repaired : undefined;
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0)!);
}
