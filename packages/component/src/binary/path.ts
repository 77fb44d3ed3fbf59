const SEPARATOR = ' › ';

/** Joins the parts of a path for people, without empty ones. */
export function joinPath(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(SEPARATOR);
}
