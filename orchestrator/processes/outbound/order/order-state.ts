/**
 * What an order knows: its table, its lines, and what each of its shipments holds of them.
 *
 * 1. At every instant, line by line: ordered = open + allocated + backordered + cancelled + shipped, none negative.
 * 2. `allocated` of a line is the sum of what the living shipments hold of it that has not left.
 * 3. A shipment's phase only grows.
 */
import type { ErpToCore, Instructed } from '../../../contracts/erp.ts';
import { ERP } from '../../../contracts/partners.ts';
import { type OpenTask, taskBefore } from '../../../core/open-task.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import { CARE_KINDS, EARLY_CARE_KINDS, type OrderCareInput } from '../care-inputs.ts';

/** What ERP says of an order, and its customer. */
export type EarlyInput =
  | Exclude<
      ErpToCore,
      {
        readonly kind:
          | 'salesOrderReleased'
          | 'masterDataProvided'
          | 'customerBilled'
          | 'deliveryCredited'
          | 'invoicePaid';
      }
    >
  | OrderCareInput;

export type OrderStatus =
  | 'new'
  | 'held'
  | 'incomplete'
  | 'fulfilling'
  | 'ranking'
  | 'rating'
  | 'deciding'
  | 'no-route'
  | 'cancelling'
  | 'closing'
  | 'aftercare'
  | 'done';

/** What is open may still be given to a node. */
const PLANNING = ['fulfilling', 'ranking', 'rating', 'deciding', 'no-route'] as const;
const WAITING = ['held', 'incomplete', ...PLANNING] as const;
const SHIPPING = [...PLANNING, 'cancelling', 'closing'] as const;

const same = (states: readonly OrderStatus[], ...kinds: string[]) =>
  states.flatMap((state) => kinds.map((kind) => [state, kind, state] as const));

export const ORDER_TABLE = transitionTable<OrderStatus>(
  'new',
  ['done'],
  [
    // What ERP says may overtake the order itself: it is kept until that comes.
    ...same(
      ['new'],
      ...['holdReleased', 'orderRejected', 'orderCancelled', 'orderTakenOver'],
      ...['orderChanged', 'deliveryDateChanged', 'shipToChanged'],
    ),
    ['new', 'salesOrderReleased', 'fulfilling'],
    ['fulfilling', 'creditHold', 'held'],
    ['held', 'holdReleased', 'fulfilling'],
    ['held', 'orderRejected', 'closing'],
    ['fulfilling', 'weightMissing', 'incomplete'],
    ['incomplete', 'masterDataProvided', 'incomplete'],
    ['incomplete', 'weightsComplete', 'fulfilling'],
    // Where somebody says how urgent it is, before it is sourced for the first time.
    ['fulfilling', 'rank', 'ranking'],
    ['ranking', 'decided', 'fulfilling'],
    // Sourcing goes round once for each shipment that the order comes to.
    ['fulfilling', 'source', 'rating'],
    ['rating', 'orderRated', 'deciding'],
    // Where ERP allocates, it says which node: nobody rates or decides.
    ['rating', 'orderAllocated', 'fulfilling'],
    ['deciding', 'noOption', 'fulfilling'],
    ['deciding', 'decided', 'fulfilling'],
    ['fulfilling', 'noRoute', 'no-route'],
    ['no-route', 'taskAnswered', 'fulfilling'],
    ['no-route', 'nothingOpen', 'fulfilling'],
    ['no-route', 'placeChanged', 'fulfilling'],
    // What comes back may be sent from elsewhere.
    ['no-route', 'calledBack', 'fulfilling'],
    ['fulfilling', 'nothingLeft', 'closing'],
    ...WAITING.map((from) => [from, 'orderCancelled', 'cancelling'] as const),
    ['cancelling', 'answered', 'closing'],
    ['closing', 'orderCancelled', 'closing'],
    ['closing', 'allClosed', 'done'],
    // Where customers are heard, it is kept for what they have to say.
    ['closing', 'kept', 'aftercare'],
    ['aftercare', 'timer', 'done'],
    ...same(['new'], ...EARLY_CARE_KINDS),
    ...same([...WAITING, 'cancelling', 'closing', 'aftercare'], ...CARE_KINDS),
    ...same([...WAITING, 'cancelling', 'closing', 'aftercare'], 'orderTakenOver'),
    ...same(['held', 'incomplete', 'rating'], 'taskAnswered'),
    ...same(
      [...WAITING, 'cancelling', 'closing'],
      ...['timer', 'orderChanged', 'deliveryDateChanged', 'shipToChanged'],
    ),
    // Answers to what was asked before the customer cancelled.
    ...same(['cancelling', 'closing'], 'orderRated', 'orderAllocated', 'decided'),
    ...same(
      SHIPPING,
      'shipmentReserved',
      'shipmentShort',
      'shipmentReduced',
      'deliveryHeld',
      'shipmentShipped',
      'shipmentDelivered',
      'shipmentStopped',
      'shipmentTooLate',
      'shipmentClosed',
      'deliveryAtRisk',
    ),
  ],
);

/** How far a shipment of the order is. `gone` = closed or stopped. */
export const PHASE = { none: 0, planned: 1, reserved: 2, shipped: 3, delivered: 4, gone: 5 } as const;

/** What the order has asked and not been answered. */
export const AWAITING = { nothing: 0, rating: 1, decision: 2, rank: 3 } as const;

/** Timers of an order, by number. */
export const ORDER_TIMERS = ['promise', 'task', 'backorder', 'aftercare'] as const;
export const PROMISE_TIMER = 0;
export const TASK_TIMER = 1;
export const BACKORDER_TIMER = 2;
export const AFTERCARE_TIMER = 3;

/** What is kept of an order for its customer. */
export interface OrderCare {
  /** What it was last wanted by, 0 = nobody said; and how often it was hurried. */
  wantedBy: number;
  hurries: number;
  /** The carrier's last estimate that was after the promise; 0 = none. */
  estimatedAt: number;
  /** By shipment: its node, when it was delivered (0 = not yet), and its `CONDITION` (-1 = not yet). */
  nodes: number[];
  deliveredAt: number[];
  conditions: number[];
  /** By shipment: what ERP has billed; 0 = nothing yet. */
  billedMinor: number[];
  /** Units of line l that left with shipment n, at n x lines + l; -1 = the line is not part of it. */
  sent: number[];
  /** By shipment, where its proof of delivery said other units than were shipped: `sent` is then what arrived well. Absent = none did. */
  differing?: DifferingDelivery[];
}

interface DifferingDelivery {
  readonly n: number;
  /** That left and did not arrive well. */
  readonly missingUnits: number;
  /** On its bill beyond what was sent and arrived well. */
  readonly apartMinor: number;
}

/** What a change is about: a line by its index, or one of these. */
export const MATTER = { date: -1, place: -2 } as const;

export interface ChangeWish {
  /** Of the order's changes, by ERP. */
  readonly no: number;
  readonly matter: number;
  /** Units, the instant by which, or the place. */
  readonly value: number;
}

/** What its customer wants otherwise. Of the first that waits: which shipments were asked, as bits by n. */
export interface OrderChanges {
  /** Heard of and not answered, the first first. */
  waiting: ChangeWish[];
  /** Numbers of all that were heard of, and what each is about. */
  heard: number[];
  matters: number[];
  /** Has not answered. */
  asked: number;
  /** Was asked. */
  done: number;
  /** Waits to hear how it is delivered. */
  agreed: number;
  /** Is too far to be changed as it stands. */
  late: number;
  /** Why it can't be made, as far as the shipments have said. */
  refusal: number;
  /** Of all changes: shipments that were called back to go with the rest. */
  called: number;
}

export function noChanges(): OrderChanges {
  return {
    waiting: [],
    heard: [],
    matters: [],
    asked: 0,
    done: 0,
    agreed: 0,
    late: 0,
    refusal: 0,
    called: 0,
  };
}

export interface OrderState extends OpenTask {
  status: OrderStatus;
  /** What came before the order itself, in its order; null = nothing. */
  early: EarlyInput[] | null;
  /** Partner number of the ERP that has it. */
  erp: number;
  customer: number;
  destination: number;
  shipComplete: boolean;
  priority: number;
  /** Whether it has been asked how urgent it is; false where nobody is. */
  ranked: boolean;
  releasedAt: number;
  promisedAt: number;
  instructed: Instructed | null;
  /** Free text of the customer's, for whoever reads text; absent = there is none. */
  note?: string;
  /** By line; never changed in place. */
  products: readonly number[];
  unitPriceMinor: readonly number[];
  /** By line; -1 = nobody has said. */
  unitWeightGrams: number[];
  /** Units by line. */
  ordered: number[];
  open: number[];
  allocated: number[];
  backordered: number[];
  cancelled: number[];
  shipped: number[];
  /** Units of line l that shipment n holds, at n x lines + l; -1 = the line is not part of it. */
  held: number[];
  /** `PHASE` of each shipment. */
  phases: number[];
  /** Bit n: shipment n was told to stop and has not answered. */
  stopping: number;
  /** Sourcings so far. */
  attempt: number;
  awaiting: number;
  /** Bit mask of the nodes that were tried since the last back-order, 32 a word. */
  nodesTried: number[];
  backorderTries: number;
  /** How often lines were cancelled. */
  cancellations: number;
  cancelAsked: boolean;
  /** Tasks for the answer that is waited for now. */
  rounds: number;
  /** The promise is still to be kept. */
  promiseWatched: boolean;
  /** It is over, and what has not left will be chased when its timer rings. */
  chases: boolean;
  atRisk: boolean;
  /** null = its customer has wanted none. */
  changes: OrderChanges | null;
  /** null where nobody hears of customers. */
  care: OrderCare | null;
}

export function initialOrder(): OrderState {
  return {
    status: ORDER_TABLE.initial,
    early: null,
    erp: ERP,
    customer: -1,
    destination: -1,
    shipComplete: false,
    priority: 0,
    ranked: false,
    releasedAt: 0,
    promisedAt: 0,
    instructed: null,
    products: [],
    unitPriceMinor: [],
    unitWeightGrams: [],
    ordered: [],
    open: [],
    allocated: [],
    backordered: [],
    cancelled: [],
    shipped: [],
    held: [],
    phases: [],
    stopping: 0,
    attempt: 0,
    awaiting: AWAITING.nothing,
    nodesTried: [],
    backorderTries: 0,
    cancellations: 0,
    cancelAsked: false,
    tasks: 0,
    openTask: 0,
    escalated: false,
    rounds: 0,
    promiseWatched: false,
    chases: false,
    atRisk: false,
    changes: null,
    care: null,
  };
}

/** Until version 9 a shipment that was too far for a change was the end of that, and nobody chased what had not left: what is late by then is not chased. */
export interface OrderUnchased extends Omit<OrderState, 'changes' | 'chases'> {
  changes: Omit<OrderChanges, 'late' | 'called'> | null;
}

export function withChase(old: OrderUnchased): OrderState {
  return withCalled({
    ...old,
    chases: false,
    changes: old.changes === null ? null : { ...old.changes, late: 0 },
  });
}

/** Until version 10 what a change opened was a delivery of its own. */
export interface OrderUncalled extends Omit<OrderState, 'changes'> {
  changes: Omit<OrderChanges, 'called'> | null;
}

export function withCalled(old: OrderUncalled): OrderState {
  return { ...old, changes: old.changes === null ? null : { ...old.changes, called: 0 } };
}

/** Until version 7 it said how its last task stands: 0 = none is open, 1 = given, 2 = escalated. */
export interface OrderOfStages extends Omit<OrderState, 'openTask' | 'escalated' | 'chases'> {
  taskStage: number;
}

export function withTask({ taskStage, ...old }: OrderOfStages): OrderState {
  return { ...old, chases: false, ...taskBefore(old.tasks, taskStage === 0 ? 0 : old.tasks - taskStage + 1) };
}

/** Moves along a row that the table must have. */
export function moveOrder(draft: OrderState, kind: string): void {
  const next = ORDER_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`order has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}

export function wasTried(draft: OrderState, node: number): boolean {
  return ((draft.nodesTried[node >> 5] ?? 0) & (1 << (node & 31))) !== 0;
}

export function markTried(draft: OrderState, node: number): void {
  while (draft.nodesTried.length <= node >> 5) draft.nodesTried.push(0);
  draft.nodesTried[node >> 5]! |= 1 << (node & 31);
}
