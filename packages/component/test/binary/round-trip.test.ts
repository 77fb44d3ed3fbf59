/** What is written is read again, for every kind of definition. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Canon,
  ComponentBuilder,
  type DefType,
  type ExternName,
  type ExternType,
  type InstanceDecl,
  NOWHERE,
  readComponent,
  type Sort,
  type ValType,
  writeComponent,
} from '../../src/index.js';
import { read } from '../support/assemble.js';

const index = fc.oneof(fc.nat(200), fc.constantFrom(0, 63, 64, 127, 128, 0xffff_ffff));
const label = fc.oneof(fc.constantFrom('a', 'constructor', '__proto__', 'ü', ''), fc.string());
const valType: fc.Arbitrary<ValType> = fc.oneof(
  index,
  fc.constantFrom<ValType>('bool', 's8', 'u64', 'f32', 'char', 'string', 'error-context'),
);
const maybe = fc.option(valType, { nil: undefined });
const fields = fc.array(fc.record({ label, type: valType }), { maxLength: 4 });

const externName: fc.Arbitrary<ExternName> = fc.oneof(
  fc.record({
    name: label,
    attributes: fc.constant([]),
    tag: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  }),
  fc.record({
    name: label,
    attributes: fc.shuffledSubarray(
      [
        { kind: 'implements', value: 'a:b/c' } as const,
        { kind: 'version-suffix', value: '.2' } as const,
        { kind: 'external-id', value: '☃' } as const,
      ],
      { minLength: 1 },
    ),
    tag: fc.constant(2 as const),
  }),
);

const externType: fc.Arbitrary<ExternType> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('core-module', 'func', 'component', 'instance'),
    index,
  }),
  fc.record({
    kind: fc.constant('type' as const),
    bound: fc.oneof(
      fc.record({ kind: fc.constant('eq' as const), index }),
      fc.constant({ kind: 'sub-resource' as const }),
    ),
  }),
  fc.record({
    kind: fc.constant('value' as const),
    bound: fc.oneof(
      fc.record({ kind: fc.constant('eq' as const), index }),
      fc.record({
        kind: fc.constant('type' as const),
        type: valType,
        direct: fc.constant(false),
      }),
      fc.record({
        kind: fc.constant('type' as const),
        type: fc.constantFrom<ValType>('string', 2, 64),
        direct: fc.constant(true),
      }),
    ),
  }),
);

const { defType } = fc.letrec<{ defType: DefType; decl: InstanceDecl }>((tie) => ({
  decl: fc.oneof(
    { maxDepth: 3 },
    fc.record({
      kind: fc.constant('export-decl' as const),
      start: fc.constant(0),
      end: fc.constant(0),
      name: externName,
      type: externType,
    }),
    fc.record({
      kind: fc.constant('type' as const),
      start: fc.constant(0),
      end: fc.constant(0),
      type: tie('defType'),
    }),
    fc.record({
      kind: fc.constant('alias' as const),
      start: fc.constant(0),
      end: fc.constant(0),
      sort: fc.constantFrom<Sort>('type', 'core-type'),
      target: fc.record({ kind: fc.constant('outer' as const), count: index, index }),
    }),
  ),
  defType: fc.oneof(
    { maxDepth: 3 },
    fc.record({ kind: fc.constant('primitive' as const), type: fc.constantFrom('u8', 'string') }),
    fc.record({ kind: fc.constant('record' as const), fields }),
    fc.record({
      kind: fc.constant('variant' as const),
      cases: fc.array(fc.record({ label, type: maybe }), { maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('list' as const), element: valType }),
    fc.record({ kind: fc.constant('fixed-length-list' as const), element: valType, length: index }),
    fc.record({ kind: fc.constant('tuple' as const), types: fc.array(valType) }),
    fc.record({
      kind: fc.constantFrom('flags' as const, 'enum' as const),
      labels: fc.array(label, { maxLength: 5 }),
    }),
    fc.record({ kind: fc.constant('option' as const), type: valType }),
    fc.record({ kind: fc.constant('result' as const), ok: maybe, error: maybe }),
    fc.record({ kind: fc.constantFrom('own' as const, 'borrow' as const), resource: index }),
    fc.record({ kind: fc.constantFrom('stream' as const, 'future' as const), type: maybe }),
    fc.record({ kind: fc.constant('map' as const), key: valType, value: valType }),
    fc.record({
      kind: fc.constant('func' as const),
      async: fc.boolean(),
      params: fields,
      result: maybe,
    }),
    fc.record({
      kind: fc.constantFrom('instance' as const, 'component' as const),
      decls: fc.array(tie('decl'), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('resource' as const),
      rep: fc.constantFrom('i32' as const, 'i64' as const),
      destructor: fc.option(index, { nil: undefined }),
    }),
  ) as fc.Arbitrary<DefType>,
}));

const options = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('string-encoding' as const),
      encoding: fc.constantFrom('utf8' as const, 'utf16' as const, 'latin1+utf16' as const),
    }),
    fc.record({
      kind: fc.constantFrom('memory' as const, 'realloc' as const, 'post-return' as const),
      index,
    }),
    fc.constant({ kind: 'async' as const }),
    fc.record({ kind: fc.constantFrom('callback' as const, 'core-type' as const), index }),
    fc.constant({ kind: 'gc' as const }),
  ),
  { maxLength: 8 },
);

const canon = fc.oneof(
  fc.record({ kind: fc.constant('lift'), coreFunc: index, options, type: index }),
  fc.record({ kind: fc.constant('lower'), func: index, options }),
  fc.record({ kind: fc.constant('task.return'), result: maybe, options }),
  fc.record({
    kind: fc.constantFrom('context.get', 'context.set'),
    type: fc.constantFrom('i32', 'i64'),
    slot: index,
  }),
  fc.record({
    kind: fc.constantFrom(
      'resource.new',
      'resource.drop',
      'resource.rep',
      'stream.new',
      'stream.drop-readable',
      'stream.drop-writable',
      'future.new',
      'future.drop-readable',
      'future.drop-writable',
      'thread.spawn-ref',
    ),
    type: index,
  }),
  fc.record({
    kind: fc.constantFrom('stream.read', 'stream.write', 'future.read', 'future.write'),
    type: index,
    options,
  }),
  fc.record({
    kind: fc.constantFrom(
      'stream.cancel-read',
      'stream.cancel-write',
      'future.cancel-read',
      'future.cancel-write',
    ),
    type: index,
    async: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('subtask.cancel'), async: fc.boolean() }),
  fc.record({
    kind: fc.constantFrom('error-context.new', 'error-context.debug-message'),
    options,
  }),
  fc.record({
    kind: fc.constantFrom('waitable-set.wait', 'waitable-set.poll'),
    cancellable: fc.boolean(),
    memory: index,
  }),
  fc.record({
    kind: fc.constantFrom('thread.new-indirect', 'thread.spawn-indirect'),
    type: index,
    table: index,
  }),
  fc.record({
    kind: fc.constantFrom(
      'thread.suspend',
      'thread.yield',
      'thread.suspend-then-resume',
      'thread.yield-then-resume',
      'thread.suspend-then-promote',
      'thread.yield-then-promote',
    ),
    cancellable: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom(
      'task.cancel',
      'subtask.drop',
      'error-context.drop',
      'waitable-set.new',
      'waitable-set.drop',
      'waitable.join',
      'backpressure.inc',
      'backpressure.dec',
      'thread.index',
      'thread.resume-later',
      'thread.available-parallelism',
    ),
  }),
) as fc.Arbitrary<Canon>;

/** Places of declarations in the file say nothing about what was written. */
function withoutPlaces(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, inner: unknown) =>
      key === 'start' || key === 'end' ? undefined : inner,
    ),
  );
}

function expectSame(builder: ComponentBuilder, written: readonly unknown[]): void {
  const bytes = builder.finish();
  const node = read(bytes);
  expect(withoutPlaces(node.definitions)).toEqual(withoutPlaces(written));
  expect(writeComponent(node)).toEqual(bytes);
}

describe('writing, then reading', () => {
  it('gives the same types', () => {
    fc.assert(
      fc.property(fc.array(defType, { minLength: 1, maxLength: 5 }), (types) => {
        const builder = new ComponentBuilder();
        for (const type of types) builder.type(type);
        expectSame(
          builder,
          types.map((type) => ({ kind: 'type', type })),
        );
      }),
    );
  });

  it('gives the same canonical definitions', () => {
    fc.assert(
      fc.property(fc.array(canon, { minLength: 1, maxLength: 8 }), (list) => {
        const builder = new ComponentBuilder();
        for (const item of list) builder.canon(item);
        expectSame(
          builder,
          list.map((item) => ({ kind: 'canon', canon: item })),
        );
      }),
    );
  });

  it('gives the same imports, exports, instances and aliases', () => {
    const sortIndex = fc.record({
      sort: fc.constantFrom<Sort>('func', 'value', 'type', 'component', 'instance', 'core-module'),
      index,
    });
    const definition = fc.oneof(
      fc.record({ kind: fc.constant('import' as const), name: externName, type: externType }),
      fc.record({
        kind: fc.constant('export' as const),
        name: externName,
        item: sortIndex,
        type: fc.option(externType, { nil: undefined }),
      }),
      fc.record({
        kind: fc.constant('instance' as const),
        expr: fc.oneof(
          fc.record({
            kind: fc.constant('instantiate' as const),
            component: index,
            args: fc.array(fc.record({ name: label, item: sortIndex }), { maxLength: 3 }),
          }),
          fc.record({
            kind: fc.constant('exports' as const),
            exports: fc.array(fc.record({ name: externName, item: sortIndex }), { maxLength: 3 }),
          }),
        ),
      }),
      fc.record({
        kind: fc.constant('alias' as const),
        sort: fc.constantFrom<Sort>('func', 'type', 'core-module'),
        target: fc.record({
          kind: fc.constant('export' as const),
          instance: index,
          name: label,
        }),
      }),
      fc.record({
        kind: fc.constant('start' as const),
        func: index,
        args: fc.array(index, { maxLength: 3 }),
        results: fc.nat(3),
      }),
    );
    fc.assert(
      fc.property(fc.array(definition, { minLength: 1, maxLength: 8 }), (list) => {
        const builder = new ComponentBuilder();
        for (const item of list) builder.define({ ...item, ...NOWHERE });
        expectSame(builder, list);
      }),
    );
  });
});

describe('reading any bytes', () => {
  it('gives a component or one error', () => {
    const preamble = [0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0];
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (rest) => {
        const bytes = Uint8Array.from([...preamble, ...rest]);
        const { component, diagnostics } = readComponent(bytes, { name: 'x' });
        expect(diagnostics).toHaveLength(component === undefined ? 1 : 0);
      }),
      { numRuns: 1000 },
    );
  });
});
