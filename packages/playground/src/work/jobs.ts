import type { Reply, Requests } from './messages.js';

/** An input that takes longer does not get done: the worker is ended, and started anew for the next request. */
const PATIENCE_MS = 20_000;

interface Job {
  readonly id: number;
  readonly request: unknown;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Requests to one worker, one at a time. Of the requests of one kind, and about one thing, that wait only the newest is worth an
 * answer: the others are answered with `undefined`.
 */
export class Jobs<Kind extends keyof Requests> {
  readonly #start: () => Promise<Worker>;
  #worker: Promise<Worker> | undefined;
  #running: Job | undefined;
  readonly #waiting = new Map<string, Job>();
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(start: () => Promise<Worker>) {
    this.#start = start;
  }

  /**
   * @param about what it is about, where requests of the kind are about different things
   * @throws Error with a message for the user where the worker cannot do it
   */
  ask<K extends Kind>(
    kind: K,
    request: Requests[K]['request'],
    about = '',
  ): Promise<Requests[K]['answer'] | undefined> {
    return new Promise((resolve, reject) => {
      const topic = `${kind} ${about}`;
      this.#waiting.get(topic)?.resolve(undefined);
      this.#count += 1;
      const job: Job = {
        id: this.#count,
        request,
        resolve: resolve as (answer: unknown) => void,
        reject,
      };
      this.#waiting.set(topic, job);
      void this.#next();
    });
  }

  async #next(): Promise<void> {
    if (this.#running !== undefined) return;
    const [first] = this.#waiting;
    if (first === undefined) return;
    const [topic, job] = first;
    this.#waiting.delete(topic);
    this.#running = job;
    try {
      this.#worker ??= this.#started();
      const worker = await this.#worker;
      this.#timer = setTimeout(() => {
        this.#end(new Error('this takes too long; it was stopped'));
      }, PATIENCE_MS);
      worker.postMessage({ id: job.id, request: job.request }, []);
    } catch (error) {
      this.#end(error instanceof Error ? error : new Error(String(error)));
    }
  }

  async #started(): Promise<Worker> {
    const worker = await this.#start();
    worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => this.#answered(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#end(new Error(event.message || 'the worker ended'));
    });
    return worker;
  }

  #answered(reply: Reply): void {
    const job = this.#running;
    if (job === undefined || job.id !== reply.id) return;
    clearTimeout(this.#timer);
    this.#running = undefined;
    if ('failure' in reply) job.reject(new Error(reply.failure));
    else job.resolve(reply.answer);
    void this.#next();
  }

  /** Ends the worker with what it does. */
  #end(error: Error): void {
    clearTimeout(this.#timer);
    const job = this.#running;
    this.#running = undefined;
    void this.#worker?.then(
      (worker) => worker.terminate(),
      () => undefined,
    );
    this.#worker = undefined;
    job?.reject(error);
    void this.#next();
  }
}
