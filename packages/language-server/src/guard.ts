import { ResponseError } from 'vscode-jsonrpc';

/** The error codes of the protocol that are used here. */
export const ErrorCode = {
  invalidRequest: -32600,
  internal: -32603,
  notInitialized: -32002,
  cancelled: -32800,
  failed: -32803,
} as const;

/** A request that is refused for a reason that the user should see. */
export class Refusal extends Error {}

/**
 * Runs a part of the server. What it throws is logged and comes back as an error of the protocol: the server goes on.
 */
export async function guarded<T>(
  what: string,
  log: (message: string) => void,
  run: () => T | Promise<T>,
): Promise<T | ResponseError<void>> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof Refusal) return new ResponseError(ErrorCode.failed, error.message);
    const reason = error instanceof Error ? error.message : String(error);
    const stack = error instanceof Error ? `\n${error.stack ?? ''}` : '';
    log(`${what} failed: ${reason}${stack}`);
    return new ResponseError(ErrorCode.internal, `${what} failed: ${reason}`);
  }
}
