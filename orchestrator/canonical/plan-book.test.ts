/** What is planned is told when a load is booked, and when its carrier or pickup changes; it ends as the truck leaves. */
import { expect, test } from 'vitest';
import { initialLoad, type LoadState } from '../processes/outbound/load/load-state.ts';
import { SMALL } from './context.fixture.ts';
import { PlanBook } from './plan-book.ts';
import { canonicalSchema } from './schemas.ts';

const DAY_MS = 86_400_000;
const PICKUP = Date.UTC(2026, 0, 6, 15);
const booked: LoadState = {
  ...initialLoad(),
  status: 'dispatched',
  node: 0,
  lane: 1,
  carrier: 1,
  attempt: 1,
  pickupAt: PICKUP,
  transitDays: 2,
};

test('pickup, departure and arrival by the transit of the rate, each where it is to be', () => {
  const planned = new PlanBook(SMALL).stepped(8, booked);
  for (const each of planned) expect(canonicalSchema.parse(each)).toEqual(each);
  expect(planned.map(({ code, at }) => [code, Date.parse(at.at)])).toEqual([
    ['arrived_at_pickup', PICKUP],
    ['departed', PICKUP],
    ['delivered', PICKUP + 2 * DAY_MS],
  ]);
  expect(planned[0]).toMatchObject({ classifier: 'planned', partner: 'Swift', rawCode: null });
  expect(planned[0]!.at.zone).toBe('America/Chicago');
});

test('once, unless its carrier or its pickup is another', () => {
  const book = new PlanBook(SMALL);
  const news = (changes: Partial<LoadState>): number => book.stepped(8, { ...booked, ...changes }).length;
  expect([
    news({ status: 'papers' }),
    news({}),
    news({ pickupAt: PICKUP + 1 }),
    news({ attempt: 2 }),
  ]).toEqual([3, 0, 3, 3]);
  expect([news({ status: 'tendering' }), news({ status: 'in-transit' }), news({})]).toEqual([0, 0, 3]);
});

test('nobody knows where the load of another carrier is taken over', () => {
  const former = {
    carrier: 0,
    attempt: 1,
    rate: 0,
    agreedMinor: 1,
    detention: booked.detention,
    transitDays: 1,
    pickupAt: PICKUP,
    earnedMinor: 0,
  };
  const [pickup] = new PlanBook(SMALL).stepped(8, { ...booked, status: 'transferring', former });
  expect(pickup!.at.zone).toBeNull();
});
