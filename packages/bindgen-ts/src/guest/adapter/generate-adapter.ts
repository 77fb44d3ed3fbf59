import type { Resolve, WorldId } from '@wit-ts/wit-parser';
import { planWorld } from '../world-plan.js';
import { AdapterWriter } from './adapter-writer.js';
import type { GuestDialect } from './dialect.js';
import { ADAPTER_MODULE } from './specifiers.js';

/** What {@link generateGuestAdapter} needs. */
export interface GuestAdapterOptions {
  resolve: Resolve;
  world: WorldId;
  dialect: GuestDialect;
  /**
   * The interface of standard error among the imports, such as `wasi:cli/stderr@0.2.12`, for `console` where the engine has
   * none; without it messages are dropped.
   */
  stderr?: string;
  /** The name of a function to export that is given what the engine holds for an exported resource, when that is dropped. */
  dispose?: string;
}

/**
 * JavaScript that stands between a user's module and a back end.
 *
 * A bundler puts it together: it starts at `entry`, finds `modules` under their specifiers, the user's own module under
 * `USER_MODULE`, and leaves imports that start with `RAW_PREFIX` to the back end, without that prefix.
 */
export interface GuestAdapter {
  /** Exports what the back end looks for. */
  readonly entry: string;
  /** The adapter itself, and a module for each imported interface with and without its version. */
  readonly modules: ReadonlyMap<string, string>;
}

/** The adapter of a world for a back end. */
export function generateGuestAdapter(options: GuestAdapterOptions): GuestAdapter {
  const writer = new AdapterWriter(
    planWorld(options.resolve, options.world),
    options.dialect,
    options,
  );
  const adapter = writer.adapter();
  return {
    entry: writer.entry(),
    modules: new Map([[ADAPTER_MODULE, adapter], ...writer.modules]),
  };
}
