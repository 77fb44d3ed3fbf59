/** Runs scripts of the component model's tests through generated bindings. */
import { readComponent, validateComponent } from '@wit-ts/component';
import type { WasmTools } from '@wit-ts/wasm-tools';
import { parseWast, type WastCommand, type WastInvoke, type WastModule } from '../wast/script.js';
import { bindingsOf, type Bindings, type Exports } from './bindings.js';
import { fromHost, sameValue, toHost } from './wast-values.js';

export interface Failure {
  line: number;
  command: string;
  reason: string;
}

/** How the assertions of one script went; commands that only set something up count where they fail. */
export interface Score {
  passed: number;
  total: number;
  failures: Failure[];
  /** Core modules that this engine does not know how to compile, and the assertions that fall with them. */
  lacking: { line: number; message: string; assertions: number }[];
}

interface Defined {
  bindings: Pick<Bindings, 'instantiate'>;
}

/** Makes what a component is instantiated and called through. */
export type Make = (bytes: Uint8Array, name: string) => Promise<Pick<Bindings, 'instantiate'>>;

/** A component is valid where this does not throw. */
export type Judge = (bytes: Uint8Array, name: string) => Promise<unknown>;

/** Our own judgement. */
export function judge(bytes: Uint8Array, name: string): Promise<void> {
  const { component, diagnostics } = readComponent(bytes, { name });
  const found = component === undefined ? diagnostics : validateComponent(component);
  const error = found.find(({ severity }) => severity === 'error');
  return error === undefined ? Promise.resolve() : Promise.reject(new Error(error.message));
}

async function isValid(bytes: Uint8Array, name: string): Promise<boolean> {
  return judge(bytes, name).then(
    () => true,
    () => false,
  );
}

/** How a script of verdicts went: components that are valid count like assertions that others are not. */
export async function judgeScript(
  text: string,
  name: string,
  tools: WasmTools,
  verdict: Judge = judge,
): Promise<Score> {
  const score: Score = { passed: 0, total: 0, failures: [], lacking: [] };
  for (const command of parseWast(text)) {
    if (!('module' in command) || command.module.kind === 'module') continue;
    const expected = command.kind === 'module';
    score.total += 1;
    let reason: string | undefined;
    try {
      const { source } = command.module;
      await verdict(source.kind === 'binary' ? source.bytes : tools.parse(source.text), name);
    } catch (error) {
      reason = error instanceof Error ? error.message : String(error);
    }
    if ((reason === undefined) === expected) score.passed += 1;
    else
      score.failures.push({
        line: command.line,
        command: command.kind,
        reason: reason ?? 'is taken',
      });
  }
  return score;
}

export async function runScript(
  text: string,
  name: string,
  tools: WasmTools,
  make: Make = bindingsOf,
): Promise<Score> {
  return new Runner(name, tools, make).run(parseWast(text));
}

class Runner {
  readonly #name: string;
  readonly #tools: WasmTools;
  readonly #make: Make;
  readonly #definitions = new Map<string, Defined>();
  readonly #instances = new Map<string, Exports>();
  readonly #registered = new Map<string, Exports>();
  #last: Exports | undefined;
  readonly #score: Score = { passed: 0, total: 0, failures: [], lacking: [] };
  /** The module before could not be compiled by this engine. */
  #uncompiled = false;

  constructor(name: string, tools: WasmTools, make: Make) {
    this.#name = name;
    this.#tools = tools;
    this.#make = make;
  }

  async run(commands: readonly WastCommand[]): Promise<Score> {
    for (const command of commands) {
      const counts = command.kind.startsWith('assert_');
      if (counts) this.#score.total += 1;
      try {
        await this.#command(command);
        if (counts) this.#score.passed += 1;
      } catch (error) {
        this.#fail(command, error);
      }
    }
    return this.#score;
  }

  #fail(command: WastCommand, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    const { failures, lacking } = this.#score;
    if (error instanceof WebAssembly.CompileError) {
      lacking.push({ line: command.line, message: reason, assertions: 0 });
      this.#uncompiled = true;
      return;
    }
    const last = lacking.at(-1);
    if (this.#uncompiled && last !== undefined && command.kind.startsWith('assert_'))
      last.assertions += 1;
    else failures.push({ line: command.line, command: command.kind, reason });
  }

  async #command(command: WastCommand): Promise<void> {
    switch (command.kind) {
      case 'module': {
        this.#last = undefined;
        this.#uncompiled = false;
        const defined = await this.#define(command.module);
        if (!command.module.definition) this.#instantiate(defined, command.module.id);
        return;
      }
      case 'instance': {
        this.#last = undefined;
        const defined = this.#definitions.get(command.of ?? '');
        if (defined === undefined) throw new Error(`${command.of ?? ''} is not defined`);
        this.#instantiate(defined, command.id);
        return;
      }
      case 'register': {
        this.#registered.set(command.name, this.#instance(command.instance));
        return;
      }
      case 'invoke':
        await inTime(this.#invoke(command.invoke));
        return;
      case 'assert_return': {
        const result = await inTime(this.#invoke(command.invoke));
        const [expected] = command.results;
        if (expected === undefined) {
          if (result !== undefined) throw new Error(`got ${fromHost(result)}, expected nothing`);
        } else if (!sameValue(result, expected))
          throw new Error(`got ${fromHost(result)}, expected ${JSON.stringify(expected, bigints)}`);
        return;
      }
      case 'assert_trap':
      case 'assert_exhaustion':
        await this.#assertTrap(command.action, command.message);
        return;
      case 'assert_invalid':
      case 'assert_malformed':
      case 'assert_unlinkable':
        await this.#assertInvalid(command.module, command.message);
    }
  }

  async #define(module: WastModule): Promise<Defined> {
    if (module.kind === 'module') throw new Error('a core module stands outside of a component');
    const bytes = this.#bytes(module);
    const defined = { bindings: await this.#make(bytes, this.#name) };
    this.#definitions.set(module.id ?? '', defined);
    return defined;
  }

  #bytes(module: WastModule): Uint8Array {
    return module.source.kind === 'binary'
      ? module.source.bytes
      : this.#tools.parse(module.source.text);
  }

  #instantiate(defined: Defined, id: string | undefined): void {
    const imports = Object.fromEntries(this.#registered);
    this.#last = defined.bindings.instantiate(imports);
    if (id !== undefined) this.#instances.set(id, this.#last);
  }

  #instance(id: string | undefined): Exports {
    const found = id === undefined ? this.#last : this.#instances.get(id);
    if (found === undefined) throw new Error(`there is no instance ${id ?? ''}`);
    return found;
  }

  #invoke(invoke: WastInvoke): unknown {
    const target = this.#instance(invoke.instance);
    const callee = exported(target, invoke.func);
    try {
      return callee(...invoke.args.map(toHost));
    } catch (error) {
      // An `err` that the function returned is a value here.
      if (error instanceof Error && error.name === 'ComponentError' && 'payload' in error)
        return { tag: 'err', val: error.payload };
      throw error;
    }
  }

  async #assertTrap(
    action: Extract<WastCommand, { kind: 'assert_trap' | 'assert_exhaustion' }>['action'],
    message: string,
  ): Promise<void> {
    let defined: Defined | undefined;
    if (action.kind === 'module') defined = await this.#define(action.module);
    try {
      if (action.kind === 'invoke') await inTime(this.#invoke(action.invoke));
      else if (defined !== undefined) this.#instantiate(defined, undefined);
    } catch (error) {
      // Of other implementations any error will do.
      if (this.#make !== bindingsOf) return;
      if (!isTrap(error)) throw error;
      if (sameTrap(error.message, message)) return;
      throw new Error(`trapped with "${error.message}", expected "${message}"`, { cause: error });
    }
    throw new Error(`no trap, expected "${message}"`);
  }

  async #assertInvalid(module: WastModule, message: string): Promise<void> {
    let bytes: Uint8Array;
    try {
      bytes = this.#bytes(module);
    } catch {
      return;
    }
    if (await isValid(bytes, this.#name)) throw new Error(`is valid, expected "${message}"`);
  }
}

/** What jco gives for an asynchronous function, which may never end. */
async function inTime(result: unknown): Promise<unknown> {
  if (!(result instanceof Promise)) return result;
  return Promise.race([
    result,
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('no answer within a second')), 1000).unref();
    }),
  ]);
}

function exported(target: Exports, name: string): (...args: unknown[]) => unknown {
  const camel = name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const found = target[name] ?? target[camel] ?? target[camel.toLowerCase()];
  if (typeof found !== 'function') throw new Error(`there is no function ${name}`);
  return found as (...args: unknown[]) => unknown;
}

function isTrap(error: unknown): error is Error {
  return error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
}

/** What engines and tests call the same trap. */
const SAME: readonly (readonly [expected: RegExp, found: RegExp])[] = [
  [/unreachable/, /unreachable/],
  [/integer divide by zero/, /divide by zero/],
  [/out of bounds memory access/, /memory access out of bounds/],
  [/undefined element|out of bounds table/, /table index is out of bounds|null function/],
  [/indirect call type mismatch/, /null function or function signature mismatch/],
  [/call stack exhausted/, /call stack/i],
];

function sameTrap(found: string, expected: string): boolean {
  const wanted = expected.replace(/^wasm trap: /, '');
  if (found.includes(wanted)) return true;
  return SAME.some(([mine, theirs]) => mine.test(wanted) && theirs.test(found));
}

function bigints(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}
