import type { PublishDiagnosticsParams } from 'vscode-languageserver-protocol';
import type { Session } from './session.js';

/**
 * Tells the client about diagnostics that changed. What several changes in a row lead to is told once, when the messages that
 * are there already are dealt with.
 */
export class DiagnosticsPublisher {
  #scheduled = false;
  /** The documents for which the client shows diagnostics. */
  readonly #shown = new Set<string>();
  /** Those of a service that is gone. */
  #stale = new Set<string>();

  constructor(
    readonly session: Session,
    readonly send: (params: PublishDiagnosticsParams) => void,
    /** Runs a part of the server so that what it throws does no harm. */
    readonly guard: (run: () => void) => void,
  ) {}

  schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setTimeout(() => {
      this.#scheduled = false;
      this.guard(() => this.#publish());
    }, 0);
  }

  /** The service was replaced by another one, which does not know what was told. */
  startOver(): void {
    this.#stale = new Set(this.#shown);
    this.schedule();
  }

  #publish(): void {
    const { service, uris, versions, convert } = this.session;
    const changed = service.changedDiagnostics();
    for (const path of this.#stale) if (!changed.has(path)) changed.set(path, []);
    this.#stale.clear();
    for (const [path, found] of changed) {
      const version = versions.get(path);
      if (found.length > 0) this.#shown.add(path);
      else this.#shown.delete(path);
      this.send({
        uri: uris.uri(path),
        diagnostics: found.map((diagnostic) => convert.diagnostic(path, diagnostic)),
        ...(version !== undefined && { version }),
      });
    }
  }
}
