/** Calls the composed telemetry service: events in, one answer an event out. */
import { readFile } from 'node:fs/promises';
import { WASIShim } from '@bytecodealliance/preview2-shim/instantiation';
import { type Imports, instantiate } from './generated/app.js';
import type { Event, Summary } from './generated/interfaces/edge-telemetry-types.js';

const generated = new URL('./generated/', import.meta.url);
const wasi = new WASIShim();

const started = performance.now();
const { ingest } = await instantiate(
  async (name) => WebAssembly.compile(await readFile(new URL(name, generated))),
  wasi.getImportObject() as unknown as Imports,
);
const ready = performance.now();

interface EventJson {
  id: string;
  source: string;
  value: number;
  tags: string[];
  payload: number[];
}
const file = await readFile(new URL('./events.json', import.meta.url), 'utf8');
const events: Event[] = (JSON.parse(file) as EventJson[]).map((event) => ({
  ...event,
  id: BigInt(event.id),
  payload: Uint8Array.from(event.payload),
}));

const called = performance.now();
const answers = ingest.handle(events);
const done = performance.now();

for (const [index, answer] of answers.entries()) {
  const event = events[index];
  if (event === undefined) throw new Error('more answers than events');
  const asked = `event ${event.id} from ${JSON.stringify(event.source)}`;
  if (answer.tag === 'ok') console.log(`  ${asked}\n    → ${describe(answer.val)}`);
  else console.log(`  ${asked}\n    → refused: ${nameOf(answer.val)}`);
}
console.log(
  `\n  ready in ${(ready - started).toFixed(0)} ms, ${events.length} events answered in ${(done - called).toFixed(1)} ms`,
);

/** A case of a variant as WIT spells it: `duplicate(5)`. */
function nameOf(variant: { tag: string; val?: unknown }): string {
  return 'val' in variant ? `${variant.tag}(${String(variant.val)})` : variant.tag;
}

function describe({ source, count, tags, mean, assessment }: Summary): string {
  const traits = Object.entries(assessment.traits)
    .filter(([, on]) => on)
    .map(([name]) => name);
  return [
    `${source} #${count}`,
    `mean ${mean?.toFixed(2) ?? '-'}`,
    `${assessment.severity}: ${nameOf(assessment.anomaly)}`,
    `tags [${tags.join(', ')}]`,
    `traits [${traits.join(', ')}]`,
  ].join(', ');
}
