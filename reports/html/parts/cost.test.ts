/** From the baseline's landed cost to each other policy's: the steps must add up to the difference that the KPI shows. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { FIVE_ORDERS } from '../../kpis/outbound/story.fixture.ts';
import { reportOf, sampleArm, sampleReport } from '../../outbound/sample.fixture.ts';
import { cost } from './cost.ts';

function waterfallsOf(report: ReturnType<typeof sampleReport>) {
  const { document } = parseHTML(`<!doctype html><html><body>${cost(report).text}</body></html>`);
  return [...document.querySelectorAll('figure')]
    .filter((figure) => /from policy/.test(figure.querySelector('svg')!.getAttribute('aria-label')!))
    .map((figure) =>
      [...figure.querySelectorAll('g[data-mark="text"] text')].map(({ textContent }) => textContent),
    );
}

describe('the waterfall of costs', () => {
  test('leads from the baseline to the other policy, step by step', () => {
    const report = sampleReport();
    const [figures, ...more] = waterfallsOf(report);
    expect(more).toEqual([]);
    const [first, second] = report.arms.map(({ kpis }) => kpis.landedCostPerOrder! / 100) as [number, number];
    const steps = figures!.filter((each) => /^[+-]/.test(each)).map(Number);
    expect(steps.length).toBeGreaterThan(0);
    expect(steps.reduce((sum, each) => sum + each, 0)).toBeCloseTo(second - first, 1);
    const ends = figures!
      .filter((each) => !/^[+-]/.test(each))
      .map((each) => Number(each.replaceAll(',', '')));
    expect(ends).toEqual([Number(first.toFixed(2)), Number(second.toFixed(2))]);
  });

  test('there is none of one policy alone, nor where nothing was shipped, and at most three', () => {
    const arms = ['a', 'b', 'c', 'd', 'e'].map((policy, i) =>
      sampleArm(policy, 'DC', FIVE_ORDERS, i === 0 ? null : FIVE_ORDERS),
    );
    expect(waterfallsOf(reportOf(arms.slice(0, 1)))).toEqual([]);
    expect(waterfallsOf(reportOf(arms))).toHaveLength(3);
    const nothing = sampleArm('f', 'DC', [], FIVE_ORDERS);
    expect(waterfallsOf(reportOf([arms[0]!, nothing]))).toEqual([]);
  });
});
