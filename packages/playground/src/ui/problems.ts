/** The list of everything that is wrong, with where, why, and what to do. */
import type * as lsp from 'vscode-languageserver-protocol';
import { fixesOf, messageOf, severityOf } from '../editor/marks.js';
import { fileOfUri } from '../model/project.js';
import type { ExplainAnswer } from '../work/messages.js';
import { button, element } from './dom.js';
import { inline, markdown } from './markdown.js';

export interface ProblemsOf {
  readonly path: string;
  readonly diagnostics: readonly lsp.Diagnostic[];
  readonly actions: readonly lsp.CodeAction[];
}

export interface ProblemEvents {
  readonly onShow: (path: string, range: lsp.Range) => void;
  readonly onFix: (action: lsp.CodeAction) => void;
  readonly explain: (code: string) => Promise<ExplainAnswer | undefined>;
}

export class Problems {
  readonly #parent: HTMLElement;
  readonly #events: ProblemEvents;
  /** Codes whose explanation is open: typing goes on below it. */
  readonly #open = new Set<string>();
  readonly #explained = new Map<string, ExplainAnswer>();
  #shown = '';

  constructor(parent: HTMLElement, events: ProblemEvents) {
    this.#parent = parent;
    this.#events = events;
  }

  show(files: readonly ProblemsOf[]): void {
    const found = files.filter(({ diagnostics }) => diagnostics.length > 0);
    const shown = JSON.stringify(found);
    if (shown === this.#shown) return;
    this.#shown = shown;
    // One that was opened just now has not said so yet.
    for (const { dataset } of this.#parent.querySelectorAll<HTMLElement>('details[open]')) {
      if (dataset['code'] !== undefined) this.#open.add(dataset['code']);
    }
    // Whoever is in the list with the keyboard stays in it.
    if (this.#parent.contains(document.activeElement)) this.#parent.focus();
    if (found.length === 0) {
      this.#parent.replaceChildren(element('p', { class: 'nothing' }, 'No problems.'));
      return;
    }
    const items = found.flatMap((file) => file.diagnostics.map((one) => this.#item(file, one)));
    this.#parent.replaceChildren(element('ul', { class: 'problems' }, ...items));
  }

  #item({ path, actions }: ProblemsOf, one: lsp.Diagnostic): HTMLElement {
    const severity = severityOf(one);
    const { message, help } = messageOf(one);
    const code = String(one.code ?? '');
    const related = (one.relatedInformation ?? []).flatMap(({ location, message: text }) => {
      const file = fileOfUri(location.uri);
      return file === undefined ? [] : [{ file, range: location.range, text }];
    });
    return element(
      'li',
      { class: severity },
      element(
        'div',
        { class: 'problem-head' },
        element('span', { class: `severity ${severity}` }, severity),
        element('span', { class: 'problem-message' }, ...inline(message)),
      ),
      help === undefined ? undefined : element('p', { class: 'problem-help' }, ...inline(help)),
      element(
        'div',
        { class: 'problem-places' },
        this.#place(path, one.range),
        ...related.map(({ file, range, text }) =>
          element('span', { class: 'related' }, ...inline(text), ': ', this.#place(file, range)),
        ),
      ),
      element(
        'div',
        { class: 'buttons' },
        ...fixesOf(one, actions).map((action) =>
          button(action.title, () => this.#events.onFix(action), {
            class: 'fix',
            'aria-label': `Fix: ${action.title}`,
          }),
        ),
      ),
      code === '' ? undefined : this.#explanation(code),
    );
  }

  #place(path: string, range: lsp.Range): HTMLButtonElement {
    const { line, character } = range.start;
    const text = `${path}:${line + 1}:${character + 1}`;
    return button(text, () => this.#events.onShow(path, range), { class: 'place' });
  }

  #explanation(code: string): HTMLElement {
    const body = element('div', { class: 'markdown' });
    const details = element(
      'details',
      { 'data-code': code },
      element('summary', {}, `${code}: what this means`),
      body,
    );
    const known = this.#explained.get(code);
    if (known !== undefined) fill(body, code, known);
    details.open = this.#open.has(code);
    details.addEventListener('toggle', () => {
      if (!details.open) {
        this.#open.delete(code);
        return;
      }
      this.#open.add(code);
      if (!this.#explained.has(code)) void this.#explain(code, body);
    });
    return details;
  }

  async #explain(code: string, body: HTMLElement): Promise<void> {
    try {
      const answer = await this.#events.explain(code);
      // The same was asked for again, and is answered there.
      if (answer === undefined) return;
      this.#explained.set(code, answer);
      fill(body, code, answer);
    } catch (error) {
      body.replaceChildren(error instanceof Error ? error.message : String(error));
    }
  }
}

function fill(body: HTMLElement, code: string, { title, explanation, good }: ExplainAnswer): void {
  if (explanation === undefined) {
    body.replaceChildren('This code has no explanation here.');
    return;
  }
  body.replaceChildren(element('p', { class: 'heading' }, title ?? code), markdown(explanation));
  if (good === undefined) return;
  body.append(element('p', {}, 'Like this:'), element('pre', {}, element('code', {}, good)));
}
