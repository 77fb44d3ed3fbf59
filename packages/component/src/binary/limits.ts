/** Limits on what is read from a binary; the same numbers as in other implementations where they have one. */
export const limits = {
  /** Components nested in components. */
  componentDepth: 100,
  /** Component and instance types nested in each other. */
  typeDepth: 100,
  /** Definitions of a component and the components in it. */
  definitions: 1_000_000,
  moduleSize: 1024 * 1024 * 1024,
  moduleDecls: 100_000,
  typeDecls: 1_000_000,
  recordFields: 10_000,
  variantCases: 10_000,
  tupleTypes: 10_000,
  flagLabels: 1_000,
  enumLabels: 10_000,
  funcParams: 1_000,
  instantiateArgs: 100_000,
  instanceExports: 100_000,
  canonOptions: 10,
  startArgs: 1_000,
  startResults: 1_000,
  recGroupTypes: 1_000_000,
  structFields: 10_000,
  coreParams: 1_000,
  nameAttributes: 16,
} as const;
