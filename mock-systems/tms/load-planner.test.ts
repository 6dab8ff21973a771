/** TMS as it plans loads: runs and cut-offs, who comes too late, what is asked again, and who withdraws. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnnouncedShipment } from '#orchestrator/contracts/tms';
import { Random } from '#sim/random/random';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from '../erp/system-bench.fixture.ts';
import type { ConsolidationSettings } from './settings.ts';
import { market } from './tms.fixture.ts';
import { TmsSystem } from './tms-system.ts';

const LANE = 1;
/** 17:30 on two days; runs at 16:00 plan for them. */
const CUTOFFS = [0, 1].map((day) => MONDAY + day * DAY_MS + 17.5 * HOUR_MS);
const CONSOLIDATION: ConsolidationSettings = {
  everyMs: 2 * HOUR_MS,
  handlingUnitsMax: 10,
  lanes: [
    { cutoffs: [], weightGramsMax: 1000 },
    { cutoffs: CUTOFFS, weightGramsMax: 1000 },
  ],
};

function planner(changes: Partial<ConsolidationSettings> = {}): SystemBench<TmsSystem> {
  return systemBench(
    (context) =>
      new TmsSystem(
        context,
        new Random(1),
        market({ consolidation: { ...CONSOLIDATION, ...changes } }),
        (order) => order,
      ),
  );
}

const goods = (changes: Partial<AnnouncedShipment> = {}): AnnouncedShipment => ({
  weightGrams: 400,
  handlingUnits: 1,
  dangerous: false,
  alone: false,
  ...changes,
});
const announce = (bench: SystemBench<TmsSystem>, shipment: number, lane = LANE): void =>
  bench.tell('announceShipment', shipment, lane, 0, goods());
const withdraw = (bench: SystemBench<TmsSystem>, shipment: number): void =>
  bench.tell('withdrawShipment', shipment, LANE, 0, null);
const until = (bench: SystemBench<TmsSystem>, hours: number): unknown =>
  bench.kernel.run({ until: MONDAY + hours * HOUR_MS });
const plans = (bench: SystemBench<TmsSystem>): unknown[] =>
  bench.sent.map(({ a, b, body }) => [a, b, (body as { shipments: number[] }).shipments]);

describe('a run', () => {
  test('plans for the cut-off before the next one: what was announced by then, as much as a load takes', () => {
    const bench = planner();
    until(bench, 9);
    announce(bench, 32);
    announce(bench, 24);
    until(bench, 15);
    announce(bench, 40);
    until(bench, 15.99);
    expect(bench.sent).toEqual([]);
    until(bench, 16.01);
    expect(plans(bench)).toEqual([
      [24, 0, [24, 32]],
      [40, 0, [40]],
    ]);
    expect(bench.said()).toEqual([
      ['loadPlanned', LANE, 24, 0],
      ['loadPlanned', LANE, 40, 0],
    ]);
    expect(bench.log).toEqual([
      'TMS.loadPlanned load 24#1(1,2)',
      'TMS.shipmentPlanned shipment 24#1(24,0)',
      'TMS.shipmentPlanned shipment 32#1(24,0)',
      'TMS.loadPlanned load 40#1(1,1)',
      'TMS.shipmentPlanned shipment 40#1(40,0)',
    ]);
    expect(bench.mock.sideEffects.plans).toBe(2);
  });

  test('leaves who is announced after it to the next cut-off, though this one is still to come', () => {
    const bench = planner();
    until(bench, 16.5);
    announce(bench, 24);
    until(bench, 24 + 15.99);
    expect(bench.sent).toEqual([]);
    until(bench, 24 + 16.01);
    expect(plans(bench)).toEqual([[24, 1, [24]]]);
  });

  test('plans without a cut-off where none is left', () => {
    const bench = planner();
    announce(bench, 24, 0);
    until(bench, 1.99);
    expect(bench.sent).toEqual([]);
    until(bench, 2.01);
    expect(plans(bench)).toEqual([[24, -1, [24]]]);
  });
});

describe('announced again', () => {
  test('before the run it changes nothing; after it the plan is told again, and nothing else is done', () => {
    const bench = planner();
    announce(bench, 24);
    announce(bench, 24);
    announce(bench, 32);
    until(bench, 17);
    const written = bench.log.length;
    announce(bench, 32);
    expect(plans(bench)).toEqual([
      [24, 0, [24, 32]],
      [24, 0, [24, 32]],
    ]);
    expect(bench.log).toHaveLength(written);
    expect(bench.mock.sideEffects.plans).toBe(1);
  });
});

describe('who withdraws', () => {
  test('before the run is in no load, also where that overtakes the announcement', () => {
    const bench = planner();
    announce(bench, 24);
    withdraw(bench, 24);
    withdraw(bench, 32);
    announce(bench, 32);
    announce(bench, 40);
    until(bench, 17);
    expect(plans(bench)).toEqual([[40, 0, [40]]]);
  });

  test('after the run is left out when the plan is told again; a load that all have left is told of no more', () => {
    const bench = planner();
    announce(bench, 24);
    announce(bench, 32);
    until(bench, 17);
    withdraw(bench, 24);
    announce(bench, 24);
    announce(bench, 32);
    expect(plans(bench)).toEqual([
      [24, 0, [24, 32]],
      [24, 0, [32]],
    ]);
    withdraw(bench, 32);
    announce(bench, 32);
    expect(bench.sent).toHaveLength(2);
  });
});

test('what was planned long ago is forgotten, what waits is not', () => {
  const far = { cutoffs: [MONDAY + 40 * DAY_MS], weightGramsMax: 1000 };
  const bench = planner({ lanes: [far, CONSOLIDATION.lanes[1]!] });
  announce(bench, 24);
  announce(bench, 32, 0);
  until(bench, 17);
  until(bench, 24 * 30);
  announce(bench, 24);
  // Known no more: it is announced for the first time.
  expect(bench.sent).toHaveLength(1);
  until(bench, 24 * 41);
  expect(plans(bench).slice(1)).toContainEqual([32, 0, [32]]);
});

test('each that is announced and not withdrawn is in one plan, and a copy goes on as the run does', () => {
  const word = fc.record({
    shipment: fc.integer({ min: 1, max: 6 }),
    withdraws: fc.boolean(),
    hours: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), fc.nat({ max: 12 }), (words, cut) => {
      const bench = planner();
      const copy = planner();
      const play = (played: SystemBench<TmsSystem>, some: typeof words): void => {
        for (const { shipment, withdraws, hours } of some) {
          if (withdraws) withdraw(played, shipment);
          else announce(played, shipment);
          played.kernel.run({ until: played.kernel.now + hours * HOUR_MS });
        }
      };
      play(bench, words.slice(0, cut));
      // Its messages are numbered on from those of the run.
      play(copy, words.slice(0, cut));
      copy.kernel.restore(bench.kernel.snapshot());
      play(bench, words.slice(cut));
      play(copy, words.slice(cut));
      bench.kernel.run();
      copy.kernel.run();
      expect(copy.log).toEqual(bench.log);
      const planned = bench.log.filter((each) => each.startsWith('TMS.shipmentPlanned'));
      expect(new Set(planned.map((each) => each.split('#')[0])).size).toBe(planned.length);
      const settled = new Set(words.map(({ shipment }) => shipment));
      for (const shipment of settled) {
        const firstWithdrawn = words.find((each) => each.shipment === shipment)!.withdraws;
        const everWithdrawn = words.some((each) => each.shipment === shipment && each.withdraws);
        const isPlanned = planned.some((each) => each.includes(`shipment ${shipment}#`));
        if (firstWithdrawn) expect(isPlanned).toBe(false);
        if (!everWithdrawn) expect(isPlanned).toBe(true);
      }
    }),
    { numRuns: 60 },
  );
});
