import { listOf, type OptionDefinition } from './definition.js';

/** Which `@unstable` items are part of what is read. */
export interface FeatureOptions {
  features?: string[];
  allFeatures?: boolean;
}

/** `--features` and `--all-features`. */
export const featureOptions: readonly OptionDefinition[] = [
  {
    name: 'features',
    value: '<names>',
    description: 'take items marked @unstable with these features, by commas or repeated',
    reader: {
      read: (value, before) => [
        ...listOf(before),
        ...value
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      ],
    },
  },
  { name: 'all-features', description: 'take every item marked @unstable' },
];
