/**
 * What is left of the core when nothing more can happen.
 *
 * 1. settles: each order, shipment, load, claim and freight invoice is finished, or stands behind a task that nobody has answered:
 *    its own, its load's, its claim's, or that of a dead letter about it. What waits for anything else is named.
 * 2. nothing-left-over: no message is kept, no input waits, no shipment waits for a wave, no consolidation for its cut-off.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import type { CustomsEntryState } from '#orchestrator/processes/outbound/customs/customs-entry-state';
import { CUSTOMS_ENTRY } from '#orchestrator/processes/outbound/customs/inputs';
import type { ClaimState } from '#orchestrator/processes/outbound/freight/claim';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import {
  CLAIM,
  CONSOLIDATION,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  SHIPMENT,
  WAVE_PLAN,
} from '#orchestrator/processes/outbound/inputs';
import { CLEARANCE, type LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { WavePlanState } from '#orchestrator/processes/outbound/wave/wave-state';
import type { OpenFreight } from '../money.ts';
import { type CoreStates, orderOfShipment, violated } from '../part.ts';
import { isCare } from './care-left-over.ts';
import { isInbound } from './inbound-left-over.ts';
import { addUnplanned, checkUnplanned } from './plans-left-over.ts';
import { addRoutes, checkRoutesLeft } from './routes-left-over.ts';
import { addQuality } from './telematics-left-over.ts';

/** How many are named in a message. */
const NAMED_MAX = 5;

/** What stands behind a person, and is no fault. */
export interface BehindTasks {
  readonly tasks: number;
  readonly orders: ReadonlySet<number>;
  readonly loads: ReadonlySet<number>;
}

/** What a landscape may have beside. */
export interface Has {
  readonly telematics?: boolean;
  /** TMS plans loads. */
  readonly plans?: boolean;
  /** Stores are driven to by routes. */
  readonly routes?: boolean;
}

/** Throws `InvariantViolation` where something is left that no person can bring to its end. O(what is left). */
export function checkLeftOver(core: CoreStates, has: Has = {}): BehindTasks {
  if (core.keptMessages > 0)
    violated('nothing-left-over', `${core.keptMessages} messages are kept at the end`);
  if (core.backlog > 0) violated('nothing-left-over', `${core.backlog} inputs wait at the end`);
  checkWaiting(core);
  if (has.plans) checkUnplanned(core);
  if (has.routes) checkRoutesLeft(core);
  const behind = behindTasks(core, has);
  const { orders, loads } = behind;
  const left = (type: unknown, what: string, excused: (key: number) => boolean): void => {
    const keys = core.living(type as ActorTypeNo).filter((key) => !excused(key));
    if (keys.length === 0) return;
    const named = keys.slice(0, NAMED_MAX).map((key) => `${key} ${statusOf(core, type as ActorTypeNo, key)}`);
    violated(
      'settles',
      `nothing more can happen, and ${keys.length} ${what} wait for no person: ${named.join(', ')}`,
    );
  };
  left(LOAD, 'loads', (key) => loads.has(key));
  left(FREIGHT_INVOICE, 'freight invoices', (key) => loads.has(key));
  left(CLAIM, 'claims', (key) => orders.has(orderOfShipment(key)));
  left(SHIPMENT, 'shipments', (key) => orders.has(orderOfShipment(key)));
  left(ORDER, 'orders', (key) => orders.has(key));
  return behind;
}

/** What accrual and payable hold for invoices that are open. */
export function openFreight(core: CoreStates): OpenFreight {
  let accruedMinor = 0;
  let payableMinor = 0;
  for (const key of core.living(FREIGHT_INVOICE as ActorTypeNo)) {
    const invoice = core.state<FreightInvoiceState>(FREIGHT_INVOICE as ActorTypeNo, key)!;
    if (invoice.status === 'approved') payableMinor += invoice.payableMinor;
    else if (invoice.status !== 'void') accruedMinor += invoice.agreedMinor;
  }
  return { accruedMinor, payableMinor };
}

function checkWaiting(core: CoreStates): void {
  const open = core.living(CONSOLIDATION as ActorTypeNo);
  if (open.length > 0)
    violated(
      'nothing-left-over',
      `${open.length} consolidations are open at the end: ${open.slice(0, NAMED_MAX)}`,
    );
  for (const node of core.living(WAVE_PLAN as ActorTypeNo)) {
    const { shipments, openTask } = core.state<WavePlanState>(WAVE_PLAN as ActorTypeNo, node)!;
    if (shipments.length > 0 && openTask === 0)
      violated(
        'nothing-left-over',
        `${shipments.length} shipments wait for a wave of node ${node} at the end: ${shipments.slice(0, NAMED_MAX)}`,
      );
  }
}

/** What stands behind a person now. O(orders, loads, claims and dead letters that are open). */
export function behindTasks(
  core: CoreStates,
  { telematics = false, plans = false, routes = false }: Has = {},
): BehindTasks {
  const orders = new Set<number>();
  const loads = new Set<number>();
  let tasks = 0;
  for (const key of core.living(ORDER as ActorTypeNo)) {
    if (core.state<OrderState>(ORDER as ActorTypeNo, key)!.openTask === 0) continue;
    tasks += 1;
    orders.add(key);
  }
  for (const key of core.living(CLAIM as ActorTypeNo)) {
    if (core.state<ClaimState>(CLAIM as ActorTypeNo, key)!.status !== 'chased') continue;
    tasks += 1;
    orders.add(orderOfShipment(key));
  }
  for (const key of core.living(OUTBOUND_MESSAGE as ActorTypeNo)) {
    const { status, message } = core.state<OutboundMessageState>(OUTBOUND_MESSAGE as ActorTypeNo, key)!;
    if (status !== 'dead' || message === null) continue;
    tasks += 1;
    if (isInbound(message.kind) || isCare(message.kind)) continue;
    if (message.kind === 'releaseWave') {
      // Its key is the wave's: what is to be picked is in it.
      for (const shipment of message.body.shipments) orders.add(orderOfShipment(shipment));
      continue;
    }
    // Its key is an order's, a shipment's or a load's: it is about one of these.
    orders.add(message.key).add(orderOfShipment(message.key));
    loads.add(message.key);
  }
  // Listed for who releases waves by hand.
  for (const node of core.living(WAVE_PLAN as ActorTypeNo)) {
    const { shipments, openTask } = core.state<WavePlanState>(WAVE_PLAN as ActorTypeNo, node)!;
    if (openTask === 0) continue;
    tasks += 1;
    for (const shipment of shipments) orders.add(orderOfShipment(shipment));
  }
  // Beyond a licence, packed; or its delivery differs from what was shipped.
  for (const key of core.living(SHIPMENT as ActorTypeNo)) {
    const { status } = core.state<ShipmentState>(SHIPMENT as ActorTypeNo, key)!;
    if (status !== 'awaiting-licence' && status !== 'reconciling') continue;
    tasks += 1;
    orders.add(orderOfShipment(key));
  }
  for (const key of core.living(LOAD as ActorTypeNo)) {
    const load = core.state<LoadState>(LOAD as ActorTypeNo, key)!;
    if (hasTask(load) || entryHasTask(core, key, load)) {
      tasks += 1;
      loads.add(key);
    }
    if (loads.has(key)) for (const shipment of load.shipments) orders.add(orderOfShipment(shipment));
  }
  tasks += addUnbilled(core, loads);
  if (telematics) tasks += addQuality(core, orders, loads);
  if (plans) tasks += addUnplanned(core, orders);
  if (routes) tasks += addRoutes(core, orders);
  return { tasks, orders, loads };
}

/** A load whose bill never came, or was disputed, waits for the person who has that task only once it has nothing else to wait for. */
function addUnbilled(core: CoreStates, loads: Set<number>): number {
  let tasks = 0;
  for (const key of core.living(FREIGHT_INVOICE as ActorTypeNo)) {
    const { openTask } = core.state<FreightInvoiceState>(FREIGHT_INVOICE as ActorTypeNo, key)!;
    if (!(openTask > 0)) continue;
    tasks += 1;
    const load = core.state<LoadState>(LOAD as ActorTypeNo, key);
    if (load === undefined || load.status === 'delivered') loads.add(key);
  }
  return tasks;
}

/** Somebody is to say what becomes of it. */
function hasTask({ openTask }: LoadState): boolean {
  return openTask > 0;
}

/** What it declared waits for the export desk. */
function entryHasTask(core: CoreStates, key: number, { clearance }: LoadState): boolean {
  if (clearance === CLEARANCE.none) return false;
  const entry = core.state<CustomsEntryState>(CUSTOMS_ENTRY as ActorTypeNo, key);
  return entry !== undefined && entry.openTask > 0;
}

function statusOf(core: CoreStates, type: ActorTypeNo, key: number): string {
  const { status } = core.state<{ readonly status: string }>(type, key)!;
  return `(${status})`;
}
