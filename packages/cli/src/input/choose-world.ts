import { selectWorld, type WorldId } from '@wit-ts/wit-parser';
import { Failure } from '../errors/failure.js';
import type { LoadedWit } from './load-wit.js';

/**
 * The world that is asked for: the one of a component, or the only one, where no name is given.
 *
 * @throws Failure where there is no such world, or there are several
 */
export function chooseWorld(wit: LoadedWit, name: string | undefined): WorldId {
  if (name === undefined && wit.world !== undefined) return wit.world;
  const { world, diagnostics } = selectWorld(wit.resolve, wit.package ?? [], name);
  if (world === undefined) throw new Failure(diagnostics, 1, wit.sources);
  return world;
}
