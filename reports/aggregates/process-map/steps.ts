/**
 * Which business events are steps of a life, and of whose.
 *
 * 1. What only says what something was worth, cost or is expected to be, where a vehicle is, or which document stands for it, is no step:
 *    it is written together with one, or goes on all the time.
 * 2. What happens to stock, stores, routes, models, messages and purchase orders belongs to no order's life.
 * 3. Steps are numbered as they come; what is of no kind known here is none.
 */
import type { LifeKind } from './process-map.ts';

export const LIFE_KINDS: readonly LifeKind[] = ['order', 'shipment', 'load'];

/** Steps there may be: all that come beyond are one. */
export const STEPS_MAX = 1024;

/** What a step does to the lives of others: see `process-map-fold.ts`. */
export type StepRole = 'plain' | 'sourced' | 'issued' | 'loaded' | 'formed' | 'arrived' | 'done' | 'settled';

export interface Step {
  readonly no: number;
  readonly kind: LifeKind;
  /** By which the entity's key is divided to get that of the order, shipment or load. */
  readonly divisor: number;
  readonly role: StepRole;
}

/** A complaint's key is (order x 8 + shipment) x 8 + kind: docs/returns.md. */
const COMPLAINTS_OF_ORDER = 64;

/** The others have the key of their shipment or load. */
const KIND_OF: Readonly<Record<string, LifeKind>> = {
  order: 'order',
  complaint: 'order',
  shipment: 'shipment',
  claim: 'shipment',
  return: 'shipment',
  'return-order': 'shipment',
  load: 'load',
  'freight-invoice': 'load',
  declaration: 'load',
  trip: 'load',
  track: 'load',
  'quality-case': 'load',
  'refusal-review': 'load',
};

const NO_STEPS: ReadonlySet<string> = new Set([
  ...['orderPromised', 'orderRepromised', 'orderValued', 'salesDocumentChanged', 'shipmentDocumentChanged'],
  ...['purchaseDocumentChanged', 'receiptDocumentChanged', 'periodDocumentChanged'],
  ...['goodsIssueValued', 'labourSpent', 'warehouseCharged', 'returnLabourSpent', 'pickupPlanned'],
  ...['freightBillMistaken', 'billMistaken', 'detentionExpected', 'arrivalEstimated'],
  ...['positionReported', 'deviceEstimated', 'carrierEstimated', 'loadPredictedLate'],
]);

const ROLES: Readonly<Record<string, StepRole>> = {
  orderSourced: 'sourced',
  goodsIssued: 'issued',
  shipmentLoaded: 'loaded',
  loadFormed: 'formed',
  truckArrived: 'arrived',
  orderDone: 'done',
  freightPaid: 'settled',
  freightWrittenOff: 'settled',
  loadCancelled: 'settled',
  loadGivenUp: 'settled',
  loadGivenUpAsLost: 'settled',
};

/** `MILESTONE` of the carriers' contract: delivered, refused, damaged, lost. An event's number is that + 16 x which of its kind. */
const MILESTONES = 16;
const AT_THE_END = 12;

export class Steps {
  /** Names by number. */
  readonly names: string[] = [];
  readonly kinds: LifeKind[] = [];
  private readonly known = new Map<string, Step | null>();

  /** null = it is no step. */
  of(event: string, entityType: string, n: number): Step | null {
    const name = event === 'milestone' ? milestoneName(n) : event;
    const known = this.known.get(name);
    return known === undefined ? this.meet(name, entityType) : known;
  }

  private meet(name: string, entityType: string): Step | null {
    const kind = Object.hasOwn(KIND_OF, entityType) ? KIND_OF[entityType]! : null;
    const step =
      kind === null || NO_STEPS.has(name)
        ? null
        : {
            no: this.number(name, kind),
            kind,
            divisor: entityType === 'complaint' ? COMPLAINTS_OF_ORDER : 1,
            role: Object.hasOwn(ROLES, name) ? ROLES[name]! : ('plain' as const),
          };
    this.known.set(name, step);
    return step;
  }

  private number(name: string, kind: LifeKind): number {
    if (this.names.length === STEPS_MAX) return STEPS_MAX - 1;
    this.names.push(this.names.length === STEPS_MAX - 1 ? 'others' : name);
    this.kinds.push(kind);
    return this.names.length - 1;
  }
}

/** What is heard on the way is one step, however often; what is heard of the end is another. */
function milestoneName(n: number): string {
  return n % MILESTONES >= AT_THE_END ? 'deliveryReported' : 'milestoneReported';
}
