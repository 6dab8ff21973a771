/**
 * Are there people enough? The library's lean desk over the distributor, nine times smaller, with a planner's tasks that take eighteen times
 * as long: one planner does not keep up, promises are missed for it, and the figures name the planner; four bring most of it back.
 */
import { describe, expect, test } from 'vitest';
import { bottleneckOf } from '#reports/outbound/bottleneck';
import type { OutboundArmReport } from '#reports/outbound/outbound-report';
import { renderOutboundSummary } from '#reports/outbound/summary';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { log } from '#sim/random/math';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { runOutboundArms } from './outbound-arms.ts';
import { outboundReportOfRun } from './outbound-report-of-run.ts';

const SMALLER = 9;
/** Twice that, so that it shows in few orders. */
const SLOWER = 18;
const HOUR_MS = 3_600_000;

function leanDesk(planners: number): OutboundWorld {
  const written = outboundScenario(loadFrom('b2b-distributor', {}, { with: ['lean-desk'] }));
  const set = [`demand.ordersPerDay=${written.demand.ordersPerDay / SMALLER}`, 'demand.days=10'];
  const scenario = outboundScenario(loadFrom('b2b-distributor', {}, { with: ['lean-desk'], set }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const people = world.people.map((role) => {
    const { handling, team } = role;
    if (handling === undefined || team === undefined || role.role !== 'planner') return role;
    const { ms } = handling;
    if (ms.kind !== 'lognormal') throw new Error(`a lognormal handling time was expected, not ${ms.kind}`);
    const longer = { ...ms, mu: ms.mu + log(SLOWER) };
    return { ...role, handling: { ...handling, ms: longer }, team: { ...team, staff: planners } };
  });
  return { ...world, people, partners: [] };
}

async function ran(planners: number): Promise<{ readonly arm: OutboundArmReport; readonly summary: string }> {
  const world = leanDesk(planners);
  const arms = await runOutboundArms({ world, policies: [world.policies[0]!], seed: 1 });
  const report = outboundReportOfRun({
    world,
    arms,
    thresholds: [],
    scenario: { name: world.name, title: world.title, story: '', digest: '' },
    seed: 1,
    reproduce: '',
    versions: { dray: '', node: '', v8: '' },
    assumptions: [],
    warnings: [],
  });
  return { arm: report.arms[0]!, summary: renderOutboundSummary(report) };
}

describe('the lean desk', async () => {
  const one = await ran(1);
  const four = await ran(4);
  const planner = ({ arm }: typeof one) => arm.people.find(({ role }) => role === 'planner')!;

  test('one planner does not keep up: always busy, and tasks lie in the tray for days', () => {
    expect(planner(one).busyShare).toBeGreaterThan(0.9);
    expect(planner(one).busyShare).toBeLessThanOrEqual(1);
    expect(planner(one).trayMsP50).toBeGreaterThan(24 * HOUR_MS);
    expect(planner(four).trayMsP50).toBeLessThan(planner(one).trayMsP50! / 2);
    expect(planner(four).busyShare).toBeLessThan(planner(one).busyShare!);
  });

  test('so promises are missed, and what lies there is escalated: the supervisor has it as well', () => {
    expect(one.arm.kpis.onTimeDelivery).toBeLessThan(four.arm.kpis.onTimeDelivery! - 0.002);
    const escalated = ({ arm }: typeof one) =>
      arm.roles.find(({ role }) => role === 'supervisor')?.given ?? 0;
    expect(escalated(one)).toBeGreaterThan(2 * escalated(four));
    expect(one.arm.kpis.touchPerOrder).toBeGreaterThan(four.arm.kpis.touchPerOrder!);
    expect(one.arm.kpis.orders).toBe(four.arm.kpis.orders);
  });

  test('the bottleneck is named, and what each team did', () => {
    expect(bottleneckOf(one.arm)).toMatch(
      /of the people, the fullest are "planner" \(1\), busy for \d+\.\d % of their hours/,
    );
    expect(one.summary).toMatch(/People\n/);
    expect(one.summary).toMatch(/planner, cheapest-in-stock +1 +\d+/);
  });
});
