/**
 * What must hold of WMS whatever it is told, in whatever order, and however often: units are conserved, reserved stock is what
 * open shipments hold, nothing is done twice, and a copy goes on as the original does.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import type { StationSettings, WmsSettings } from './settings.ts';
import { HOUR_MS, MINUTE_MS, node, START, settingsOf, station, WmsBench } from './wms.fixture.ts';

const NODES = 3;
const SHIPMENTS = 12;

const SLOW: StationSettings = station(1, 0, {
  msPerLine: { kind: 'exponential', mean: 7 * MINUTE_MS },
  msPerHandlingUnit: { kind: 'uniform', min: 0, max: 9 * MINUTE_MS },
  shifts: Array.from(
    { length: 200 },
    (_, i) => [START + 3 * i * HOUR_MS, START + (3 * i + 2) * HOUR_MS] as const,
  ),
  breakdowns: {
    upMs: { kind: 'exponential', mean: HOUR_MS },
    downMs: { kind: 'exponential', mean: 10 * MINUTE_MS },
  },
});

/** Stations, daily capacity, unlimited; short picks, counts, replenishment and a lying feed. */
function world(): WmsSettings {
  const stock = {
    lots: [0, 1, 2, 0, 1].map((product, i) => ({ product, units: 15, expiresAt: i < 3 ? null : START + i })),
    replenishment: [
      {
        firstReviewAt: START,
        reviewMs: 5 * HOUR_MS,
        leadTimeMs: { kind: 'exponential', mean: 3 * HOUR_MS },
        products: [0, 1, 2].map((product) => ({ product, reorderUnits: 10, targetUnits: 30 })),
      },
    ],
    cycleCounts: {
      instants: [1, 2, 3, 4, 5, 6, 7, 8].map((i) => START + i * 4 * HOUR_MS),
      cycleLength: 1,
      wrongShare: 0.5,
      missingShare: 0.6,
      units: { kind: 'uniform', min: 1, max: 12 },
    },
  } as const;
  const feed = {
    firstAt: START,
    periodMs: HOUR_MS,
    fullEvery: 4,
    delayMs: { kind: 'exponential', mean: HOUR_MS },
    omittedShare: 0.2,
    wrongShare: 0.2,
    wrongFactor: { kind: 'uniform', min: -1, max: 1 },
  } as const;
  const common = { shortPickShare: 0.3, feed };
  return settingsOf(
    [
      node({ ...common, stock, work: { kind: 'stations', pick: SLOW, pack: SLOW, stage: null, load: SLOW } }),
      node({ ...common, stock, work: { kind: 'dailyCapacity', perDay: 40 } }),
      node({
        ...common,
        stock: null,
        work: { kind: 'stations', pick: SLOW, pack: null, stage: SLOW, load: null },
      }),
    ],
    {
      until: START + 40 * HOUR_MS,
      products: [1000, 250.5, 40].map((unitWeightGrams) => ({ unitWeightGrams, shelfLifeMs: 50 * HOUR_MS })),
    },
  );
}

const someShipments = fc.array(fc.nat(SHIPMENTS - 1), { minLength: 1, maxLength: 4 });
const commands = fc.array(
  fc.record({
    what: fc.constantFrom(
      'reserve',
      'reserve',
      'reserveAll',
      'wave',
      'wave',
      'load',
      'load',
      'cancel',
      'reduce',
      'reduce',
      'back',
      'scrap',
    ),
    shipments: someShipments,
    place: fc.nat(NODES - 1),
    lines: fc.array(fc.tuple(fc.nat(2), fc.nat(12)), { minLength: 1, maxLength: 4 }),
    afterMs: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: HOUR_MS })),
  }),
  { maxLength: 60 },
);
type Command = typeof commands extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;

/** A shipment belongs to a node for good: half of the keys are far apart. */
function keyOf(shipment: number, place: number): number {
  return (shipment * NODES + place + 1) * 8 + (shipment % 2);
}

function give(bench: WmsBench, { what, shipments, place, lines }: Command): void {
  const keys = shipments.map((each) => keyOf(each, place));
  const key = keys[0]!;
  if (what === 'reserve') bench.reserve(key, lines, place);
  else if (what === 'reserveAll') bench.reserve(key, lines, place, 1);
  else if (what === 'wave') bench.wave(keys, place);
  else if (what === 'load') bench.load(Math.min(...keys), keys, place);
  else if (what === 'cancel') bench.cancel(key, place);
  else if (what === 'reduce') {
    const units = lines.map(([, each]) => each);
    bench.reduce(key, units, 1 + (units[0]! % 4), place);
  } else
    bench.takeBack(
      key,
      lines.map(([, units]) => units),
      what === 'back' ? 1 : 0,
      place,
    );
}

/** Gives commands from a place in the list on; `at` is ms since the start. */
function giveAll(bench: WmsBench, list: readonly Command[], at: number, after: () => void): void {
  let now = at;
  for (const command of list) {
    now += command.afterMs;
    bench.until(now);
    give(bench, command);
    after();
  }
}

test('units are conserved by node, product and lot, and reserved stock is what open shipments hold', () => {
  fc.assert(
    fc.property(commands, fc.integer({ min: 1, max: 1000 }), (list, seed) => {
      const bench = new WmsBench(world(), seed);
      bench.wms.start();
      giveAll(bench, list, 0, () => expect(bench.faults()).toEqual([]));
      bench.kernel.run();
      expect(bench.faults()).toEqual([]);
    }),
  );
});

test('every business event is written once, and no goods are reserved, issued or returned twice', () => {
  fc.assert(
    fc.property(commands, (list) => {
      const bench = new WmsBench(world());
      bench.wms.start();
      giveAll(bench, list, 0, () => {});
      bench.kernel.run();
      const names = bench.log.map((line) => line.split('(')[0]);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
      for (let i = 0; i < SHIPMENTS * NODES; i++) {
        const done = bench.wms.sideEffects(keyOf(Math.floor(i / NODES), i % NODES));
        expect(Math.max(done.reservations, done.goodsIssues, done.returns)).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test('the books are the business events: what was issued, adjusted, received and returned adds up to them', () => {
  fc.assert(
    fc.property(commands, (list) => {
      const bench = new WmsBench(world());
      bench.wms.start();
      giveAll(bench, list, 0, () => {});
      bench.kernel.run();
      for (let place = 0; place < NODES; place++) {
        const total = (event: string, pattern: RegExp): number =>
          bench.log
            .filter((line) => line.includes(`.${event} `))
            .reduce((sum, line) => sum + Number(pattern.exec(line)?.[1] ?? 0), 0);
        const ofShipments = new RegExp(`\\(${place},(\\d+)\\)$`);
        const ofNode = new RegExp(`node ${place}#\\d+\\(\\d+,(-?\\d+)\\)$`);
        const books = [0, 1, 2].map((product) => bench.wms.stock.balance(place, product));
        const all = (name: keyof (typeof books)[0]): number =>
          books.reduce((sum, each) => sum + each[name], 0);
        expect(total('goodsIssued', ofShipments)).toBe(all('shipped'));
        expect(total('goodsReturned', ofShipments)).toBe(all('returned'));
        expect(total('stockAdjusted', ofNode)).toBe(all('adjustedIn') - all('adjustedOut'));
        if (place < 2) expect(total('goodsReceived', ofNode)).toBe(all('received'));
      }
    }),
    { numRuns: runs(50) },
  );
});

test('a command repeated at once changes no stock, no event and no answer', () => {
  fc.assert(
    fc.property(commands, fc.array(fc.boolean(), { minLength: 60, maxLength: 60 }), (list, repeated) => {
      const once = new WmsBench(world());
      const twice = new WmsBench(world());
      for (const bench of [once, twice]) bench.wms.start();
      giveAll(once, list, 0, () => {});
      let at = 0;
      for (const [i, command] of list.entries()) {
        at += command.afterMs;
        twice.until(at);
        give(twice, command);
        if (repeated[i]) give(twice, command);
      }
      for (const bench of [once, twice]) bench.kernel.run();
      expect(twice.log).toEqual(once.log);
      expect(twice.kernel.digest.hex()).toBe(once.kernel.digest.hex());
      const answers = new Set(once.sent.map((each) => JSON.stringify(each)));
      // An answer given again comes at the instant of the repeat.
      const known = new Set([...answers].map((each) => each.replace(/"at":\d+/, '')));
      for (const each of twice.sent) expect(known).toContain(JSON.stringify(each).replace(/"at":\d+/, ''));
    }),
    { numRuns: runs(50) },
  );
});

test('a copy taken at any time goes on to the same digest, events and messages', () => {
  fc.assert(
    fc.property(commands, fc.nat(60), (list, cut) => {
      const bench = new WmsBench(world());
      bench.wms.start();
      const first = list.slice(0, cut);
      const rest = list.slice(cut);
      giveAll(bench, first, 0, () => {});
      const at = bench.kernel.now - START;
      const snapshot = structuredClone(bench.kernel.snapshot());
      const [events, messages] = [bench.log.length, bench.sent.length];
      const goOn = (each: WmsBench): void => {
        giveAll(each, rest, at, () => {});
        each.kernel.run();
      };
      goOn(bench);
      const copy = new WmsBench(world());
      copy.kernel.restore(snapshot);
      copy.numberFrom(first.length);
      goOn(copy);
      expect(copy.kernel.digest.hex()).toBe(bench.kernel.digest.hex());
      expect(copy.log).toEqual(bench.log.slice(events));
      expect(copy.sent).toEqual(bench.sent.slice(messages));
      expect(copy.faults()).toEqual([]);
      expect(copy.kernel.snapshot().components).toEqual(bench.kernel.snapshot().components);
    }),
    { numRuns: runs(60) },
  );
});

test('a copy shares nothing with what it was taken from, nor with what goes on from it', () => {
  const bench = new WmsBench(world());
  bench.wms.start();
  for (let i = 0; i < SHIPMENTS; i++) bench.reserve(keyOf(i, 0), [[i % 3, 2]]);
  bench.wave(Array.from({ length: SHIPMENTS }, (_, i) => keyOf(i, 0)));
  bench.load(keyOf(0, 0), [keyOf(0, 0), keyOf(1, 0)]);
  bench.until(MINUTE_MS);
  const snapshot = bench.kernel.snapshot();
  const before = structuredClone(snapshot);
  bench.kernel.run();
  for (let i = 0; i < SHIPMENTS; i++) bench.cancel(keyOf(i, 0));
  expect(snapshot).toEqual(before);
  const copy = new WmsBench(world());
  copy.kernel.restore(snapshot);
  copy.kernel.run();
  expect(snapshot).toEqual(before);
});
