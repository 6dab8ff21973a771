/** Disputed bills: what is too high for what it is, what is right for any reason, said until it is answered; nothing where it is not set. */
import { describe, expect, test } from 'vitest';
import { COMPLAINT, shipmentComplaint } from '#orchestrator/contracts/complaint-key';
import { BILL_DISPUTE, RESOLUTION } from '#orchestrator/contracts/crm';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { always, CrmBench, DAY_MS, HOUR_MS, PLAIN } from './crm.fixture.ts';
import type { DisputeSettings } from './settings.ts';

const NO = 5;
const SHIPMENT = shipmentKey(NO, 0);
const KEY = shipmentComplaint(SHIPMENT, COMPLAINT.bill);
const DISPUTES: DisputeSettings = { noticedShare: 1, unfoundedShare: 0, afterMs: always(DAY_MS) };

/** Ordered, and all of it has come. */
const came = (disputes?: DisputeSettings): CrmBench =>
  new CrmBench(PLAIN, { disputes })
    .order(NO)
    .until(HOUR_MS)
    .brings(SHIPMENT, [10])
    .until(2 * HOUR_MS);

describe('a bill', () => {
  test('that is too high is disputed for what it is, again until it is answered', () => {
    const bench = came(DISPUTES)
      .bills(SHIPMENT, BILL_DISPUTE.freight)
      .until(2 * DAY_MS);
    expect(bench.said).toEqual([
      {
        kind: 'complaintRaised',
        key: KEY,
        a: COMPLAINT.bill,
        b: 1,
        body: { reason: BILL_DISPUTE.freight },
        at: DAY_MS + 2 * HOUR_MS,
      },
    ]);
    const unanswered = came(DISPUTES).bills(SHIPMENT, BILL_DISPUTE.freight).run();
    expect(unanswered.said.map(({ b }) => b)).toEqual([1, 2, 3]);
    bench.tell('answerComplaint', KEY, RESOLUTION.credited, 100).run();
    expect(bench.said).toHaveLength(1);
    expect(bench.crm.ledger).toMatchObject({ complaints: 1, complaintsAnswered: 1, goodwillMinor: 0 });
    expect(bench.crm.ledger.correctedMinor).toBe(100);
    expect(bench.crm.remembered).toBe(0);
  });

  test('that is too high may be overlooked, and one that is right disputed', () => {
    const overlooks = { ...DISPUTES, noticedShare: 0 };
    expect(came(overlooks).bills(SHIPMENT, BILL_DISPUTE.price).run().said).toEqual([]);
    expect(came(DISPUTES).bills(SHIPMENT).run().said).toEqual([]);
    const [said] = came({ ...DISPUTES, unfoundedShare: 1 })
      .bills(SHIPMENT)
      .run().said;
    expect(said).toMatchObject({ key: KEY, a: COMPLAINT.bill });
    expect(Object.values(BILL_DISPUTE)).toContain((said!.body as { readonly reason: number }).reason);
  });

  test('of the next shipment is not mistaken for the last one was', () => {
    const bench = came(DISPUTES)
      .bills(SHIPMENT, BILL_DISPUTE.price)
      .bills(SHIPMENT + 1);
    expect(new Set(bench.run().said.map(({ key }) => key))).toEqual(new Set([KEY]));
  });

  test('of an order that is forgotten is paid without a look', () => {
    const bench = came(DISPUTES).run();
    expect(bench.crm.remembered).toBe(0);
    expect(bench.bills(SHIPMENT, BILL_DISPUTE.price).run().said).toEqual([]);
  });

  test('is no event where nobody disputes any', () => {
    const silent = came();
    const before = silent.run().kernel.events;
    expect(silent.bills(SHIPMENT, BILL_DISPUTE.price).run().kernel.events).toBe(before);
  });
});

test('shares that are none are refused', () => {
  expect(() => came({ ...DISPUTES, noticedShare: 2 })).toThrow(/from 0 to 1, got 2/);
});
