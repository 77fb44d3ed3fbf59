/** A row of tabs: one is selected, arrow keys go through them. */
import { element } from './dom.js';

export interface Tab {
  readonly id: string;
  readonly label: string;
  /** Shown beside the label, such as a number of errors, and how it is to be read aloud. */
  readonly badge?: { readonly text: string; readonly label: string; readonly kind: string };
}

export class Tabs {
  readonly #list: HTMLElement;
  readonly #panel: HTMLElement;
  readonly #onSelect: (id: string) => void;
  #tabs: readonly Tab[] = [];
  #selected = '';
  #shown = '';

  /**
   * @param list the element that becomes the row
   * @param panel what the selected tab shows
   */
  constructor(list: HTMLElement, panel: HTMLElement, onSelect: (id: string) => void) {
    this.#list = list;
    this.#panel = panel;
    this.#onSelect = onSelect;
    list.setAttribute('role', 'tablist');
    panel.setAttribute('role', 'tabpanel');
    list.addEventListener('keydown', (event) => this.#key(event));
  }

  get selected(): string {
    return this.#selected;
  }

  /** Shows these tabs with one of them selected, without telling anybody. */
  show(tabs: readonly Tab[], selected: string): void {
    const shown = JSON.stringify([tabs, selected]);
    // An element that is pressed stays the same until it is let go.
    if (shown === this.#shown) return;
    this.#shown = shown;
    const focused = this.#list.contains(document.activeElement);
    this.#tabs = tabs;
    this.#selected = selected;
    this.#list.replaceChildren(...tabs.map((tab) => this.#element(tab)));
    const current = this.#current();
    if (current === undefined) return;
    this.#panel.setAttribute('aria-labelledby', current.id);
    if (focused) current.focus({ preventScroll: true });
    const { offsetLeft, offsetWidth } = current;
    if (offsetLeft < this.#list.scrollLeft) this.#list.scrollLeft = offsetLeft;
    const right = offsetLeft + offsetWidth - this.#list.clientWidth;
    if (right > this.#list.scrollLeft) this.#list.scrollLeft = right;
  }

  /** Selects a tab as its user does. */
  select(id: string): void {
    if (id === this.#selected) return;
    this.show(this.#tabs, id);
    this.#onSelect(id);
  }

  #current(): HTMLElement | undefined {
    const index = this.#tabs.findIndex(({ id }) => id === this.#selected);
    const found = this.#list.children[index];
    return found instanceof HTMLElement ? found : undefined;
  }

  #element({ id, label, badge }: Tab): HTMLElement {
    const selected = id === this.#selected;
    const made = element(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `${this.#list.id}-${encodeURIComponent(id)}`,
        'aria-selected': String(selected),
        'aria-controls': this.#panel.id,
        tabindex: selected ? '0' : '-1',
        'data-tab': id,
      },
      label,
    );
    if (badge !== undefined) {
      made.append(
        ' ',
        element('span', { class: `badge ${badge.kind}`, 'aria-hidden': 'true' }, badge.text),
        element('span', { class: 'only-read' }, `, ${badge.label}`),
      );
    }
    made.addEventListener('click', () => this.select(id));
    return made;
  }

  #key(event: KeyboardEvent): void {
    const at = this.#tabs.findIndex(({ id }) => id === this.#selected);
    const to = target(event.key, at, this.#tabs.length);
    const tab = to === undefined ? undefined : this.#tabs[to];
    if (tab === undefined) return;
    event.preventDefault();
    this.select(tab.id);
    this.#current()?.focus();
  }
}

function target(key: string, at: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowRight':
      return (at + 1) % count;
    case 'ArrowLeft':
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
