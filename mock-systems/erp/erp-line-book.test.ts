/** ERP's book of lines, where it keeps one: how many lines of an order were there in full by its promise. The core's side is played by the test. */
import { describe, expect, test } from 'vitest';
import { CHANGE_REFUSAL, CONDITION } from '#orchestrator/contracts/erp';
import { type ErpBench, erp, events, started, withClass } from './erp-bench.fixture.ts';
import type { ErpSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY } from './system-bench.fixture.ts';

describe('the book of lines', () => {
  const delivered = (bench: ErpBench, n: number, at: number, condition: number, units: readonly number[]) => {
    bench.tell('reportGoodsIssue', 8 + n, 4, units[0]! + units[1]!, { lines: [0, 1], units });
    bench.tell('reportDelivery', 8 + n, at, condition, { lines: [0, 1], units });
  };
  /** Order 1 wants 10 and 3 units, promised in three days. @param said before it is done */
  const judged = (said: (bench: ErpBench) => void, changes: Partial<ErpSettings> = {}) => {
    const bench = started(erp({ lineBook: true, ...changes }), 4 * HOUR_MS);
    said(bench);
    const units = bench.mock.sideEffects.postedUnits;
    bench.tell('reportOrderDone', 1, units, 13 - units, null);
    bench.tell('reportOrderDone', 1, units, 13 - units, null);
    return events(bench, 'orderLinesJudged');
  };
  const PROMISED = MONDAY + 3 * DAY_MS;

  test('counts lines of which all was there by the promise, over all shipments', () => {
    const whole = judged((bench) => {
      delivered(bench, 0, PROMISED, CONDITION.good, [6, 3]);
      delivered(bench, 1, PROMISED, CONDITION.damaged, [4, 0]);
      // A repeat is the same delivery.
      delivered(bench, 1, PROMISED, CONDITION.damaged, [4, 0]);
    });
    expect(whole).toEqual(['ERP.orderLinesJudged order 1#1(2,2)']);
    const part = judged((bench) => {
      delivered(bench, 0, PROMISED, CONDITION.good, [9, 3]);
      delivered(bench, 1, PROMISED + 1, CONDITION.good, [1, 0]);
      delivered(bench, 2, PROMISED, CONDITION.lost, [1, 0]);
    });
    expect(part).toEqual(['ERP.orderLinesJudged order 1#1(1,2)']);
  });

  test('waits for a delivery that the end of the order has overtaken', () => {
    const bench = started(erp({ lineBook: true }), 4 * HOUR_MS);
    bench.tell('reportOrderDone', 1, 13, 0, null);
    expect(events(bench, 'orderLinesJudged')).toEqual([]);
    delivered(bench, 0, PROMISED, CONDITION.refused, [10, 3]);
    expect(events(bench, 'orderLinesJudged')).toEqual(['ERP.orderLinesJudged order 1#1(2,2)']);
    expect(bench.mock.openOrders).toBe(0);
  });

  test('goes by a change that is made, and not by one that came too late', () => {
    const changes = {
      ...withClass({ changeShare: 1 }),
      changeFactor: { kind: 'constant', value: 0 },
    } as const;
    const changed = (made: number) =>
      judged((bench) => {
        const [, , line] = bench.said('orderChanged')[0]!;
        bench.tell('answerChange', 1, made, 1, { reason: made === 1 ? 0 : CHANGE_REFUSAL.gone });
        // The other line alone.
        delivered(bench, 0, PROMISED, CONDITION.good, line === 0 ? [0, 3] : [10, 0]);
      }, changes);
    expect(changed(1)).toEqual(['ERP.orderLinesJudged order 1#1(1,1)']);
    expect(changed(0)).toEqual(['ERP.orderLinesJudged order 1#1(1,2)']);
  });

  test('is not kept unless asked for, and says nothing of an order that its customer has cancelled', () => {
    const all = (bench: ErpBench) => delivered(bench, 0, PROMISED, CONDITION.good, [10, 3]);
    expect(judged(all, { lineBook: false })).toEqual([]);
    expect(judged(all, withClass({ cancelShare: 1 }))).toEqual([]);
  });
});
