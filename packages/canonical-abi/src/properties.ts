/**
 * A property of the object itself. Where a field has the name of something that every object inherits, such as
 * `constructor` or `toString`, a field that is left out has to be `undefined` all the same.
 */
export function own<T extends object, K extends keyof T>(object: T, key: K): T[K] {
  return (Object.hasOwn(object, key) ? object[key] : undefined) as T[K];
}
