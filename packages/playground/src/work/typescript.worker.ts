/** The worker behind the panes with TypeScript; started when the first of them is opened, as it is large. */
import { generateGuest, type GeneratedFile, generateHost } from '@wit-ts/bindgen-ts';
import { errorsOf, load, worldsOf } from './load.js';
import type { GenerateAnswer, GeneratedText, GenerateRequest } from './messages.js';
import { serve } from './serve.js';

serve((request) => generate(request as GenerateRequest));

async function generate({ kind, input, world: wanted }: GenerateRequest): Promise<GenerateAnswer> {
  const result = load(input);
  if (!result.ok) return { files: [], errors: result.errors };
  const { resolve } = result.loaded;
  const worlds = worldsOf(result.loaded);
  const world = (wanted === undefined ? undefined : worlds.get(wanted)) ?? [...worlds.values()][0];
  if (world === undefined) {
    return { files: [], errors: ['the package has no world: bindings are those of a world'] };
  }
  if (kind === 'guest') {
    return { files: (await generateGuest({ resolve, world })).map(textOf), errors: [] };
  }
  const { component } = input;
  const name = component?.name.replace(/\.\w+$/, '') ?? resolve.worlds[world]?.name ?? 'world';
  const { files, diagnostics } = await generateHost({
    resolve,
    world,
    name,
    source: component?.name ?? `${name}.wit`,
    ...(component !== undefined && { component: component.bytes }),
  });
  return { files: files.map(textOf), errors: errorsOf(diagnostics, undefined) };
}

function textOf({ path, content }: GeneratedFile): GeneratedText {
  return typeof content === 'string'
    ? { path, text: content, size: content.length }
    : { path, size: content.length };
}
