/** Words of a WIT name: labels are words joined by `-`; what is not a letter or digit separates words as well. */
function words(name: string): string[] {
  return name.split(/[^0-9A-Za-z]+/).filter((word) => word !== '');
}

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

/** `dark-green` → `darkGreen`, `HTTP-request` → `httpRequest`. */
export function camelCase(name: string): string {
  return words(name)
    .map((word, index) => (index === 0 ? word.toLowerCase() : capitalized(word)))
    .join('');
}

/** `dark-green` → `DarkGreen`, `HTTP-request` → `HttpRequest`. */
export function pascalCase(name: string): string {
  return words(name).map(capitalized).join('');
}
