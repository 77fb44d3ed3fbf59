/** The line between the two halves: dragged, or moved with arrow keys. */
const LEAST = 20;
const MOST = 80;
const STEP = 2;

export function setUpSplit(separator: HTMLElement, parent: HTMLElement): void {
  let share = 50;
  const set = (wanted: number): void => {
    share = Math.min(MOST, Math.max(LEAST, wanted));
    parent.style.setProperty('--left', `${share}%`);
    separator.setAttribute('aria-valuenow', String(Math.round(share)));
  };
  separator.setAttribute('aria-valuemin', String(LEAST));
  separator.setAttribute('aria-valuemax', String(MOST));
  set(share);
  separator.addEventListener('keydown', ({ key }) => {
    if (key === 'ArrowLeft') set(share - STEP);
    else if (key === 'ArrowRight') set(share + STEP);
  });
  separator.addEventListener('dblclick', () => set(50));
  separator.addEventListener('pointerdown', (event) => {
    event.preventDefault();
    separator.setPointerCapture(event.pointerId);
  });
  separator.addEventListener('pointermove', (event) => {
    if (!separator.hasPointerCapture(event.pointerId)) return;
    const { left, width } = parent.getBoundingClientRect();
    set(((event.clientX - left) / width) * 100);
  });
}
