/** The page of KPIs is what their definitions say. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { OUTBOUND_KPI_NAMES } from '#reports/kpis/outbound/catalogue';
import { KPIS_PAGE, kpisPage } from './list-kpis.ts';

test('docs/kpis.md is current: npm run diagrams', () => {
  expect(readFileSync(KPIS_PAGE, 'utf8')).toBe(kpisPage());
});

test('every KPI stands in it, once', () => {
  const rows = kpisPage().match(/^\| `\w+` \|/gm) ?? [];
  for (const name of OUTBOUND_KPI_NAMES)
    expect(
      rows.filter((row) => row === `| \`${name}\` |`),
      name,
    ).toHaveLength(1);
});
