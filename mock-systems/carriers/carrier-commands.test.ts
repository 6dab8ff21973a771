/** A carrier under any commands of a core: it answers what was asked, fetches and delivers once, and bills what it has driven, once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { type Books, START, systemProperty, telling, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { CarrierBehaviours } from './behaviours.ts';
import { PLAIN, tenderOf } from './carrier-bench.fixture.ts';
import { CarrierSystem } from './carrier-system.ts';
import { invoiceOf } from './freight-bill.ts';
import { BAD, NORMAL_MARKET } from './profiles.ts';
import type { CarrierProfile } from './settings.ts';

const DAY_MS = 86_400_000;

/** Answers to most offers, counters some; all else goes wrong as often as with the bad one. */
const LIVELY: CarrierProfile = {
  ...BAD,
  acceptance: { ...PLAIN.acceptance, rejectionFactor: 1 },
  pickup: { ...BAD.pickup, lateShare: 0 },
};

const load = fc.constantFrom(8, 16, 24);
const attempt = fc.constantFrom(1, 1, 1, 2);
const pickupAt = START + 2 * DAY_MS;

const offered = (books: Books, key: number, attemptNo: number): boolean =>
  wasTold(books, 'offerTender', key, ({ a }) => a === attemptNo);
/** Whoever asks a price for it has taken it, if the core takes the price. */
const TAKEN = ['tenderAccepted', 'tenderCountered'];
const released = (books: Books, key: number): boolean => wasTold(books, 'releaseTruck', key);

test('whatever a core commands', () => {
  fc.assert(
    systemProperty<CarrierSystem>({
      owner: 'carrier',
      make: (context) => {
        const behaviours = new CarrierBehaviours(new Random(3), NORMAL_MARKET, (key) => key);
        const system = new CarrierSystem(context, behaviours, 0, LIVELY, null, null, null, null);
        return { system, world: system };
      },
      steps: [
        telling('offerTender', {
          key: load,
          a: attempt,
          body: load.map((key) =>
            tenderOf({ cutoff: key, shipments: [key, key + 1], pickupAt, respondBy: START + 30 * DAY_MS }),
          ),
        }),
        telling('dispatchTruck', { key: load, a: attempt, body: fc.constant({ pickupAt }) }),
        telling('releaseTruck', {
          key: load,
          a: attempt,
          body: load.map((key) => ({ shipments: [key, key + 1], takenOverFrom: -1 })),
        }),
        telling('withdrawTender', { key: load, a: attempt }),
        telling('requestStatus', { key: load, a: fc.integer({ min: 1, max: 3 }) }),
        telling('requestExpedite', { key: load, a: fc.constant(900) }),
        telling('requestHold', { key: load, a: attempt }),
        telling('driveOn', { key: load, a: attempt }),
        telling('handOver', { key: load, a: attempt }),
        telling('requestBill', { key: load, a: fc.integer({ min: 1, max: 3 }) }),
        load.map((key) => ({
          tell: { kind: 'disputeInvoice', key, a: 90_000, b: invoiceOf(key), body: { codes: ['400'] } },
        })),
        load.map((key) => ({ tell: { kind: 'fileClaim', key, a: 4000, b: key, body: { condition: 1 } } })),
      ],
      // Its own shipments are on a load, and a truck is released that was called.
      may: (step, books) => {
        if (!('tell' in step)) return true;
        const { kind, key, a, body } = step.tell;
        if (kind === 'offerTender') return (body as { cutoff: number }).cutoff === key;
        if (kind === 'dispatchTruck')
          return books.said.some((said) => TAKEN.includes(said.kind) && said.key === key && said.a === a);
        if (kind === 'releaseTruck')
          return (
            (body as { shipments: number[] }).shipments[0] === key &&
            wasTold(books, 'dispatchTruck', key, (told) => told.a === a)
          );
        return true;
      },
      says: {
        tenderAccepted: ({ key, a }, books) => offered(books, key, a),
        tenderRejected: ({ key, a }, books) => offered(books, key, a),
        tenderCountered: ({ key, a }, books) => offered(books, key, a),
        truckArrived: ({ key, a }, books) => wasTold(books, 'dispatchTruck', key, (told) => told.a === a),
        milestoneReported: ({ key }, books) => wasTold(books, 'dispatchTruck', key),
        podReceived: ({ key }, books) => released(books, key),
        expediteAnswered: ({ key }, books) => wasTold(books, 'requestExpedite', key),
        holdAnswered: ({ key }, books) => wasTold(books, 'requestHold', key),
        freightBilled: ({ key }, books) => released(books, key),
        invoiceCorrected: ({ key, b }, books) =>
          wasTold(books, 'disputeInvoice', key, (told) => told.b === b),
        disputeRejected: ({ key, b }, books) => wasTold(books, 'disputeInvoice', key, (told) => told.b === b),
        claimAnswered: ({ key }, books) => wasTold(books, 'fileClaim', key),
      },
      holds: (_books, { ledger }) => {
        const { departures, deliveries, losses, handOvers, bills, accepted, trucks, turnedBack } = ledger;
        expect(deliveries + losses + handOvers + turnedBack).toBeLessThanOrEqual(departures);
        expect(departures).toBeLessThanOrEqual(trucks);
        expect(trucks).toBeLessThanOrEqual(accepted + ledger.countered);
        expect(bills).toBeLessThanOrEqual(departures);
      },
    }),
    { numRuns: runs(60) },
  );
});
