/** Each invariant, seen to catch a planted violation, named, and silent on what is right. */
import { describe, expect, test } from 'vitest';
import { smallWorld } from '#testing/small-world';
import { type LeftOver, OutboundInvariants } from './outbound-invariants.ts';

type Step = readonly [event: string, owner: string, order: number, a: number, b: number, time?: number];

function play(steps: readonly Step[]): OutboundInvariants {
  const invariants = new OutboundInvariants(smallWorld({ dailyCapacity: 2 }));
  for (const [event, owner, order, a, b, time] of steps)
    invariants.business(time ?? 0, event, owner, 'order', order, 1, a, b);
  return invariants;
}

const LEDGER = new Map([
  ['freightAccrued', 1000],
  ['freightApproved', 1000],
  ['freightUnderAccrued', 20],
  ['freightPaid', 1020],
]);
const NOTHING: LeftOver = {
  orders: 0,
  shipments: 0,
  freightInvoices: 0,
  keptMessages: 0,
  backlog: 0,
  ledger: LEDGER,
};

/** Five units from plant 0 (52.5 a unit) with carrier 1, rated 1000, billed and paid 1020. */
function story(order = 1): Step[] {
  return [
    ['orderReleased', 'ERP', order, 5, 0],
    ['orderPromised', 'ERP', order, 9, 0],
    ['orderPlanned', 'core', order, 0, 1],
    ['freightRated', 'core', order, 1000, 2],
    ['goodsIssued', 'WMS', order, 0, 5],
    ['warehouseCharged', 'WMS', order, 263, 0],
    ['loadDeparted', 'carrier', order, 1, 0],
    ['loadDelivered', 'carrier', order, 1, 2],
    ['freightBilled', 'carrier', order, 1020, 1],
    ['freightMatched', 'core', order, 1020, 1],
    ['freightPaid', 'ERP', order, 1020, 1],
  ];
}

/** The story with one event changed. */
function changed(event: string, change: (step: Step) => Step): Step[] {
  return story().map((step) => (step[0] === event ? change(step) : step));
}

test('a right story is right, also in two parts', () => {
  expect(() => play(story()).atEnd(NOTHING)).not.toThrow();
  for (let cut = 0; cut <= story().length; cut++) {
    const first = play(story().slice(0, cut));
    const second = new OutboundInvariants(smallWorld({ dailyCapacity: 2 }));
    second.load(structuredClone(first.save()));
    for (const [event, owner, order, a, b] of story().slice(cut))
      second.business(0, event, owner, 'order', order, 1, a, b);
    expect(() => second.atEnd(NOTHING)).not.toThrow();
  }
});

describe('planted violations', () => {
  test.each(story().map((step, i) => [step[0], i] as const))('%s twice', (event, i) => {
    expect(() => play([...story().slice(0, i + 1), story()[i]!])).toThrow(
      `side-effect-once violated: order 1: ${event} a second time`,
    );
    expect(() => play([...story(), story()[i]!])).toThrow(/side-effect-once/);
  });

  test.each(story().map((step) => [step[0]] as const))('%s written by another system', (event) => {
    expect(() => play(changed(event, ([e, , ...rest]) => [e, 'TMS', ...rest]))).toThrow(
      `owner-writes violated: order 1: ${event} written by TMS`,
    );
  });

  test.each([
    ['orderPlanned', 'orderReleased'],
    ['goodsIssued', 'orderPlanned'],
    ['loadDelivered', 'loadDeparted'],
    ['freightBilled', 'loadDelivered'],
    ['freightPaid', 'freightMatched'],
  ])('%s before %s', (_event, first) => {
    expect(() => play(story().filter(([each]) => each !== first))).toThrow(
      new RegExp(`only-tabled-transitions violated: order 1: \\w+ before ${first}`),
    );
  });

  test.each<[string, RegExp, Step[]]>([
    [
      'fewer units issued',
      /order-lines-conserved.*5 units planned at plant 0, 4 issued/,
      changed('goodsIssued', () => ['goodsIssued', 'WMS', 1, 0, 4]),
    ],
    [
      'issued from another plant',
      /order-lines-conserved.*issued at plant 1/,
      changed('goodsIssued', () => ['goodsIssued', 'WMS', 1, 1, 5]),
    ],
    [
      'a doubled warehouse charge',
      /ledger-balances.*526 charged for 5 units, 263 are due/,
      changed('warehouseCharged', () => ['warehouseCharged', 'WMS', 1, 526, 0]),
    ],
    [
      'moved by another carrier',
      /one-active-booking.*loadDelivered by carrier 0, booked with 1/,
      changed('loadDelivered', () => ['loadDelivered', 'carrier', 1, 0, 2]),
    ],
    [
      'paid beyond tolerance',
      /invoice-settled-once.*1021 paid; rated 1000/,
      changed('freightPaid', () => ['freightPaid', 'ERP', 1, 1021, 1]),
    ],
    [
      'paid though never rated',
      /invoice-settled-once.*never rated|settles/,
      changed('freightRated', () => ['freightRated', 'core', 1, -1, 2]),
    ],
  ])('%s', (_name, message, steps) => {
    expect(() => play(steps)).toThrow(message);
  });

  test('a third order issued in a day of two', () => {
    const three = [1, 2, 3].flatMap((order) => story(order).slice(0, 5));
    expect(() => play(three)).toThrow(/capacity-respected violated: PLANT-0 issued 3 orders in a day of 2/);
    const copy = new OutboundInvariants(smallWorld({ dailyCapacity: 2 }));
    copy.load(structuredClone(play([1, 2].flatMap((order) => story(order).slice(0, 5))).save()));
    const third = (): void => {
      for (const [event, owner, order, a, b] of story(3).slice(0, 5))
        copy.business(0, event, owner, 'order', order, 1, a, b);
    };
    expect(third).toThrow(/capacity-respected/);
    const nextDay = three.map(
      ([event, owner, order, a, b]): Step => [event, owner, order, a, b, order === 3 ? 86_400_001 : 0],
    );
    expect(() => play(nextDay)).not.toThrow();
  });

  test.each<[string, Partial<LeftOver>, RegExp]>([
    ['an open shipment', { shipments: 2 }, /settles violated: .* 2 shipments are left/],
    ['a kept message', { keptMessages: 1 }, /settles violated: .* 1 keptMessages are left/],
    ['a waiting input', { backlog: 3 }, /settles violated: .* 3 backlog are left/],
    [
      'a payable that nobody paid',
      { ledger: new Map([...LEDGER, ['freightPaid', 18]]) },
      /ledger-balances violated: accounts-payable holds 1002 at the end/,
    ],
    [
      'an accrual that stays',
      { ledger: new Map([...LEDGER, ['freightAccrued', 1500]]) },
      /ledger-balances violated: freight-accrual holds 500 at the end/,
    ],
  ])('at the end: %s', (_what, left, message) => {
    expect(() => play(story()).atEnd({ ...NOTHING, ...left })).toThrow(message);
  });

  test('at the end: a bill approved and not paid', () => {
    expect(() => play(story().slice(0, -1)).atEnd(NOTHING)).toThrow(
      /nothing-left-over violated: 1 bills approved, 0 paid/,
    );
  });
});
