import type { Command } from 'commander';

/** Which `@unstable` items are part of what is read. */
export interface FeatureOptions {
  features?: string[];
  allFeatures?: boolean;
}

/** Adds `--features` and `--all-features`. */
export function featureOptions(command: Command): Command {
  return command
    .option(
      '--features <names>',
      'take items marked @unstable with these features, by commas or repeated',
      (value: string, before: string[] | undefined) => [
        ...(before ?? []),
        ...value
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ],
    )
    .option('--all-features', 'take every item marked @unstable');
}
