import { afterEach, describe, expect, test } from 'vitest';
import { ComponentError, errorPayload } from '../src/index.js';

function failHere(): ComponentError<number> {
  return new ComponentError(7);
}

const limit = Object.getOwnPropertyDescriptor(Error, 'stackTraceLimit');

afterEach(() => {
  if (limit !== undefined) Object.defineProperty(Error, 'stackTraceLimit', limit);
});

describe('ComponentError', () => {
  test('is an error with a name, a message, a payload and a stack', async () => {
    await nextPeriod();
    const error = failHere();
    expect(error).toBeInstanceOf(Error);
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
    expect(String(error)).toBe('ComponentError: 7 (see payload)');
    expect(error.payload).toBe(7);
    expect(error.stack).toMatch(/^ComponentError: 7 \(see payload\)\n\s+at failHere /);
    expect(errorPayload(error)).toBe(7);
    expect(new ComponentError('no such file').message).toBe('no such file');
  });

  test('has no frames where there are very many, and leaves the limit as it was', async () => {
    await nextPeriod();
    Error.stackTraceLimit = 7;
    const errors = Array.from({ length: 2000 }, failHere);
    expect(errors[0]?.stack).toContain('failHere');
    expect(errors.filter((error) => error.stack === 'ComponentError: 7 (see payload)')).not.toEqual(
      [],
    );
    expect(errors.every((error) => error.payload === 7)).toBe(true);
    expect(Error.stackTraceLimit).toBe(7);
    await nextPeriod();
    expect(failHere().stack).toContain('failHere');
  });

  test('leaves the limit as it was where a payload cannot be described', () => {
    Error.stackTraceLimit = 7;
    const payload = new Proxy(
      {},
      {
        getPrototypeOf: () => {
          throw new TypeError('no prototype');
        },
      },
    );
    for (let round = 0; round < 300; round += 1)
      expect(() => new ComponentError(payload)).toThrow('no prototype');
    expect(Error.stackTraceLimit).toBe(7);
  });

  test('can be made where the limit cannot be set, or is none', () => {
    Object.defineProperty(Error, 'stackTraceLimit', {
      value: 10,
      writable: false,
      configurable: true,
    });
    expect(Array.from({ length: 300 }, failHere).every((error) => error.payload === 7)).toBe(true);
    Object.defineProperty(Error, 'stackTraceLimit', { value: undefined, configurable: true });
    expect(Array.from({ length: 300 }, failHere).every((error) => error.payload === 7)).toBe(true);
    expect(Error.stackTraceLimit).toBe(undefined);
  });
});

/** The time after which errors get stacks again. */
async function nextPeriod(): Promise<void> {
  await new Promise((resolve) => {
    setTimeout(resolve, 150);
  });
}
