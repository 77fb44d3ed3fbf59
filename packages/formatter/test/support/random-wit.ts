import type { Tape } from './tape.js';

const PRIMITIVES = ['u8', 'string', 'bool', 's64', 'f32', 'char', 'error-context'] as const;

const GATES = [
  '@since(version = 1.0.0)',
  '@unstable(feature = some-feature)',
  '@since(version = 0.1.0-rc.1+b.2) @deprecated(version = 1.0.0)',
  '@external-id("a \\"quoted\\" id: // no comment")',
  '@unstable(feature = %type) @external-id("")',
] as const;

/** A random package that resolves, all on as few lines as its tokens allow. */
export function randomPackage(tape: Tape): string {
  return new Writer(tape).package();
}

class Writer {
  #names = 0;

  constructor(readonly tape: Tape) {}

  package(): string {
    const { tape } = this;
    const interfaces = ['base', ...tape.times(2, () => this.#name())];
    const worlds = tape.times(2, () => this.#name());
    const nested = tape.times(2, (index) => `package other:p${index}@1.1.0 { ${this.#nested()} }`);
    return [
      tape.pick('package a:b@1.0.0;', 'package a:b @ 1.0.0 ;', 'package %use:b@1.1.0-0a.b+c;'),
      ...tape.times(1, () => 'use base as other-base;'),
      ...interfaces.map((name) => `${this.#gates()} interface ${name} { ${this.#types('base')} }`),
      ...worlds.map((name) => this.#world(name)),
      ...nested,
    ].join(' ');
  }

  #nested(): string {
    return this.tape.times(2, () => `interface ${this.#name()} { ${this.#types('')} }`).join(' ');
  }

  /** Types and functions; `base` is the interface that the first one has. */
  #types(base: string): string {
    const known: string[] = [];
    const resources: string[] = [];
    const items = this.tape.times(8, () => this.#gates() + this.#item(known, resources));
    void base;
    return items.join(' ');
  }

  #item(known: string[], resources: string[]): string {
    const { tape } = this;
    const name = this.#name();
    const type = (): string => this.#type(known, resources, 3);
    const comma = (): string => tape.pick('', ',');
    const some = (make: () => string): string => {
      const entries = tape.times(5, make);
      return entries.join(', ') + (entries.length > 0 ? comma() : '');
    };
    const params = (): string => `(${some(() => `${this.#name()}: ${type()}`)})`;
    const result = (): string => tape.pick('', ` -> ${this.#type(known, [], 3)}`);
    const func = (): string => `${tape.pick('', 'async ')}func${params()}${result()}`;
    switch (tape.below(8)) {
      case 0:
        return `${name}: ${func()};`;
      case 1: {
        const record = `record ${name} { ${some(() => `${this.#name()}: ${type()}`)} }`;
        if (resources.length === 0) known.push(name);
        return record;
      }
      case 2:
        known.push(name);
        return `flags ${name} { ${some(() => this.#name())} }`;
      case 3:
        known.push(name);
        return `enum ${name} { ${[this.#name(), ...tape.times(4, () => this.#name())].join(',')}${comma()} }`;
      case 4: {
        const cases = tape.times(3, () => `${this.#name()}${tape.pick('', `(${type()})`)}`);
        return `variant ${name} { ${[this.#name(), ...cases].join(', ')}${comma()} }`;
      }
      case 5: {
        const alias = `type ${name} = ${type()};`;
        if (resources.length === 0) known.push(name);
        return alias;
      }
      case 6: {
        resources.push(name);
        const methods = tape.times(
          3,
          () => `${this.#gates()}${this.#name()}: ${tape.pick('', 'static ')}${func()};`,
        );
        const constructor = tape.times(1, () => `${this.#gates()}constructor${params()};`);
        return `resource ${name} { ${[...constructor, ...methods].join(' ')} }`;
      }
      default:
        resources.push(name);
        return `resource ${name};`;
    }
  }

  #type(known: readonly string[], resources: readonly string[], depth: number): string {
    const { tape } = this;
    const inner = (): string => this.#type(known, resources, depth - 1);
    const primitive = tape.pick(...PRIMITIVES);
    if (depth === 0) return primitive;
    switch (tape.below(12)) {
      case 1:
        return known[tape.below(known.length + 1)] ?? primitive;
      case 2: {
        const resource = resources[tape.below(resources.length + 1)];
        return resource === undefined ? primitive : tape.pick(resource, `borrow<${resource}>`);
      }
      case 3:
        return `list<${inner()}>`;
      case 4:
        return `list<${inner()}, 16>`;
      case 5:
        return `option<${inner()}>`;
      case 6:
        return tape.pick('result', `result<${inner()}>`, `result<_, ${inner()}>`);
      case 7:
        return `result<${inner()}, ${inner()}>`;
      case 8:
        return `tuple<${[inner(), ...tape.times(4, inner)].join(', ')}${tape.pick('', ',')}>`;
      case 9:
        return `map<string, ${inner()}>`;
      case 10:
        return tape.pick('future', `future<${inner()}>`);
      case 11:
        return tape.pick('stream', `stream<${inner()}>`);
      default:
        return primitive;
    }
  }

  #world(name: string): string {
    const { tape } = this;
    const items = tape.times(5, () => {
      const label = this.#name();
      const direction = tape.pick('import', 'export');
      return (
        this.#gates() +
        tape.pick(
          `${direction} ${label}: func(a: u8);`,
          `${direction} ${label}: interface { ${this.#types('')} }`,
          `${direction} ${label}: base;`,
          `${direction} ${label}: interface {}`,
          `record ${label} { a: u8 }`,
        )
      );
    });
    const parts = tape.times(1, () => {
      const [part, renamed] = [this.#name(), this.#name()];
      return [part, renamed] as const;
    });
    const included = parts.map(([part]) => `world ${name}-part { import ${part}: func(); }`);
    const includes = parts.map(
      ([part, renamed]) =>
        `include ${name.replace('%', '')}-part with { ${part} as ${renamed}${tape.pick('', ',')} }`,
    );
    return [
      ...included.map((text) => text.replace('world %', 'world ')),
      `${this.#gates()} world ${name} { ${[...includes, ...items].join(' ')} }`,
    ].join(' ');
  }

  #gates(): string {
    return this.tape.times(1, () => `${this.tape.pick(...GATES)} `).join('');
  }

  /** A name that no other item has: with `%`, long, of upper case letters. */
  #name(): string {
    const number = (this.#names += 1);
    return this.tape.pick(
      `n${number}`,
      `%n${number}`,
      `a-rather-long-name-that-takes-its-room-${number}`,
      `N${number}-x`,
      `%N${number}`,
    );
  }
}
