/** Light or dark: as the system has it, until the user says otherwise. */
const KEY = 'wit-ts-playground-theme';

type Theme = 'light' | 'dark';

export function setUpTheme(toggle: HTMLButtonElement): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const current = (): Theme => stored() ?? (system.matches ? 'dark' : 'light');
  const show = (): void => {
    const theme = current();
    document.documentElement.dataset['theme'] = theme;
    const other = theme === 'dark' ? 'light' : 'dark';
    toggle.setAttribute('aria-label', `Use ${other} colours`);
    toggle.title = `Use ${other} colours`;
    toggle.textContent = theme === 'dark' ? '☀' : '☾';
  };
  toggle.addEventListener('click', () => {
    store(current() === 'dark' ? 'light' : 'dark');
    show();
  });
  system.addEventListener('change', show);
  show();
}

/** Pages that are files, and private windows, may have no storage: then it lasts as long as the page. */
let own: Theme | undefined;

function stored(): Theme | undefined {
  if (own !== undefined) return own;
  try {
    const value = localStorage.getItem(KEY);
    return value === 'light' || value === 'dark' ? value : undefined;
  } catch {
    return undefined;
  }
}

function store(theme: Theme): void {
  own = theme;
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // It lasts as long as the page.
  }
}
