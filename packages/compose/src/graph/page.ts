/** The style and the script of the page that a plan is drawn on. */

export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --back: #f6f7f9; --card: #ffffff; --ink: #1d2330; --soft: #667085; --edge: #d5dae3;
  --line: #8b96ab; --component: #3b6fd8; --exports: #1f8a5b; --host: #a1660f; --strong: #d4351c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #12151c; --card: #1c212c; --ink: #e6e9f0; --soft: #97a1b5; --edge: #333b4b;
    --line: #66718a; --component: #7aa5ff; --exports: #5fd39b; --host: #e3b062; --strong: #ff8f73;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--ink); font: 15px/1.45 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 20px; padding: 16px 24px 8px; }
h1 { font-size: 20px; margin: 0; overflow-wrap: anywhere; }
header p { margin: 0; color: var(--soft); }
header label { margin-left: auto; color: var(--soft); user-select: none; }
main { padding: 0 24px; }
.view { overflow: auto; border: 1px solid var(--edge); border-radius: 10px; max-height: 82vh; background: var(--back); }
.view svg { display: block; margin: 0 auto; }
.view.fit svg { width: 100%; height: auto; max-height: 80vh; }
svg text { font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: var(--ink); }
svg .name { font: 600 15px system-ui, sans-serif; }
svg .under { font: 12px system-ui, sans-serif; fill: var(--soft); }
.card { fill: var(--card); stroke: var(--edge); stroke-width: 1.2; }
.component .card { stroke: color-mix(in srgb, var(--component) 45%, var(--edge)); }
.exports .card { stroke: var(--exports); }
.host .card { stroke: var(--host); stroke-dasharray: 5 4; }
.exports .name { fill: var(--exports); }
.host .name { fill: var(--host); }
.share { fill: var(--edge); }
.shared { fill: var(--component); }
.offer circle { fill: var(--exports); }
.need circle { fill: var(--component); }
.host .offer circle { fill: var(--host); }
.need text { text-anchor: end; fill: var(--soft); }
.line { fill: none; stroke: var(--line); stroke-width: 1.5; marker-end: url(#arrow); }
#arrow path { fill: context-stroke; }
svg.chosen .line { opacity: 0.12; }
svg.chosen .box { opacity: 0.35; }
svg.chosen .box.near { opacity: 1; }
svg.chosen .line.near { opacity: 1; stroke: var(--strong); stroke-width: 2; }
.box { cursor: default; outline: none; }
.box:focus-visible .card { stroke: var(--strong); stroke-width: 2; }
section { margin-top: 24px; overflow-x: auto; }
h2 { font-size: 15px; margin: 0 0 6px; }
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { text-align: left; padding: 5px 14px 5px 0; border-bottom: 1px solid var(--edge); vertical-align: top; overflow-wrap: anywhere; }
th { color: var(--soft); font-weight: 500; }
footer { padding: 20px 24px 28px; color: var(--soft); font-size: 13px; }
`;

/** Shows the links of one component, and switches between the natural size and that of the window. */
export const PAGE_SCRIPT = `
'use strict';
const view = document.querySelector('.view');
const svg = view.querySelector('svg');
const fit = document.getElementById('fit');
const width = Number(svg.getAttribute('width'));
fit.checked = width < 2600;
const size = () => view.classList.toggle('fit', fit.checked);
fit.addEventListener('change', size);
size();
const boxes = new Map();
for (const box of svg.querySelectorAll('[data-box]')) boxes.set(box.dataset.box, box);
const lines = [...svg.querySelectorAll('.line')];
const show = (id) => {
  for (const box of boxes.values()) box.classList.remove('near');
  for (const line of lines) {
    const near = line.dataset.from === id || line.dataset.to === id;
    line.classList.toggle('near', near);
    if (!near) continue;
    boxes.get(line.dataset.from).classList.add('near');
    boxes.get(line.dataset.to).classList.add('near');
  }
  if (id !== undefined) boxes.get(id).classList.add('near');
  svg.classList.toggle('chosen', id !== undefined);
};
for (const [id, box] of boxes) {
  box.addEventListener('mouseenter', () => show(id));
  box.addEventListener('mouseleave', () => show(undefined));
  box.addEventListener('focus', () => show(id));
  box.addEventListener('blur', () => show(undefined));
}
`;
