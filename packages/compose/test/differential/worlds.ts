/** Random components that share interfaces: their WIT, as text, with bodies that nobody calls. */
import { Random } from './random.js';

/** A component by its name, and the text of the package that holds its one world. */
export interface GeneratedComponent {
  name: string;
  wit: string;
}

interface GeneratedFunction {
  text: string;
  /** Only in the later version of the package. */
  late: boolean;
}

interface GeneratedInterface {
  package: GeneratedPackage;
  name: string;
  uses: { from: GeneratedInterface; names: string[] }[];
  /** Definitions of types as text. */
  types: string[];
  values: string[];
  resources: string[];
  functions: GeneratedFunction[];
}

interface GeneratedPackage {
  name: string;
  /** An earlier and a later version of one track, or none. */
  versions: readonly [string, string] | undefined;
  interfaces: GeneratedInterface[];
}

const VERSIONS = [undefined, ['0.2.0', '0.2.6'], ['1.1.0', '1.4.2'], ['0.3.1', '0.3.12']] as const;

const PRIMITIVES = ['bool', 'u8', 's16', 'u32', 's64', 'f32', 'f64', 'char', 'string'];

/**
 * The components of a seed; which interfaces they share, and in which versions, is up to chance.
 *
 * @param plain leaves out what stands behind gates, asynchronous functions, and types of worlds
 */
export function generateComponents(seed: number, { plain = false } = {}): GeneratedComponent[] {
  return new Generator(new Random(seed), plain).run();
}

class Generator {
  private readonly packages: GeneratedPackage[] = [];
  private readonly interfaces: GeneratedInterface[] = [];

  constructor(
    private readonly random: Random,
    private readonly plain: boolean,
  ) {}

  run(): GeneratedComponent[] {
    const { random } = this;
    const packageCount = random.between(1, 3);
    for (let index = 0; index < packageCount; index++) {
      this.packages.push({ name: `t:p${index}`, versions: random.pick(VERSIONS), interfaces: [] });
    }
    const interfaceCount = random.between(2, 6);
    for (let index = 0; index < interfaceCount; index++) this.interface(index);
    return this.components();
  }

  private interface(index: number): void {
    const { random } = this;
    // Packages must not need each other in a circle: a later interface is in the same package or a later one.
    const last = this.interfaces.at(-1)?.package;
    const from = last === undefined ? 0 : this.packages.indexOf(last);
    const home = this.packages[random.between(from, this.packages.length - 1)] as GeneratedPackage;
    const made: GeneratedInterface = {
      package: home,
      name: `i${index}`,
      uses: [],
      types: [],
      values: [],
      resources: [],
      functions: [],
    };
    const functionNames = new Set<string>();
    for (const other of this.interfaces) {
      if (!random.chance(0.5)) continue;
      const names = random.some([...other.values, ...other.resources], 0.6);
      const fresh = names.filter(
        (name) => !made.values.includes(name) && !made.resources.includes(name),
      );
      if (fresh.length === 0) continue;
      made.uses.push({ from: other, names: fresh });
      for (const name of fresh)
        (other.values.includes(name) ? made.values : made.resources).push(name);
    }
    for (let n = random.between(0, 3); n > 0; n--) this.valueType(made, `${made.name}-t${n}`);
    for (let n = random.between(0, 2); n > 0; n--) this.resource(made, `${made.name}-r${n}`);
    for (let n = random.between(made.types.length === 0 ? 1 : 0, 3); n > 0; n--) {
      const name = `f${n}`;
      if (functionNames.has(name)) continue;
      functionNames.add(name);
      const async = !this.plain && random.chance(0.08) ? 'async ' : '';
      const late = home.versions !== undefined && random.chance(0.25);
      made.functions.push({ text: `${name}: ${async}func${this.signature(made)};`, late });
    }
    home.interfaces.push(made);
    this.interfaces.push(made);
  }

  private valueType(into: GeneratedInterface, name: string): void {
    const { random } = this;
    const count = random.between(1, 4);
    const each = (make: (index: number) => string): string =>
      Array.from({ length: count }, (_, index) => make(index)).join(', ');
    const text = ((): string => {
      switch (random.below(5)) {
        case 0:
          return `record ${name} { ${each((n) => `a${n}: ${this.type(into)}`)} }`;
        case 1:
          return `variant ${name} { ${each((n) => (random.chance(0.6) ? `c${n}(${this.type(into)})` : `c${n}`))} }`;
        case 2:
          return `enum ${name} { ${each((n) => `e${n}`)} }`;
        case 3:
          return `flags ${name} { ${each((n) => `b${n}`)} }`;
        default:
          return `type ${name} = ${this.type(into)};`;
      }
    })();
    into.types.push(text);
    into.values.push(name);
  }

  private resource(into: GeneratedInterface, name: string): void {
    const { random } = this;
    into.resources.push(name);
    const members: string[] = [];
    if (random.chance(0.6)) members.push(`constructor(${this.params(into)});`);
    for (let n = random.between(0, 2); n > 0; n--)
      members.push(`m${n}: func${this.signature(into)};`);
    if (random.chance(0.4)) members.push(`s: static func${this.signature(into)};`);
    into.types.push(`resource ${name} { ${members.join(' ')} }`);
  }

  private signature(of: GeneratedInterface): string {
    const result = this.random.chance(0.7) ? ` -> ${this.type(of)}` : '';
    return `(${this.params(of)})${result}`;
  }

  private params(of: GeneratedInterface): string {
    const { random } = this;
    return Array.from({ length: random.below(4) }, (_, index) => {
      const borrowed = of.resources.length > 0 && random.chance(0.3);
      return `x${index}: ${borrowed ? `borrow<${random.pick(of.resources)}>` : this.type(of)}`;
    }).join(', ');
  }

  private type(of: GeneratedInterface, depth = 0): string {
    const { random } = this;
    const inner = (): string => this.type(of, depth + 1);
    const named = [...of.values, ...of.resources];
    if (named.length > 0 && random.chance(0.5)) return random.pick(named);
    if (depth > 1 || random.chance(0.6)) return random.pick(PRIMITIVES);
    if (!this.plain && random.chance(0.04)) return `list<${inner()}, ${random.between(1, 4)}>`;
    if (!this.plain && random.chance(0.04))
      return `map<${random.pick(['u32', 'string'])}, ${inner()}>`;
    switch (random.below(5)) {
      case 0:
        return `list<${inner()}>`;
      case 1:
        return `option<${inner()}>`;
      case 2:
        return `tuple<${inner()}, ${inner()}>`;
      case 3:
        return `result<${random.chance(0.5) ? inner() : '_'}, ${inner()}>`;
      default:
        return random.chance(0.5) ? 'result' : `result<${inner()}>`;
    }
  }

  private components(): GeneratedComponent[] {
    const { random } = this;
    const count = random.between(2, 5);
    const providers = this.providers(count);
    const bare = Array.from({ length: random.below(3) }, (_, index) => `bare${index}`);
    const made: GeneratedComponent[] = [];
    for (let index = 0; index < count; index++) {
      // Mostly one provider for an interface: where there are two, the choice is an error that says so.
      const exports = this.interfaces.filter(
        (each) => providers.get(each) === index || random.chance(0.02),
      );
      const imports = this.interfaces.filter((each) => {
        const provider = providers.get(each);
        const later = provider === undefined || provider < index;
        return random.chance(later ? 0.5 : 0.03);
      });
      const items = [
        ...imports.map(
          (each) => `${this.attribute()}import ${this.label(each)}${this.path(each)};`,
        ),
        ...exports.map((each) => `${this.attribute()}export ${this.path(each)};`),
        ...this.worldItems(imports, bare, index),
        `export only${index}: func(x: u32) -> u32;`,
      ];
      made.push({ name: `c${index}`, wit: this.package(`c${index}`, items, exports.length > 0) });
    }
    return made;
  }

  /** Seldom, a name of its own for an interface, which is then told from the same interface under other names. */
  private label(of: GeneratedInterface): string {
    const name = `of-${of.name}-${this.random.below(2)}`;
    return !this.plain && this.random.chance(0.03) ? `${name}: ` : '';
  }

  private attribute(): string {
    return !this.plain && this.random.chance(0.03)
      ? `@external-id("x${this.random.below(2)}") `
      : '';
  }

  /** Which component exports an interface. Mostly it comes after those that export what the interface uses. */
  private providers(count: number): Map<GeneratedInterface, number> {
    const { random } = this;
    const providers = new Map<GeneratedInterface, number>();
    for (const each of this.interfaces) {
      const before = each.uses.flatMap(({ from }) => providers.get(from) ?? []);
      if (random.chance(0.1)) {
        if (random.chance(0.5)) providers.set(each, random.below(count));
      } else if (before.length > 0 || random.chance(0.6)) {
        const from = Math.max(0, ...before);
        providers.set(each, random.between(from, Math.min(from + 1, count - 1)));
      }
    }
    return providers;
  }

  /** Bare functions, and types that belong to the world or are used by it. */
  private worldItems(imports: GeneratedInterface[], bare: string[], index: number): string[] {
    const { random } = this;
    const items: string[] = [];
    const known: string[] = [];
    for (const each of imports) {
      const names = [...each.values, ...each.resources];
      if (this.plain || names.length === 0 || !random.chance(0.25)) continue;
      const name = random.pick(names);
      if (known.includes(name)) continue;
      items.push(`use ${this.path(each)}.{${name}};`);
      known.push(name);
    }
    if (!this.plain && random.chance(0.2)) {
      items.push(`record own${index} { n: u32, s: string }`);
      known.push(`own${index}`);
    }
    for (const name of known) items.push(`import get-${name}: func() -> ${name};`);
    for (const name of bare) {
      if (random.chance(0.35)) items.push(`import ${name}: func(x: u32) -> u32;`);
      else if (index === 0 || random.chance(0.1))
        items.push(`export ${name}: func(x: u32) -> u32;`);
    }
    return items;
  }

  /** The version of each package that is being written for this component. */
  private versions = new Map<GeneratedPackage, number>();

  private path(of: GeneratedInterface): string {
    return `{${this.interfaces.indexOf(of)}}`;
  }

  private package(name: string, items: string[], exported: boolean): string {
    // Mostly the later version, which has all functions.
    this.versions = new Map(
      this.packages.map((each) => [each, this.random.chance(exported ? 0.9 : 0.4) ? 1 : 0]),
    );
    const packages = this.packages
      .filter(({ interfaces }) => interfaces.length > 0)
      .map((each) => `package ${this.qualified(each, '')} {\n${this.interfacesOf(each)}\n}`);
    const text = items.join('\n  ').replaceAll(/\{(\d+)\}/g, (_, at: string) => {
      const found = this.interfaces[Number(at)] as GeneratedInterface;
      return this.qualified(found.package, `/${found.name}`);
    });
    return `package local:${name};\n\n${packages.join('\n\n')}\n\nworld w {\n  ${text}\n}\n`;
  }

  private qualified(
    { name, versions }: GeneratedPackage,
    item: string,
    of = this.versions,
  ): string {
    const home = this.packages.find((each) => each.name === name) as GeneratedPackage;
    return versions === undefined ? name + item : `${name}${item}@${versions[of.get(home) ?? 0]}`;
  }

  private interfacesOf(of: GeneratedPackage): string {
    const later = this.versions.get(of) === 1;
    return of.interfaces
      .map((each) => {
        const uses = each.uses.map(({ from, names }) => {
          const path =
            from.package === of ? from.name : this.qualified(from.package, `/${from.name}`);
          return `use ${path}.{${names.join(', ')}};`;
        });
        const functions = each.functions
          .filter(({ late }) => later || !late)
          .map(({ text }) => text);
        const lines = [...uses, ...each.types, ...functions].map((line) => `    ${line}\n`);
        return `  interface ${each.name} {\n${lines.join('')}  }`;
      })
      .join('\n');
  }
}
