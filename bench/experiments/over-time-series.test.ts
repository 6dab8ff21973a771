/**
 * Series of a real run must agree with what is known of each of its orders. Little's law holds: the area under the orders in process is
 * the time that each was in it. Stages and shares on time are those of the KPIs, paid hours those of the report, retries those of the
 * meter. Shown on the library's quickstart, with a carrier that is out for a while.
 */
import { describe, expect, test } from 'vitest';
import type { OverTime } from '#reports/aggregates/over-time/over-time';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { orderView } from '#reports/kpis/outbound/order-view';
import { buildOutboundWorld } from '#scenarios/world/outbound/build';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { nodeWork } from './arm-details.ts';
import { demandEnd, type OutboundArm, runOutboundArms } from './outbound-arms.ts';
import { factsOf } from './outbound-report-of-run.ts';
import { overTimeFacts } from './over-time-facts.ts';

const scenario = outboundScenario(
  loadFrom('quickstart', {}, { set: ['demand.days=3', 'warmUp="12 h"'], with: ['carrier-outage'] }),
);
const world = buildOutboundWorld(scenario, scenario.seed);
const plan = { world, policies: world.policies, seed: scenario.seed, aggregates: true };
const arms = await runOutboundArms(plan);

const sum = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0);
const seriesOf = ({ aggregates }: OutboundArm): OverTime => aggregates!.overTime!;

describe.each(arms.map((arm) => [arm.policies.name, arm] as const))('of %s', (_, arm) => {
  const { outcomes, endedAt } = arm;
  const series = seriesOf(arm);
  const { slotMs, endAt, startAt } = series;
  const view = orderView(outcomes, endedAt);
  const { orders, shipments } = outcomes;
  const at = (second: number): number => outcomes.epoch + second * 1000;

  test("the area under the orders in process is the time of each order: Little's law", () => {
    let ms = 0;
    let released = 0;
    let over = 0;
    for (let row = 0; row < orders.size; row++) {
      const releasedAt = at(orders.releasedAt[row]!);
      const arrivedAt = view.deliveredAt[row]! >= 0 ? at(view.deliveredAt[row]!) : null;
      const doneAt = orders.doneAt[row]! >= 0 ? at(orders.doneAt[row]!) : Infinity;
      const overAt = arrivedAt ?? doneAt;
      if (releasedAt < endAt) released += 1;
      if (overAt < endAt) over += 1;
      ms += Math.max(0, Math.min(endAt, overAt) - releasedAt);
    }
    const covered = series.orders.inProcess.map(
      (mean, slot) => mean * Math.min(slotMs, endAt - series.fromAt - slot * slotMs),
    );
    // Outcomes are kept by the second, means with four decimals.
    expect(Math.abs(sum(covered) - ms)).toBeLessThan(orders.size * 1000 + series.slots * slotMs * 1e-4);
    expect(sum(series.orders.released)).toBe(released);
    expect(Math.abs(sum(series.orders.over) - over)).toBeLessThanOrEqual(1);
    expect(released).toBeGreaterThan(100);
    expect(over / released).toBeGreaterThan(0.97);
  });

  test('a shipment is at each stage for as long as its books say', () => {
    const columns = [
      shipments.reservedAt,
      shipments.pickedAt,
      shipments.packedAt,
      shipments.issuedAt,
      shipments.deliveredAt,
    ];
    for (const [i, stage] of (['pick', 'pack', 'dock'] as const).entries()) {
      let ms = 0;
      let came = 0;
      for (let row = 0; row < shipments.size; row++) {
        const [from, to] = [columns[i]![row]!, columns[i + 1]![row]!];
        if (from < 0 || to < 0) continue;
        came += 1;
        ms += (to - from) * 1000;
      }
      const { mean, entered } = series.stages[stage];
      // What is stopped on the way is in the series alone.
      expect(sum(mean) * slotMs).toBeGreaterThan(0.98 * ms);
      expect(sum(mean) * slotMs).toBeLessThan(1.15 * ms + 1000 * came);
      expect(sum(entered)).toBeGreaterThanOrEqual(came);
    }
    const ofNodes = sum(series.nodes.map(({ pick }) => sum(pick.mean)));
    expect(ofNodes).toBeCloseTo(sum(series.stages.pick.mean), 1);
  });

  test('shares on time are the KPI', () => {
    const kpis = computeOutboundKpis(outcomes, factsOf(world, arm));
    const { due, dueOnTime, arrived } = series.kpis;
    expect(sum(dueOnTime) / sum(due)).toBe(kpis.onTimeDelivery);
    let there = 0;
    for (let row = 0; row < shipments.size; row++)
      if (shipments.deliveredAt[row]! >= 0 && at(shipments.deliveredAt[row]!) < endAt) there += 1;
    expect(sum(arrived)).toBe(there);
  });

  test('hours that are paid are those that the report holds work against', () => {
    const { nodePaidMs } = overTimeFacts(world);
    for (const [no, node] of world.wms.nodes.entries()) {
      const { workMs, loadShare } = nodeWork(world, outcomes, node, no, demandEnd(world));
      if (loadShare === null || workMs === 0) continue;
      expect(workMs / nodePaidMs(no, startAt, demandEnd(world))!).toBeCloseTo(loadShare, 10);
      const drawn = series.nodes.find((each) => each.no === no)!;
      expect(sum(drawn.workedMs)).toBeCloseTo(workMs, -3);
      expect(sum(drawn.paidMs!)).toBeCloseTo(nodePaidMs(no, startAt, endAt)!, -1);
    }
  });

  test('what partners were sent, and sent again, is what the meter has seen', () => {
    for (const { no, sent, retries, deadLetters } of series.partners) {
      const { figures } = arm.partners.find((each) => each.figures.partner === no)!;
      // A retry that comes after thousands of others counts as sent.
      expect(sum(sent) + sum(retries)).toBeLessThanOrEqual(figures.sent + figures.retries);
      expect(sum(retries)).toBeLessThanOrEqual(figures.retries);
      expect(sum(retries)).toBeGreaterThanOrEqual(0.9 * figures.retries);
      expect(sum(deadLetters)).toBe(figures.deadLetters);
    }
    expect(sum(series.partners.map(({ retries }) => sum(retries)))).toBeGreaterThan(100);
  });

  test('the platform hour by hour adds up to what is said of it as a whole', () => {
    const { fromAt, endAt: until, stepped, inLineMax, busyMean, stepMs, workers } = arm.aggregates!.platform!;
    const { busyShare, busyShareMax, backlogMax } = arm.load.report();
    expect([fromAt, until, stepped.length]).toEqual([world.startAt, demandEnd(world), 72]);
    expect((sum(stepped) * stepMs) / workers / (until - fromAt)).toBeCloseTo(busyShare, 12);
    expect(Math.max(...busyMean!)).toBeCloseTo(workers * busyShareMax, 4);
    expect(Math.max(...inLineMax)).toBe(backlogMax);
    expect(sum(stepped)).toBeLessThan(arm.steps);
  });

  test('the outage is among the faults, in its window and nowhere else', () => {
    const [window] = series.faultWindows;
    expect(series.faultWindows).toHaveLength(1);
    expect(window).toMatchObject({ kind: 'outage', fromAt: startAt + 2 * 86_400_000 });
    const [outage] = series.faults;
    expect(series.faults.map(({ kind }) => kind)).toEqual(['outage']);
    const times = outage!.counts.flatMap((count, slot) => (count > 0 ? [series.fromAt + slot * slotMs] : []));
    expect(Math.min(...times)).toBeGreaterThanOrEqual(window!.fromAt - slotMs);
    expect(Math.max(...times)).toBeLessThanOrEqual(window!.untilAt);
    const faults = sum(series.partners.map((each) => sum(each.faults)));
    expect(faults).toBe(sum(outage!.counts));
  });
});

test('the warm-up of the world is said; series of two runs are the same, and nobody pays for them who does not ask', async () => {
  const [first] = arms;
  expect(seriesOf(first!).warmUpUntil).toBe(world.startAt + 12 * 3_600_000);
  const again = await runOutboundArms({ ...plan, policies: world.policies.slice(0, 1) });
  expect(JSON.stringify(seriesOf(again[0]!))).toBe(JSON.stringify(seriesOf(first!)));
  const without = await runOutboundArms({ ...plan, aggregates: false, policies: world.policies.slice(0, 1) });
  expect(without[0]!.aggregates).toBeNull();
  expect(without[0]!.digests).toEqual(first!.digests);
});
