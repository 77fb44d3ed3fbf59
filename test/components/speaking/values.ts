/** Core code that takes values in and makes values: what goes in decides, through `$h`, what comes out. */
import {
  alignOf,
  fieldOffsets,
  type Flat,
  flatOf,
  narrow,
  payloadOffset,
  type Shape,
  sizeOf,
  Unspeakable,
  widen,
} from './shapes.js';

/** What code does with handles, which only its surroundings know. */
export interface Handles {
  /** Takes the handle in a local in; where it is a borrow of an own resource, that is its representation. */
  take(shape: Shape & { kind: 'handle' }, local: number, code: Code): void;
  /** Leaves a handle on the stack. */
  make(shape: Shape & { kind: 'handle' }, code: Code): void;
}

/** The body of one function. */
export class Code {
  readonly lines: string[] = [];
  readonly locals: Flat[] = [];

  constructor(
    private readonly handles: Handles,
    readonly params: number,
  ) {}

  add(...lines: string[]): void {
    this.lines.push(...lines);
  }

  local(type: Flat): number {
    this.locals.push(type);
    return this.params + this.locals.length - 1;
  }

  /** Mixes what is on the stack into `$h`. */
  mix(type: Flat): void {
    if (type === 'f32') this.add('i32.reinterpret_f32');
    if (type === 'f64') this.add('i64.reinterpret_f64');
    if (type === 'i64' || type === 'f64') this.add('call $mix64');
    else this.add('call $mix');
  }

  /** Takes a value in from flat locals; gives those that are left. */
  absorbFlat(shape: Shape, from: readonly number[]): readonly number[] {
    const [first = 0, second = 0, ...more] = from;
    switch (shape.kind) {
      case 'record':
        return shape.fields.reduce((left, field) => this.absorbFlat(field, left), from);
      case 'variant': {
        const joined = flatOf(shape).slice(1);
        this.add(`local.get ${first}`);
        this.mix('i32');
        for (const [index, of] of shape.cases.entries()) {
          if (of === null) continue;
          this.add(`local.get ${first}`, `i32.const ${index}`, 'i32.eq', 'if');
          const locals = flatOf(of).map((flat, at) => {
            const local = this.local(flat);
            this.add(`local.get ${from[1 + at]}`, narrow(joined[at] ?? flat, flat));
            this.add(`local.set ${local}`);
            return local;
          });
          this.absorbFlat(of, locals);
          this.add('end');
        }
        return from.slice(1 + joined.length);
      }
      case 'bytes':
        this.add(`local.get ${first}`, `local.get ${second}`, 'call $mix-bytes');
        return more;
      case 'list':
        this.absorbList(shape.element, first, second);
        return more;
      case 'handle':
        this.handles.take(shape, first, this);
        return from.slice(1);
      case 'int':
      case 'float':
      case 'char':
      case 'flags':
        this.add(`local.get ${first}`);
        this.mix(flatOf(shape)[0] ?? 'i32');
        return from.slice(1);
    }
  }

  /** Takes a value in from memory. */
  absorbAt(shape: Shape, base: number, offset: number): void {
    const load = (instruction: string): void => {
      this.add(`local.get ${base}`, `${instruction} offset=${offset}`);
    };
    switch (shape.kind) {
      case 'record':
        for (const [index, at] of fieldOffsets(shape.fields).offsets.entries()) {
          this.absorbAt(shape.fields[index] as Shape, base, offset + at);
        }
        return;
      case 'variant':
        load('i32.load8_u');
        this.mix('i32');
        for (const [index, of] of shape.cases.entries()) {
          if (of === null) continue;
          load('i32.load8_u');
          this.add(`i32.const ${index}`, 'i32.eq', 'if');
          this.absorbAt(of, base, offset + payloadOffset(shape.cases));
          this.add('end');
        }
        return;
      case 'bytes':
        load('i32.load');
        this.add(`local.get ${base}`, `i32.load offset=${offset + 4}`, 'call $mix-bytes');
        return;
      case 'list': {
        const [at, length] = [this.local('i32'), this.local('i32')];
        load('i32.load');
        this.add(`local.set ${at}`, `local.get ${base}`, `i32.load offset=${offset + 4}`);
        this.add(`local.set ${length}`);
        this.absorbList(shape.element, at, length);
        return;
      }
      case 'handle': {
        const local = this.local('i32');
        load('i32.load');
        this.add(`local.set ${local}`);
        this.handles.take(shape, local, this);
        return;
      }
      case 'int':
        load(shape.load);
        this.mix(shape.bytes === 8 ? 'i64' : 'i32');
        return;
      case 'float':
        load(`${flatOf(shape)[0]}.load`);
        this.mix(shape.bytes === 8 ? 'f64' : 'f32');
        return;
      case 'char':
        load('i32.load');
        this.mix('i32');
        return;
      case 'flags':
        load(['', 'i32.load8_u', 'i32.load16_u', '', 'i32.load'][sizeOf(shape)] ?? '');
        this.mix('i32');
        return;
    }
  }

  private absorbList(element: Shape, pointer: number, length: number): void {
    const [at, left] = [this.local('i32'), this.local('i32')];
    this.add(`local.get ${length}`, 'call $mix');
    this.add(`local.get ${pointer}`, `local.set ${at}`, `local.get ${length}`, `local.set ${left}`);
    this.add('block', 'loop', `local.get ${left}`, 'i32.eqz', 'br_if 1');
    this.absorbAt(element, at, 0);
    this.add(`local.get ${at}`, `i32.const ${sizeOf(element)}`, 'i32.add', `local.set ${at}`);
    this.add(`local.get ${left}`, 'i32.const 1', 'i32.sub', `local.set ${left}`, 'br 0');
    this.add('end', 'end');
  }

  /** Leaves a value on the stack, flat. */
  makeFlat(shape: Shape): void {
    switch (shape.kind) {
      case 'record':
        for (const field of shape.fields) this.makeFlat(field);
        return;
      case 'variant': {
        const index = shape.cases.length - 1;
        const of = shape.cases[index] ?? null;
        const joined = flatOf(shape).slice(1);
        const own = of === null ? [] : flatOf(of);
        const locals = own.map((flat) => this.local(flat));
        if (of !== null) this.makeFlat(of);
        for (const local of locals.toReversed()) this.add(`local.set ${local}`);
        this.add(`i32.const ${index}`);
        for (const [at, flat] of joined.entries()) {
          const local = locals[at];
          if (local === undefined) this.add(`${flat}.const 0`);
          else this.add(`local.get ${local}`, widen(own[at] ?? flat, flat));
        }
        return;
      }
      case 'bytes':
        this.add('call $name', 'i32.const 4');
        return;
      case 'list': {
        const at = this.local('i32');
        this.add(...this.allocation(2 * sizeOf(shape.element), alignOf(shape.element)));
        this.add(`local.set ${at}`);
        this.makeAt(shape.element, at, 0);
        this.makeAt(shape.element, at, sizeOf(shape.element));
        this.add(`local.get ${at}`, 'i32.const 2');
        return;
      }
      case 'handle':
        this.handles.make(shape, this);
        return;
      case 'int':
        this.add('call $next');
        if (shape.bytes === 8) this.add('i64.extend_i32_u');
        else if (shape.load === 'i32.load8_u') this.add('i32.const 1', 'i32.and');
        else if (shape.bytes < 4) this.add('i32.const 127', 'i32.and');
        return;
      case 'float':
        this.add('call $next', 'i32.const 1023', 'i32.and');
        this.add(`${flatOf(shape)[0]}.convert_i32_s`);
        return;
      case 'char':
        this.add('call $next', 'i32.const 15', 'i32.and', 'i32.const 97', 'i32.add');
        return;
      case 'flags':
        this.add('call $next', `i32.const ${2 ** shape.bits - 1}`, 'i32.and');
        return;
    }
  }

  /** Writes a value into memory. */
  makeAt(shape: Shape, base: number, offset: number): void {
    if (shape.kind === 'record') {
      for (const [index, at] of fieldOffsets(shape.fields).offsets.entries()) {
        this.makeAt(shape.fields[index] as Shape, base, offset + at);
      }
      return;
    }
    if (shape.kind === 'variant') {
      const index = shape.cases.length - 1;
      const of = shape.cases[index] ?? null;
      this.add(`local.get ${base}`, `i32.const ${index}`, `i32.store8 offset=${offset}`);
      if (of !== null) this.makeAt(of, base, offset + payloadOffset(shape.cases));
      return;
    }
    const flat = flatOf(shape);
    const locals = flat.map((each) => this.local(each));
    this.makeFlat(shape);
    for (const local of locals.toReversed()) this.add(`local.set ${local}`);
    for (const [at, each] of flat.entries()) {
      const narrowed = flat.length === 1 && sizeOf(shape) < 4 ? String(sizeOf(shape) * 8) : '';
      const store = `${each}.store${narrowed} offset=${offset + 4 * at}`;
      this.add(`local.get ${base}`, `local.get ${locals[at]}`, store);
    }
  }

  /** What `write` adds; nothing where it meets what it cannot say. */
  attempt(write: () => void): void {
    const length = this.lines.length;
    try {
      write();
    } catch (error) {
      if (!(error instanceof Unspeakable)) throw error;
      this.lines.length = length;
    }
  }

  /** Instructions that leave the address of fresh memory on the stack. */
  allocation(size: number, alignment: number): string[] {
    const fresh = ['i32.const 0', 'i32.const 0'];
    return [...fresh, `i32.const ${alignment}`, `i32.const ${size}`, 'call $realloc'];
  }

  text(): string {
    const locals = this.locals.length === 0 ? '' : `(local ${this.locals.join(' ')})`;
    return `${locals}\n      ${this.lines.filter((line) => line !== '').join('\n      ')}`;
  }
}
