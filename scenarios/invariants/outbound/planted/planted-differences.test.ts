/** Two days of the distributor whose deliveries differ from what was shipped, in which somebody lies about that: the run stops there. */
import { describe, expect, test } from 'vitest';
import type { LadingException } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { AS_SHIPPED, OFTEN, smallDifferences } from '#testing/worlds/difference-world';
import {
  expectCaught,
  type Inside,
  replaced,
  type Saboteur,
  violationOf,
} from '#testing/worlds/outbound-plants';

const RECEIVED = smallDifferences({ set: OFTEN });
const SHIPPED = smallDifferences({ set: [...OFTEN, AS_SHIPPED] });

test.each([
  ['the bill waits', RECEIVED],
  ['the difference is credited', SHIPPED],
])('without a plant nothing stops it: %s', (_what, world) => {
  expect(violationOf(() => {}, world)).toBe(null);
});

/** Every proof that carriers send is changed on its way out. */
function proofs(twin: Inside, change: (exceptions: readonly LadingException[]) => LadingException[]): void {
  for (const carrier of twin.systems.carriers)
    replaced(carrier.office, 'send', (right, kind, key, a, b, body) => {
      if (kind !== 'podReceived') return right(kind, key, a, b, body);
      const shipments = body.shipments.map((each: Inside) => ({
        ...each,
        ...(each.exceptions === undefined ? {} : { exceptions: change(each.exceptions) }),
      }));
      return right(kind, key, a, b, { shipments });
    });
}

describe('of units that differ', () => {
  test('a carrier whose proof does not say what is missing', () => {
    expectCaught(
      'units-conserved',
      /shipment \d+ \(order \d+\): billed for \d+ units, \d+ left and \d+ of them did not arrive well/,
      (twin) => proofs(twin, () => []),
      RECEIVED,
    );
  });

  test('a carrier whose proof says more than it has counted', () => {
    expectCaught(
      'units-conserved',
      /\d+ minor units differ by the core, \d+ by what its carrier has counted/,
      (twin) => proofs(twin, (all) => all.map((each) => ({ ...each, units: each.units + 1 }))),
      RECEIVED,
    );
  });

  test('a carrier that damages or loses a shipment and does not write it down', () => {
    expectCaught(
      'units-conserved',
      /\d+ units have left, \d+ have arrived, are missing, damaged, refused or lost/,
      (twin: Inside) => {
        let hidden = false;
        replaced(twin.host.books, 'business', (right, ...written) => {
          const [, event, , , , , , condition] = written;
          const spoilt = condition === CONDITION.damaged || condition === CONDITION.lost;
          if (hidden || event !== 'shipmentDelivered' || !spoilt) return right(...written);
          hidden = true;
        });
      },
      RECEIVED,
    );
  });

  test('an ERP that credits more than is missing', () => {
    expectCaught(
      'invoice-settled-once',
      /shipment \d+ \(order \d+\): \d+ credited of its delivery, \d+ is due/,
      (twin: Inside) =>
        replaced(twin.systems.erp.credits, 'creditDelivery', (right, message) =>
          right({ ...message, a: message.a + 1 }),
        ),
      SHIPPED,
    );
  });

  test('an ERP that credits a delivery twice', () => {
    expectCaught(
      'side-effect-once',
      /shipment \d+ \(order \d+\): deliveryCredited, and that has been written down/,
      (twin: Inside) =>
        replaced(twin.systems.erp.credits, 'creditDelivered', (right, shipment, minor) => {
          right(shipment, minor);
          right(shipment, minor);
        }),
      SHIPPED,
    );
  });

  test('an ERP that credits and does not write it down', () => {
    expectCaught(
      'side-effect-once',
      /ERP has credited \d+ deliveries with \d+, written down are \d+ with \d+/,
      (twin: Inside) => {
        const { credits } = twin.systems.erp;
        replaced(credits, 'creditDelivered', (right, shipment, minor) => {
          credits.ledger.deliveries += 1;
          return right(shipment, minor);
        });
      },
      SHIPPED,
    );
  });

  test('a credit where the bill had waited', () => {
    expectCaught(
      'invoice-settled-once',
      /credited of its delivery, 0 is due/,
      (twin: Inside, saboteur: Saboteur) => {
        saboteur.act = (event, key, a) => {
          if (event === 'differenceSettled')
            twin.host.books.business(twin.kernel.now, 'deliveryCredited', 'ERP', 'shipment', key, 1, a, 0);
        };
      },
      RECEIVED,
    );
  });

  test('a rule that settles beyond its limit', () => {
    expectCaught(
      'authority-kept',
      /a difference of \d+ is settled by rule, the limit is 2000/,
      (twin: Inside) => {
        const { business } = twin.host.books;
        twin.host.books.business = (...[time, event, owner, type, key, n, a, b]: Inside[]) =>
          business.call(
            twin.host.books,
            time,
            event,
            owner,
            type,
            key,
            n,
            a,
            event === 'differenceSettled' ? 0 : b,
          );
      },
      RECEIVED,
    );
  });

  test('a claim beside the bill where nothing differs', () => {
    expectCaught(
      'only-tabled-transitions',
      /claimOpened after customerBilled/,
      (twin: Inside, saboteur: Saboteur) => {
        const differing = new Set<number>();
        saboteur.act = (event, key, a) => {
          if (event === 'deliveryExcepted') differing.add(key);
          if (event === 'customerBilled' && !differing.has(key))
            twin.host.books.business(twin.kernel.now, 'claimOpened', 'core', 'claim', key, 1, a, 0);
        };
      },
      RECEIVED,
    );
  });
});
