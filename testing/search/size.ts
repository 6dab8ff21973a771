/**
 * How large a run of a search is, and when its orders come: few orders, so that many runs fit into a minute, sometimes all at once, sometimes
 * spread over days, in different weeks.
 *
 * 1. Data sets, and demand that is written down, keep what they are; they are cut to the first orders.
 */
import type { Draws } from './draws.ts';
import { isTree, type Tree, valuesAt } from './tree.ts';

const DAY_MS = 86_400_000;

/** Orders of a run, at most. Measured: 0.1 to 0.3 s a run of the library's scenarios on one core. */
export const ORDERS_DEFAULT = 50;
/** Days over which orders come. Stores sell on each of them: theirs are few. */
const DAYS = [1, 2, 5];
const DAYS_OF_STORES = [1, 2];
/** Chance that orders come as densely as in the scenario, where they else would come within the days. */
const DENSE = 0.4;
/** Days after the scenario's own start, in most runs: each weekday comes first. */
const WEEK = [0, 1, 2, 3, 4, 5, 6];
/** And in some: the changes of clocks in autumn, the end of a year, a leap day, from a start in March 2026. */
const FAR = [235, 299, 724];
const FAR_SHARE = 0.15;

/** Cuts a copy to size. @param orders at most */
export function cutToSize(tree: Tree, orders: number, draws: Draws): void {
  const { demand } = tree;
  if (!isTree(demand)) return;
  if (demand.kind === 'file') demand.maxOrders = Math.min(orders, Number(demand.maxOrders ?? orders));
  if (demand.kind !== undefined && demand.kind !== 'generated') return;
  if (isTree(demand.history)) {
    // Its orders have their days.
    demand.maxOrders = Math.min(orders, Number(demand.maxOrders ?? orders));
    return;
  }
  if (Array.isArray(demand.orders)) {
    // Each is promised for the end of a delivery day, of these weeks.
    demand.orders = demand.orders.slice(0, orders);
    return;
  }
  // From a third of them: what one order does alone is seen, too.
  demand.maxOrders = Math.max(1, Math.round(orders * (1 / 3 + (2 / 3) * draws.unit('size/orders'))));
  const migrates = valuesAt(tree, 'systems.erpMigration').length > 0;
  const dated = migrates || valuesAt(tree, 'demand.peaks.*').length > 0;
  const own = Number(demand.days);
  const sets = valuesAt(tree, 'replenishment').length > 0 ? DAYS_OF_STORES : DAYS;
  // Orders must be there before and after the change.
  const days = migrates ? own : Math.min(own, draws.oneOf('size/days', sets));
  demand.days = days;
  if (migrates || draws.unit('size/dense') >= DENSE) {
    const perDay = Math.max(1, Math.ceil((1.2 * orders) / days));
    demand.ordersPerDay = Math.min(Number(demand.ordersPerDay), perDay);
  }
  if (!dated) moveStart(tree, draws);
}

function moveStart(tree: Tree, draws: Draws): void {
  const far = draws.unit('size/far') < FAR_SHARE;
  const days = draws.oneOf('size/start', far ? FAR : WEEK);
  tree.start = new Date(Date.parse(String(tree.start)) + days * DAY_MS).toISOString().replace('.000Z', 'Z');
}
