import { describe, expect, it } from 'vitest';
import { diagnosticIndex, diagnosticPage, WIT_CATALOGUE } from '../../src/index.js';
import { runExample } from '../support/examples.js';

/** Codes that no text can show; other tests show that they are reported. */
const WITHOUT_EXAMPLE = [
  'WIT0004',
  'WIT0031',
  'WIT0099',
  'WIT0101',
  'WIT0102',
  'WIT0104',
  'WIT0106',
  'WIT0107',
  'WIT0177',
  'WIT0309',
  'WIT0801',
];

describe('the catalogue', () => {
  it('has each code once, in order', () => {
    const codes = WIT_CATALOGUE.map((entry) => entry.code);
    expect(codes).toEqual([...new Set(codes)].toSorted());
  });

  it('has two examples wherever a text can show the mistake', () => {
    for (const which of ['bad', 'good'] as const) {
      const without = WIT_CATALOGUE.filter((entry) => entry[which] === undefined);
      expect(without.map((entry) => entry.code)).toEqual(WITHOUT_EXAMPLE);
    }
  });

  const examples = WIT_CATALOGUE.filter((entry) => entry.bad !== undefined);

  it.each(examples)('$code: $title', (entry) => {
    const { diagnostics } = runExample(entry, entry.bad ?? '');
    const reported = diagnostics.map(({ code, severity }) => `${severity} ${code}`);
    expect(reported).toEqual([`${entry.severity} ${entry.code}`]);
    expect(runExample(entry, entry.good ?? '').diagnostics).toEqual([]);
  });
});

describe('pages', () => {
  const entry = {
    code: 'WIT9999',
    title: 'A mistake',
    severity: 'warning',
    explanation: 'Why.',
  } as const;

  it('shows the examples and what is reported', () => {
    const page = diagnosticPage({ ...entry, bad: 'a\n', good: { 'x.wit': 'b' } }, 'no');
    expect(page).toBe(`# WIT9999: A mistake

This is a warning.

Why.

## Reported

\`\`\`wit
a
\`\`\`

\`\`\`text
no
\`\`\`

## Put right

\`x.wit\`:

\`\`\`wit
b
\`\`\`
`);
  });

  it('keeps fences whole and control characters visible', () => {
    const page = diagnosticPage({ ...entry, bad: '```\n\0', good: {} });
    expect(page).toContain('````wit\n```\n\\u{0}\n````');
    expect(page).toContain('An empty folder.');
  });

  it('lists all', () => {
    expect(diagnosticIndex([entry])).toContain('| [WIT9999](WIT9999.md) | warning | A mistake |\n');
  });
});
