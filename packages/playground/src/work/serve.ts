import type { Reply } from './messages.js';

/** The part of a worker's global scope that is needed here; the types of the page know windows only. */
interface WorkerScope {
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  postMessage(message: Reply, transfer: readonly []): void;
}

/** Answers the requests of the page; what goes wrong is answered as a failure, and the worker goes on. */
export function serve(answer: (request: unknown) => unknown): void {
  const scope = globalThis as unknown as WorkerScope;
  scope.addEventListener('message', (event) => {
    void reply(event.data as { id: number; request: unknown });
  });

  async function reply({ id, request }: { id: number; request: unknown }): Promise<void> {
    try {
      scope.postMessage({ id, answer: await answer(request) }, []);
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      scope.postMessage({ id, failure }, []);
    }
  }
}
