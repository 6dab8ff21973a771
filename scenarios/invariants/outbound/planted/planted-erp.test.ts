/** A small migration in which one of the two ERPs, or the core, does what it must not: the run stops there, and names it. */
import { describe, expect, test } from 'vitest';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { buildOutboundWorld } from '../../../world/outbound/build.ts';

const WRITTEN = outboundScenario(
  loadFrom(
    'erp-migration',
    {},
    { set: ['demand.ordersPerDay=40', 'demand.days=6', 'systems.erpMigration.doubled=0.2'] },
  ),
);
const WORLD = buildOutboundWorld(WRITTEN, WRITTEN.seed);

test('without a plant nothing stops it', () => {
  expect(violationOf(() => {}, WORLD)).toBe(null);
});

describe('two ERPs', () => {
  test.each<[string, string, RegExp, (systems: Inside) => void]>([
    [
      'of which both bill an order',
      'side-effect-once',
      /shipment \d+ \(order \d+\): customerBilled a second time/,
      ({ nextErp, erp }) =>
        replaced(nextErp, 'bill', (right, shipment, minor) => {
          right(shipment, minor);
          erp.log.business('customerBilled', 'ERP', 'shipment', shipment, 1, minor, 0);
        }),
    ],
    [
      'of which the old one bills what was moved to the new one',
      'one-erp-an-order',
      /shipment \d+ \(order \d+\) is billed by ERP 1, its order is with 11/,
      ({ nextErp, erp }) => {
        // The new one has the order, and the invoice is made from the old one's range.
        nextErp.documents.billed = (...args: unknown[]) => erp.documents.billed(...args);
      },
    ],
    [
      'of which the old one bills once more without writing it down',
      'side-effect-once',
      /ERP's own ledger has \d+ customers' invoices, it has written down \d+/,
      ({ nextErp, erp }) =>
        replaced(nextErp, 'bill', (right, shipment, minor) => {
          right(shipment, minor);
          erp.effects.invoices += 1;
        }),
    ],
    [
      'of which one moves what it does not have',
      'one-erp-an-order',
      /order \d+ is moved from ERP 11, which does not have it/,
      ({ erpMigration, erp, nextErp }) => {
        erpMigration.move = (no: number) =>
          erp.log.business('orderMoved', 'ERP', 'order', no, 1, nextErp.partner, erp.partner);
      },
    ],
    [
      'that leave a number out',
      'side-effect-once',
      /ERP 1: document 1010\d\d after 1010\d\d, numbers have no gaps/,
      ({ erp }) =>
        replaced(erp.documents, 'next', (right, kind) => {
          const number = right(kind);
          return number === 101_005 ? right(kind) : number;
        }),
    ],
  ])('%s', (_what, invariant, message, plant) => {
    expectCaught(invariant, message, (twin) => plant(twin.systems as Inside), WORLD);
  });
});

test('a core that goes on speaking to the ERP that had the order', () => {
  expectCaught(
    'one-erp-an-order',
    /\d+ days after the cut-over the core still tells the old ERP of an order that the new one has/,
    (twin) => {
      const { actor } = (twin as Inside).host.actors.of(SHIPMENT);
      replaced(actor, 'step', (right, draft, input, now, out) => {
        if (input.kind !== 'moveToErp') right(draft, input, now, out);
      });
    },
    WORLD,
  );
});
