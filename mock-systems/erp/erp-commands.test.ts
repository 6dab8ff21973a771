/** ERP under any reports of a core: it releases what it has, posts and bills a shipment once, pays a freight bill once. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { type Books, systemProperty, telling, timesWritten, wasTold } from '#testing/commands/mock-commands';
import { runs } from '#testing/properties/properties';
import { CALM_ERP, SALES } from './calm-erp.fixture.ts';
import { ErpSystem } from './erp-system.ts';
import { OrderList } from './order-source.ts';
import type { ErpSettings } from './settings.ts';
import { HOUR_MS, MONDAY } from './system-bench.fixture.ts';

const ORDERS = 4;
const ORDERED = 10;

const LIVELY: ErpSettings = {
  ...CALM_ERP,
  classes: [{ holdShare: 0.4, rejectShare: 0.3, changeShare: 0.4, cancelShare: 0.3 }],
  missingWeightShare: 0.4,
  batchEveryMs: HOUR_MS,
  stock: [{ node: 4, product: 7, units: 100 }],
};

const order = fc.integer({ min: 1, max: ORDERS });
const shipment = fc.tuple(order, fc.nat(1)).map(([no, n]) => no * 8 + n);
const orderOf = (key: number): number => Math.floor(key / 8);
const units = fc.integer({ min: 1, max: ORDERED }).map((each) => ({ lines: [0], units: [each] }));
const released = ({ said }: Books, no: number): boolean =>
  said.some(({ kind, key }) => kind === 'salesOrderReleased' && key === no);

test('whatever a core reports', () => {
  fc.assert(
    systemProperty<ErpSystem>({
      owner: 'ERP',
      start: (erp) => erp.start(),
      make: (context) => {
        const orders = Array.from({ length: ORDERS }, (_, i) => ({
          no: i + 1,
          drawKey: i + 1,
          releaseAt: MONDAY + i * HOUR_MS,
          sales: SALES,
        }));
        const system = new ErpSystem(context, new Random(2), LIVELY, new OrderList(orders));
        return { system, world: system };
      },
      steps: [
        telling('requestMasterData', { key: order }),
        telling('reportGoodsIssue', { key: shipment, a: fc.constant(4), b: fc.constant(5), body: units }),
        telling('reportDelivery', {
          key: shipment,
          a: fc.constant(MONDAY + 40 * HOUR_MS),
          b: fc.integer({ min: 0, max: 3 }),
          body: units,
        }),
        telling('payInvoice', { key: shipment, a: fc.constantFrom(5_000, 6_000), b: fc.constant(1) }),
        telling('reportSlaRisk', {
          key: shipment,
          a: fc.constant(MONDAY),
          b: fc.constant(MONDAY),
          body: fc.constant({ notice: 1 }),
        }),
        telling('reportOrderDone', { key: order, a: fc.constant(ORDERED), b: fc.constant(0) }),
        telling('answerCancellation', { key: order, a: fc.nat(1) }),
        telling('reportBackorder', { key: order, b: fc.constant(3) }),
      ],
      may: (step, books) => {
        if (!('tell' in step)) return true;
        const { kind, key } = step.tell;
        const no = ['requestMasterData', 'reportOrderDone', 'answerCancellation', 'reportBackorder'].includes(
          kind,
        )
          ? key
          : orderOf(key);
        // Goods are delivered that were issued.
        if (kind === 'reportDelivery' && !wasTold(books, 'reportGoodsIssue', key)) return false;
        return released(books, no);
      },
      says: {
        salesOrderReleased: ({ key }, books) => !released(books, key) && key <= ORDERS,
        holdReleased: ({ key }, books) => released(books, key),
        orderRejected: ({ key }, books) => released(books, key),
        orderChanged: ({ key, b }, books) => released(books, key) && b >= 0,
        orderCancelled: ({ key }, books) => released(books, key),
        masterDataProvided: ({ key }, books) => wasTold(books, 'requestMasterData', key),
        customerBilled: ({ key }, books) => wasTold(books, 'reportDelivery', key),
        invoicePaid: ({ key, a }, books) => wasTold(books, 'payInvoice', key, (told) => told.a === a),
      },
      holds: (books, erp) => {
        for (let key = 8; key < 8 * (ORDERS + 1); key++)
          for (const event of ['goodsIssuePosted', 'customerBilled', 'freightPaid'])
            expect(timesWritten(books, event, key)).toBeLessThanOrEqual(1);
        expect(erp.openOrders).toBeLessThanOrEqual(ORDERS);
      },
    }),
    { numRuns: runs(60) },
  );
});
