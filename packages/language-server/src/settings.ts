/** What a client may set: in `initializationOptions`, or as the section `wit-ts` of its configuration. */
export interface Settings {
  /** Features whose `@unstable` items are there. */
  features: string[];
  allFeatures: boolean;
  /** Lists that do not fit into so many columns are broken when a document is formatted. */
  width: number;
}

export const DEFAULT_SETTINGS: Settings = { features: [], allFeatures: false, width: 80 };

/** Reads settings of any origin; what has not the form it should have counts as not set. */
export function readSettings(value: unknown): Settings {
  if (typeof value !== 'object' || value === null) return DEFAULT_SETTINGS;
  const { features, allFeatures, format, width } = value as Record<string, unknown>;
  const nested = typeof format === 'object' && format !== null ? format : {};
  const columns = 'width' in nested ? nested.width : width;
  return {
    features: Array.isArray(features)
      ? features.filter((feature): feature is string => typeof feature === 'string')
      : [],
    allFeatures: allFeatures === true,
    width:
      typeof columns === 'number' && columns >= 1 && Number.isFinite(columns)
        ? columns
        : DEFAULT_SETTINGS.width,
  };
}
