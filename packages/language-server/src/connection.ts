import type { ConnectionStrategy } from 'vscode-jsonrpc';
import { ErrorCode } from './guard.js';

/** How connections are made: a request that is cancelled while it waits for its turn is answered at once. */
export const connectionStrategy: ConnectionStrategy = {
  cancelUndispatched: (message) => ({
    jsonrpc: '2.0',
    id: 'id' in message ? (message.id as number | string) : null,
    error: { code: ErrorCode.cancelled, message: 'the request was cancelled' },
  }),
};
