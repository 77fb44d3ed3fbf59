/** Writes the adapter between the module of a user and a back end: one JavaScript module for a world. */
import { isIdentifierName, stringLiteral } from '../../naming/index.js';
import type { WorldPlan } from '../world-plan.js';
import type { GuestDialect } from './dialect.js';
import { ExportSide } from './export-side.js';
import { ADAPTER_HELPERS } from './helpers.js';
import { ImportSide } from './import-side.js';
import { ADAPTER_MODULE, RAW_PREFIX, USER_MODULE } from './specifiers.js';

/** What the world of a back end has beside the user's. */
export interface AdapterExtras {
  /** The interface of standard error, for an engine without `console`. */
  readonly stderr?: string;
  /** The name of a function that is given each object of an exported resource when it is dropped. */
  readonly dispose?: string;
}

export class AdapterWriter {
  readonly #dialect: GuestDialect;
  readonly #extra: AdapterExtras;
  readonly #imports: ImportSide;
  readonly #exports: ExportSide;

  constructor(plan: WorldPlan, dialect: GuestDialect, extra: AdapterExtras) {
    this.#dialect = dialect;
    this.#extra = extra;
    this.#imports = new ImportSide(plan, dialect);
    this.#exports = new ExportSide(plan, dialect, this.#imports);
    this.#imports.write();
    this.#exports.write(extra.dispose);
  }

  /** The modules of imported interfaces, by specifier. */
  get modules(): ReadonlyMap<string, string> {
    return this.#imports.modules;
  }

  /** The adapter module. */
  adapter(): string {
    return [
      ...this.#imports.rawImports,
      ADAPTER_HELPERS,
      ...(this.#dialect.withoutConsole ? consoleText(this.#extra.stderr) : []),
      'let user;',
      'export function connect(module) { user = module; }',
      ...this.#imports.conversions.declarations,
      ...this.#exports.conversions.declarations,
      ...this.#imports.statements,
      ...this.#exports.statements,
      `export { ${this.#locals().join(', ')} };`,
      '',
    ].join('\n');
  }

  /** The module that the back end gets, in front of bundling. */
  entry(): string {
    const exported = [...this.#exports.names].map(
      ([name, local]) => `${local} as ${isIdentifierName(name) ? name : stringLiteral(name)}`,
    );
    return [
      `import { ${['connect', ...this.#locals()].join(', ')} } from ${stringLiteral(ADAPTER_MODULE)};`,
      `import * as user from ${stringLiteral(USER_MODULE)};`,
      'connect(user);',
      `export { ${exported.join(', ')} };`,
      '',
    ].join('\n');
  }

  #locals(): string[] {
    return [...new Set(this.#exports.names.values())];
  }
}

/** A `console` that writes to standard error, or drops what it is given. */
function consoleText(stderr: string | undefined): string[] {
  if (stderr === undefined) return ['globalThis.console ??= makeConsole(() => {});'];
  return [
    `import * as rawStderr from ${stringLiteral(RAW_PREFIX + stderr)};`,
    'globalThis.console ??= makeConsole((text) => writeError(rawStderr.getStderr(), text));',
  ];
}
