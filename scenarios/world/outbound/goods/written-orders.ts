/**
 * Orders as a scenario writes them down <-> as ERP takes them from their source; and the orders that a run would make, written down.
 *
 * 1. `ordersOf(ordersThatCome(world, seed))` gives the orders that the seed makes, with their draw keys and fates: the run is the same.
 */
import { OrderLuck } from '#mock-systems/erp/order-luck';
import type { OrderSource } from '#mock-systems/erp/order-source';
import type { DemandSettings, ErpOrder, ErpSettings, OrderFate } from '#mock-systems/erp/settings';
import type { Random } from '#sim/random/random';
import { CUSTOMER_CODE, PRODUCT_CODE, type WrittenOrder } from '../../../schema/outbound/orders.ts';
import { durationMs, exactDuration } from '../../../schema/units.ts';

/** @param settings of the demand that they stand in the place of: the weights and prices of its products, the places of its customers */
export function ordersOf(orders: readonly WrittenOrder[], settings: DemandSettings): ErpOrder[] {
  const { leftOut, ordersMax, startAt } = settings;
  return orders
    .filter(({ no }) => !leftOut.has(no) && (ordersMax === null || no <= ordersMax))
    .map((order) => {
      const customer = customerNo(order.customer);
      return {
        no: order.no,
        drawKey: order.no,
        releaseAt: startAt + durationMs(order.release),
        sales: {
          customer,
          destination: settings.customers[customer]!.place,
          lines: order.lines.map(({ product: code, units }) => {
            const product = productNo(code);
            const { unitWeightGrams, unitPriceMinor } = settings.products[product]!;
            return { product, units, unitWeightGrams, unitPriceMinor };
          }),
          shipComplete: order.shipComplete ?? false,
          priority: order.priority ?? 0,
          promisedAt: startAt + durationMs(order.promised),
          instructed: null,
        },
        ...(order.requested === undefined ? {} : { requestedAt: startAt + durationMs(order.requested) }),
        fate: fateOf(order),
      };
    });
}

export function customerNo(code: string): number {
  return Number(CUSTOMER_CODE.exec(code)?.[1]) - 1;
}

export function productNo(code: string): number {
  return Number(PRODUCT_CODE.exec(code)?.[1]) - 1;
}

function fateOf({ held, changed, cancelled, weightsMissing = [] }: WrittenOrder): OrderFate {
  return {
    held:
      held === undefined ? null : { decidedAfterMs: durationMs(held.for), rejected: held.rejected ?? false },
    changed:
      changed === undefined
        ? null
        : { afterMs: durationMs(changed.after), line: changed.line - 1, units: changed.units },
    cancelledAfterMs: cancelled === undefined ? null : durationMs(cancelled),
    weightsMissing: weightsMissing.map((line) => line - 1),
  };
}

/**
 * What a source gives, before an instant. Cost O(orders).
 * @param source at its beginning; it is used up
 * @param random of the run
 */
export function ordersThatCome(
  source: OrderSource,
  random: Random,
  erp: ErpSettings,
  { startAt, endAt }: { readonly startAt: number; readonly endAt: number },
): WrittenOrder[] {
  const luck = new OrderLuck(random, erp);
  const found: WrittenOrder[] = [];
  for (let order = source.next(); order !== null && order.releaseAt <= endAt; order = source.next())
    found.push(written(order, luck.fateOf(order), startAt));
  return found;
}

function written(
  { no, releaseAt, sales, requestedAt }: ErpOrder,
  fate: OrderFate,
  startAt: number,
): WrittenOrder {
  const { held, changed, cancelledAfterMs, weightsMissing } = fate;
  return {
    no,
    release: exactDuration(releaseAt - startAt),
    customer: code('C', sales.customer),
    promised: exactDuration(sales.promisedAt - startAt),
    ...(requestedAt === undefined ? {} : { requested: exactDuration(requestedAt - startAt) }),
    ...(sales.priority === 0 ? {} : { priority: sales.priority }),
    ...(sales.shipComplete ? { shipComplete: true } : {}),
    lines: sales.lines.map(({ product, units }) => ({ product: code('P', product), units })),
    ...(held === null
      ? {}
      : { held: { for: exactDuration(held.decidedAfterMs), ...(held.rejected ? { rejected: true } : {}) } }),
    ...(changed === null
      ? {}
      : {
          changed: { after: exactDuration(changed.afterMs), line: changed.line + 1, units: changed.units },
        }),
    ...(cancelledAfterMs === null ? {} : { cancelled: exactDuration(cancelledAfterMs) }),
    ...(weightsMissing.length === 0 ? {} : { weightsMissing: weightsMissing.map((line) => line + 1) }),
  };
}

/** As `namesOf` numbers them. */
function code(letter: string, no: number): string {
  return `${letter}${String(no + 1).padStart(4, '0')}`;
}
