/** What a shipment knows: its table and its state. Lists are never changed in place, only replaced: messages share them. */
import type { LadingException } from '../../../contracts/carriers.ts';
import type { Instructed } from '../../../contracts/erp.ts';
import { ERP } from '../../../contracts/partners.ts';
import type { GoodsIssued, ShipmentPacked, ShipmentPicked } from '../../../contracts/wms.ts';
import { type OpenTask, taskBefore } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import { type PlannedWay, type ShipmentBooked, STOCK_VIEW, type StopDelivered } from '../inputs.ts';

export type ShipmentStatus =
  | 'new'
  | 'reserving'
  | 'reserved'
  | 'picked'
  | 'packed'
  | 'booked'
  | 'awaiting-licence'
  | 'stopping'
  | 'awaiting-issue'
  | 'in-transit'
  | 'billing'
  | 'reconciling'
  | 'crediting'
  | 'claiming'
  | 'closed'
  | 'stopped';

/** It holds stock, and its goods have not left. */
const HOLDING = ['reserved', 'picked', 'packed', 'booked'] as const;
/** The warehouse owes an answer, or work. */
export const AT_WAREHOUSE = ['reserving', 'reserved', 'picked', 'stopping'] as const;
/** Its goods have left: in `awaiting-issue` WMS has yet to say so. */
const GONE = ['awaiting-issue', 'in-transit', 'billing', 'reconciling', 'crediting', 'claiming'] as const;

export const SHIPMENT_TABLE = transitionTable<ShipmentStatus>(
  'new',
  ['closed', 'stopped'],
  [
    ['new', 'planShipment', 'reserving'],
    ['reserving', 'stopShipment', 'reserving'],
    ['reserving', 'stockReserved', 'reserved'],
    // Where WMS owns waves it may be heard of sooner than the reservation: it is kept until that comes.
    ['reserving', 'shipmentPicked', 'reserving'],
    ['reserving', 'shipmentPacked', 'reserving'],
    // Where a third party carries it, that it has left may be heard of sooner than that it was packed: it is kept until that comes.
    ...(['reserving', 'reserved', 'picked'] as const).flatMap((from) =>
      (['shipmentBooked', 'goodsIssued', 'stopDelivered'] as const).map(
        (kind) => [from, kind, from] as const,
      ),
    ),
    ...(['booked', 'awaiting-issue'] as const).map((from) => [from, 'shipmentPacked', from] as const),
    ['reserved', 'nothingThere', 'stopped'],
    ['reserved', 'shipmentPicked', 'picked'],
    // What is packed says what was picked: that message is late, and then no news.
    ['reserved', 'shipmentPacked', 'packed'],
    ['packed', 'shipmentPicked', 'packed'],
    ['booked', 'shipmentPicked', 'booked'],
    ['picked', 'nothingThere', 'stopped'],
    ['picked', 'shipmentPacked', 'packed'],
    ['packed', 'nothingThere', 'stopped'],
    ['packed', 'joinedLoad', 'packed'],
    ['packed', 'shipmentBooked', 'booked'],
    ['packed', 'goodsIssued', 'in-transit'],
    ['booked', 'goodsIssued', 'in-transit'],
    // A load may lose its carrier and find another.
    ['booked', 'shipmentBooked', 'booked'],
    ['booked', 'joinedLoad', 'booked'],
    ['in-transit', 'shipmentBooked', 'in-transit'],
    ['in-transit', 'stopDelivered', 'billing'],
    // Its load is heard of sooner than the goods issue: what became of it is kept until that comes.
    ...(['packed', 'booked', 'stopping'] as const).map(
      (from) => [from, 'stopDelivered', 'awaiting-issue'] as const,
    ),
    ...(['shipmentPicked', 'joinedLoad', 'shipmentBooked'] as const).map(
      (kind) => ['awaiting-issue', kind, 'awaiting-issue'] as const,
    ),
    ['awaiting-issue', 'goodsIssued', 'in-transit'],
    ['billing', 'notGood', 'claiming'],
    ['billing', 'customerBilled', 'closed'],
    // Its proof says other units than were shipped: somebody settles that, before the bill or after it.
    ['billing', 'differs', 'reconciling'],
    ['reconciling', 'timer', 'reconciling'],
    ['reconciling', 'taskAnswered', 'billing'],
    ['billing', 'credit', 'crediting'],
    ['crediting', 'deliveryCredited', 'closed'],
    ['billing', 'claimDue', 'claiming'],
    ['crediting', 'claimDue', 'claiming'],
    ['claiming', 'nothingToClaim', 'closed'],
    ['claiming', 'claimSettled', 'closed'],
    ...HOLDING.map((from) => [from, 'stopShipment', 'stopping'] as const),
    // Another node has more room for it.
    ['reserved', 'reassignShipment', 'stopping'],
    ['packed', 'loadGivenUp', 'stopping'],
    ['booked', 'loadGivenUp', 'stopping'],
    // What is beyond a licence waits, packed, for somebody to find another.
    ['packed', 'licenceUsedUp', 'awaiting-licence'],
    ['booked', 'licenceUsedUp', 'awaiting-licence'],
    ['awaiting-licence', 'timer', 'awaiting-licence'],
    ['awaiting-licence', 'taskAnswered', 'stopping'],
    ['awaiting-licence', 'stopShipment', 'stopping'],
    ...(['shipmentPicked', 'joinedLoad', 'shipmentBooked'] as const).map(
      (kind) => ['awaiting-licence', kind, 'awaiting-licence'] as const,
    ),
    ['stopping', 'shipmentReleased', 'stopped'],
    ['stopping', 'tooLate', 'booked'],
    ['stopping', 'goodsIssued', 'in-transit'],
    // What crosses the stop changes nothing of it.
    ...(
      [
        'stopShipment',
        'loadGivenUp',
        'shipmentPicked',
        'shipmentPacked',
        'joinedLoad',
        'shipmentBooked',
      ] as const
    ).map((kind) => ['stopping', kind, 'stopping'] as const),
    ...GONE.map((from) => [from, 'stopShipment', from] as const),
    ...GONE.map((from) => [from, 'shipmentReleased', from] as const),
    // What its customer wants otherwise: asked by its order, and answered in each of these.
    ...([...HOLDING, 'awaiting-licence', 'stopping', ...GONE] as const).flatMap((from) =>
      (['reduceShipment', 'holdDelivery'] as const).map((kind) => [from, kind, from] as const),
    ),
    ...([...HOLDING, 'awaiting-licence', 'stopping'] as const).flatMap((from) =>
      (['reservationReduced', 'leftLoad', 'deliverAs'] as const).map((kind) => [from, kind, from] as const),
    ),
    ...(['booked', 'in-transit'] as const).map((from) => [from, 'deliveryAtRisk', from] as const),
    // Its promise is long over.
    ...(['reserving', ...HOLDING, 'awaiting-licence', 'stopping', ...GONE] as const).map(
      (from) => [from, 'chaseShipment', from] as const,
    ),
    ...AT_WAREHOUSE.flatMap((from) =>
      (['timer', 'taskAnswered'] as const).map((kind) => [from, kind, from] as const),
    ),
    ...(['reserving', ...HOLDING, 'awaiting-licence', 'stopping', ...GONE] as const).map(
      (from) => [from, 'hurryShipment', from] as const,
    ),
    ...(['reserving', ...HOLDING, 'awaiting-licence', 'stopping', ...GONE] as const).map(
      (from) => [from, 'moveToErp', from] as const,
    ),
  ],
);

const UNPACKED: ReadonlySet<ShipmentStatus> = new Set(AT_WAREHOUSE);

/** Whether the warehouse has yet to pack it, or to put it back. */
export function isAtWarehouse(status: ShipmentStatus): boolean {
  return UNPACKED.has(status);
}

/** Timers of a shipment, by number. */
export const SHIPMENT_TIMERS = ['escalation'] as const;
export const ESCALATION_TIMER = 0;

/** Work of WMS, and what a third party does with what WMS has packed. */
export type EarlyInput = ShipmentPicked | ShipmentPacked | ShipmentBooked | GoodsIssued | StopDelivered;

export interface ShipmentState extends OpenTask {
  status: ShipmentStatus;
  /** Partner number of the ERP that has its order. */
  erp: number;
  node: number;
  lane: number;
  customer: number;
  destination: number;
  promisedAt: number;
  priority: number;
  /** Sooner than its cut-off, if the customer has said so; 0 = it has not. */
  wantedBy: number;
  instructed: Instructed | null;
  planned: PlannedWay;
  /** Index of each in the order's lines. */
  lines: readonly number[];
  products: readonly number[];
  /** What it holds: wanted, then reserved, then picked. */
  units: readonly number[];
  unitPriceMinor: readonly number[];
  /** What was heard of before its reservation, or before it was packed; null = nothing. */
  early: EarlyInput[] | null;
  /** Its customer takes all of it or nothing. */
  shipComplete: boolean;
  /** `STOP_REASON`; 0 = it goes on. */
  stopReason: number;
  /** It joins no load before its order has said how it is delivered. */
  onHold: boolean;
  /** The order waits to hear whether it stopped. */
  orderAsked: boolean;
  /** Key of the consolidation it joined; -1 = none. */
  consolidation: number;
  /** The load it is part of; -1 = not known yet. */
  load: number;
  carrier: number;
  handlingUnits: number;
  weightGrams: number;
  /** How often its customer was told of a delay. */
  notices: number;
  /** When it was delivered, or found to be lost, and its `CONDITION`. */
  deliveredAt: number;
  condition: number;
  /** What its proof of delivery says of units that differ; empty = they are as shipped. */
  exceptions: readonly LadingException[];
  billedMinor: number;
  /** To the customer, of what was billed and had not arrived. */
  correctedMinor: number;
  creditedMinor: number;
}

const NO_EXCEPTIONS: readonly LadingException[] = [];
/** Of a way that nobody has chosen. */
export const NOT_PLANNED: PlannedWay = { carrier: -1, service: -1, transitDays: -1 };

export function initialShipment(): ShipmentState {
  return {
    status: SHIPMENT_TABLE.initial,
    erp: ERP,
    node: -1,
    lane: -1,
    customer: -1,
    destination: -1,
    promisedAt: 0,
    priority: 0,
    wantedBy: 0,
    instructed: null,
    planned: NOT_PLANNED,
    lines: [],
    products: [],
    units: [],
    unitPriceMinor: [],
    early: null,
    shipComplete: false,
    stopReason: 0,
    onHold: false,
    orderAsked: false,
    consolidation: -1,
    load: -1,
    carrier: -1,
    handlingUnits: 0,
    weightGrams: 0,
    notices: 0,
    tasks: 0,
    openTask: 0,
    escalated: false,
    deliveredAt: 0,
    condition: 0,
    exceptions: NO_EXCEPTIONS,
    billedMinor: 0,
    correctedMinor: 0,
    creditedMinor: 0,
  };
}

/** Until version 10 it did not keep that: of what is being reserved again, a part may be. */
export type ShipmentOfParts = Omit<ShipmentState, 'shipComplete'>;

/** Until version 8 it named its last task, open or not. */
export function withTask(old: Omit<ShipmentOfParts, 'escalated'>): ShipmentOfParts {
  const waits = old.status === 'awaiting-licence' || old.status === 'reconciling';
  return { ...old, ...taskBefore(old.tasks, waits ? old.openTask : 0) };
}

/** Moves along a row that the table must have. */
export function moveShipment(draft: ShipmentState, kind: string): void {
  const next = SHIPMENT_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`shipment has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

export function unitsOf({ units }: ShipmentState): number {
  let sum = 0;
  for (let i = 0; i < units.length; i++) sum += units[i]!;
  return sum;
}

/**
 * It holds no more than WMS says, by line, and never more than before.
 * @returns units that are missing now
 */
export function keepOnly(draft: ShipmentState, said: readonly number[]): number {
  let missing = 0;
  const kept = draft.units.map((units, line) => {
    const there = said[line] ?? 0;
    const keep = Math.min(units, there > 0 ? Math.floor(there) : 0);
    missing += units - keep;
    return keep;
  });
  if (missing > 0) draft.units = kept;
  return missing;
}

/** In the view of its node: 1 = reserved, -1 = given back. */
export function moveStock(
  { node, products, units }: Pick<ShipmentState, 'node' | 'products' | 'units'>,
  way: 1 | -1,
  out: Out,
): void {
  out.tell(STOCK_VIEW, node, 'stockMoved', 0, way, { products, units });
}
