/**
 * What differs as a shipment comes off the truck: shares counted over many orders, within four standard errors; at least one good unit is
 * left; the same luck whichever carrier and whatever else is aboard. Written down once, said by every copy of the proof, and owned to when
 * it is claimed for.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LADING_EXCEPTION, UNREAD } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { runs } from '#testing/properties/properties';
import { Cargo } from '../cargo.ts';
import { CarrierBehaviours } from './behaviours.ts';
import { carrierBench, PLAIN, START } from './carrier-bench.fixture.ts';
import { exceptionsOf } from './lading.ts';
import { NORMAL_MARKET } from './profiles.ts';
import type { DifferenceSettings } from './settings.ts';

const ORDERS = 10_000;
const SOMETIMES: DifferenceSettings = {
  shortShare: 0.1,
  damagedShare: 0.05,
  overShare: 0.02,
  ofLineMax: 0.5,
};
const ALWAYS_SHORT: DifferenceSettings = { shortShare: 1, damagedShare: 0, overShare: 0, ofLineMax: 0.5 };

function behavioursOf(seed = 1): CarrierBehaviours {
  return new CarrierBehaviours(new Random(seed), NORMAL_MARKET, (order) => order);
}

describe('units that differ', () => {
  test('are as frequent as the shares say, each way', () => {
    const behaviours = behavioursOf();
    const found = Array.from({ length: ORDERS }, (_, order) =>
      exceptionsOf(behaviours, SOMETIMES, order * 8, [6, 0, 9]),
    ).flat();
    const shares = { short: 0.1, damaged: 0.05, over: 0.02 };
    for (const [name, expected] of Object.entries(shares)) {
      const kind = LADING_EXCEPTION[name as keyof typeof shares];
      const share = found.filter((each) => each.kind === kind).length / ORDERS;
      expect(Math.abs(share - expected)).toBeLessThan(4 * Math.sqrt((expected * (1 - expected)) / ORDERS));
    }
    expect(new Set(found.map(({ line }) => line))).toEqual(new Set([0, 2]));
    expect(Math.max(...found.map(({ units }) => units))).toBe(4);
    expect(Math.min(...found.map(({ units }) => units))).toBe(1);
  });

  test('are of a line that holds something, and leave a good unit of the shipment', () => {
    const behaviours = behavioursOf();
    const lines = fc.array(fc.nat(9), { minLength: 1, maxLength: 5 });
    const settings = fc.record({
      shortShare: fc.constant(0.5),
      damagedShare: fc.constant(0.5),
      overShare: fc.constant(0),
      ofLineMax: fc.double({ min: 0.01, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(settings, fc.nat(9_999), lines, (differences, order, units) => {
        const all = units.reduce((sum, each) => sum + each, 0);
        const found = exceptionsOf(behaviours, differences, order * 8, units);
        expect(found).toHaveLength(all > 1 ? 1 : 0);
        for (const { line, units: differing } of found) {
          expect(differing).toBeGreaterThanOrEqual(1);
          expect(differing).toBeLessThanOrEqual(units[line]!);
          expect(differing).toBeLessThan(all);
        }
      }),
      { numRuns: runs(300) },
    );
  });

  test('are drawn by the order alone, and anew for what is sourced again', () => {
    const first = exceptionsOf(behavioursOf(), ALWAYS_SHORT, 80, [20, 20]);
    expect(exceptionsOf(behavioursOf(), ALWAYS_SHORT, 80, [20, 20])).toEqual(first);
    const others = [81, 82, 83].map((again) => exceptionsOf(behavioursOf(), ALWAYS_SHORT, again, [20, 20]));
    expect(others.some((each) => JSON.stringify(each) !== JSON.stringify(first))).toBe(true);
  });

  test.each([
    [{ ...SOMETIMES, shortShare: 0.95 }, /together at most 1, got 1\.02\. Lower them/],
    [{ ...SOMETIMES, ofLineMax: 0 }, /ofLineMax must be above 0 and at most 1, got 0\. 0\.5 = up to half/],
  ])('settings that make no sense are told', (differences, message) => {
    const proofs = { unreadShare: 0, missingShare: null, differences };
    expect(() => new CarrierBehaviours(new Random(1), NORMAL_MARKET, (order) => order, proofs)).toThrow(
      message,
    );
  });
});

describe('a carrier', () => {
  function delivered({ profile = PLAIN, unreadShare = 0, differences = ALWAYS_SHORT } = {}) {
    let boxes: Cargo | null = null;
    const bench = carrierBench({
      profile,
      proofs: { unreadShare, missingShare: 0, differences },
      cargo: (kernel) => {
        boxes = new Cargo(kernel);
        boxes.send(80, [6, 4]);
        return boxes;
      },
    });
    bench.depart(80);
    bench.kernel.run();
    return { ...bench, cargo: boxes! as Cargo };
  }

  test('writes down what it has counted, before that it has delivered, and says it in its proof', () => {
    const { log, of, cargo } = delivered();
    const [{ line, kind, units }] = of('podReceived')[0]!.body.shipments[0]!.exceptions as [
      { line: number; kind: number; units: number },
    ];
    expect(kind).toBe(LADING_EXCEPTION.short);
    const written = log.filter(({ event }) => event === 'deliveryExcepted' || event === 'shipmentDelivered');
    expect(written).toMatchObject([
      { event: 'deliveryExcepted', entity: 'shipment', key: 80, n: line + 1, a: units, b: kind },
      { event: 'shipmentDelivered', key: 80, b: CONDITION.good },
    ]);
    expect(cargo.aboard).toBe(0);
  });

  test('says the same in every copy, and nothing in one that cannot be read', () => {
    const { of, tell, kernel } = delivered();
    tell('requestStatus', 80, 1, 0, null);
    kernel.run();
    const [first, again] = of('podReceived');
    expect(again!.body).toEqual(first!.body);
    expect(delivered({ unreadShare: 1 }).of('podReceived')[0]!.body.shipments).toEqual([
      { shipment: 80, condition: UNREAD },
    ]);
  });

  test.each([
    ['lost', { lostShare: 1 }, CONDITION.lost],
    ['damaged', { damagedShare: 1 }, CONDITION.damaged],
    ['refused', { refusedShare: 1 }, CONDITION.refused],
  ])('counts nothing of a shipment that is %s as a whole', (_what, shares, condition) => {
    const profile = { ...PLAIN, delivery: { ...PLAIN.delivery, ...shares } };
    const { log, cargo } = delivered({ profile });
    expect(log.filter(({ event }) => event === 'deliveryExcepted')).toEqual([]);
    expect(log).toContainEqual(expect.objectContaining({ event: 'shipmentDelivered', b: condition }));
    expect(cargo.aboard).toBe(0);
  });

  test('owns to what its driver has signed for, and not to what it brought too many of', () => {
    const claims = { ...PLAIN.claims, fullShare: 1, partShare: 0 };
    const credited = (differences: DifferenceSettings) => {
      const { tell, kernel, of } = delivered({ profile: { ...PLAIN, claims }, differences });
      tell('fileClaim', 80, 1_500, 80, { condition: CONDITION.lost });
      kernel.run();
      return of('claimAnswered').map(({ a }) => a);
    };
    expect(credited(ALWAYS_SHORT)).toEqual([1_500]);
    expect(credited({ ...ALWAYS_SHORT, shortShare: 0, overShare: 1 })).toEqual([0]);
  });

  test('that goes on from a copy on the way counts the same', () => {
    const options = {
      proofs: { unreadShare: 0, missingShare: 0, differences: ALWAYS_SHORT },
      cargo: (kernel: ConstructorParameters<typeof Cargo>[0]) => new Cargo(kernel),
    };
    let boxes: Cargo | null = null;
    const first = carrierBench({
      ...options,
      cargo: (kernel) => {
        boxes = options.cargo(kernel);
        boxes.send(80, [6, 4]);
        return boxes;
      },
    });
    first.depart(80);
    const saved = first.kernel.snapshot();
    const second = carrierBench(options);
    second.kernel.restore(saved);
    second.told = first.told;
    for (const { kernel } of [first, second]) kernel.run();
    expect(second.of('podReceived').map(({ body }) => body)).toEqual(
      first.of('podReceived').map(({ body }) => body),
    );
    expect(second.kernel.now).toBeGreaterThan(START + 4 * DAY_MS);
  });

  test('that is to deliver what nobody has loaded says so', () => {
    const { depart, kernel } = carrierBench({
      proofs: { unreadShare: 0, missingShare: 0, differences: ALWAYS_SHORT },
      cargo: (kernel) => new Cargo(kernel),
    });
    depart(80);
    expect(() => kernel.run()).toThrow(/shipment 80 comes off a truck that it was not loaded on/);
  });
});
