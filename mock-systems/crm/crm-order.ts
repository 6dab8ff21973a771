/** What a customer remembers of an order: flat, and no more than what may still happen needs. */
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

export interface CrmOrder {
  readonly customer: number;
  promisedAt: number;
  readonly orderedUnits: number;
  receivedUnits: number;
  withdrawn: boolean;
  /** Whether all of it has come is nobody's guess any more. */
  changed: boolean;
  /** Things that are on the calendar, and answers that are waited for. */
  pending: number;
  awaited: number;
  /** Times it was looked at since its promise. */
  looks: number;
  /** The last question, and whether it was answered. */
  question: number;
  answered: boolean;
  /** Complaints: key, times said, 1 = answered, `BILL_DISPUTE` or -1; four of each. */
  complaints: number[];
  returns: CrmReturn[];
}

/** How a return stands. */
export const RETURN_STAGE = { thoughtOf: 0, asked: 1, authorised: 2, sent: 3, over: 4 } as const;

export interface CrmReturn {
  readonly key: number;
  readonly node: number;
  readonly products: readonly number[];
  /** In the box as it came. */
  readonly units: readonly number[];
  /** Asked to be sent back. */
  wanted: readonly number[];
  stage: number;
}

/** Nothing of it is missed. */
export function isComplete({ withdrawn, changed, receivedUnits, orderedUnits }: CrmOrder): boolean {
  return withdrawn || receivedUnits >= orderedUnits || (changed && receivedUnits > 0);
}

const wideCrmOrder = wideNumbers<CrmOrder>();

export function newOrder(customer: number, promisedAt: number, orderedUnits: number): CrmOrder {
  return wideCrmOrder({
    customer,
    promisedAt,
    orderedUnits,
    receivedUnits: 0,
    withdrawn: false,
    changed: false,
    pending: 0,
    awaited: 0,
    looks: 0,
    question: 0,
    answered: false,
    complaints: [],
    returns: [],
  });
}

/** Not shared with the original, but for what never changes. */
export function copyOrder(order: CrmOrder): CrmOrder {
  return {
    ...order,
    complaints: order.complaints.slice(),
    returns: order.returns.map((each) => ({ ...each })),
  };
}

export function sum(units: readonly number[]): number {
  let total = 0;
  for (let i = 0; i < units.length; i++) total += units[i]!;
  return total;
}
