/**
 * ERP by itself: its files, that repeats change nothing, and that a run copied half-way ends as the one that was not. The core's side is
 * played by the test.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { demand } from './demand.fixture.ts';
import { type ErpBench, erp, orders, started, withClass } from './erp-bench.fixture.ts';
import { OrderGenerator } from './order-generator.ts';
import { OrderList } from './order-source.ts';
import { DAY_MS, endsOfCopies, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

describe('in batches', () => {
  test('what is said waits for the next file, in order; what happens is written down when it happens', () => {
    const bench = started(
      erp({ ...withClass({ changeShare: 1 }), batchEveryMs: 6 * HOUR_MS }, new OrderList(orders(3))),
      DAY_MS,
    );
    expect(bench.said().map(([kind, no]) => [kind, no])).toEqual([
      ['salesOrderReleased', 1],
      ['salesOrderReleased', 2],
      ['salesOrderReleased', 3],
      ['orderChanged', 1],
      ['orderChanged', 2],
      ['orderChanged', 3],
    ]);
    expect(new Set(bench.sentAfterMs)).toEqual(new Set([6 * HOUR_MS]));
    expect(bench.log[0]).toBe('ERP.orderReleased order 1#1(13,2620)');
    bench.tell('payInvoice', 8, 1, 0, null);
    bench.kernel.run();
    expect(bench.sentAfterMs.at(-1)).toBe(31 * DAY_MS + 6 * HOUR_MS);
  });
});

type Command = (bench: ErpBench) => void;

/** Of two orders with three shipments each. */
const command: fc.Arbitrary<Command> = fc
  .record({
    which: fc.integer({ min: 0, max: 5 }),
    no: fc.integer({ min: 1, max: 2 }),
    n: fc.integer({ min: 0, max: 2 }),
    condition: fc.constantFrom(0, 0, 0, 1),
  })
  .map(({ which, no, n, condition }) => (bench) => {
    const shipment = no * 8 + n;
    const body = { lines: [0, 1], units: [n + 1, 1] };
    if (which === 0) bench.tell('requestMasterData', no, 0, 0, null);
    else if (which === 1) bench.tell('reportGoodsIssue', shipment, 4, 2, body);
    else if (which === 2) bench.tell('reportDelivery', shipment, 5, condition, body);
    else if (which === 3) bench.tell('payInvoice', shipment, 100 + n, 1, null);
    else if (which === 4) bench.tell('reportBackorder', no, 0, 1, null);
    else bench.tell('reportOrderDone', no, 1, 1, null);
  });

const steps = fc.array(fc.tuple(command, fc.integer({ min: 0, max: 8 * HOUR_MS })), { maxLength: 30 });

/** The steps, each some time after the other and each said so often. */
function play(bench: ErpBench, list: readonly [Command, number][], times = 1): void {
  for (const [say, afterMs] of list) {
    for (let i = 0; i < times; i++) say(bench);
    bench.kernel.run({ until: bench.kernel.now + afterMs });
  }
}

test('whatever the core says, saying everything three times writes down the same', () => {
  fc.assert(
    fc.property(steps, (list) => {
      const [once, thrice] = [1, 3].map((times) => {
        const bench = started(erp({}, new OrderList(orders(2))));
        play(bench, list, times);
        bench.kernel.run();
        return bench;
      });
      expect(thrice!.log).toEqual(once!.log);
      expect(thrice!.mock.pictureOf(4, 7)).toBe(once!.mock.pictureOf(4, 7));
      expect(thrice!.mock.openOrders).toBe(once!.mock.openOrders);
    }),
  );
});

test('a run copied half-way ends as the one that was not copied', () => {
  const lively = {
    classes: [{ holdShare: 0.3, rejectShare: 0.3, changeShare: 0.3, cancelShare: 0.3 }],
    missingWeightShare: 0.2,
    batchEveryMs: HOUR_MS,
  };
  const twoLines = demand({ endAt: MONDAY + 2 * DAY_MS, linesPerOrder: { kind: 'constant', value: 2 } });
  const make = (): ErpBench => erp(lively, new OrderGenerator(twoLines, new Random(5)));
  fc.assert(
    fc.property(steps, steps, (before, after) => {
      const { whole, copies } = endsOfCopies(
        make,
        (bench) => play(started(bench, 10 * HOUR_MS), before),
        (bench) => play(bench, after),
      );
      for (const { mock, ...copy } of copies) {
        expect(copy).toEqual({ digest: whole.digest, sent: whole.sent, log: whole.log });
        for (let product = 0; product < 12; product++)
          expect(mock.pictureOf(4, product)).toBe(whole.mock.pictureOf(4, product));
      }
    }),
    { numRuns: 30 },
  );
});
