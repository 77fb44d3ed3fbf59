/** The right half: what becomes of the WIT. */
import { EditorView } from '@codemirror/view';
import type { LanguageName } from './editor/languages.js';
import { reading } from './editor/views.js';
import { button, byId, element } from './ui/dom.js';
import type {
  GenerateAnswer,
  GeneratedText,
  GenerateRequest,
  Input,
  ResolveAnswer,
  Requests,
} from './work/messages.js';
import { Jobs } from './work/jobs.js';
import { startWorker } from './work/start-worker.js';

export type Pane = 'wit' | 'json' | 'host' | 'guest' | 'problems';

export const PANES: readonly { readonly id: Pane; readonly label: string }[] = [
  { id: 'wit', label: 'Resolved' },
  { id: 'json', label: 'JSON' },
  { id: 'host', label: 'Host TS' },
  { id: 'guest', label: 'Guest TS' },
  { id: 'problems', label: 'Problems' },
];

type Bindings = 'host' | 'guest';

export interface OutputEvents {
  /** What is shown belongs to the newest texts. */
  readonly onSettled: () => void;
  /** The user wants to see what is wrong. */
  readonly onProblems: () => void;
}

/** Shows the pane that is chosen, of the texts that it was given last. */
export class Output {
  readonly #resolver: Jobs<keyof Requests>;
  readonly #typescript = new Jobs<Bindings>(() => startWorker('typescript'));
  readonly #view: EditorView;
  readonly #problems = byId('problems', HTMLElement);
  readonly #code = byId('code', HTMLElement);
  readonly #tools = byId('tools', HTMLElement);
  readonly #worlds = byId('world', HTMLSelectElement);
  readonly #files = byId('file', HTMLSelectElement);
  readonly #note = byId('note', HTMLElement);
  readonly #events: OutputEvents;
  #pane: Pane = 'wit';
  #input: Input = { files: [] };
  #resolved: ResolveAnswer | undefined;
  /** The last texts without errors: they stay while somebody types. */
  #good: ResolveAnswer | undefined;
  #generated = new Map<Bindings, { input: Input; world: string; answer: GenerateAnswer }>();
  #shown: { text: string; language: LanguageName } | undefined;

  constructor(resolver: Jobs<keyof Requests>, events: OutputEvents) {
    this.#resolver = resolver;
    this.#events = events;
    this.#view = new EditorView({ parent: this.#code, state: reading('', 'wit', 'Resolved') });
    this.#worlds.addEventListener('change', () => void this.#show());
    this.#files.addEventListener('change', () => void this.#show());
  }

  get pane(): Pane {
    return this.#pane;
  }

  /** The text that is shown. */
  get text(): string {
    return this.#shown?.text ?? '';
  }

  async select(pane: Pane): Promise<void> {
    this.#pane = pane;
    await this.#show();
  }

  /** Other texts. */
  async take(input: Input): Promise<void> {
    this.#input = input;
    let answer: ResolveAnswer | undefined;
    try {
      answer = await this.#resolver.ask('resolve', { kind: 'resolve', input });
    } catch (error) {
      answer = { worlds: [], errors: [messageOf(error)] };
    }
    if (answer === undefined || this.#input !== input) return;
    this.#resolved = answer;
    if (answer.errors.length === 0) this.#good = answer;
    this.#fill(
      this.#worlds,
      (this.#good?.worlds ?? []).map((name) => [name, name]),
    );
    await this.#show();
  }

  /** Another project: what is left of the last one is no help. */
  forget(): void {
    this.#good = undefined;
    this.#generated.clear();
    this.#fill(this.#files, []);
  }

  async #show(): Promise<void> {
    const pane = this.#pane;
    const bindings = pane === 'host' || pane === 'guest';
    this.#problems.hidden = pane !== 'problems';
    this.#code.hidden = pane === 'problems';
    this.#tools.hidden = !bindings;
    if (pane === 'problems') {
      this.#say('');
    } else if (bindings) {
      await this.#showBindings(pane);
    } else {
      this.#sayState();
      const text = pane === 'wit' ? this.#good?.wit : this.#good?.json;
      this.#showText(text ?? '', pane);
    }
    if (this.#pane === pane) this.#events.onSettled();
  }

  async #showBindings(kind: Bindings): Promise<void> {
    const input = this.#input;
    const world = this.#worlds.value;
    const known = this.#generated.get(kind);
    const wrong = this.#resolved === undefined || this.#resolved.errors.length > 0;
    if (!wrong && (known?.input !== input || known.world !== world)) {
      if (known === undefined) {
        this.#showText('', 'typescript');
        this.#say('Generating…');
      }
      let answer: GenerateAnswer | undefined;
      try {
        const request: GenerateRequest = { kind, input, world: world === '' ? undefined : world };
        answer = await this.#typescript.ask(kind, request);
      } catch (error) {
        answer = { files: [], errors: [messageOf(error)] };
      }
      if (answer === undefined || this.#input !== input || this.#worlds.value !== world) return;
      this.#generated.set(kind, { input, world, answer });
    }
    if (this.#pane !== kind) return;
    const { files = [], errors = [] } = this.#generated.get(kind)?.answer ?? {};
    this.#fill(
      this.#files,
      files.map((file) => [file.path, labelOf(file)]),
    );
    if (wrong) this.#sayState();
    else this.#say(errors.join('\n'), errors.length > 0);
    const file = files.find(({ path }) => path === this.#files.value);
    this.#showText(file?.text ?? binaryNote(file), 'typescript');
  }

  #showText(text: string, language: LanguageName): void {
    if (this.#shown?.text === text && this.#shown.language === language) return;
    const label = PANES.find(({ id }) => id === this.#pane)?.label ?? '';
    const same = this.#shown?.language === language;
    const { scrollTop } = this.#view.scrollDOM;
    this.#shown = { text, language };
    this.#view.setState(reading(text, language, label));
    this.#view.scrollDOM.scrollTop = same ? scrollTop : 0;
  }

  #sayState(): void {
    const { errors = [] } = this.#resolved ?? {};
    if (errors.length === 0) {
      this.#say('');
      return;
    }
    const stale = this.#good === undefined ? '' : ' This is what it was before.';
    this.#say(`The WIT has errors.${stale} `, true);
    this.#note.append(button('Show problems', this.#events.onProblems));
  }

  #say(text: string, wrong = false): void {
    this.#note.hidden = text === '';
    this.#note.textContent = text;
    this.#note.classList.toggle('wrong', wrong);
    this.#code.classList.toggle('stale', wrong);
  }

  /** Options of a list; what was chosen stays chosen while it is there. */
  #fill(
    list: HTMLSelectElement,
    options: readonly (readonly [value: string, label: string])[],
  ): void {
    const { value } = list;
    list.replaceChildren(
      ...options.map(([name, label]) => element('option', { value: name }, label)),
    );
    if (options.some(([name]) => name === value)) list.value = value;
    list.disabled = options.length < 2;
  }
}

function labelOf({ path, text, size }: GeneratedText): string {
  return text === undefined ? `${path} (${Math.ceil(size / 1024)} kB)` : path;
}

function binaryNote(file: GeneratedText | undefined): string {
  return file === undefined ? '' : `// ${file.path}: ${file.size} bytes of WebAssembly`;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
