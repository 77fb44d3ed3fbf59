import { describe, expect, it } from 'vitest';
import {
  COMPONENT_CATALOGUE,
  componentCodes,
  readComponent,
  validateComponent,
} from '../../src/index.js';
import { assemble } from '../support/assemble.js';

function codesOf(text: string): string[] {
  const { component, diagnostics } = readComponent(assemble(text), { name: 'example.wasm' });
  return [...diagnostics, ...(component === undefined ? [] : validateComponent(component))].map(
    (diagnostic) => diagnostic.code,
  );
}

describe('the catalogue', () => {
  it('has every code once, in order', () => {
    expect(COMPONENT_CATALOGUE.map((entry) => entry.code)).toEqual(Object.values(componentCodes));
  });

  const examples = COMPONENT_CATALOGUE.flatMap(({ code, bad, good }) =>
    typeof bad === 'string' && typeof good === 'string' ? [{ code, bad, good }] : [],
  );

  it.each(examples)('shows $code', ({ code, bad, good }) => {
    expect(codesOf(bad)).toEqual([code]);
    expect(codesOf(good)).toEqual([]);
  });
});
