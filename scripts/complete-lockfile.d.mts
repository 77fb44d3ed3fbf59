/** Adds the missing entries to a parsed lock file; returns the names of what was missing. */
export function completeLockfile(lock: { packages: Record<string, object> }): string[];
