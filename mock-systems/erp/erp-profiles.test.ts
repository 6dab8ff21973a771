/** ERP with a profile: its jobs decide when credit and invoices take effect, its documents follow the order, its luck stays what it is. */
import { describe, expect, test } from 'vitest';
import { CONDITION } from '#orchestrator/contracts/erp';
import { shipmentKey } from '#orchestrator/contracts/shipment-key';
import { Random } from '#sim/random/random';
import { CALM_ERP, SALES } from './calm-erp.fixture.ts';
import { ErpSystem } from './erp-system.ts';
import { OrderList } from './order-source.ts';
import { type ErpConduct, PLAIN_CONDUCT } from './profile.ts';
import { ERP_PROFILES } from './profiles.ts';
import type { ErpSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from './system-bench.fixture.ts';

/** Two orders, released in the first two seconds. */
function erp(conduct: Partial<ErpConduct>, changes: Partial<ErpSettings> = {}): SystemBench<ErpSystem> {
  const orders = [1, 2].map((no) => ({ no, drawKey: no, releaseAt: MONDAY + no * 1000, sales: SALES }));
  const settings = { ...CALM_ERP, conduct: { ...PLAIN_CONDUCT, ...conduct }, ...changes };
  const bench = systemBench(
    (context) => new ErpSystem(context, new Random(1), settings, new OrderList(orders)),
  );
  bench.mock.start();
  bench.kernel.run({ until: MONDAY + HOUR_MS });
  return bench;
}

/** Goods of an order leave and arrive in two shipments of five. */
function fulfil({ tell }: SystemBench<ErpSystem>, order: number): void {
  for (const n of [0, 1]) {
    const body = { lines: [0], units: [5] };
    tell('reportGoodsIssue', shipmentKey(order, n), 0, 5, body);
    tell('reportDelivery', shipmentKey(order, n), MONDAY, CONDITION.good, body);
  }
}

const hoursOf = ({ sent, sentAfterMs }: SystemBench<ErpSystem>, kind: string): number[] =>
  sentAfterMs.filter((_ms, i) => sent[i]!.kind === kind).map((ms) => ms / HOUR_MS);
const documents = ({ log }: SystemBench<ErpSystem>): string[] =>
  log.flatMap((line) =>
    line.includes('Document') ? [line.replace('ERP.', '').replace('DocumentChanged', '')] : [],
  );

describe('jobs', () => {
  const nightly = { everyMs: DAY_MS, shifts: [] };

  test('a credit decision takes effect in the next run of its job', () => {
    const held = { classes: [{ ...CALM_ERP.classes[0]!, holdShare: 1 }] };
    const bench = erp({ creditJob: nightly }, held);
    bench.kernel.run();
    expect(hoursOf(bench, 'holdReleased')).toEqual([24, 24]);
  });

  test('an invoice is posted in the next run of its job, and not before it is due', () => {
    const bench = erp({ billingJob: nightly });
    fulfil(bench, 1);
    bench.kernel.run({ until: MONDAY + 23 * HOUR_MS });
    fulfil(bench, 2);
    bench.kernel.run();
    expect(hoursOf(bench, 'customerBilled')).toEqual([24, 24, 48, 48]);
  });
});

describe('documents', () => {
  test('follow the order to its end, as states of the profile', () => {
    const { forms } = ERP_PROFILES.odoo;
    const bench = erp({ forms });
    fulfil(bench, 1);
    bench.kernel.run();
    bench.tell('reportOrderDone', 1, 10, 0, null);
    const [first, second] = [shipmentKey(1, 0), shipmentKey(1, 1)];
    expect(documents(bench)).toEqual([
      'sales order 1#2(1,1)',
      'sales order 2#2(2,1)',
      `shipment shipment ${first}#8(1,1)`,
      `shipment shipment ${first}#16(1,1)`,
      'sales order 1#3(1,1)',
      `shipment shipment ${first}#9(1,1)`,
      `shipment shipment ${second}#8(2,1)`,
      `shipment shipment ${second}#16(2,1)`,
      'sales order 1#4(1,1)',
      `shipment shipment ${second}#9(2,1)`,
      `shipment shipment ${first}#24(1,1)`,
      `shipment shipment ${first}#10(1,1)`,
      `shipment shipment ${second}#24(2,1)`,
      `shipment shipment ${second}#10(2,1)`,
      'sales order 1#5(1,1)',
    ]);
    expect(forms[0]!.states[4]).toBe('done');
  });

  test('of a held order begin blocked, and end rejected where credit is refused', () => {
    const refused = { classes: [{ ...CALM_ERP.classes[0]!, holdShare: 1, rejectShare: 1 }] };
    const bench = erp({ forms: ERP_PROFILES['sap-s4'].forms }, refused);
    bench.kernel.run();
    const ofTheFirst = documents(bench).filter((line) => line.startsWith('sales order 1#'));
    expect(ofTheFirst).toEqual(['sales order 1#1(1,1)', 'sales order 1#6(1,1)']);
  });

  test('are not there without a profile', () => {
    const bench = erp({});
    fulfil(bench, 1);
    bench.kernel.run();
    expect(documents(bench)).toEqual([]);
  });

  test('a run that was copied half-way numbers on', () => {
    const forms = ERP_PROFILES['sap-s4'].forms;
    const whole = erp({ forms, collective: true, billingJob: { everyMs: DAY_MS, shifts: [] } });
    const copy = erp({ forms, collective: true, billingJob: { everyMs: DAY_MS, shifts: [] } });
    for (const order of [1, 2]) fulfil(whole, order);
    copy.kernel.restore(whole.kernel.snapshot());
    const before = whole.log.length;
    copy.log.length = 0;
    for (const bench of [whole, copy]) bench.kernel.run();
    expect(copy.log).toEqual(whole.log.slice(before));
    expect(copy.log.filter((line) => line.includes('#24(90000000,'))).toHaveLength(4);
  });
});
