/** Loads in the KPIs: when a pickup is on time, what a tender that expired counts for, and loads that change carriers, are lost or not paid yet. */
import { describe, expect, test } from 'vitest';
import { modeKpis } from './freight-kpis.ts';
import { computeOutboundKpis } from './kpis.ts';
import {
  FACTS,
  type Happening,
  HOUR_MS,
  hour,
  issued,
  kpisOf,
  ONE_ORDER,
  outcomesOf,
  released,
} from './story.fixture.ts';

test('where trucks come by appointment, a pickup is on time by the slot; one that has missed it stays late', () => {
  const pickup = (...after: Happening[]): number | null =>
    computeOutboundKpis(
      outcomesOf([
        ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
        [1, 'tenderOffered', 'load', 8, 1, 0, 100],
        [2, 'loadBooked', 'load', 8, 1, 0, 100],
        [2, 'pickupPlanned', 'load', 8, 1, hour(4), 0],
        [2, 'pickupSlotConfirmed', 'load', 8, 1, hour(9), 0],
        ...after,
        ...issued(8, 8, 0, [1, 2, 3, 20], { units: 1, grams: 1_000_000, valueMinor: 100 }),
        [20, 'loadDeparted', 'load', 8, 1, 0, 0],
      ]),
      FACTS,
    ).onTimePickup;
  expect(pickup([9, 'truckArrived', 'load', 8, 1, 0, hour(9)])).toBe(1);
  expect(
    pickup(
      [14, 'truckArrived', 'load', 8, 1, 0, hour(9)],
      [14, 'pickupSlotConfirmed', 'load', 8, 2, hour(15), 0],
    ),
  ).toBe(0);
});

describe('a load that is to change carriers under way', () => {
  const leaves: Happening[] = [
    ...released(1, 0, { customer: 1, promise: 72, units: 1 }, 100, 1),
    [1, 'tenderOffered', 'load', 8, 1, 0, 100],
    [2, 'loadBooked', 'load', 8, 1, 0, 100],
    [2, 'pickupPlanned', 'load', 8, 1, hour(4), 0],
    [4, 'truckArrived', 'load', 8, 1, 0, hour(4)],
    ...issued(8, 8, 0, [1, 2, 3, 5], { units: 1, grams: 1_000_000, valueMinor: 100 }),
    [5, 'loadDeparted', 'load', 8, 1, 0, 0],
    [30, 'tenderOffered', 'load', 8, 2, 1, 300],
    [31, 'bookingCancelled', 'load', 8, 1, 0, 100],
    [31, 'loadBooked', 'load', 8, 2, 1, 300],
    [31, 'pickupPlanned', 'load', 8, 2, hour(40), 1],
  ];
  const takenOver: Happening[] = [...leaves, [44, 'truckArrived', 'load', 8, 2, 1, hour(40)]];
  const reverted: Happening[] = [
    ...leaves,
    [60, 'truckNoShow', 'load', 8, 2, 1, 0],
    [60, 'bookingCancelled', 'load', 8, 2, 1, 300],
    [60, 'loadBooked', 'load', 8, 3, 0, 100],
    [60, 'pickupPlanned', 'load', 8, 3, hour(4), -1],
  ];
  const arrives: Happening[] = [
    [80, 'shipmentDelivered', 'shipment', 8, 1, hour(80), 0],
    [80, 'loadDelivered', 'load', 8, 1, 0, 0],
  ];

  test.each([
    ['is taken over', takenOver, 'PARCEL', 250],
    ['drives on as the new truck does not come', reverted, 'LTL', 120],
  ])(
    'and %s: its mode is that of who delivers it, its pickup is the one at the node',
    (_, story, mode, kg) => {
      const outcomes = outcomesOf([...story, ...arrives]);
      expect(modeKpis(outcomes, FACTS).map((each) => each.mode)).toEqual([mode]);
      expect(computeOutboundKpis(outcomes, FACTS)).toMatchObject({
        co2eKg: kg,
        onTimePickup: 1,
        dwellP50: HOUR_MS,
        tenderToBookingP50: HOUR_MS,
        tenderDepth: 1,
      });
    },
  );
});

test('an acceptance after the tender had expired is silence, and no first acceptance', () => {
  const kpis = kpisOf([
    ...ONE_ORDER,
    [1, 'tenderOffered', 'load', 8, 1, 0, 100],
    [2, 'tenderExpired', 'load', 8, 1, 0, 0],
    [2, 'tenderOffered', 'load', 8, 2, 1, 100],
    [3, 'tenderAccepted', 'load', 8, 1, 0, 100],
    [3, 'tenderCountered', 'load', 8, 2, 1, 120],
  ]);
  expect(kpis).toMatchObject({
    firstTenderAcceptance: 0,
    tenderSilence: 1 / 2,
    tenderCounter: 1 / 2,
    tenderDepth: null,
  });
});

test('a lost load is paid nothing, has no transit and is no delivery in full', () => {
  const kpis = kpisOf([
    ...ONE_ORDER,
    ...issued(8, 8, 0, [1, 1, 1, 2], { units: 2, grams: 1_000, valueMinor: 100 }),
    [2, 'loadBooked', 'load', 8, 1, 0, 500],
    [2, 'loadDeparted', 'load', 8, 1, 0, 0],
    [9, 'shipmentDelivered', 'shipment', 8, 1, hour(9), 3],
    [9, 'loadLost', 'load', 8, 1, 0, 0],
  ]);
  expect(kpis).toMatchObject({ freightCost: 0, transitDaysMean: null, perfectInFull: 0, spoiltShare: 1 });
});

test('freight that is not paid yet counts as agreed, once the load has left', () => {
  const booked = [...ONE_ORDER, [2, 'loadBooked', 'load', 8, 1, 0, 500]] as readonly Happening[];
  expect(kpisOf(booked).freightCost).toBe(0);
  expect(kpisOf([...booked, [3, 'loadDeparted', 'load', 8, 1, 0, 0]]).freightCost).toBe(500);
});
