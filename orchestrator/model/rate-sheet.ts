/**
 * The orchestrator's own copy of TMS's rate table, where it rates by itself: made anew every so often, and so as old as that. Plain data,
 * by lane; how it is priced by is in `processes/outbound/rate-copy.ts`.
 *
 * 1. Copies are made at whole multiples of `everyMs` since the epoch.
 * 2. A carrier's lines to a place stand for those of the same service to its region.
 */

/** What is charged for time beyond the free time, by agreement. */
interface WaitingTerms {
  readonly freeTimeMs: number;
  readonly perHourMinor: number;
}

export interface SheetLine {
  /** As TMS books it. */
  readonly no: number;
  readonly carrier: number;
  readonly origin: number;
  readonly destination: { readonly place: number } | { readonly region: number };
  readonly service: number;
  readonly mode: string;
  /** Inclusive. */
  readonly minWeightGrams: number;
  readonly maxWeightGrams: number;
  readonly minimumChargeMinor: number;
  readonly ratePerKgMinor: number;
  readonly transitDays: number;
}

/** What is copied. */
export interface RateTable {
  readonly lines: readonly SheetLine[];
  /** By place. */
  readonly regionOf: readonly number[];
  /** Share of line haul from an instant on: sorted. Before the first it is 0. */
  readonly fuel: readonly (readonly [fromAt: number, share: number])[];
  readonly accessorials: readonly {
    readonly applies: 'dangerous' | { readonly destinations: ReadonlySet<number> };
    readonly amountMinor: number;
    readonly lineHaulShare: number;
  }[];
  readonly guide: readonly {
    readonly origin: number;
    readonly region: number;
    readonly ranked: readonly { readonly carrier: number; readonly service: number }[];
  }[];
  /** By carrier. */
  readonly detention: readonly WaitingTerms[];
  readonly dangerousGoodsCarriers: ReadonlySet<number>;
}

export interface RankedLine {
  readonly line: SheetLine;
  /** 0 = not in the guide. */
  readonly rank: number;
}

export interface RateSheet
  extends Pick<RateTable, 'fuel' | 'accessorials' | 'detention' | 'dangerousGoodsCarriers'> {
  readonly everyMs: number;
  /** By `sheetLane`. */
  readonly lanes: ReadonlyMap<number, readonly RankedLine[]>;
}

const PLACES = 0x100000;
const NO_RANKS: RateTable['guide'][number]['ranked'] = [];

/** A lane as a number: from a place to a place, each below 2^20. */
export function sheetLane(origin: number, place: number): number {
  return origin * PLACES + place;
}

/** When the copy was made that is in use. */
export function copiedAt({ everyMs }: RateSheet, now: number): number {
  return Math.floor(now / everyMs) * everyMs;
}

/** @param everyMs from one copy to the next, > 0 */
export function rateSheet(table: RateTable, everyMs: number): RateSheet {
  const { lines, regionOf, fuel, accessorials, detention, dangerousGoodsCarriers } = table;
  const lanes = new Map<number, readonly RankedLine[]>();
  for (const origin of new Set(lines.map((line) => line.origin))) {
    regionOf.forEach((region, place) => {
      lanes.set(sheetLane(origin, place), linesOn(table, origin, place, region));
    });
  }
  return { everyMs, lanes, fuel, accessorials, detention, dangerousGoodsCarriers };
}

function linesOn(
  { lines, guide }: RateTable,
  origin: number,
  place: number,
  region: number,
): readonly RankedLine[] {
  const from = lines.filter((line) => line.origin === origin);
  const own = from.filter(({ destination }) => 'place' in destination && destination.place === place);
  const regional = from.filter(
    ({ destination, carrier, service }) =>
      'region' in destination &&
      destination.region === region &&
      !own.some((each) => each.carrier === carrier && each.service === service),
  );
  const ranked = guide.find((lane) => lane.origin === origin && lane.region === region)?.ranked ?? NO_RANKS;
  return [...own, ...regional].map((line) => ({
    line,
    rank: ranked.findIndex((each) => each.carrier === line.carrier && each.service === line.service) + 1,
  }));
}
