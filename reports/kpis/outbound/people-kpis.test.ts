/** What people did, by hand: one planner's team and an integration desk without limit, three orders. */
import { describe, expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import { landedCosts } from './landed-cost.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import { peopleKpis, type Roster } from './people-kpis.ts';
import { FACTS, FREE, type Happening, HOUR_MS, hour, issued, released, tell } from './story.fixture.ts';

const MINUTE_MS = 60_000;
const MEASURED = new Set(['planner', 'integration-desk']);
const ROSTERS: readonly Roster[] = [{ role: 'planner', staff: 2, rosteredMs: 4 * HOUR_MS }];

const STORY: readonly Happening[] = [
  ...released(7, 0, { customer: 1, promise: 48, units: 10 }, 40_000, 2),
  ...released(8, 0, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  ...released(9, 0, { customer: 2, promise: 96, units: 5 }, 20_000, 1),
  [10, 'loadBooked', 'load', 56, 1, 0, 10_000],
  ...issued(56, 56, 0, [1, 2, 3, 24], { units: 10, grams: 30_000, valueMinor: 40_000 }),
  ...issued(64, 56, 0, [1, 2, 3, 24], { units: 5, grams: 10_000, valueMinor: 20_000 }),
];

type Work = readonly [
  hours: number,
  role: string,
  entity: string,
  key: number,
  trayMinutes: number,
  touchMinutes: number,
  what?: 'repeated' | 'mistaken',
];

const WORKS: readonly Work[] = [
  [2, 'planner', 'order', 7, 10, 20],
  [3, 'planner', 'load', 56, 30, 16, 'mistaken'],
  [4, 'planner', 'load', 56, 60, 24, 'repeated'],
  // After the last order.
  [200, 'planner', 'shipment', 64, 240, 12],
  [5, 'integration-desk', 'outbound-message', 1234, 5, 10],
];

function outcomes(measured: ReadonlySet<string> = MEASURED): OutboundOutcomes {
  const told = tell(new OutboundOutcomes(null, measured), STORY);
  for (const [hours, role, entity, key, tray, touch, what] of WORKS) {
    if (what !== 'repeated') told.task(hour(hours - 1), role, entity, key, 'any', null, 'open');
    const round = what === 'repeated' ? 1 : 0;
    const mistaken = what === 'mistaken';
    const body = { round, trayMs: tray * MINUTE_MS, touchMs: touch * MINUTE_MS, mistaken };
    told.task(hour(hours), role, entity, key, 'any', null, 'handled', body);
    told.task(hour(hours), role, entity, key, 'answer', null, 'answered');
  }
  // Nobody has done it.
  told.task(hour(6), 'planner', 'order', 9, 'any', null, 'open');
  told.task(hour(6), 'supervisor', 'order', 9, 'any', null, 'open');
  return told;
}

const PRICES = { ...FREE, taskPerMinuteMinor: 75, taskMinutes: 15 };

describe('by role', () => {
  const [desk, planner] = peopleKpis(outcomes(), ROSTERS, hour(72));

  test('counts what was done, twice and wrongly, and what is open', () => {
    expect(planner).toMatchObject({ role: 'planner', staff: 2, given: 4, handled: 4, repeated: 1 });
    expect(planner).toMatchObject({ mistaken: 1, open: 1 });
    expect(desk).toMatchObject({ role: 'integration-desk', staff: null, given: 1, handled: 1, open: 0 });
  });

  test('touch time in all and an order; busy while orders came in; time in the tray', () => {
    expect(planner!.touchMs).toBe(72 * MINUTE_MS);
    expect(planner!.touchMsPerOrder).toBe(24 * MINUTE_MS);
    // 60 of 240 minutes.
    expect(planner!.busyShare).toBe(0.25);
    expect(planner!.trayMsP50).toBe(30 * MINUTE_MS);
    expect(planner!.trayMsP95).toBe(240 * MINUTE_MS);
    expect(desk!.busyShare).toBeNull();
  });

  test('a role whose touch time is not measured has no row', () => {
    expect(peopleKpis(outcomes(new Set()), ROSTERS, hour(72))).toEqual([]);
  });
});

test('touch time per order is of all roles, and null where none is measured', () => {
  expect(computeOutboundKpis(outcomes(), FACTS).touchPerOrder).toBe((82 / 3) * MINUTE_MS);
  expect(computeOutboundKpis(outcomes(new Set()), FACTS).touchPerOrder).toBeNull();
});

test('landed cost counts touch time where it is measured, and minutes a task elsewhere', () => {
  const { byOrder, pots } = landedCosts(outcomes(), PRICES, hour(300));
  // Of order 7: 20 min, and three quarters of the load's 40; of 8: a quarter, and 12 min; of 9: the supervisor's task. 10 min for all.
  const desk = 250;
  expect([...byOrder.tasks]).toEqual([1500 + 2250 + desk, 750 + 900 + desk, 1125 + desk]);
  expect(pots.tasks).toBe(82 * 75 + 15 * 75);
});

test('a copy goes on with what was counted', () => {
  const other = new OutboundOutcomes(null, MEASURED);
  other.load(structuredClone(outcomes().save()));
  expect(peopleKpis(other, ROSTERS, hour(72))).toEqual(peopleKpis(outcomes(), ROSTERS, hour(72)));
  other.task(hour(210), 'planner', 'order', 9, 'any', null, 'handled', {
    round: 0,
    trayMs: 0,
    touchMs: MINUTE_MS,
    mistaken: false,
  });
  expect(peopleKpis(other, ROSTERS, hour(72))[1]!.touchMs).toBe(73 * MINUTE_MS);
});
