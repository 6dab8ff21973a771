/** What axe finds wrong with a page for people who do not see it, or do not use a mouse. */
import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

/** Findings that keep somebody out, a line each: rule, what it is about, where. */
export async function seriousFindings(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run({ resultTypes: ['violations'] })");
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`));
}
