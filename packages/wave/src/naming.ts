/** Names of properties in JavaScript values. */

/** The property that stands for a field or flag of this WIT name. */
export type PropertyName = (witName: string) => string;

/** `dark-green` → `darkGreen`, `HTTP-request` → `httpRequest`: as in the bindings for hosts. */
export function memberName(witName: string): string {
  const name = witName
    .split(/[^0-9A-Za-z]+/)
    .filter((word) => word !== '')
    .map((word, index) => {
      const lower = word.toLowerCase();
      return index === 0 ? lower : word.charAt(0).toUpperCase() + lower.slice(1);
    })
    .join('');
  return /^[A-Za-z_$]/.test(name) ? name : `_${name}`;
}

/**
 * The properties for fields or flags that stand beside each other: where two would have one name, as `a-1` and `a1`, the
 * later is `a1$1`.
 */
export function propertyNames(
  witNames: readonly string[],
  propertyName: PropertyName,
): readonly string[] {
  const taken = new Set<string>();
  return witNames.map((witName) => {
    const goal = propertyName(witName);
    let name = goal;
    for (let index = 1; taken.has(name); index += 1) name = `${goal}$${index}`;
    taken.add(name);
    return name;
  });
}

/** Sets an own property, whatever its name. */
export function setProperty(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, {
    value,
    enumerable: true,
    writable: true,
    configurable: true,
  });
}

/** An own property; `undefined` where there is none. */
export function getProperty(object: object, name: string): unknown {
  return Object.hasOwn(object, name)
    ? (object as { readonly [name: string]: unknown })[name]
    : undefined;
}
