/**
 * Does the orchestrator itself hold at peak? The library's morning peak over the distributor, nine times smaller and with steps
 * nine times as long: where two workers don't keep up, inputs wait for hours, promises are missed, and the figures and the
 * summary say where; four workers bring nearly all of it back.
 */
import { describe, expect, test } from 'vitest';
import { renderPage } from '#reports/html/page';
import type { OutboundArmReport } from '#reports/outbound/outbound-report';
import { renderOutboundSummary } from '#reports/outbound/summary';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { runOutboundArms } from './outbound-arms.ts';
import { outboundReportOfRun } from './outbound-report-of-run.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const SMALLER = 9;

interface Peak {
  readonly arm: OutboundArmReport;
  readonly summary: string;
  /** The HTML report. */
  readonly page: string;
}

/** A small distributor under the overlay, with settings of its own laid over it. */
async function peak(...platform: readonly string[]): Promise<Peak> {
  const { scenario, world } = worldOf(...platform);
  const arms = await runOutboundArms({ world, policies: [world.policies[0]!], seed: scenario.seed });
  const report = outboundReportOfRun({
    world,
    arms,
    thresholds: [],
    scenario: { name: scenario.name, title: scenario.title, story: scenario.story, digest: '' },
    seed: scenario.seed,
    reproduce: '',
    versions: { dray: '', node: '', v8: '' },
    assumptions: [],
    warnings: [],
  });
  return { arm: report.arms[0]!, summary: renderOutboundSummary(report), page: await renderPage(report) };
}

function worldOf(...platform: readonly string[]) {
  const written = outboundScenario(loadFrom('b2b-distributor', {}, { with: ['morning-peak'] }));
  const { ordersPerDay } = written.demand;
  const set = [`demand.ordersPerDay=${ordersPerDay / SMALLER}`, 'demand.days=3', ...platform];
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { with: ['morning-peak'], set }));
  const built = buildOutboundWorld(scenario, scenario.seed);
  const { workers, stepLatencyMs, storeLatencyMs } = built.platform;
  const slower = {
    workers,
    stepLatencyMs: stepLatencyMs * SMALLER,
    storeLatencyMs: storeLatencyMs * SMALLER,
  };
  // Carriers are connected natively: late and lost interchanges have nothing to do with the platform.
  return { scenario, world: { ...built, platform: slower, partners: [] } };
}

describe('the morning peak', async () => {
  const two = await peak();
  const four = await peak('platform.workers=4');
  const many = await peak('platform.workers=64');

  test('two workers do not keep up: hours of waiting, a long line, no worker free', () => {
    const { platform } = two.arm;
    expect(platform.waitedMsMean).toBeGreaterThan(10 * MINUTE_MS);
    expect(platform.waitedMsMax).toBeGreaterThan(5 * HOUR_MS);
    expect(platform.backlogMax).toBeGreaterThan(1_000);
    expect(platform.busyShareMax).toBeGreaterThan(0.99);
    expect(platform.fullHours).toBeGreaterThan(20);
    // What waits there waits for its own actor.
    expect(many.arm.platform.fullHours).toBe(0);
    expect(many.arm.platform.waitedMsMean).toBeLessThan(platform.waitedMsMean / 100);
  });

  test('so promises are missed and goods leave later', () => {
    expect(two.arm.kpis.onTimeDelivery).toBeLessThan(many.arm.kpis.onTimeDelivery! - 0.03);
    expect(two.arm.kpis.orderToShipP50).toBeGreaterThan(many.arm.kpis.orderToShipP50! + 2 * HOUR_MS);
    expect(two.arm.kpis.orders).toBe(many.arm.kpis.orders);
  });

  test('twice the workers: promises are kept as if there were no limit, and waits are a small part', () => {
    expect(four.arm.kpis.onTimeDelivery).toBeGreaterThan(many.arm.kpis.onTimeDelivery! - 0.005);
    expect(four.arm.platform.waitedMsMean).toBeLessThan(two.arm.platform.waitedMsMean / 8);
    expect(four.arm.platform.fullHours).toBeLessThan(two.arm.platform.fullHours / 2);
  });

  test('the summary names the bottleneck', () => {
    expect(two.summary).toMatch(
      /Platform\n {2}cheapest-in-stock: inputs waited \d+ min on average, [\d.]+ h at most; workers busy [\d.]+ % of the time that orders came in, all of \d+ hours; at most [\d,]+ inputs in line on the hour/,
    );
  });

  test('and so does the page, before anything else, with the line of inputs drawn by day', () => {
    expect(two.page).toMatch(
      /Bottleneck<\/a><\/dt><dd>the orchestrator did not keep up: no worker was free in \d+ hours/,
    );
    expect(two.page).toContain(
      'aria-label="Inputs in line on the hour, the most of the day, by day and policy"',
    );
    expect(many.page).toContain('the orchestrator kept up');
    expect(many.page).not.toContain('did not keep up');
  });

  test('whoever runs: nothing is left over', () => {
    for (const { arm } of [two, four, many]) {
      expect(arm.end).toBe('empty');
      expect(Object.values(arm.open).every((left) => left === 0)).toBe(true);
    }
  });
});
