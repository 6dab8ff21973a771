/**
 * Decision point `carrier`: which carrier a load is tendered to first; the others of the routing guide follow in its order.
 * Context, options, and the rules of thumb of today.
 */
import type { HardRule, Policy } from './gate.ts';

const DAY_MS = 86_400_000;

export interface CarrierContext {
  readonly lane: number;
  readonly shipments: number;
  readonly weightGrams: number;
  readonly handlingUnits: number;
  readonly dangerous: boolean;
  readonly pickupAt: number;
  /** Earliest promise of what is on it. */
  readonly promisedAt: number;
  /** What most of its weight was sourced with. */
  readonly planned: Pick<CarrierOption, 'carrier' | 'service' | 'transitDays'>;
}

export interface CarrierOption {
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  readonly transitDays: number;
  readonly amountMinor: number;
  /** Place in the routing guide, from 1; 0 = spot. */
  readonly guideRank: number;
}

export type CarrierPolicy = Policy<CarrierContext, CarrierOption>;

/** Dangerous goods go with a carrier that takes them. */
export function dangerousGoodsAccepted(
  accepts: (carrier: number) => boolean,
): HardRule<CarrierContext, CarrierOption> {
  return { name: 'dangerous-goods', allows: ({ dangerous }, { carrier }) => !dangerous || accepts(carrier) };
}

/** The routing guide as it stands: rank 1 first; a spot rate only where there is no contract. */
export const guideOrder: CarrierPolicy = {
  name: 'guide-order',
  summary: 'the first of the routing guide',
  recommend: (_context, options) =>
    smallest(options, ({ guideRank, amountMinor }) => (guideRank === 0 ? 1e15 + amountMinor : guideRank)),
};

/** Least agreed amount; position breaks a tie. */
export const cheapestCarrier: CarrierPolicy = {
  name: 'cheapest-carrier',
  summary: 'least freight of the rated carriers',
  recommend: (_context, options) => smallest(options, ({ amountMinor }) => amountMinor),
};

/** Least amount among those that would be there by the promise; where none would, the fewest days, then the least amount. */
export const cheapestInTime: CarrierPolicy = {
  name: 'cheapest-in-time',
  summary: 'least freight of the carriers that would keep the promise; else the fastest',
  recommend: ({ pickupAt, promisedAt }, options) => {
    const inTime = ({ transitDays }: CarrierOption): boolean =>
      pickupAt + Math.max(1, transitDays) * DAY_MS <= promisedAt;
    if (options.some(inTime))
      return smallest(options, (option) => (inTime(option) ? option.amountMinor : Infinity));
    const fewest = Math.min(...options.map(({ transitDays }) => transitDays));
    return smallest(options, ({ transitDays, amountMinor }) =>
      transitDays === fewest ? amountMinor : Infinity,
    );
  },
};

/** What sourcing had in mind, so that node and carrier are one decision. Where that is not on offer, the guide. */
export const asPlanned: CarrierPolicy = {
  name: 'as-planned',
  summary: 'the carrier and service that the orders were sourced with; else the first of the routing guide',
  recommend: (context, options, views) => {
    const { carrier, service, transitDays } = context.planned;
    const follows = options.findIndex(
      (each) => each.carrier === carrier && each.service === service && each.transitDays === transitDays,
    );
    return follows >= 0 ? follows : guideOrder.recommend(context, options, views);
  },
};

export const CARRIER_POLICIES: readonly CarrierPolicy[] = [
  guideOrder,
  cheapestCarrier,
  cheapestInTime,
  asPlanned,
];

function smallest(options: readonly CarrierOption[], score: (option: CarrierOption) => number): number {
  let best = -1;
  let bestScore = Infinity;
  for (let i = 0; i < options.length; i++) {
    const value = score(options[i]!);
    if (value >= bestScore) continue;
    best = i;
    bestScore = value;
  }
  return best;
}
