import { ReadAhead } from '../input/read-ahead.js';
import { type Definition, repeated } from './definition.js';
import { featureOptions, type FeatureOptions } from './features.js';

export interface ComposeOptions extends FeatureOptions {
  output?: string;
  link?: string[];
  export?: string[];
  newInstance?: string[];
  plan?: boolean;
  graph?: string;
  report?: boolean;
  validate: boolean;
  dep?: string[];
  depsDir?: string;
  json?: boolean;
}

/** `wit-ts compose`. */
export const compose = (): Definition<string[], ComposeOptions> => ({
  name: 'compose',
  summary: 'link components into one',
  description:
    'Links the imports of components to the exports of others, and writes one component. What nobody exports stays an import; what nobody imports is exported.',
  operands: [
    {
      name: '<component...>',
      description:
        'components (.wasm or .wat), in any order; name=path to call one otherwise than its file; or one document (.wac)',
    },
  ],
  options: [
    {
      name: 'output',
      short: 'o',
      value: '<file>',
      description: 'where to write the component; - for standard output',
    },
    {
      name: 'link',
      value: '<importer:import=[provider]>',
      description:
        'choose who provides an import; nobody after = leaves it to the host (may be repeated)',
      reader: repeated,
    },
    {
      name: 'export',
      value: '<name[=component]>',
      description: 'export this, and nothing that is not named so (may be repeated)',
      reader: repeated,
    },
    {
      name: 'new-instance',
      value: '<component>',
      description: 'give every importer an instance of its own (may be repeated)',
      reader: repeated,
    },
    {
      name: 'dep',
      value: '<ns:package=path>',
      description: 'where a package is that a document mentions (may be repeated)',
      reader: repeated,
    },
    {
      name: 'deps-dir',
      value: '<folder>',
      description: 'where the others are, as <namespace>/<name>[/<version>]',
    },
    { name: 'plan', description: 'write nothing; print what would be linked' },
    {
      name: 'graph',
      value: '<format[=file]>',
      description: 'draw what is linked: mermaid, dot or html; to standard output, or to a file',
    },
    {
      name: 'report',
      description: 'say how many bytes of the result come from which component',
    },
    { name: 'no-validate', description: 'do not check the result with wasm-tools' },
    { name: 'json', description: 'print what was linked, or the diagnostics, as JSON' },
    ...featureOptions,
  ],
  help: `Examples:
  $ wit-ts compose ingest.wasm processor.wasm scorer.wasm -o app.wasm
  $ wit-ts compose *.wasm --plan
  $ wit-ts compose *.wasm --graph html -o plan.html
  $ wit-ts compose *.wasm --graph mermaid=plan.mmd --report -o app.wasm
  $ wit-ts compose app.wac --dep acme:log=log.wasm --deps-dir deps -o app.wasm
  $ wit-ts compose shop=a/app.wasm pay=b/app.wasm --link 'shop:acme:pay/api=pay' -o app.wasm`,
  misuse(components) {
    const document = components.length === 1 ? undefined : components.find(isDocument);
    if (document === undefined) return undefined;
    return `the document ${document} stands alone: it finds its components in --deps-dir and by --dep`;
  },
  async act(components, options, io) {
    const [document] = components;
    if (document !== undefined && isDocument(document)) {
      const { composeDocument } = await import('../run/compose-wac.js');
      io.leave(await composeDocument(document, options, io));
      return;
    }
    if (isPlain(components, options)) {
      const { composePlainly } = await import('../run/compose-plain.js');
      const code = await composePlainly(components, options, io);
      if (code !== undefined) {
        io.leave(code);
        return;
      }
    }
    const files = new ReadAhead();
    // Without a check the code in them is only copied, from file to file.
    if (options.validate && options.plan !== true) files.begin(components);
    const { composeFiles } = await import('../run/compose.js');
    io.leave(await composeFiles(components, options, io, files));
  },
});

/** More components than this are put into groups mostly, which is not in that chunk. */
const MOST_WITHOUT_GROUPS = 400;

/** Whether a component is all that is asked for, unchecked: most compositions in a build are such, or nearly. */
function isPlain(components: readonly string[], options: ComposeOptions): boolean {
  const { output, validate, plan, graph, report, json } = options;
  return (
    !validate &&
    output !== undefined &&
    output !== '-' &&
    plan === undefined &&
    graph === undefined &&
    report === undefined &&
    json === undefined &&
    components.length <= MOST_WITHOUT_GROUPS &&
    !components.includes('-')
  );
}

function isDocument(path: string): boolean {
  return path.endsWith('.wac');
}
