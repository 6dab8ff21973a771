/**
 * Machines between pickers and packers, and scanners: belts keep order and distance, robots are with one shipment at a time and charge when
 * they must, misread scans take time, and all of it can be copied in the midst of it. By arithmetic, and for any settings as properties.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { type Carriage, Conveyor, carriageOf, RobotFleet } from './carriage.ts';
import type { ConveyorSettings, RobotSettings, ScanSettings, StationWork, WmsNode } from './settings.ts';
import { Station } from './station.ts';
import { MINUTE_MS, node, START, settingsOf, shp, station, WmsBench } from './wms.fixture.ts';

const minutes = (value: number) => ({ kind: 'constant', value: value * MINUTE_MS }) as const;
const BELT: ConveyorSettings = {
  kind: 'conveyor',
  travelMs: 4 * MINUTE_MS,
  gapMs: MINUTE_MS,
  breakdowns: null,
};
const ROBOTS: RobotSettings = {
  kind: 'robots',
  robots: 1,
  driveMs: 2 * MINUTE_MS,
  runMs: 1000 * MINUTE_MS,
  chargeMs: 90 * MINUTE_MS,
  breakdowns: null,
};

function floor(more: Partial<StationWork>): WmsNode {
  const work: StationWork = { kind: 'stations', pick: station(2, 10), pack: null, stage: null, load: null };
  return node({ stock: null, work: { ...work, ...more } });
}

/** A wave of so many shipments. */
function waved(more: Partial<StationWork>, orders: number): WmsBench {
  const bench = new WmsBench(settingsOf([floor(more)]));
  const keys = Array.from({ length: orders }, (_, i) => shp(i + 1));
  for (const key of keys) bench.reserve(key, [[0, 1]]);
  bench.wave(keys);
  return bench;
}

/** When shipments were picked or packed, in minutes. */
function minutesOf(kind: string, bench: WmsBench): number[] {
  bench.kernel.run();
  return bench.sent.filter((sent) => sent.kind === kind).map(({ at }) => at / MINUTE_MS);
}

describe('a conveyor', () => {
  test('gives off what is picked after its length, a gap apart', () => {
    const bench = waved({ carriage: BELT }, 4);
    expect(minutesOf('shipmentPacked', bench)).toEqual([14, 15, 24, 25]);
    expect(minutesOf('shipmentPicked', bench)).toEqual([10, 10, 20, 20]);
  });

  test('stands still with all that is on it', () => {
    const breakdowns = { upMs: minutes(12), downMs: minutes(5) };
    // Stands in [12, 17), [29, 34).
    expect(minutesOf('shipmentPacked', waved({ carriage: { ...BELT, breakdowns } }, 4))).toEqual([
      19, 20, 24, 25,
    ]);
  });

  test('what is called off on it does not come to the packers, and keeps nobody busy', () => {
    const bench = waved({ carriage: BELT, pack: station(1, 1) }, 2).until(11 * MINUTE_MS);
    bench.cancel(shp(1));
    expect(minutesOf('shipmentPacked', bench)).toEqual([16]);
    expect(bench.sent.map(({ kind }) => kind)).toContain('shipmentReleased');
  });

  const settings = fc.record({
    travelMs: fc.integer({ min: 1, max: 100_000 }),
    gapMs: fc.integer({ min: 1, max: 20_000 }),
    stops: fc.boolean(),
  });
  const coming = fc.array(fc.integer({ min: 0, max: 50_000 }), { minLength: 1, maxLength: 60 });

  test('keeps the order, takes no less than its length, and no more in a stretch of time than fits', () => {
    fc.assert(
      fc.property(settings, coming, ({ travelMs, gapMs, stops }, gaps) => {
        const breakdowns = stops
          ? ({
              upMs: { kind: 'exponential', mean: 60_000 },
              downMs: { kind: 'exponential', mean: 20_000 },
            } as const)
          : null;
        const belt = new Random(1);
        const conveyor = carriageOf({ kind: 'conveyor', travelMs, gapMs, breakdowns }, 0, belt, 0)!;
        let now = 0;
        const tote = gaps.map((gap) => {
          now += gap;
          return { at: now, arrivesAt: conveyor.arrivalOf(now) };
        });
        tote.forEach(({ at, arrivesAt }, i) => {
          expect(arrivesAt).toBeGreaterThanOrEqual(at + travelMs);
          if (i > 0) expect(arrivesAt).toBeGreaterThanOrEqual(tote[i - 1]!.arrivesAt);
          // A belt that never stands gives off one a gap.
          if (i > 0 && !stops) expect(arrivesAt - tote[i - 1]!.arrivesAt).toBeGreaterThanOrEqual(gapMs);
        });
      }),
    );
  });
});

describe('robots', () => {
  test('one is with one shipment, to the packers and back: the second picker waits for it', () => {
    const bench = waved({ carriage: ROBOTS }, 3);
    expect(minutesOf('shipmentPicked', bench)).toEqual([10, 24, 38]);
    expect(minutesOf('shipmentPacked', bench)).toEqual([12, 26, 40]);
  });

  test('charge when they have worked for their run time', () => {
    // 14 minutes a trip: after two of them it is over 20.
    const bench = waved({ carriage: { ...ROBOTS, runMs: 20 * MINUTE_MS } }, 4);
    expect(minutesOf('shipmentPicked', bench)).toEqual([10, 24, 24 + 4 + 90 + 10, 24 + 4 + 90 + 24]);
  });

  test('a robot that breaks down keeps its picker until it works again', () => {
    const breakdowns = { upMs: minutes(6), downMs: minutes(60) };
    expect(minutesOf('shipmentPicked', waved({ carriage: { ...ROBOTS, breakdowns } }, 1))).toEqual([70 + 0]);
  });

  test('that are many, fast and whole change nothing but the walking that they save', () => {
    const without = minutesOf('shipmentPicked', waved({}, 9));
    const many = { ...ROBOTS, robots: 50, driveMs: 0 };
    expect(minutesOf('shipmentPicked', waved({ carriage: many }, 9))).toEqual(without);
    const lines = { msPerLine: minutes(10), msPerShipment: null };
    const saved = waved({ carriage: many, pick: station(2, 0, { ...lines, walkingSaved: 0.4 }) }, 9);
    expect(minutesOf('shipmentPicked', saved)).toEqual(without.map((at) => 0.6 * at));
  });

  const fleets = fc.record({
    robots: fc.integer({ min: 1, max: 6 }),
    driveMs: fc.integer({ min: 0, max: 5_000 }),
    runMs: fc.integer({ min: 1, max: 200_000 }),
    chargeMs: fc.integer({ min: 0, max: 50_000 }),
    breaks: fc.boolean(),
  });
  const jobs = fc.array(fc.tuple(fc.integer({ min: 0, max: 8_000 }), fc.integer({ min: 0, max: 20_000 })), {
    minLength: 1,
    maxLength: 60,
  });

  test('never are with more shipments than there are of them, and never work longer than a charge and one trip', () => {
    fc.assert(
      fc.property(fleets, jobs, ({ breaks, ...fleet }, list) => {
        const breakdowns = breaks
          ? ({
              upMs: { kind: 'exponential', mean: 60_000 },
              downMs: { kind: 'exponential', mean: 20_000 },
            } as const)
          : null;
        const robots = new Random(1);
        const carriage = carriageOf({ kind: 'robots', ...fleet, breakdowns }, 0, robots, 0) as RobotFleet;
        const place = new Station(station(99, 0), null);
        let now = 0;
        const trips = list.map(([gap, workMs]) => {
          now += gap;
          const doneAt = carriage.pick(place, now, workMs);
          expect(doneAt).toBeGreaterThanOrEqual(now + workMs);
          return { from: doneAt - workMs, until: doneAt + 2 * fleet.driveMs };
        });
        for (const { from } of trips) {
          const atOnce = trips.filter((trip) => trip.from <= from && from < trip.until).length;
          expect(atOnce).toBeLessThanOrEqual(fleet.robots);
        }
        expect(carriage.save().leftMs.every((left) => left > 0 && left <= fleet.runMs)).toBe(true);
      }),
    );
  });
});

describe('scanners', () => {
  const scan = (more: Partial<ScanSettings> = {}): ScanSettings => ({
    misreadShare: 0.3,
    rescanMs: minutes(1),
    rescansMax: 2,
    keyInMs: minutes(10),
    ...more,
  });
  const LINES = { msPerLine: minutes(5), msPerShipment: null };
  const total = (given: ScanSettings | null, orders: number): number => {
    const pick = station(1, 0, { ...LINES, ...(given === null ? {} : { scan: given }) });
    return minutesOf('shipmentPicked', waved({ pick }, orders)).at(-1)! - 5 * orders;
  };

  test('take no time where every scan is read, and all tries and the keying in where none is', () => {
    expect(total(scan({ misreadShare: 0 }), 50)).toBe(0);
    expect(total(scan({ misreadShare: 1 }), 50)).toBe(50 * (1 + 1 + 10));
    expect(total(null, 50)).toBe(0);
  });

  test('of many lines take what the shares say', () => {
    // One minute for each of the first two misreads, ten for the third: 0.3 + 0.09 + 10 * 0.027 a line.
    expect(total(scan(), 4000) / 4000).toBeCloseTo(0.66, 1);
  });

  test('that read better misread a part of the same scans', () => {
    const better = total(scan({ misreadShare: 0.1 }), 300);
    expect(better).toBeGreaterThan(0);
    expect(better).toBeLessThan(total(scan(), 300));
  });
});

describe('a copy', () => {
  const breakdowns = {
    upMs: { kind: 'exponential', mean: 30 * MINUTE_MS },
    downMs: { kind: 'exponential', mean: 6 * MINUTE_MS },
  } as const;
  const carriages: readonly (readonly [string, ConveyorSettings | RobotSettings])[] = [
    ['a conveyor', { ...BELT, breakdowns }],
    ['robots', { ...ROBOTS, robots: 2, runMs: 25 * MINUTE_MS, breakdowns }],
  ];

  test.each(carriages)('of a floor with %s goes on as the floor itself', (_name, carriage) => {
    const work = { carriage, pack: station(1, 3), stage: station(1, 1) };
    const whole = waved(work, 12);
    whole.kernel.run();
    for (const at of [5, 11, 25, 47, 90]) {
      const first = waved(work, 12).until(at * MINUTE_MS);
      const copy = new WmsBench(first.settings);
      copy.kernel.restore(structuredClone(first.kernel.snapshot()));
      copy.kernel.run();
      expect([...first.sent, ...copy.sent]).toEqual(whole.sent);
    }
  });

  test('has states of its own', () => {
    for (const [, settings] of carriages) {
      const carriage: Carriage = carriageOf(settings, 0, new Random(1), START)!;
      const before = carriage.save();
      const kept = structuredClone(before);
      if (carriage instanceof RobotFleet) carriage.pick(new Station(station(1, 0), null), START, MINUTE_MS);
      else carriage.arrivalOf(START);
      expect(before).toEqual(kept);
      expect(carriage).toBeInstanceOf(settings.kind === 'conveyor' ? Conveyor : RobotFleet);
    }
  });
});
