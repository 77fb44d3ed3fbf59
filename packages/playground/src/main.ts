/** The page: a project at the left, what becomes of it at the right. */
import { LanguageClient } from './client/language-client.js';
import { severityOf } from './editor/marks.js';
import { EXAMPLES } from './examples.js';
import { type OpenedComponent, pathProblem, type Project } from './model/project.js';
import { decodeFiles, encodeFiles } from './model/share.js';
import { Output, type Pane, PANES } from './output.js';
import { ask } from './ui/ask.js';
import { byId, button, element } from './ui/dom.js';
import { acceptDrops, bytesOf, given, type GivenFile } from './ui/drop.js';
import { Problems } from './ui/problems.js';
import { setUpSplit } from './ui/split.js';
import { type Tab, Tabs } from './ui/tabs.js';
import { setUpTheme } from './ui/theme.js';
import { Jobs } from './work/jobs.js';
import type { Input, Requests } from './work/messages.js';
import { startWorker } from './work/start-worker.js';
import { Workspace } from './workspace.js';

/** So long after the last key the panes are made anew. */
const REST_MS = 150;

const status = byId('status', HTMLElement);
const exampleList = byId('examples', HTMLSelectElement);
const removeButton = byId('remove', HTMLButtonElement);

let component: OpenedComponent | undefined;
let timer: ReturnType<typeof setTimeout> | undefined;

const resolver = new Jobs<keyof Requests>(() => startWorker('resolver'));
const output = new Output(resolver, {
  onSettled: () => {
    document.body.dataset['shown'] = output.pane;
  },
  onProblems: () => paneTabs.select('problems'),
});
const problems = new Problems(byId('problems', HTMLElement), {
  onShow: (path, range) => workspace.show(path, range),
  onFix: (action) => workspace.applyAction(action),
  explain: (code) => resolver.ask('explain', { kind: 'explain', code }, code),
});
const paneTabs = new Tabs(byId('panes', HTMLElement), byId('pane', HTMLElement), (id) => {
  const pane = PANES.find((one) => one.id === id)?.id;
  if (pane !== undefined) void output.select(pane);
});
const fileTabs = new Tabs(byId('files', HTMLElement), byId('editor', HTMLElement), (path) => {
  workspace.show(path);
});
const workspace = new Workspace(byId('editor', HTMLElement), {
  onFiles: showFiles,
  onText: () => {
    clearTimeout(timer);
    timer = setTimeout(() => void output.take(input()), REST_MS);
  },
  onDiagnostics: () => {
    showFiles();
    showPanes();
    problems.show(
      workspace.paths.map((path) => ({
        path,
        diagnostics: workspace.diagnostics(path),
        actions: workspace.actions(path),
      })),
    );
  },
  onMessage: say,
  onRename: (name) => void attempt(() => rename(name)),
});

// ---- What is shown -----------------------------------------------------------------------------------------------------

/** The texts; the component itself while its WIT is as it was. */
function input(): Input {
  const texts = workspace.texts();
  const [text, ...others] = texts.values();
  const unchanged = component !== undefined && others.length === 0 && text === component.text;
  const files = [...texts];
  return component !== undefined && unchanged
    ? { files, component: { name: component.name, bytes: component.bytes } }
    : { files };
}

function showFiles(): void {
  const tabs = workspace.paths.map((path): Tab => {
    const badge = badgeOf([path]);
    return { id: path, label: path, ...(badge !== undefined && { badge }) };
  });
  fileTabs.show(tabs, workspace.path);
  removeButton.disabled = tabs.length < 2;
  removeButton.setAttribute('aria-label', `Remove the file ${workspace.path}`);
  removeButton.title = `Remove ${workspace.path}`;
}

function showPanes(): void {
  const badge = badgeOf(workspace.paths);
  const tabs = PANES.map(({ id, label }): Tab => ({
    id,
    label,
    ...(id === 'problems' && badge !== undefined && { badge }),
  }));
  paneTabs.show(tabs, output.pane);
}

function badgeOf(paths: readonly string[]): Tab['badge'] | undefined {
  const found = paths.flatMap((path) => workspace.diagnostics(path));
  const errors = found.filter((one) => severityOf(one) === 'error').length;
  const warnings = found.filter((one) => severityOf(one) === 'warning').length;
  if (errors > 0) return { text: String(errors), label: count(errors, 'error'), kind: 'error' };
  if (warnings === 0) return undefined;
  return { text: String(warnings), label: count(warnings, 'warning'), kind: 'warning' };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** Says something to the user, with something to do about it. */
function say(text: string, action?: { label: string; run: () => void }): void {
  const close = button('×', () => status.replaceChildren(), { 'aria-label': 'Close' });
  status.replaceChildren(
    element('span', {}, text),
    action === undefined
      ? ''
      : button(action.label, () => {
          status.replaceChildren();
          action.run();
        }),
    close,
  );
}

/** What goes wrong is said. */
async function attempt(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
}

// ---- Projects ----------------------------------------------------------------------------------------------------------

function open(project: Project): void {
  component = project.component;
  output.forget();
  workspace.load(project.files);
}

/** Opens what can be taken back. */
function replace(project: Project, said: string): void {
  const before: Project = { files: workspace.texts(), ...(component && { component }) };
  const example = exampleList.value;
  open(project);
  exampleList.value = '';
  say(said, {
    label: 'Undo',
    run: () => {
      open(before);
      exampleList.value = example;
    },
  });
}

async function openExample(id: string): Promise<void> {
  const example = EXAMPLES.find((one) => one.id === id) ?? EXAMPLES[0];
  if (example === undefined) return;
  exampleList.value = example.id;
  status.replaceChildren();
  if (example.component === undefined) {
    open({ files: new Map(example.files) });
    return;
  }
  const { name, base64 } = example.component;
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  open(await decoded(name, bytes));
}

/** The WIT of a binary file as a project. @throws Error with a message for the user */
async function decoded(name: string, bytes: Uint8Array): Promise<Project> {
  const answer = await resolver.ask('decode', { kind: 'decode', name, bytes });
  if (answer === undefined) throw new Error(`${name} was not read, as another file came`);
  if (!answer.ok) throw new Error(answer.message);
  const files = new Map([[`${name.replace(/\.\w+$/, '')}.wit`, answer.wit]]);
  return answer.component ? { files, component: { name, bytes, text: answer.wit } } : { files };
}

async function take(promise: Promise<GivenFile[]>): Promise<void> {
  const files = await promise;
  const binary = files.find(({ path }) => !path.endsWith('.wit'));
  if (binary !== undefined) {
    const project = await decoded(binary.path, await bytesOf(binary));
    const what = project.component === undefined ? 'package' : 'component';
    replace(project, `This is the WIT of the ${what} ${binary.path}.`);
    return;
  }
  if (files.length === 0) throw new Error('There is no .wit file in this folder.');
  const texts = new Map<string, string>();
  for (const file of files) texts.set(file.path, new TextDecoder().decode(await bytesOf(file)));
  replace({ files: texts }, `Opened ${texts.size === 1 ? files[0]?.path : `${texts.size} files`}.`);
}

async function addFile(): Promise<void> {
  const path = await ask({
    title: 'New file',
    label: 'Its path: beside the others, or in a folder of deps for another package',
    value: 'deps/other/other.wit',
    confirm: 'Create',
    problem: (value) => pathProblem(value.trim(), workspace.paths),
  });
  if (path === undefined) return;
  const name = path.trim();
  const other = /^deps\/([^/]+?)(?:\.wit)?(?:\/|$)/.exec(name)?.[1];
  workspace.add(name, other === undefined ? '' : `package example:${other};\n`);
  workspace.show(name);
  workspace.view.focus();
}

async function rename(name: string): Promise<void> {
  const newName = await ask({
    title: `Rename ${name}`,
    label: 'New name, wherever it is used',
    value: name,
    confirm: 'Rename',
    problem: (value) => (value.trim() === '' ? 'Give a name.' : undefined),
  });
  if (newName !== undefined && newName.trim() !== name) await workspace.rename(newName.trim());
  workspace.view.focus();
}

async function share(): Promise<void> {
  history.replaceState(null, '', await encodeFiles(workspace.texts()));
  try {
    await navigator.clipboard.writeText(location.href);
    say('The address of this page with your WIT is in the clipboard.');
  } catch {
    say('The address of this page has your WIT now: copy it from there.');
  }
}

async function copy(): Promise<void> {
  await navigator.clipboard.writeText(output.text);
  say('Copied.');
}

// ---- Beginning ---------------------------------------------------------------------------------------------------------

function on(id: string, action: () => Promise<void>): void {
  byId(id, HTMLButtonElement).addEventListener('click', () => void attempt(action));
}

function listen(): void {
  on('format', () => workspace.format());
  on('share', share);
  on('copy', copy);
  on('add', addFile);
  removeButton.addEventListener('click', () => {
    const before: Project = { files: workspace.texts(), ...(component && { component }) };
    const { path } = workspace;
    workspace.remove(path);
    say(`Removed ${path}.`, { label: 'Undo', run: () => open(before) });
  });
  const chooser = byId('chooser', HTMLInputElement);
  byId('open', HTMLButtonElement).addEventListener('click', () => chooser.click());
  chooser.addEventListener('change', () => {
    const files = [...(chooser.files ?? [])];
    chooser.value = '';
    if (files.length > 0) void attempt(() => take(given(files)));
  });
  exampleList.append(
    element('option', { value: '', hidden: '' }, 'Your own'),
    ...EXAMPLES.map(({ id, title }) => element('option', { value: id }, title)),
  );
  exampleList.addEventListener('change', () => {
    history.replaceState(null, '', `#example=${exampleList.value}`);
    void attempt(() => openExample(exampleList.value));
  });
  acceptDrops(byId('veil', HTMLElement), (files) => void attempt(() => take(files)));
  addEventListener('hashchange', () => void attempt(openAddress));
  setUpTheme(byId('theme', HTMLButtonElement));
  setUpSplit(byId('split', HTMLElement), byId('halves', HTMLElement));
}

/** Opens what the address says. */
async function openAddress(): Promise<void> {
  const files = await decodeFiles(location.hash);
  if (files !== undefined) {
    exampleList.value = '';
    open({ files });
    return;
  }
  await openExample(/^#example=([\w-]+)$/.exec(location.hash)?.[1] ?? '');
  if (location.hash.startsWith('#wit=')) say('The WIT in this address is damaged.');
}

async function startServer(): Promise<void> {
  const worker = await startWorker('language-server');
  worker.addEventListener('error', () => {
    delete document.body.dataset['server'];
    say('The language server ended: open the page again.');
  });
  const client = await LanguageClient.start(worker, (path, found, newest) =>
    workspace.published(path, found, newest),
  );
  workspace.connect(client);
  document.body.dataset['server'] = 'ready';
}

const firstPane: Pane = 'wit';
listen();
paneTabs.show(PANES, firstPane);
void attempt(openAddress);
void attempt(() => output.select(firstPane));
void attempt(startServer);
