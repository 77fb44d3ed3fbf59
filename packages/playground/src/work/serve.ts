import type { Reply } from './messages.js';

/** The part of a worker's global scope that is needed here; the types of the page know windows only. */
interface WorkerScope {
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  postMessage(message: Reply): void;
}

/** Answers the requests of the page; what goes wrong is answered as a failure, and the worker goes on. */
export function serve(answer: (request: unknown) => unknown): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.onmessage = (event) => void reply(event.data as { id: number; request: unknown });

  async function reply({ id, request }: { id: number; request: unknown }): Promise<void> {
    try {
      scope.postMessage({ id, answer: await answer(request) });
    } catch (error) {
      scope.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
    }
  }
}
