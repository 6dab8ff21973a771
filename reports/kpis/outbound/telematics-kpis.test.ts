/** KPIs of telematics, of four loads, against figures worked out by hand. */
import { describe, expect, test } from 'vitest';
import { TELEMATICS_KPIS } from './catalogue/telematics-catalogue.ts';
import { computeOutboundKpis } from './kpis.ts';
import { OutboundOutcomes } from './outcomes/outcomes.ts';
import {
  copiedBefore,
  FACTS,
  type Happening,
  HOUR_MS,
  hour,
  issued,
  outcomesOf,
  released,
} from './story.fixture.ts';
import { telematicsKpis } from './telematics-kpis.ts';

const REFUSED = 1;
const device = (load: number, at: number, reading: number, estimate: number, taken = at): Happening => [
  at,
  'deviceEstimated',
  'load',
  load,
  reading,
  hour(estimate),
  hour(taken),
];
/** What it goes by from then on. */
const by = (load: number, at: number, estimate: number): Happening => [
  at,
  'arrivalEstimated',
  'load',
  load,
  1,
  hour(estimate),
  0,
];
const carrier = (load: number, at: number, milestone: number, estimate: number, occurred = at): Happening => [
  at,
  'carrierEstimated',
  'load',
  load,
  milestone,
  hour(estimate),
  hour(occurred),
];
const of = (load: number, at: number, event: string, a = 0, b = 0): Happening => [
  at,
  event,
  'trip',
  load,
  1,
  a,
  b,
];
const arrives = (load: number, at: number): Happening[] => [[at, 'loadDelivered', 'load', load, 1, 0, 0]];

/** Loads are single shipments of orders 7 to 10, promised at hour 60, that left at hour 24. */
const STORY: readonly Happening[] = [
  ...[7, 8, 9, 10].flatMap((order) => [
    ...released(order, 0, { customer: 1, promise: 60, units: 10 }, 40_000, 1),
    ...issued(order * 8, order * 8, 0, [1, 2, 3, 24], { units: 10, grams: 30_000, valueMinor: 40_000 }),
    [24, 'loadDeparted', 'load', order * 8, 1, 0, 0] as Happening,
  ]),
  // Planned for hour 50, arrives at 80. Its device has it at 62 from hour 30 on; its carrier says 70 at hour 66.
  of(56, 24, 'deviceAttached'),
  carrier(56, 30, 0, 50, 20),
  device(56, 30, 1, 62),
  by(56, 30, 62),
  device(56, 50, 2, 74, 48),
  by(56, 50, 74),
  carrier(56, 66, 6, 70, 48),
  // A reading that knows less than the carrier: it goes by neither.
  device(56, 70, 3, 72),
  device(56, 75, 4, 80),
  by(56, 75, 80),
  ...arrives(56, 80),
  // In time, and its carrier is right all along. A device that was wrong is void.
  of(64, 24, 'deviceAttached'),
  carrier(64, 28, 0, 55, 20),
  device(64, 28, 1, 90),
  by(64, 28, 90),
  of(64, 29, 'deviceMistrusted'),
  ...arrives(64, 55),
  // Never heard of; seen to be at risk, and in time.
  of(72, 24, 'deviceAttached'),
  [30, 'loadAtRisk', 'load', 72, 1, hour(61), hour(60)],
  ...arrives(72, 59),
  // Late, and seen in time; two hours too warm, in a case after three of which all was refused.
  of(80, 24, 'deviceAttached'),
  [40, 'loadAtRisk', 'load', 80, 1, hour(70), hour(60)],
  of(80, 43, 'temperatureExceeded', 45, hour(40)),
  [43, 'qualityCaseOpened', 'quality-case', 80, 1, hour(40), 45],
  [46, 'qualityDecided', 'quality-case', 80, 1, REFUSED, 1],
  ...arrives(80, 70),
];

const KPIS = {
  lateKnownShare: 1 / 2,
  falseAlarms: 1 / 2,
  tripsLive: 2 / 4,
  // Two hours for one of five readings.
  deviceLagMean: (2 / 5) * HOUR_MS,
  // Of load 56: from hour 30 on by its device, from 66 by its carrier.
  lateSeenAhead: 50 * HOUR_MS,
  lateSeenAheadReports: 14 * HOUR_MS,
  // At hour 56 load 56 was thought to come at 74, by reports at 50; load 64 at hour 31 at 55, by its carrier alone.
  etaErrorDay: (6 / 2) * HOUR_MS,
  etaErrorDayReports: (30 / 2) * HOUR_MS,
  // At hour 76: 80 and 70; load 64 at hour 51 as before.
  etaErrorHours: 0,
  etaErrorHoursReports: (10 / 2) * HOUR_MS,
  excursions: 1,
  excursionDetectionP50: 3 * HOUR_MS,
  excursionDetectionP95: 3 * HOUR_MS,
  qualityRefused: 1,
};

describe('the KPIs of telematics', () => {
  test('are what the events say', () => {
    expect(telematicsKpis(outcomesOf(STORY))).toEqual(KPIS);
    expect(computeOutboundKpis(outcomesOf(STORY), FACTS)).toMatchObject(KPIS);
  });

  test('say nothing of devices where there are none', () => {
    const nothing = Object.fromEntries(Object.keys(TELEMATICS_KPIS).map((name) => [name, null]));
    expect(telematicsKpis(new OutboundOutcomes())).toEqual(nothing);
  });

  test('of a fold that was saved in the middle are those of one that was not', () => {
    expect(telematicsKpis(copiedBefore(12, STORY))).toEqual(KPIS);
  });
});
