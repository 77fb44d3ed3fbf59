import { button, element } from './dom.js';

interface Question {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly confirm: string;
  /** Why an answer will not do; `undefined` where it does. */
  readonly problem: (value: string) => string | undefined;
}

/** Asks for a line of text in a dialog. @returns `undefined` where the user leaves it */
export function ask(question: Question): Promise<string | undefined> {
  const input = element('input', { id: 'answer', value: question.value, spellcheck: 'false' });
  input.autocomplete = 'off';
  const problem = element('p', { class: 'problem', role: 'alert' });
  const form = element(
    'form',
    {},
    element('h2', {}, question.title),
    element('label', { for: 'answer' }, question.label),
    input,
    problem,
    element(
      'div',
      { class: 'buttons' },
      button('Cancel', () => dialog.close()),
      element('button', { type: 'submit', class: 'primary' }, question.confirm),
    ),
  );
  const dialog = element('dialog', {}, form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    let answer: string | undefined;
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const found = question.problem(input.value);
      problem.textContent = found ?? '';
      if (found !== undefined) return;
      answer = input.value;
      dialog.close();
    });
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(answer);
    });
    dialog.showModal();
    input.select();
  });
}
