/** The implementations that this machine has, for tests that must hold for each of them. */
import { loadWasmTools, type WasmTools } from '../src/index.js';

const found = await loadWasmTools();

export const module = await loadWasmTools({ use: 'off' });

export const implementations: [string, WasmTools][] = [['module', module]];
if (found.implementation.kind === 'binary') implementations.push(['binary', found]);

/** The message of what a function throws. */
export function failure(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'nothing was thrown';
}
