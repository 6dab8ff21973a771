/** KPIs of the customer's side: how many orders, how well, how fast. Definitions: `catalogue.ts`. */
import type { KpiScope } from './facts.ts';
import { ratio, Sample } from './measures.ts';
import { isPunctual, isShipped, type OrderView } from './order-view.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { ORDER_FLAG } from './outcomes/tables.ts';

/** @param endAt of the run, epoch ms */
export function orderKpis(outcomes: OutboundOutcomes, view: OrderView, scope: KpiScope, endAt: number) {
  return {
    ...counts(outcomes, view, scope),
    ...perfect(outcomes, view, scope),
    ...units(outcomes, view, scope),
    ...times(outcomes, view, scope),
    linesOnTime: linesOnTime(outcomes, view, scope, outcomes.second(endAt)),
    deliveryToRequest: deliveryToRequest(outcomes, view, scope, outcomes.second(endAt)),
  };
}

/** Of orders that ERP has judged by line, and, where it does that, of open ones past their promise. @param end of the run, in seconds */
function linesOnTime(
  outcomes: OutboundOutcomes,
  view: OrderView,
  scope: KpiScope,
  end: number,
): number | null {
  const { linesOnTime: kept, linesJudged, lines, doneAt, promisedAt } = outcomes.orders;
  let whole = 0;
  let judged = 0;
  let overdue = 0;
  each(outcomes, scope, (row) => {
    if (view.withdrawn[row] === 1) return;
    if (linesJudged[row]! >= 0) {
      whole += kept[row]!;
      judged += linesJudged[row]!;
    } else if (doneAt[row]! < 0 && promisedAt[row]! < end) overdue += Math.max(0, lines[row]!);
  });
  return judged === 0 ? null : ratio(whole, judged + overdue);
}

/** Of orders that ask for a day. @param end of the run, in seconds */
function deliveryToRequest(
  outcomes: OutboundOutcomes,
  view: OrderView,
  scope: KpiScope,
  end: number,
): number | null {
  const { requestedAt, doneAt } = outcomes.orders;
  let judged = 0;
  let kept = 0;
  each(outcomes, scope, (row) => {
    const askedFor = requestedAt[row]!;
    if (askedFor < 0 || view.withdrawn[row] === 1) return;
    if (doneAt[row]! < 0 && askedFor >= end) return;
    judged += 1;
    const deliveredAt = view.deliveredAt[row]!;
    const whole = view.receivedUnits[row]! >= view.netOrdered[row]!;
    if (whole && deliveredAt >= 0 && deliveredAt <= askedFor) kept += 1;
  });
  return ratio(kept, judged);
}

function each({ orders }: OutboundOutcomes, { order }: KpiScope, visit: (row: number) => void): void {
  for (let row = 0; row < orders.size; row++) if (order === undefined || order(row)) visit(row);
}

function counts(outcomes: OutboundOutcomes, view: OrderView, scope: KpiScope) {
  const { orders } = outcomes;
  const count = { orders: 0, lines: 0, shipped: 0, delivered: 0, withdrawn: 0, open: 0 };
  let backordered = 0;
  let cancelled = 0;
  each(outcomes, scope, (row) => {
    count.orders += 1;
    count.lines += Math.max(0, orders.lines[row]!);
    if (view.withdrawn[row] === 1) count.withdrawn += 1;
    if (view.issuedAt[row]! >= 0) count.shipped += 1;
    if (view.deliveredAt[row]! >= 0) count.delivered += 1;
    if (orders.doneAt[row]! < 0) count.open += 1;
    else if (view.issuedUnits[row] === 0) cancelled += 1;
    if ((orders.flags[row]! & ORDER_FLAG.backordered) !== 0) backordered += 1;
  });
  return {
    orders: count.orders,
    lines: count.lines,
    ordersShipped: count.shipped,
    ordersDelivered: count.delivered,
    ordersWithdrawn: count.withdrawn,
    ordersOpen: count.open,
    backorderShare: ratio(backordered, count.orders),
    cancellationShare: ratio(cancelled, count.orders),
  };
}

function perfect(outcomes: OutboundOutcomes, view: OrderView, scope: KpiScope) {
  const parts = { judged: 0, inFull: 0, onDate: 0, papers: 0, condition: 0, all: 0 };
  each(outcomes, scope, (row) => {
    if (view.judged[row] === 0) return;
    parts.judged += 1;
    const inFull = view.receivedUnits[row]! >= view.netOrdered[row]!;
    const onDate = isPunctual(outcomes, view, row);
    const papers = (outcomes.orders.flags[row]! & ORDER_FLAG.refusedByRule) === 0;
    const condition = view.spoilt[row] === 0;
    if (inFull) parts.inFull += 1;
    if (onDate) parts.onDate += 1;
    if (papers) parts.papers += 1;
    if (condition) parts.condition += 1;
    if (inFull && onDate && papers && condition) parts.all += 1;
  });
  return {
    perfectOrder: ratio(parts.all, parts.judged),
    perfectInFull: ratio(parts.inFull, parts.judged),
    perfectOnDate: ratio(parts.onDate, parts.judged),
    perfectDocuments: ratio(parts.papers, parts.judged),
    perfectCondition: ratio(parts.condition, parts.judged),
  };
}

function units(outcomes: OutboundOutcomes, view: OrderView, scope: KpiScope) {
  let net = 0;
  let shipped = 0;
  let punctual = 0;
  each(outcomes, scope, (row) => {
    if (view.judged[row] === 0) return;
    const wanted = view.netOrdered[row]!;
    net += wanted;
    shipped += Math.min(wanted, view.issuedUnits[row]!);
    punctual += Math.min(wanted, view.punctualUnits[row]!);
  });
  return { otif: ratio(punctual, net), fillRate: ratio(shipped, net) };
}

function times(outcomes: OutboundOutcomes, view: OrderView, scope: KpiScope) {
  const { orders } = outcomes;
  const cycle = new Sample();
  const toShip = new Sample();
  const hold = new Sample();
  each(outcomes, scope, (row) => {
    const releasedAt = orders.releasedAt[row]!;
    const held = orders.holdSeconds[row]!;
    if (held > 0) hold.add(held);
    if (!isShipped(outcomes, view, row)) return;
    toShip.add(Math.max(0, view.issuedAt[row]! - releasedAt - held));
    if (view.deliveredAt[row]! >= 0) cycle.add(view.deliveredAt[row]! - releasedAt);
  });
  return {
    cycleTimeMean: cycle.meanMs(),
    cycleTimeP50: cycle.quantileMs(0.5),
    cycleTimeP95: cycle.quantileMs(0.95),
    orderToShipP50: toShip.quantileMs(0.5),
    orderToShipP90: toShip.quantileMs(0.9),
    holdTimeP50: hold.quantileMs(0.5),
    holdTimeP90: hold.quantileMs(0.9),
  };
}
