/**
 * How an order is planned: what is open is rated from the nodes that could send it, one of them is chosen and gets a shipment;
 * what it has not goes to the nodes not tried yet, then waits, and is cancelled when it has waited often enough.
 *
 * 1. One sourcing at a time: nothing more is asked while a shipment's reservation, or a shipment's stop, is unanswered, or a change waits
 *    for what shipments say.
 * 2. It comes to an end: each sourcing takes a shipment number, also where no node could send it and a planner is asked; each
 *    back-order takes one of its tries.
 * 3. Ratings and options are used in the step that receives them and not kept.
 */

import type { OrderAllocated } from '../../../contracts/erp.ts';
import { ERP, TMS } from '../../../contracts/partners.ts';
import type { Rating, RatingRequest } from '../../../contracts/tms.ts';
import type { ActorRef, Out } from '../../../core/out.ts';
import type { SourcingOption } from '../../../decisions/sourcing.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { erpAllocates } from '../../../model/responsibilities.ts';
import { SHIPMENT, SHIPMENTS_MAX, STOCK_VIEW, STOP_REASON, shipmentKey } from '../inputs.ts';
import { keepNode } from './order-care.ts';
import { gathers, takeChanges } from './order-changes.ts';
import { chaseNoMore } from './order-chase.ts';
import { allocate, cancelOpen, lineEventNo, reopenBackordered, total } from './order-lines.ts';
import {
  allocationRequest,
  contextOf,
  isDangerous,
  linesKept,
  type Origins,
  openWeight,
  optionsOf,
  originsOf,
} from './order-options.ts';
import { askRank } from './order-rank.ts';
import {
  AFTERCARE_TIMER,
  AWAITING,
  BACKORDER_TIMER,
  markTried,
  moveOrder,
  type OrderState,
  PHASE,
  PROMISE_TIMER,
} from './order-state.ts';
import { askAfter, askPerson, endTask } from './order-tasks.ts';
import { rateOrder } from './rate-copy.ts';

/** Goes on with whatever can go on now: sources what is open, or closes what is through. */
export function planNext(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  const waits = takeChanges(network, draft, key, now, out);
  if (draft.status === 'fulfilling' && !waits && !waitsForShipment(draft)) {
    if (total(draft.open) > 0) {
      if (!gathers(draft, network.limits, key, out)) source(network, draft, key, now, out);
    } else if (total(draft.backordered) === 0 && total(draft.allocated) === 0) {
      moveOrder(draft, 'nothingLeft');
      draft.instructed = null;
    }
  }
  if (draft.status === 'closing') close(network, draft, key, now, out);
}

function waitsForShipment({ phases, stopping }: OrderState): boolean {
  return stopping !== 0 || phases.includes(PHASE.planned);
}

/** Done when every shipment has closed or stopped and nobody owes an answer. */
function close(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  let least: number = PHASE.gone;
  for (const phase of draft.phases) if (phase !== PHASE.none && phase < least) least = phase;
  if (least >= PHASE.delivered && draft.promiseWatched) {
    draft.promiseWatched = false;
    out.cancel(PROMISE_TIMER);
  }
  if (draft.chases) chaseNoMore(draft, out);
  if (least < PHASE.gone || draft.awaiting !== AWAITING.nothing) return;
  const { care } = network;
  if (care === undefined) moveOrder(draft, 'allClosed');
  else {
    moveOrder(draft, 'kept');
    out.timer(AFTERCARE_TIMER, instant(now + care.afterCareMs));
  }
  const shipped = total(draft.shipped);
  const cancelled = total(draft.cancelled);
  out.event('orderDone', 1, shipped, cancelled);
  out.send(draft.erp, 'reportOrderDone', key, shipped, cancelled, null);
}

function source(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  // A hard rule: nothing is planned for whom nothing may be delivered to, at home or abroad.
  if (network.customers[draft.customer]?.deniedParty) {
    out.event('orderRefusedByRule', 1, draft.customer, STOP_REASON.refusedByRule);
    giveUpOpen(network, draft, STOP_REASON.refusedByRule, key, now, out);
    return;
  }
  if (draft.attempt === SHIPMENTS_MAX) {
    giveUpOpen(
      network,
      draft,
      draft.phases.length === 0 ? STOP_REASON.noRoute : STOP_REASON.noStock,
      key,
      now,
      out,
    );
    return;
  }
  if (askRank(network, draft, now, out)) return;
  const from = originsOf(network, draft, now);
  if (from.origins.length === 0) {
    // It counts as a sourcing: else whoever answers "try again" would be asked for ever.
    if (draft.nodesTried.length === 0) draft.attempt += 1;
    waitOrAsk(network, draft, key, now, out);
    return;
  }
  moveOrder(draft, 'source');
  draft.attempt += 1;
  requestRating(network, draft, from, key, now, out);
}

function requestRating(
  network: Network,
  draft: OrderState,
  from: Origins,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { limits } = network;
  draft.awaiting = AWAITING.rating;
  if (erpAllocates(network)) {
    out.send(draft.erp, 'requestAllocation', key, draft.attempt, 0, allocationRequest(network, draft));
    askAfter(draft, limits.backorderRetryMs, now, out);
    return;
  }
  const request: RatingRequest = {
    ...from,
    destination: draft.destination,
    weightGrams: openWeight(draft),
    // Nothing is packed yet.
    handlingUnits: 1,
    dangerous: isDangerous(network, draft),
  };
  if (network.rates !== undefined) {
    takeRatings(network, draft, rateOrder(network.rates, request, now), key, now, out);
    return;
  }
  out.send(TMS, 'requestRating', key, draft.attempt, 0, request);
  askAfter(draft, limits.backorderRetryMs, now, out);
}

/** The same question once more, under the same number: TMS gives the same answer. */
export function rateAgain(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  requestRating(network, draft, originsOf(network, draft, now), key, now, out);
}

/** ERP says which node: what a hard rule forbids there is not sent from it, whoever says so. */
export function takeAllocation(
  network: Network,
  draft: OrderState,
  { key, b: node }: OrderAllocated,
  now: Instant,
  out: Out,
): void {
  moveOrder(draft, 'orderAllocated');
  draft.awaiting = AWAITING.nothing;
  endTask(draft, out);
  const may = allocationRequest(network, draft).nodes.includes(node);
  const lines = may ? linesKept(network.nodes[node]!, draft) : [];
  if (!may) out.audit('allocationRefusedByRule', `node ${node} may not send what is open`);
  if (lines.length === 0) noOption(network, draft, key, now, out);
  else planShipment(draft, { ...UNRATED, node }, lines, key, now, out);
}

export function takeRatings(
  network: Network,
  draft: OrderState,
  ratings: readonly Rating[],
  key: number,
  now: Instant,
  out: Out,
): void {
  moveOrder(draft, 'orderRated');
  draft.awaiting = AWAITING.nothing;
  endTask(draft, out);
  const options = total(draft.open) === 0 ? [] : optionsOf(network, draft, ratings, now);
  if (options.length === 0) {
    moveOrder(draft, 'noOption');
    noOption(network, draft, key, now, out);
    return;
  }
  draft.awaiting = AWAITING.decision;
  out.ask(
    { point: 'sourcing', attempt: draft.attempt, context: contextOf(network, draft), options },
    stockViewsOf(options),
  );
}

/** Of every node once: options of a node stand together. */
function stockViewsOf(options: readonly SourcingOption[]): ActorRef[] {
  const views: ActorRef[] = [];
  for (let i = 0; i < options.length; i++) {
    const { node } = options[i]!;
    if (!views.some(({ key }) => key === node)) views.push({ type: STOCK_VIEW, key: node });
  }
  return views;
}

/** The decision is there; null = nobody could choose. */
export function takeSourcing(
  network: Network,
  draft: OrderState,
  option: SourcingOption | null,
  key: number,
  now: Instant,
  out: Out,
): void {
  moveOrder(draft, 'decided');
  draft.awaiting = AWAITING.nothing;
  const node = option === null ? undefined : network.nodes[option.node];
  const lines = node === undefined ? [] : linesKept(node, draft);
  if (lines.length === 0) noOption(network, draft, key, now, out);
  else planShipment(draft, option!, lines, key, now, out);
}

/** Of a node that nobody has rated a way from: whoever chooses the load's carrier goes by the guide. */
const UNRATED = { carrier: -1, service: -1, transitDays: 0, instructed: false } as const;

type Sourced = Pick<SourcingOption, 'node' | 'carrier' | 'service' | 'transitDays' | 'instructed'>;

function planShipment(
  draft: OrderState,
  option: Sourced,
  lines: readonly number[],
  key: number,
  now: Instant,
  out: Out,
): void {
  const n = draft.attempt - 1;
  if (draft.phases.length === 0) out.kpi('releaseToPlan', now - draft.releasedAt, 'ms');
  out.event('orderSourced', draft.attempt, option.node, option.carrier);
  out.tell(SHIPMENT, shipmentKey(key, n), 'planShipment', option.node, n, {
    customer: draft.customer,
    destination: draft.destination,
    promisedAt: draft.promisedAt,
    priority: draft.priority,
    shipComplete: draft.shipComplete,
    lines,
    products: lines.map((line) => draft.products[line]!),
    units: lines.map((line) => draft.open[line]!),
    unitWeightGrams: lines.map((line) => draft.unitWeightGrams[line]!),
    unitPriceMinor: lines.map((line) => draft.unitPriceMinor[line]!),
    instructed: option.instructed ? draft.instructed : null,
    planned: { carrier: option.carrier, service: option.service, transitDays: option.transitDays },
  });
  if (draft.erp !== ERP) out.tell(SHIPMENT, shipmentKey(key, n), 'moveToErp', draft.erp, 0, null);
  markTried(draft, option.node);
  allocate(draft, n, lines);
  keepNode(draft, n, option.node);
}

/** Nothing to choose from: nothing is open any more, or what is left waits for stock or for a planner. */
function noOption(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  if (total(draft.open) === 0) planNext(network, draft, key, now, out);
  else waitOrAsk(network, draft, key, now, out);
}

/** Where some node could send it, its stock may come; where none can, a planner must say. */
function waitOrAsk(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  if (draft.nodesTried.length > 0) backorder(network, draft, key, now, out);
  else {
    moveOrder(draft, 'noRoute');
    askPerson(draft, network.limits, now, out);
    // A change of it has waited for this.
    planNext(network, draft, key, now, out);
  }
}

function backorder(network: Network, draft: OrderState, key: number, now: Instant, out: Out): void {
  const { backorderTriesMax, backorderRetryMs } = network.limits;
  if (draft.backorderTries >= backorderTriesMax || draft.attempt === SHIPMENTS_MAX) {
    giveUpOpen(network, draft, STOP_REASON.noStock, key, now, out);
    return;
  }
  if (total(draft.backordered) === 0) out.timer(BACKORDER_TIMER, instant(now + backorderRetryMs));
  for (let line = 0; line < draft.open.length; line++) {
    const units = draft.open[line]!;
    if (units === 0) continue;
    draft.open[line] = 0;
    draft.backordered[line]! += units;
    out.event('lineBackordered', lineEventNo(line, draft.backorderTries), units, STOP_REASON.noStock);
    out.send(draft.erp, 'reportBackorder', key, line, draft.backordered[line]!, null);
  }
  draft.backorderTries += 1;
  planNext(network, draft, key, now, out);
}

/** What waited for stock is tried at every node again. */
export function retryBackorder(
  network: Network,
  draft: OrderState,
  key: number,
  now: Instant,
  out: Out,
): void {
  reopenBackordered(draft);
  draft.nodesTried = [];
  planNext(network, draft, key, now, out);
}

export function giveUpOpen(
  network: Network,
  draft: OrderState,
  reason: number,
  key: number,
  now: Instant,
  out: Out,
): void {
  cancelOpen(draft, reason, out);
  planNext(network, draft, key, now, out);
}
