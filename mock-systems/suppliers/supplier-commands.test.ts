/** The suppliers' portal under any commands of a core: an order is confirmed or declined once, never both, for no more than was ordered, and what is noticed was ordered. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import { Random } from '#sim/random/random';
import { START, systemProperty, telling, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { Yard } from '../yard.ts';
import { DAY_MS, LIVELY } from './supplier.fixture.ts';
import { SupplierPortal } from './supplier-portal.ts';

const ORDERED = [40, 12];
const purchaseOrder = fc.integer({ min: 1, max: 3 });

test('whatever a core orders', () => {
  fc.assert(
    systemProperty<SupplierPortal>({
      owner: 'SUPPLIER',
      make: (context) => {
        const yard = new Yard(context.kernel);
        yard.connect(() => {});
        const settings = { suppliers: [{ profile: LIVELY, departures: [] }], rememberMs: 60 * DAY_MS };
        const system = new SupplierPortal(context, new Random(5), settings, yard);
        return { system, world: system };
      },
      steps: [
        telling('sendPurchaseOrder', {
          key: purchaseOrder,
          b: fc.constant(START + 6 * DAY_MS),
          body: fc.constant({
            supplier: 0,
            node: 0,
            lines: ORDERED.map((units, product) => ({ product, units, unitCostMinor: 100 })),
            dueAt: START + 6 * DAY_MS,
          }),
        }),
        telling('askForNotice', { key: purchaseOrder, b: fc.integer({ min: 1, max: 3 }) }),
        telling('cancelRemainder', { key: purchaseOrder, b: fc.nat(2) }),
      ],
      may: (step, books) =>
        !('tell' in step) ||
        step.tell.kind === 'sendPurchaseOrder' ||
        wasTold(books, 'sendPurchaseOrder', step.tell.key),
      says: {
        purchaseOrderConfirmed: ({ key, body }, books) =>
          wasTold(books, 'sendPurchaseOrder', key) &&
          (body as { units: number[] }).units.every((units, line) => units <= ORDERED[line]!),
        purchaseOrderDeclined: ({ key }, books) => wasTold(books, 'sendPurchaseOrder', key),
        shipmentNoticed: ({ key }, books) => wasTold(books, 'sendPurchaseOrder', purchaseOrderOf(key)),
        arrivalDelayed: ({ key }, books) => wasTold(books, 'sendPurchaseOrder', purchaseOrderOf(key)),
        remainderCancelled: ({ key }, books) => wasTold(books, 'cancelRemainder', key),
      },
      holds: ({ said }) => {
        for (const key of [1, 2, 3]) {
          const confirmed = said.some((each) => each.kind === 'purchaseOrderConfirmed' && each.key === key);
          const declined = said.some((each) => each.kind === 'purchaseOrderDeclined' && each.key === key);
          expect(confirmed && declined).toBe(false);
        }
      },
    }),
    { numRuns: runs(60) },
  );
});
