import { describe, expect, it, vi } from 'vitest';
import { Jobs } from '../src/work/jobs.js';
import type { Requests } from '../src/work/messages.js';

/** A worker that answers when the test says so. */
class SlowWorker extends EventTarget {
  readonly asked: { id: number; request: { code?: string } }[] = [];
  ended = false;

  postMessage(message: { id: number; request: { code?: string } }): void {
    this.asked.push(message);
  }

  terminate(): void {
    this.ended = true;
  }

  answer(reply: object): void {
    this.dispatchEvent(new MessageEvent('message', { data: reply }));
  }
}

function start(): { jobs: Jobs<keyof Requests>; workers: SlowWorker[] } {
  const workers: SlowWorker[] = [];
  const jobs = new Jobs<keyof Requests>(() => {
    const worker = new SlowWorker();
    workers.push(worker);
    return Promise.resolve(worker as unknown as Worker);
  });
  return { jobs, workers };
}

const asked = (worker: SlowWorker | undefined) => worker?.asked.map(({ request }) => request.code);

describe('jobs of a worker', () => {
  it('are done one at a time, of those that wait the newest about each thing', async () => {
    const { jobs, workers } = start();
    const ask = (code: string, about: string) =>
      jobs.ask('explain', { kind: 'explain', code }, about);
    const answers = [ask('a', 'x'), ask('b', 'x'), ask('c', 'x'), ask('d', 'y')];
    await expect.poll(() => asked(workers[0])).toEqual(['a']);
    expect(await answers[1]).toBeUndefined();
    for (let id = 1; id <= 4; id += 1) {
      workers[0]?.answer({ id, answer: { title: String(id) } });
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(asked(workers[0])).toEqual(['a', 'c', 'd']);
    expect(await Promise.all(answers)).toEqual([
      { title: '1' },
      undefined,
      { title: '3' },
      { title: '4' },
    ]);
  });

  it('may fail, and others are done after them', async () => {
    const { jobs, workers } = start();
    const first = jobs.ask('explain', { kind: 'explain', code: 'a' }, 'a');
    const second = jobs.ask('explain', { kind: 'explain', code: 'b' }, 'b');
    await expect.poll(() => asked(workers[0])).toEqual(['a']);
    workers[0]?.answer({ id: 1, failure: 'no' });
    await expect(first).rejects.toThrow('no');
    await expect.poll(() => asked(workers[0])).toEqual(['a', 'b']);
    workers[0]?.answer({ id: 2, answer: {} });
    expect(await second).toEqual({});
  });

  it('that take too long end the worker; the next one gets a new worker', async () => {
    vi.useFakeTimers();
    try {
      const { jobs, workers } = start();
      const first = jobs.ask('explain', { kind: 'explain', code: 'a' });
      const refused = expect(first).rejects.toThrow('takes too long');
      await vi.advanceTimersByTimeAsync(60_000);
      await refused;
      expect(workers[0]?.ended).toBe(true);
      const second = jobs.ask('explain', { kind: 'explain', code: 'b' });
      await vi.advanceTimersByTimeAsync(1);
      expect(asked(workers[1])).toEqual(['b']);
      workers[1]?.answer({ id: 2, answer: {} });
      expect(await second).toEqual({});
    } finally {
      vi.useRealTimers();
    }
  });
});
