/**
 * Decision point `order-priority`: how urgent is an order, before anything of it is planned? Its rank goes with it: among shipments that
 * must be staged by the same cut-off the waves of a node take the lower rank first, and whoever sources it sees it.
 *
 * 1. Ranks count from 0, the most urgent. Each of `RANKS` is an option, and what ERP says, where that is another.
 */
import type { HardRule, Policy } from './gate.ts';

export const RANKS = [0, 1, 2, 3] as const;

export interface OrderPriorityContext {
  readonly customer: number;
  readonly destination: number;
  /** As ERP released it. */
  readonly erpRank: number;
  readonly releasedAt: number;
  readonly promisedAt: number;
  /** Since its release: held, or without a weight. */
  readonly waitedMs: number;
  readonly lines: number;
  readonly units: number;
  readonly weightGrams: number;
  readonly valueMinor: number;
  /** Of an order, and of an order line, as they are in this network on average. */
  readonly typicalMinor: number;
  readonly typicalLineMinor: number;
  readonly shipComplete: boolean;
}

export interface OrderPriorityOption {
  readonly rank: number;
  /** It is what ERP says. */
  readonly erp: boolean;
}

export type OrderPriorityPolicy = Policy<OrderPriorityContext, OrderPriorityOption>;

/** What ERP releases as an emergency stays one: somebody stands still for it. */
export const emergencyKept: HardRule<OrderPriorityContext, OrderPriorityOption> = {
  name: 'emergency-kept',
  allows: ({ erpRank }, { rank }) => erpRank !== 0 || rank === 0,
};

export const asErpSays: OrderPriorityPolicy = {
  name: 'as-erp-says',
  summary: 'the rank that ERP released it with, which is that of its customer',
  recommend: (_context, options) => options.findIndex(({ erp }) => erp),
};

const DAY_MS = 86_400_000;
/** Days from release to promise that a rank has, at most. Source: assumption. */
const DAYS_OF_RANK = [2, 4, 7] as const;

export const earliestDue: OrderPriorityPolicy = {
  name: 'earliest-due',
  summary: 'by what is left until the promise: two days, four, a week, more',
  recommend: ({ promisedAt, releasedAt, waitedMs }, options) => {
    const leftMs = promisedAt - releasedAt - waitedMs;
    return ranked(
      options,
      DAYS_OF_RANK.findIndex((days) => leftMs <= days * DAY_MS),
    );
  },
};

/** So many times what is typical a rank is worth, at least. Source: assumption. */
const WORTH_OF_RANK = [2, 1, 0.5] as const;

export const highestValue: OrderPriorityPolicy = {
  name: 'highest-value',
  summary:
    'by its value, of which a share is lost where it is late: twice the mean order, the mean, half of it, less',
  recommend: ({ valueMinor, typicalMinor }, options) =>
    ranked(
      options,
      WORTH_OF_RANK.findIndex((times) => valueMinor >= times * typicalMinor),
    ),
};

export const valuePerLine: OrderPriorityPolicy = {
  name: 'value-per-line',
  summary: 'as highest-value, a line: most is kept in time by the lines that a wave has',
  recommend: ({ valueMinor, lines, typicalLineMinor }, options) =>
    ranked(
      options,
      WORTH_OF_RANK.findIndex((times) => valueMinor >= times * lines * typicalLineMinor),
    ),
};

export const ORDER_PRIORITY_POLICIES: readonly OrderPriorityPolicy[] = [
  asErpSays,
  earliestDue,
  highestValue,
  valuePerLine,
];

/** The option of a rank, or the nearest that is offered; of two, the more urgent. @param rank -1 = the least urgent */
function ranked(options: readonly OrderPriorityOption[], rank: number): number {
  const wanted = rank < 0 ? RANKS.length - 1 : rank;
  let best = -1;
  for (let i = 0; i < options.length; i++) {
    const off = Math.abs(options[i]!.rank - wanted);
    const least = best < 0 ? Infinity : Math.abs(options[best]!.rank - wanted);
    if (off < least || (off === least && options[i]!.rank < options[best]!.rank)) best = i;
  }
  return best;
}
