/** Orders that are written down and can't come as they stand: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { OrderList } from '#mock-systems/erp/order-source';
import { Random } from '#sim/random/random';
import { distributorWith, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../../../world/outbound/build.ts';
import { ordersThatCome } from '../../../world/outbound/goods/written-orders.ts';

/** The distributor starts on a Monday at midnight UTC; its delivery days end at 18:00 in Chicago, 18 h short of which it is UTC. */
const RIGHT = `    - no: 7
      release: 9 h
      customer: C0012
      promised: 4 d
      lines: [{ product: P0003, units: 2 }, { product: P0005, units: 1 }]
      held: { for: 2 h }
      changed: { after: 3 h, line: 2, units: 4 }
      cancelled: 1 d
      weightsMissing: [1]
`;

function withOrders(orders: string): ReturnType<typeof distributorWith> {
  return distributorWith(['demand:\n', `demand:\n  orders:\n${orders}`]);
}

test('what can come is released as it stands, with its fate, and no more is drawn', () => {
  const scenario = outboundScenario(withOrders(RIGHT));
  const { demand } = buildOutboundWorld(scenario, 1);
  const [order, ...more] = demand.orders!;
  expect(more).toEqual([]);
  expect(order).toMatchObject({
    no: 7,
    drawKey: 7,
    releaseAt: Date.parse('2026-03-02T09:00:00Z'),
    sales: {
      customer: 11,
      lines: [
        { product: 2, units: 2 },
        { product: 4, units: 1 },
      ],
      shipComplete: false,
      priority: 0,
      promisedAt: Date.parse('2026-03-06T00:00:00Z'),
    },
    fate: {
      held: { decidedAfterMs: 7_200_000, rejected: false },
      changed: { afterMs: 10_800_000, line: 1, units: 4 },
      cancelledAfterMs: 86_400_000,
      weightsMissing: [0],
    },
  });
});

test('a day that was asked for is on the order, and comes back when it is written down', () => {
  const scenario = outboundScenario(
    withOrders(RIGHT.replace('promised: 4 d', 'promised: 4 d\n      requested: 3 d')),
  );
  const world = buildOutboundWorld(scenario, 1);
  expect(world.demand.orders![0]!.requestedAt).toBe(Date.parse('2026-03-05T00:00:00Z'));
  const again = ordersThatCome(new OrderList(world.demand.orders!), new Random(1), world.erp, world);
  expect(again).toEqual([{ ...scenario.demand.orders![0], requested: '3 d' }]);
});

test.each<[string, string | RegExp, string, RegExp]>([
  ['no customer', 'C0012', 'C9999', /order 7: there is no customer C9999: network\.customers has 2000/],
  ['a customer by another name', 'C0012', 'Smith', /a customer is needed as reports call it, such as C0012/],
  ['no product', 'P0003', 'P0700', /order 7: there is no product P0700: network\.products has 600/],
  ['a product twice', 'P0005', 'P0003', /product "P0003" is there twice/],
  ['a change of no line', 'line: 2', 'line: 3', /order 7 has 2 lines, none is line 3/],
  [
    'a change that is none',
    'units: 4',
    'units: 1',
    /line 2 is 1 units already\. Name another number, or take `changed` out/,
  ],
  [
    'no line without a weight',
    'weightsMissing: [1]',
    'weightsMissing: [4]',
    /order 7 has 2 lines, none is line 4/,
  ],
  [
    'released after the end',
    'release: 9 h',
    'release: 331 d',
    /331 d after the start the run has ended: the horizon is 330 d/,
  ],
  ['promised before', 'promised: 4 d', 'promised: 8 h', /order 7 is promised for 8 h, and released at 9 h/],
  [
    'promised for no end of a delivery day',
    'promised: 4 d',
    'promised: 100 h',
    /100 h after the start is no end of a delivery day \(Monday to Friday, 18:00 in America\/Chicago\)\. The last one before is 4 d/,
  ],
  [
    'asked for before it is there',
    'promised: 4 d',
    'promised: 4 d\n      requested: 8 h',
    /order 7 is asked for 8 h after the start, and released at 9 h/,
  ],
  ['promised for a Sunday', 'promised: 4 d', 'promised: 7 d', /The last one before is 5 d/],
  ['no lines', /lines: .*/, 'lines: []', /lines: Too small|lines: .*at least 1|lines/],
])('%s', (_what, from, to, message) => {
  const edited = RIGHT.replace(from, to);
  expect(edited).not.toBe(RIGHT);
  const problems = problemsIn(withOrders(edited));
  expect(problems.join('\n')).toMatch(message);
  expect(problems[0]).toMatch(/^mine\.yaml:\d+:\d+: /);
});

test('a number that comes twice', () => {
  expect(problemsIn(withOrders(`${RIGHT}${RIGHT}`)).join('\n')).toMatch(/order "7" is there twice/);
});
