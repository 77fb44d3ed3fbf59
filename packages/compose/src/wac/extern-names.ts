/** Names that imports and exports of the result go by. */
import { parseExternName } from '@wit-ts/component';
import type { Span } from '@wit-ts/wit-parser';
import { WacError, wacMessages } from './messages.js';

/** @throws WacError where a text cannot be the name of an import or export */
export function checkName(kind: 'import' | 'export', name: string, span: Span): void {
  const parsed = parseExternName(name);
  if (!parsed.ok) throw new WacError(wacMessages.invalidName(kind, name, parsed.reason, span));
  const { kind: form } = parsed.name;
  if (form === 'label' || form === 'interface') return;
  if (kind === 'import' && (form === 'dependency' || form === 'url' || form === 'hash')) return;
  const reason = 'it is neither a name nor the path of an interface';
  throw new WacError(wacMessages.invalidName(kind, name, reason, span));
}
