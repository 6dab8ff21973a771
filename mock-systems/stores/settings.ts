/**
 * What the stores' system is configured with: plain data, made by whoever assembles the landscape.
 *
 * 1. Durations are ms, instants epoch ms UTC, money minor units, shares in [0, 1].
 * 2. Timetables are lists, sorted: calendars, zones and daylight saving have been worked out before.
 */
import type { TransferNumbering } from '#orchestrator/contracts/replenishment';
import type { Distribution } from '#sim/random/distributions';

/** An hour in which a store is open. */
export interface TradingHour {
  readonly at: number;
  /** Its part of the mean demand of a day: over an average week the days sum to 7. */
  readonly weight: number;
  /** Number of the trading day of the store, from 1. */
  readonly day: number;
  /** The last one of its day: the books are closed after it. */
  readonly last: boolean;
}

export interface StoreSettings {
  readonly name: string;
  readonly hours: readonly TradingHour[];
  /** Instants at which goods can be received from and until, in turn. */
  readonly windows: readonly number[];
  /** People who receive, >= 1: one delivery each at a time. */
  readonly receivers: number;
  /** Mean units a day, by product; 0 = it does not sell it. */
  readonly dailyUnits: readonly number[];
  /** On the shelf at the start, by product. */
  readonly startUnits: readonly number[];
}

export interface StoresSettings {
  readonly numbering: TransferNumbering;
  /** Products of each group: what is reported together. */
  readonly groups: readonly (readonly number[])[];
  readonly stores: readonly StoreSettings[];
  /** By product. */
  readonly priceMinor: readonly number[];
  /** Units of a case, by product. */
  readonly casePack: readonly number[];
  /** A day's demand of a product is its mean times this, drawn by store, product and day. Mean 1. */
  readonly dayFactor: Distribution;
  /** Of the mean demand: what disappears without a till, a day. */
  readonly shrinkageShare: number;
  /** All products of a store are counted once in so many trading days; null = never. */
  readonly countDays: number | null;
  /** To receive a delivery, and a case of it. */
  readonly msPerDelivery: Distribution;
  readonly msPerCase: Distribution;
  /** What has been received is told again for so long. */
  readonly rememberMs: number;
}
