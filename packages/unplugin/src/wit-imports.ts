const IMPORT = /\b(?:from|import)\s*\(?\s*(["'])([^"'\n]+\.wit)\1/g;

/** The WIT files that a module imports, statically or by `import('./x.wit')`, each once. */
export function witImports(code: string): string[] {
  return [...new Set([...code.matchAll(IMPORT)].map((match) => match[2] ?? ''))];
}
