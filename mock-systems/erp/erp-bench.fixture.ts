/** ERP by itself, with orders of three customers: the test plays the core. */
import type { SalesOrder } from '#orchestrator/contracts/erp';
import { Random } from '#sim/random/random';
import { CALM, CALM_ERP } from './calm-erp.fixture.ts';
import { ErpSystem } from './erp-system.ts';
import { OrderList, type OrderSource } from './order-source.ts';
import type { CustomerClass, ErpOrder, ErpSettings } from './settings.ts';
import { DAY_MS, HOUR_MS, MONDAY, type SystemBench, systemBench } from './system-bench.fixture.ts';

export type ErpBench = SystemBench<ErpSystem>;

function settings(changes: Partial<ErpSettings> = {}): ErpSettings {
  return {
    ...CALM_ERP,
    classOf: [0, 0, 0],
    creditDecisionMs: { kind: 'uniform', min: HOUR_MS, max: 9 * HOUR_MS },
    changeAfterMs: { kind: 'constant', value: 2 * HOUR_MS },
    changeFactor: { kind: 'uniform', min: 0, max: 2 },
    cancelAfterMs: { kind: 'constant', value: 3 * HOUR_MS },
    masterDataAnswerMs: { kind: 'constant', value: 5 * HOUR_MS },
    billingDelayMs: { kind: 'uniform', min: 1, max: DAY_MS },
    stock: [{ node: 4, product: 7, units: 100 }],
    ...changes,
  };
}

export function order(no: number, changes: Partial<SalesOrder> = {}): ErpOrder {
  const sales: SalesOrder = {
    customer: no % 3,
    destination: 11,
    lines: [
      { product: 7, units: 10, unitWeightGrams: 250, unitPriceMinor: 1999 },
      { product: 8, units: 3, unitWeightGrams: 40, unitPriceMinor: 5 },
    ],
    shipComplete: false,
    priority: 1,
    promisedAt: MONDAY + 3 * DAY_MS,
    instructed: null,
    ...changes,
  };
  return { no, drawKey: no, releaseAt: MONDAY + no * 1000, sales };
}

export const orders = (count: number): ErpOrder[] => Array.from({ length: count }, (_, i) => order(i + 1));

export function erp(
  changes: Partial<ErpSettings> = {},
  source: OrderSource = new OrderList(orders(1)),
): ErpBench {
  return systemBench((context) => new ErpSystem(context, new Random(1), settings(changes), source));
}

/** Started, and run so far. */
export function started(bench: ErpBench, afterMs = HOUR_MS): ErpBench {
  bench.mock.start();
  bench.kernel.run({ until: MONDAY + afterMs });
  return bench;
}

export const withClass = (changes: Partial<CustomerClass>): Partial<ErpSettings> => ({
  classes: [{ ...CALM, ...changes }],
});

export const events = (bench: ErpBench, name: string): string[] =>
  bench.log.filter((line) => line.startsWith(`ERP.${name} `));
