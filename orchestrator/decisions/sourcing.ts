/**
 * Decision point `sourcing`: which node sends what is open of an order, and with which rating that is expected to travel.
 * Context, options, hard rules, and the rules of thumb that planners use today.
 *
 * A rule of thumb may look at the stock views of the nodes. They are pictures of known age: WMS decides what is there.
 */
import type { Instructed } from '../contracts/erp.ts';
import type { Network } from '../model/network.ts';
import type { HardRule, Policy } from './gate.ts';
import { shownIn, type View } from './view.ts';

export interface SourcingContext {
  readonly customer: number;
  readonly destination: number;
  /** Open units, all lines. */
  readonly totalUnits: number;
  readonly weightGrams: number;
  readonly dangerous: boolean;
  readonly shipComplete: boolean;
  readonly priority: number;
  readonly releasedAt: number;
  readonly promisedAt: number;
  /** Lines with open units: product and units of each. */
  readonly products: readonly number[];
  readonly units: readonly number[];
  readonly instructed: Instructed | null;
  /** As the customer wrote it; absent = nothing. No rule of thumb reads it. */
  readonly note?: string;
}

export interface SourcingOption {
  readonly node: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  /** As its truck would be called for now, within the hours of the node's docks, and its transit has it: epoch ms. */
  readonly arrivesAt: number;
  /** null: no rate covers it, or the customer arranges the freight. */
  readonly freightMinor: number | null;
  readonly handlingMinor: number;
  /** This is what the order list says. */
  readonly instructed: boolean;
}

export type SourcingPolicy = Policy<SourcingContext, SourcingOption>;

type SourcingRule = HardRule<SourcingContext, SourcingOption>;

/** A node that serves listed customers only must not ship to others. */
export function servesCustomer(servedBy: (node: number) => ReadonlySet<number> | null): SourcingRule {
  return {
    name: 'customer-tie',
    allows: ({ customer }, { node }) => servedBy(node)?.has(customer) ?? true,
  };
}

/** A node must keep something of what is open; all of it where the customer takes no partial shipment. */
export function nodeKeeps(keeps: (node: number, product: number) => boolean): SourcingRule {
  return {
    name: 'node-keeps',
    allows: ({ products, shipComplete }, { node }) => {
      for (let i = 0; i < products.length; i++)
        if (keeps(node, products[i]!) !== shipComplete) return !shipComplete;
      return shipComplete;
    },
  };
}

/** Dangerous goods are not planned with a carrier that does not take them. */
export function dangerousGoodsTaken(accepts: (carrier: number) => boolean): SourcingRule {
  return { name: 'dangerous-goods', allows: ({ dangerous }, { carrier }) => !dangerous || accepts(carrier) };
}

/** Smallest of the priced options by (first, second, position) among those that `counts` lets in; -1 when there is none. */
function leastPriced(
  options: readonly SourcingOption[],
  counts: (option: SourcingOption) => boolean,
  first: (option: SourcingOption) => number,
  second: (option: SourcingOption) => number,
): number {
  let best = -1;
  let bestFirst = Infinity;
  let bestSecond = Infinity;
  for (let i = 0; i < options.length; i++) {
    const option = options[i]!;
    if (option.freightMinor === null || !counts(option)) continue;
    const value = first(option);
    const tie = second(option);
    if (value > bestFirst || (value === bestFirst && tie >= bestSecond)) continue;
    best = i;
    bestFirst = value;
    bestSecond = tie;
  }
  return best;
}

const all = (): boolean => true;
const cost = ({ freightMinor, handlingMinor }: SourcingOption): number => freightMinor! + handlingMinor;
const arrival = ({ arrivesAt }: SourcingOption): number => arrivesAt;

const DAY_MS = 86_400_000;

/** The day of delivery: days end at the hour of the promise, 0 = the day promised. Estimates are no finer. */
function deliveryDay({ promisedAt }: SourcingContext, { arrivesAt }: SourcingOption): number {
  return Math.ceil((arrivesAt - promisedAt) / DAY_MS);
}

/** Units of the order that a node's view shows; what is not known counts as nothing. */
export function coverage(
  { products, units }: Pick<SourcingContext, 'products' | 'units'>,
  view: Pick<View, 'state'> | undefined,
): number {
  return shownIn(view, products, units);
}

/** Where the stock is, cheapest; where nobody has it all, who has most of it. What a distributed order manager does. */
export const cheapestInStock: SourcingPolicy = {
  name: 'cheapest-in-stock',
  summary:
    'least freight plus handling among nodes that show all lines in stock; else the node that shows most units',
  recommend: (context, options, views) =>
    leastPriced(options, hasMost(context, options, views), cost, arrival),
};

/** As cheapest-in-stock, but what would miss the promise counts only where nothing keeps it; then it is the fastest. */
export const cheapestInTime: SourcingPolicy = {
  name: 'cheapest-in-time',
  summary:
    'of the nodes that show most units in stock: least freight plus handling among what keeps the promise; else the fastest',
  recommend: (context, options, views) => {
    const most = hasMost(context, options, views);
    const daysLate = (option: SourcingOption): number => Math.max(0, deliveryDay(context, option));
    return leastPriced(options, most, daysLate, cost);
  },
};

/** Options from a node whose view shows as many of the order's units as any priced option's does. */
function hasMost(
  context: SourcingContext,
  options: readonly SourcingOption[],
  views: readonly View[],
): (option: SourcingOption) => boolean {
  // A handful of nodes: two lists are cheaper than a map.
  const nodes = views.map(({ key }) => key);
  const covered = views.map((view) => coverage(context, view));
  const coveredBy = (node: number): number => covered[nodes.lastIndexOf(node)] ?? 0;
  let most = 0;
  for (let i = 0; i < options.length; i++) {
    const { node, freightMinor } = options[i]!;
    if (freightMinor !== null) most = Math.max(most, coveredBy(node));
  }
  return ({ node }) => coveredBy(node) === most;
}

/** Freight plus handling, least first; earlier arrival breaks a tie. Stock is WMS's matter. */
export const cheapestFeasibleNode: SourcingPolicy = {
  name: 'cheapest-feasible',
  summary: 'least freight plus handling among priced options; earlier arrival breaks a tie',
  recommend: (_context, options) => leastPriced(options, all, cost, arrival),
};

/** Estimated day of delivery, earliest first; lower cost breaks a tie. */
export const fastestFeasibleNode: SourcingPolicy = {
  name: 'fastest-feasible',
  summary: 'earliest day of delivery among priced options; lower cost breaks a tie',
  recommend: (context, options) => leastPriced(options, all, (option) => deliveryDay(context, option), cost),
};

/**
 * The node that the customer's place is assigned to, whatever its stock; where that has been asked, the next nearest. What an ERP's
 * plant determination does. Its table is the network's; where there is none, the first node that is offered.
 */
export const homeNode: SourcingPolicy = homeNodeOf(undefined);

function homeNodeOf(homes: Network['homes']): SourcingPolicy {
  return {
    name: 'home-node',
    summary: 'the node that the place of delivery is assigned to, whatever its stock; then the next nearest',
    inNetwork: (network) => homeNodeOf(network.homes),
    recommend: ({ destination }, options) => {
      const nearest = homes?.[destination] ?? options.map(({ node }) => node);
      const home = nearest.find((node) =>
        options.some((option) => option.node === node && option.freightMinor !== null),
      );
      return leastPriced(options, ({ node }) => node === home, cost, arrival);
    },
  };
}

/** What the order list says was really done, priced or not. */
export const asRecordedNode: SourcingPolicy = {
  name: 'as-recorded',
  summary: 'what the order list says was really done, priced or not',
  recommend: (_context, options) => options.findIndex((option) => option.instructed),
};

export const SOURCING_POLICIES: readonly SourcingPolicy[] = [
  cheapestInStock,
  cheapestInTime,
  cheapestFeasibleNode,
  fastestFeasibleNode,
  homeNode,
  asRecordedNode,
];
