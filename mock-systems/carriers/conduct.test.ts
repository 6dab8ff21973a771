/**
 * A carrier of a user's own: what its functions say happens, what they leave alone is as the profile has it, and its luck is
 * keyed as the profile's is. Shown on one carrier by itself.
 */
import { describe, expect, test } from 'vitest';
import { REJECTION } from '#orchestrator/contracts/carriers';
import { DAY_MS, HOUR_MS } from '#sim/shifts/civil';
import { carrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import type { CarrierConduct, TenderedLoad, TenderReply } from './conduct.ts';
import type { CarrierProfile } from './settings.ts';

function withConduct(conduct: CarrierConduct, profile: CarrierProfile = PLAIN): CarrierProfile {
  return { ...profile, conduct };
}

describe('answerTender', () => {
  test('is told the tender and what the profile would say, and its answer is what is said', () => {
    const asked: [TenderedLoad, TenderReply][] = [];
    const bench = carrierBench({
      profile: withConduct({
        answerTender: (tender, usual) => {
          asked.push([tender, usual]);
          return { answer: 'counter', amountMinor: 123_456, afterMs: HOUR_MS };
        },
      }),
    });
    bench.tell('offerTender', 80, 1, 0, tenderOf());
    bench.until(DAY_MS);
    expect(asked).toEqual([
      [
        expect.objectContaining({ weightGrams: 100_000, shipments: 1, round: 1, now: START }),
        { answer: 'accept', afterMs: 600_000 },
      ],
    ]);
    expect(bench.of('tenderCountered')).toMatchObject([{ key: 80, b: 123_456, at: START + HOUR_MS }]);
  });

  test.each([
    [{ answer: 'accept', afterMs: 5 }, 'tenderAccepted', 0],
    [{ answer: 'reject', reason: 'price', afterMs: 5 }, 'tenderRejected', REJECTION.price],
  ] as const)('%o', (reply, kind, b) => {
    const bench = carrierBench({ profile: withConduct({ answerTender: () => reply }) });
    bench.tell('offerTender', 80, 1, 0, tenderOf());
    bench.until(DAY_MS);
    expect(bench.of(kind)).toMatchObject([{ key: 80, b, at: START + 5 }]);
  });

  test('who stays silent says nothing', () => {
    const bench = carrierBench({ profile: withConduct({ answerTender: () => ({ answer: 'silent' }) }) });
    bench.tell('offerTender', 80, 1, 0, tenderOf());
    bench.until(30 * DAY_MS);
    expect(bench.sent).toEqual([]);
  });

  test('as usual in everything is the carrier without it, to the last event', () => {
    const runs = [
      PLAIN,
      withConduct({ answerTender: (_tender, usual) => usual, planTrip: (_trip, ms) => ms }),
    ];
    const digests = runs.map((profile) => {
      const bench = carrierBench({ profile });
      for (let key = 80; key < 400; key += 8) bench.depart(key, { pickupAt: START + key * HOUR_MS });
      bench.kernel.run();
      return bench.kernel.digest.hex();
    });
    expect(digests[0]).toBe(digests[1]);
  });

  test('its luck is of lane, cut-off, rank and round, whichever load it is; another name is other luck', () => {
    const drawn: number[] = [];
    const bench = carrierBench({
      profile: withConduct({
        answerTender: (_tender, usual, luck) => {
          drawn.push(luck.unit('space'), luck.unit('space'), luck.unit('price'));
          return usual;
        },
      }),
    });
    const tender = { cutoff: 7 };
    bench.tell('offerTender', 80, 1, 0, tenderOf({ ...tender, shipments: [80] }));
    bench.tell('offerTender', 88, 1, 0, tenderOf({ ...tender, shipments: [88, 96] }));
    bench.tell('offerTender', 96, 1, 0, tenderOf({ ...tender, cutoff: 8, shipments: [96] }));
    const [first, again, other, second, , , third] = drawn;
    expect([again, second]).toEqual([first, first]);
    expect(new Set([first, other, third]).size).toBe(3);
  });
});

test('planTrip says when it is delivered, and milestones keep their shares of the way', () => {
  const plans: number[] = [];
  const bench = carrierBench({
    profile: withConduct({
      planTrip: ({ plannedMs, shipments }, usualMs) => {
        plans.push(plannedMs, shipments);
        return 3 * usualMs;
      },
    }),
  });
  bench.depart(80);
  bench.kernel.run();
  expect(plans).toEqual([4 * DAY_MS, 1]);
  const delivered = bench.log.find(({ event }) => event === 'loadDelivered')!;
  expect(delivered.at - (START + 2 * DAY_MS)).toBe(12 * DAY_MS);
});

test('bill says what is billed; what would have been right stays what was agreed, and a dispute comes to it', () => {
  const bench = carrierBench({
    profile: withConduct(
      { bill: (load, usual) => [...usual, { code: 'TOL', amountMinor: load.agreedMinor / 100 }] },
      { ...PLAIN, freight: { ...PLAIN.freight, correctedShare: 1 } },
    ),
  });
  bench.depart(80);
  bench.kernel.run();
  const [bill] = bench.of('freightBilled');
  expect(bill).toMatchObject({ key: 80, a: 101_000 });
  expect(bill!.body.charges.at(-1)).toEqual({ code: 'TOL', amountMinor: 1_000 });
  bench.tell('disputeInvoice', 80, 100_000, bill!.body.invoice, null as never);
  bench.kernel.run();
  expect(bench.of('invoiceCorrected')).toMatchObject([{ key: 80, a: 100_000 }]);
});
