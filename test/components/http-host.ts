/** A host of `wasi:http/types@0.2.12`, as small as the gates need it. */
import type { Exports } from './call.js';

/** A request as a test writes it down. */
export interface SentRequest {
  method: string;
  path?: string;
  headers?: Record<string, string>;
}

class Fields {
  readonly entries: ReadonlyMap<string, string>;

  constructor(entries: Record<string, string> = {}) {
    this.entries = new Map(Object.entries(entries));
  }

  static fromList(entries: [string, Uint8Array][]): Fields {
    const decoder = new TextDecoder();
    return new Fields(
      Object.fromEntries(entries.map(([name, value]) => [name, decoder.decode(value)])),
    );
  }

  get(name: string): Uint8Array[] {
    const value = this.entries.get(name.toLowerCase());
    return value === undefined ? [] : [new TextEncoder().encode(value)];
  }
}

class IncomingRequest {
  readonly #sent: SentRequest;

  constructor(sent: SentRequest) {
    this.#sent = sent;
  }

  method(): { tag: string; val?: string } {
    const known = ['get', 'head', 'post', 'put', 'delete', 'options', 'patch'];
    const { method } = this.#sent;
    return known.includes(method) ? { tag: method } : { tag: 'other', val: method };
  }

  pathWithQuery(): string | undefined {
    return this.#sent.path;
  }

  headers(): Fields {
    return new Fields(this.#sent.headers);
  }
}

class OutgoingResponse {
  status = 200;
  readonly headers: Fields;

  constructor(headers: Fields) {
    this.headers = headers;
  }

  setStatusCode(status: number): void {
    this.status = status;
  }
}

class ResponseOutparam {
  answer: OutgoingResponse | undefined;

  static set(out: ResponseOutparam, result: { tag: 'ok'; val: OutgoingResponse } | { tag: 'err' }) {
    if (result.tag === 'ok') out.answer = result.val;
  }
}

/** The imports of a gate: the types, and a last handler that answers every request with 200. */
export const host = {
  'wasi:http/types': { Fields, IncomingRequest, OutgoingResponse, ResponseOutparam },
  'wasi:http/incoming-handler': {
    handle(_request: IncomingRequest, out: ResponseOutparam): void {
      ResponseOutparam.set(out, { tag: 'ok', val: new OutgoingResponse(new Fields()) });
    },
  },
} satisfies Exports;

/** Sends a request to a component that exports the handler, and gives status and path of the answer. */
export function ask(
  exports: Exports,
  request: SentRequest,
): { status: number | undefined; path: string | undefined } {
  const handler = exports['wasi:http/incoming-handler@0.2.12'] as {
    handle: (request: IncomingRequest, out: ResponseOutparam) => void;
  };
  const out = new ResponseOutparam();
  handler.handle(new IncomingRequest(request), out);
  const { answer } = out;
  return { status: answer?.status, path: answer?.headers.entries.get('x-path') };
}

/** The status alone. */
export function send(exports: Exports, request: SentRequest): number | undefined {
  return ask(exports, request).status;
}
