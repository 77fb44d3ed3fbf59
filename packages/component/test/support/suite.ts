import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseWast, type WastCommand, type WastModule } from '../../../../test/wast/script.js';
import { assemble } from './assemble.js';

/** The component model's own tests, beside the repository. */
export const suiteRoot = fileURLToPath(
  new URL('../../../../../shared/component-model-tests', import.meta.url),
);

export const hasSuite = existsSync(suiteRoot);

/** Why tests over the suite are skipped, as a part of their names. */
export const suiteNote = hasSuite ? '' : ' (skipped: ../shared/component-model-tests is absent)';

/** The scripts of the suite, relative to its root. */
export function suiteScripts(): string[] {
  if (!hasSuite) return [];
  return readdirSync(suiteRoot, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.wast'))
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted();
}

export interface SuiteComponent {
  /** `validation/kebab.wast:12`. */
  place: string;
  /** Whether the suite says that it is valid. */
  valid: boolean;
  /** The message that the suite expects of a refusal. */
  message: string;
  /** Absent where wasm-tools does not assemble the text. */
  bytes: Uint8Array | undefined;
}

/** All components of a script. */
export function suiteComponents(script: string): SuiteComponent[] {
  const commands = parseWast(readFileSync(join(suiteRoot, script), 'utf8'));
  return commands.flatMap((command) => {
    const found = moduleOf(command);
    if (found === undefined || found.module.kind !== 'component') return [];
    const { module, valid, message } = found;
    return [{ place: `${script}:${command.line}`, valid, message, bytes: bytesOf(module) }];
  });
}

function moduleOf(
  command: WastCommand,
): { module: WastModule; valid: boolean; message: string } | undefined {
  switch (command.kind) {
    case 'module':
      return { module: command.module, valid: true, message: '' };
    case 'assert_invalid':
    case 'assert_malformed':
      return { module: command.module, valid: false, message: command.message };
    case 'assert_trap':
      if (command.action.kind !== 'module') return undefined;
      return { module: command.action.module, valid: true, message: command.message };
    default:
      return undefined;
  }
}

function bytesOf(module: WastModule): Uint8Array | undefined {
  if (module.source.kind === 'binary') return module.source.bytes;
  try {
    return assemble(module.source.text);
  } catch {
    return undefined;
  }
}
