import type { MessageConnection } from 'vscode-jsonrpc';
import type { Session } from './session.js';

/** For so long a scan stays unseen, and then it reports, and lets requests in between, so often. */
const QUIET_MS = 300;
const SLICE_MS = 50;

/**
 * Looks for WIT in the folders of the workspace, in slices between which requests are answered. A scan that takes long shows in
 * the client as work in progress.
 *
 * @returns whether it ran to its end; the session may start over meanwhile
 */
export async function scanWorkspace(
  connection: MessageConnection,
  session: Session,
): Promise<boolean> {
  const { service } = session;
  const progress = new Progress(connection, session);
  const started = performance.now();
  let sliceStart = started;
  try {
    for (const count of service.scan()) {
      const now = performance.now();
      if (now - sliceStart < SLICE_MS) continue;
      if (now - started > QUIET_MS) await progress.report(`${count} folders with WIT`);
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (session.service !== service) return false;
      sliceStart = performance.now();
    }
    return true;
  } finally {
    await progress.end();
  }
}

/** Work in progress that the client shows, if it can; begun by the first report. */
class Progress {
  #token: string | undefined;

  constructor(
    readonly connection: MessageConnection,
    readonly session: Session,
  ) {}

  async report(message: string): Promise<void> {
    if (this.session.client.window?.workDoneProgress !== true) return;
    if (this.#token === undefined) {
      const token = 'wit-ts/scan';
      await this.connection.sendRequest('window/workDoneProgress/create', { token });
      this.#token = token;
      await this.#send({ kind: 'begin', title: 'Looking for WIT', message });
    } else {
      await this.#send({ kind: 'report', message });
    }
  }

  async end(): Promise<void> {
    if (this.#token !== undefined) await this.#send({ kind: 'end' });
  }

  async #send(value: { kind: string; title?: string; message?: string }): Promise<void> {
    await this.connection.sendNotification('$/progress', { token: this.#token, value });
  }
}
