/** JSON-RPC with a worker: messages go as they are. */

interface Message {
  readonly id?: number | string | null;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** An answer with an error: the message is for the user. */
export class ResponseError extends Error {}

export class Connection {
  readonly #worker: Worker;
  readonly #pending = new Map<
    number,
    { resolve: (result: unknown) => void; reject: (error: Error) => void }
  >();
  readonly #listeners = new Map<string, (params: unknown) => void>();
  #count = 0;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.addEventListener('message', ({ data }: MessageEvent<Message>) => this.#received(data));
  }

  /** @throws ResponseError where the server refuses */
  request(method: string, params: unknown): Promise<unknown> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
      this.#send({ id, method, params });
    });
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  #send(message: Message): void {
    this.#worker.postMessage({ jsonrpc: '2.0', ...message }, []);
  }

  onNotification(method: string, listener: (params: unknown) => void): void {
    this.#listeners.set(method, listener);
  }

  #received(message: Message): void {
    const { id, method, params, result, error } = message;
    if (method !== undefined) {
      if (id === undefined || id === null) this.#listeners.get(method)?.(params);
      // The server asks for what it was not offered by nobody: there is nothing to answer.
      else this.#send({ id, result: null });
      return;
    }
    if (typeof id !== 'number') return;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error === undefined) pending?.resolve(result);
    else pending?.reject(new ResponseError(error.message));
  }
}
