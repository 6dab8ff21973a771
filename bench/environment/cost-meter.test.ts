/** The running cost: what the events told is what the books come to at the end but for rounding and what only the end tells; and a branch has it. */
import { beforeAll, describe, expect, test } from 'vitest';
import { OutboundTwin } from '#scenarios/twin/outbound-twin';
import { thumbArm } from '#testing/runs/model-run';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { pricesOf } from '../experiments/outbound-report-of-run.ts';
import { CostMeter, type Settled } from './cost-meter.ts';

const world = smallDistributor({ ordersPerDay: 25 });
const policies = thumbArm('fastest-feasible');
const prices = pricesOf(world, { policies, endedAt: 0, counts: { messages: 0 } });

function metered(): { twin: OutboundTwin; meter: CostMeter; settled: Settled[] } {
  const settled: Settled[] = [];
  const meter = new CostMeter(prices, (each) => settled.push(each));
  return { twin: new OutboundTwin({ world, policies, seed: 1, watchers: [meter] }), meter, settled };
}

const { twin, meter, settled } = metered();
let told = 0;
let branched = 0;

beforeAll(() => {
  twin.start();
  twin.run({ until: world.startAt + 36 * 3_600_000 });
  const branch = metered();
  branch.twin.restore(twin.snapshot());
  branch.twin.run();
  branched = branch.meter.totalMinor;
  twin.run();
  told = meter.totalMinor;
  meter.settle(twin.kernel.now);
});

describe('a run of orders that all end', () => {
  test('has cost what the events told, within 2 %', () => {
    expect(meter.totalMinor).toBeGreaterThan(100_000);
    expect(Math.abs(told - meter.totalMinor)).toBeLessThan(0.02 * meter.totalMinor);
  });

  test('settles each order once, and each load that left', () => {
    const orders = settled.filter(({ entityType }) => entityType === 'order');
    expect(new Set(orders.map(({ entityKey }) => entityKey)).size).toBe(orders.length);
    expect(orders.length).toBe(meter.outcomes.orders.size);
    expect(settled.length).toBeGreaterThan(orders.length);
  });

  test('and a branch of it goes on from what had been told', () => {
    expect(branched).toBe(told);
  });
});
