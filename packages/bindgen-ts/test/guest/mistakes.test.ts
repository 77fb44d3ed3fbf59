import { describe, expect, it } from 'vitest';
import { resolveSources } from '@wit-ts/wit-parser';
import { generateGuest } from '../../src/guest/index.js';
import { compile, inTemporaryFolder, writeTree } from './suite.js';

const wit = `package demo:app@1.0.0;

interface store {
  record entry { key: string, size: u64, note: option<string> }
  enum mode { read, read-write }
  variant change { added(entry), removed }
  flags access { list, fetch }
  resource bucket {
    constructor(name: string);
    get: func(key: string) -> option<entry>;
    open: static func(name: string) -> result<bucket, string>;
  }
  latest: func() -> list<change>;
}

interface processor {
  use store.{entry, mode, change, access};
  resource job {
    constructor(name: string);
    run: func(entries: list<entry>) -> result<u32, string>;
    restore: static func(id: u64) -> job;
  }
  process: func(input: string, mode: mode) -> result<string, string>;
  total: func(sizes: list<u64>) -> u64;
  changes: func() -> list<change>;
  rights: func() -> access;
  submit: func(job: job) -> u32;
  later: async func() -> u32;
}

world app {
  import store;
  export processor;
  export version: func() -> string;
}
`;

const head = `import { Job as JobBase, type App, type Processor } from "./bindings/app.js";
import type { Entry } from "demo:app/store";
import { Bucket, latest } from "demo:app/store@1.0.0";
`;

/** A guest without mistakes, part by part, so that a mistake is a part that is replaced. */
const parts = {
  job: `class Job extends JobBase {
  constructor(readonly name: string) { super(); }
  run(entries: Entry[]): number { return entries.length; }
  static restore(id: bigint): Job { return new Job(String(id)); }
}`,
  process: 'process: (input, mode) => (mode === "read" ? input : input.toUpperCase()),',
  total: 'total: (sizes) => sizes.reduce((sum, size) => sum + size, 0n),',
  changes: 'changes: () => [{ tag: "removed" }, { tag: "added", val: { key: "", size: 1n } }],',
  rights: 'rights: () => ({ list: true }),',
  submit: 'submit(job: Job) { return job.name.length; },',
  later: 'later: async () => latest().length,',
  classes: 'Job,',
  version: 'export const version: App["version"] = () => "1";',
  use: 'using bucket = new Bucket("a"); bucket.get("b")?.size.toString();',
  whole: '({ processor, version }) satisfies App;',
};

function guest(changes: Partial<typeof parts> = {}): string {
  const p = { ...parts, ...changes };
  const members = [p.classes, p.process, p.total, p.changes, p.rights, p.submit, p.later];
  return `${head}${p.job}
export const processor = {
${members.filter((member) => member !== '').join('\n')}
} satisfies Processor;
${p.version}
{
${p.use}
}
${p.whole}
`;
}

/** A mistake, the text at whose line the compiler points, and what it says. */
const mistakes: [string, Partial<typeof parts>, string, RegExp][] = [
  ['a missing function', { process: '' }, 'satisfies Processor', /TS2741.*'process' is missing/],
  ['a missing class', { classes: '' }, 'satisfies Processor', /TS2741.*'Job' is missing/],
  [
    'a missing export of the world',
    { whole: '({ processor }) satisfies App;' },
    'satisfies App',
    /'version' is missing/,
  ],
  [
    'an extra parameter',
    { process: 'process: (input: string, mode: string, more: number) => input + mode + more,' },
    'process: (',
    /TS2322.*Target signature provides too few arguments/s,
  ],
  [
    'a parameter of another type',
    { process: 'process: (input: number) => String(input),' },
    'process: (',
    /TS2322.*Type 'string' is not assignable to type 'number'/s,
  ],
  [
    'a parameter that is too narrow',
    { process: 'process: (input: string, mode: "read") => input + mode,' },
    'process: (',
    /TS2322.*Type '"read-write"' is not assignable to type '"read"'/s,
  ],
  [
    'another type of result',
    { process: 'process: (input) => input.length,' },
    'process: (',
    /TS2322.*Type 'number' is not assignable to type 'string'/,
  ],
  [
    'number for u64',
    { total: 'total: (sizes) => sizes.length,' },
    'total:',
    /TS2322.*Type 'number' is not assignable to type 'bigint'/,
  ],
  [
    'an array for a typed array',
    { total: 'total: (sizes: bigint[]) => sizes[0] ?? 0n,' },
    'total:',
    /TS2322.*BigUint64Array.*bigint\[\]/s,
  ],
  [
    'a wrong tag',
    { changes: 'changes: () => [{ tag: "deleted" }],' },
    'changes:',
    /TS2322.*"deleted"/,
  ],
  [
    'a variant without its value',
    { changes: 'changes: () => [{ tag: "added" }],' },
    'changes:',
    /TS2322.*'val' is missing/s,
  ],
  [
    'a wrong field',
    { changes: 'changes: () => [{ tag: "added", val: { kye: "", size: 1n } }],' },
    'changes:',
    /TS2322.*'key' is missing/s,
  ],
  [
    'a missing field',
    { changes: 'changes: () => [{ tag: "added", val: { key: "" } }],' },
    'changes:',
    /TS2741.*'size' is missing/,
  ],
  [
    'a wrong flag',
    { rights: 'rights: () => ({ lists: true }),' },
    'rights:',
    /TS2559.*no properties in common with type 'Access'/,
  ],
  [
    'a wrong case of an enum',
    { process: 'process: (input, mode) => (mode === "readWrite" ? input : ""),' },
    'process: (',
    /TS2367.*no overlap/,
  ],
  [
    'a function that is not async',
    { later: 'later: () => 1,' },
    'later:',
    /TS2322.*Type 'number' is not assignable to type 'Promise<number>'/,
  ],
  [
    'a class without a method',
    {
      job: 'class Job extends JobBase {\n  constructor(readonly name: string) { super(); }\n  static restore(id: bigint): Job { return new Job(String(id)); }\n}',
    },
    'class Job',
    /TS2515.*member run/,
  ],
  [
    'a class without a static function',
    {
      job: 'class Job extends JobBase {\n  constructor(readonly name: string) { super(); }\n  run(entries: Entry[]): number { return entries.length; }\n}',
    },
    'Job,',
    /'restore' is missing/s,
  ],
  [
    'a constructor of another type',
    {
      job:
        parts.job
          .replace('readonly name: string', 'readonly name: number')
          .replace('String(id)', '1') + '\n',
      submit: 'submit: () => 1,',
    },
    'Job,',
    /TS2322.*Type 'string' is not assignable to type 'number'/s,
  ],
  [
    'a result given as an object',
    { process: 'process: (input) => ({ tag: "ok", val: input }),' },
    'process: (',
    /TS2322.*is not assignable to type 'string'/,
  ],
  [
    'an import that the interface does not have',
    { use: 'new Bucket("a").put("b");' },
    '.put(',
    /TS2339.*'put' does not exist on type 'Bucket'/,
  ],
  [
    'an argument of another type to an import',
    { use: 'Bucket.open(1);' },
    'Bucket.open',
    /TS2345.*'number' is not assignable/,
  ],
  [
    'none used without a check',
    { use: 'new Bucket("a").get("b").size;' },
    '.get("b")',
    /TS2532|TS18048/,
  ],
  [
    'using what is no resource',
    { use: 'using change = latest();' },
    'using change',
    /TS2741.*Symbol\.dispose/,
  ],
];

describe('mistakes in a guest', () => {
  it('are found by the compiler at their line', async () => {
    const { resolve } = resolveSources([{ path: 'app.wit', text: wit }]);
    const files = await generateGuest({ resolve, world: 0 });
    inTemporaryFolder((folder) => {
      const bindings = files.map(({ path, content }) => ({ path: `bindings/${path}`, content }));
      const guests = mistakes.map(([, change], index) => ({
        path: `mistake${index}.ts`,
        content: guest(change),
      }));
      writeTree(folder, [...bindings, { path: 'correct.ts', content: guest() }, ...guests]);
      const output = compile(folder, { lib: ['es2022', 'dom', 'esnext.disposable'] }).join('\n');
      const reports = new Map<string, string>();
      for (const report of output.split(/\n(?=\S)/)) {
        const file = /(\w+)\.ts\(/.exec(report)?.[1] ?? report;
        reports.set(file, `${reports.get(file) ?? ''}${report}\n`);
      }
      expect(reports.get('correct')).toBeUndefined();
      mistakes.forEach(([title, change, place, message], index) => {
        const report = reports.get(`mistake${index}`) ?? '(nothing)';
        expect(report, title).toMatch(message);
        const lines = guest(change).split('\n');
        const found = [...report.matchAll(/\.ts\((\d+),/g)].map(
          (match) => lines[Number(match[1]) - 1],
        );
        expect(found.join('\n'), title).toContain(place);
      });
      expect(reports.size).toBe(mistakes.length);
    });
  });
});
