/**
 * Decision point `node-and-carrier`: from which plant and port an order leaves, with which carrier and service.
 * Context, options, and the rules of thumb that planners use today.
 */
import type { Instructed } from '../contracts/erp.ts';
import type { HardRule, Policy } from './gate.ts';

export interface NodeAndCarrierContext {
  readonly customer: number;
  readonly product: number;
  readonly units: number;
  readonly weightGrams: number;
  readonly releasedAt: number;
  readonly promisedAt: number;
  readonly instructed: Instructed | null;
}

export interface NodeAndCarrierOption {
  readonly plant: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  /** null: no rate covers it, or the customer arranges the freight. */
  readonly freightMinor: number | null;
  readonly warehouseMinor: number;
  /** This is what the order list says. */
  readonly instructed: boolean;
}

export type NodeAndCarrierPolicy = Policy<NodeAndCarrierContext, NodeAndCarrierOption>;

/** A plant that serves listed customers only must not ship to others. */
export function customerTie(
  servedBy: (plant: number) => ReadonlySet<number> | null,
): HardRule<NodeAndCarrierContext, NodeAndCarrierOption> {
  return {
    name: 'customer-tie',
    allows: (context, option) => servedBy(option.plant)?.has(context.customer) ?? true,
  };
}

/** A plant must make the product, and ship from a port of its own. */
export function plantCan(
  makes: (plant: number, product: number) => boolean,
  shipsFrom: (plant: number, port: number) => boolean,
): HardRule<NodeAndCarrierContext, NodeAndCarrierOption> {
  return {
    name: 'plant-can',
    allows: ({ product }, { plant, origin }) => makes(plant, product) && shipsFrom(plant, origin),
  };
}

/** Smallest of the priced options by (score, then position); -1 when none is priced. */
function leastPriced(
  options: readonly NodeAndCarrierOption[],
  score: (option: NodeAndCarrierOption, freightMinor: number) => number,
  tie: (option: NodeAndCarrierOption, freightMinor: number) => number,
): number {
  let best = -1;
  let bestScore = Infinity;
  let bestTie = Infinity;
  options.forEach((option, i) => {
    if (option.freightMinor === null) return;
    const value = score(option, option.freightMinor);
    const second = tie(option, option.freightMinor);
    if (value < bestScore || (value === bestScore && second < bestTie)) {
      best = i;
      bestScore = value;
      bestTie = second;
    }
  });
  return best;
}

const cost = (option: NodeAndCarrierOption, freightMinor: number): number =>
  freightMinor + option.warehouseMinor;
const days = (option: NodeAndCarrierOption): number => option.transitDays;

/** Freight plus warehouse cost, least first; shorter transit breaks a tie. What most routing guides do. */
export const cheapestFeasible: NodeAndCarrierPolicy = {
  name: 'cheapest-feasible',
  summary: 'least freight plus warehouse cost among priced options; shorter transit breaks a tie',
  recommend: (_context, options) => leastPriced(options, cost, days),
};

/** Transit days of the table, least first; lower cost breaks a tie. What an expediter does. */
export const fastestFeasible: NodeAndCarrierPolicy = {
  name: 'fastest-feasible',
  summary: 'shortest transit among priced options; lower cost breaks a tie',
  recommend: (_context, options) => leastPriced(options, days, cost),
};

/** What the order list says was really done, priced or not. */
export const asRecorded: NodeAndCarrierPolicy = {
  name: 'as-recorded',
  summary: 'what the order list says was really done, priced or not',
  recommend: (_context, options) => options.findIndex((option) => option.instructed),
};

export const NODE_AND_CARRIER_POLICIES: readonly NodeAndCarrierPolicy[] = [
  cheapestFeasible,
  fastestFeasible,
  asRecorded,
];
