/** KPIs of appointments at the outbound docks, of five loads, against figures worked out by hand; a saved fold goes on. */
import { expect, test } from 'vitest';
import { computeOutboundKpis } from './kpis.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { PickupSlotBooks } from './outcomes/pickup-slot-books.ts';
import { copiedBefore, FACTS, type Happening, HOUR_MS, hour, outcomesOf, released } from './story.fixture.ts';

const [IN_TIME, MISSES, REFUSED, NO_SHOW, WAITS] = [56, 64, 72, 80, 88];

const STORY: readonly Happening[] = [
  ...[7, 8, 9, 10, 11].flatMap((order) =>
    released(order, 0, { customer: 1, promise: 60, units: 10 }, 40_000, 1),
  ),
  // Asked for at 2, for 4: given 5, there half an hour before.
  [2, 'pickupSlotRequested', 'load', IN_TIME, 1, hour(4), 0],
  [2.1, 'pickupSlotConfirmed', 'load', IN_TIME, 1, hour(5), 0],
  [4.5, 'truckArrived', 'load', IN_TIME, 1, 0, hour(5)],
  // Given 8, there at 10: the next one is at 13.
  [2, 'pickupSlotRequested', 'load', MISSES, 1, hour(8), 0],
  [2.1, 'pickupSlotConfirmed', 'load', MISSES, 1, hour(8), 0],
  [10, 'truckArrived', 'load', MISSES, 1, 0, hour(8)],
  [10, 'pickupSlotMissed', 'load', MISSES, 1, hour(8), hour(10)],
  [10, 'pickupSlotRequested', 'load', MISSES, 2, hour(10), 0],
  [10.1, 'pickupSlotReleased', 'load', MISSES, 1, hour(8), 0],
  [10.2, 'pickupSlotConfirmed', 'load', MISSES, 2, hour(13), 0],
  // Nothing is free until it is asked again the next day: 24 hours later, and four more to the slot.
  [3, 'pickupSlotRequested', 'load', REFUSED, 1, hour(6), 0],
  [3.1, 'pickupSlotRefused', 'load', REFUSED, 1, hour(6), 0],
  [27, 'pickupSlotRequested', 'load', REFUSED, 2, hour(27), 0],
  [27.1, 'pickupSlotConfirmed', 'load', REFUSED, 2, hour(31), 0],
  [31, 'truckArrived', 'load', REFUSED, 1, 0, hour(31)],
  // Its truck does not come; that of the next carrier asks anew.
  [4, 'pickupSlotRequested', 'load', NO_SHOW, 1, hour(6), 0],
  [4.1, 'pickupSlotConfirmed', 'load', NO_SHOW, 1, hour(6), 0],
  [20, 'truckNoShow', 'load', NO_SHOW, 1, 0, 0],
  [20, 'bookingCancelled', 'load', NO_SHOW, 1, 0, 100],
  [20.1, 'pickupSlotReleased', 'load', NO_SHOW, 1, hour(6), 0],
  [22, 'pickupSlotRequested', 'load', NO_SHOW, 2, hour(24), 0],
  [22.1, 'pickupSlotConfirmed', 'load', NO_SHOW, 2, hour(24), 0],
  [24, 'truckArrived', 'load', NO_SHOW, 2, 1, hour(24)],
  // Nobody has answered, and the booking is void before anybody does.
  [5, 'pickupSlotRequested', 'load', WAITS, 1, hour(6), 0],
  [30, 'bookingCancelled', 'load', WAITS, 1, 0, 100],
  [32, 'pickupSlotRequested', 'load', WAITS, 2, hour(34), 0],
];

const kpis = (outcomes: OutboundOutcomes) => {
  const { pickupSlotsKept, pickupSlotsRebooked, pickupSlotsRefused, pickupSlotWaitP50, pickupSlotWaitP95 } =
    computeOutboundKpis(outcomes, FACTS);
  return { pickupSlotsKept, pickupSlotsRebooked, pickupSlotsRefused, pickupSlotWaitP50, pickupSlotWaitP95 };
};
const slots = (story: readonly Happening[]) => kpis(outcomesOf(story));

test('kept, made anew, refused, and how long from the request to the slot', () => {
  expect(slots(STORY)).toEqual({
    // Of four trucks that came one had missed its slot.
    pickupSlotsKept: 3 / 4,
    // Of four loads that had one, the one that missed it and the one whose truck did not come.
    pickupSlotsRebooked: 2 / 4,
    // Of seven answers.
    pickupSlotsRefused: 1 / 7,
    // 3; 6 and 3; 28; 2 and 2 hours.
    pickupSlotWaitP50: 3 * HOUR_MS,
    pickupSlotWaitP95: 28 * HOUR_MS,
  });
});

test('a request for a booking that is void is not waited for: the next one counts from its own', () => {
  expect(
    slots([...STORY, [32.1, 'pickupSlotConfirmed', 'load', WAITS, 2, hour(34), 0]]).pickupSlotWaitP95,
  ).toBe(28 * HOUR_MS);
  const alone = STORY.filter(([, , , key]) => key === WAITS || key === 11);
  expect(
    slots([...alone, [32.1, 'pickupSlotConfirmed', 'load', WAITS, 2, hour(34), 0]]).pickupSlotWaitP50,
  ).toBe(2 * HOUR_MS);
});

test('a truck that comes for a load under way, or without an appointment, keeps none', () => {
  const more: Happening[] = [
    [5.5, 'loadDeparted', 'load', IN_TIME, 1, 0, 0],
    [40, 'truckArrived', 'load', IN_TIME, 2, 1, hour(40)],
    [40, 'truckArrived', 'load', WAITS, 1, 0, hour(40)],
    // Its slot was given back, and the next is not given yet.
    [21, 'truckArrived', 'load', NO_SHOW, 1, 0, hour(6)],
  ];
  expect(slots([...STORY, ...more].sort(([a], [b]) => a - b)).pickupSlotsKept).toBe(3 / 4);
});

test('what is asked for a load of an order that was not released is passed over', () => {
  const strange = STORY.flatMap((each): Happening[] => {
    if (each.length !== 7 || each[1].startsWith('order')) return [];
    const [at, event, entity, key, n, a, b] = each;
    return [[at, event, entity, key + 8000, n, a, b]];
  });
  expect(strange.length).toBeGreaterThan(20);
  expect(slots([...STORY, ...strange])).toEqual(slots(STORY));
});

test('where nobody keeps appointments there is nothing to say', () => {
  expect(Object.values(slots(STORY.filter(([, event]) => !event.startsWith('pickupSlot'))))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
});

test('a fold that was saved anywhere goes on from there', () => {
  const whole = slots(STORY);
  for (let rest = 1; rest < STORY.length; rest++) expect(kpis(copiedBefore(rest, STORY))).toEqual(whole);
});

test('what was saved stays as it was, whatever is folded on, and takes the place of all that was there', () => {
  const books = new PickupSlotBooks();
  books.fold('pickupSlotRequested', IN_TIME, 100, 0);
  const saved = books.save();
  const text = JSON.stringify(saved);
  books.fold('pickupSlotConfirmed', IN_TIME, 110, 400);
  books.fold('pickupSlotRequested', MISSES, 120, 0);
  const given = books.save();
  books.fold('pickupSlotConfirmed', MISSES, 130, 500);
  expect([JSON.stringify(saved), given.waitSeconds]).toEqual([text, [300]]);
  books.load(saved);
  expect(JSON.stringify(books.save())).toBe(text);
  books.fold('pickupSlotConfirmed', IN_TIME, 110, 400);
  expect([JSON.stringify(saved), books.waitSeconds]).toEqual([text, [300]]);
});
