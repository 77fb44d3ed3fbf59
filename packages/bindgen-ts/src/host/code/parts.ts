import type { Contexts } from './contexts.js';
import type { CoreItems } from './core-items.js';
import type { Env } from './env.js';
import type { Helpers } from './helpers.js';
import type { HostCalls } from './host-calls.js';

/** What all writers of functions share, through which values pass into components, out of them and between them. */
export interface Parts {
  readonly env: Env;
  readonly helpers: Helpers;
  readonly contexts: Contexts;
  readonly items: CoreItems;
  readonly hostCalls: HostCalls;
}
