/** `import()` of Node itself: code that goes through our own loader has none. */
export function nativeImport(url: string): Promise<unknown> {
  const { Module } = process.getBuiltinModule('node:module');
  const module = new Module(__filename) as InstanceType<typeof Module> & {
    _compile(code: string, path: string): void;
  };
  module._compile('module.exports = (url) => import(url);', __filename);
  return (module.exports as (url: string) => Promise<unknown>)(url);
}
