import { componentCodes } from '../diagnostics/codes.js';
import type { Scope } from '../types/scope.js';
import { isLabel } from './extern-name.js';

/** Labels are in kebab case and differ, without regard to case, from the others of their list. */
export function checkLabels(
  scope: Scope,
  items: readonly (string | { readonly label: string })[],
  what: string,
): void {
  if (!scope.evaluation.strict) return;
  const seen = items.length > 8 ? new Map<string, string>() : undefined;
  for (let i = 0; i < items.length; i++) {
    const label = labelOf(items[i] as string | { readonly label: string });
    if (!isLabel(label)) {
      scope.fail(
        componentCodes.invalidName,
        label === ''
          ? `a ${what} has no name`
          : `the ${what} name \`${label}\` is not in kebab case`,
      );
    }
    const key = label.toLowerCase();
    const previous = seen === undefined ? earlier(items, i, key) : seen.get(key);
    if (previous !== undefined) {
      scope.fail(
        componentCodes.duplicateName,
        `the ${what} name \`${label}\` conflicts with the previous ${what} name \`${previous}\``,
      );
    }
    seen?.set(key, label);
  }
}

function labelOf(item: string | { readonly label: string }): string {
  return typeof item === 'string' ? item : item.label;
}

function earlier(
  items: readonly (string | { readonly label: string })[],
  end: number,
  key: string,
): string | undefined {
  for (let i = 0; i < end; i++) {
    const label = labelOf(items[i] as string | { readonly label: string });
    if (label.length === key.length && label.toLowerCase() === key) return label;
  }
  return undefined;
}
