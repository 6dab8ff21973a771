/** What mock systems are configured with: plain data, made by whoever assembles the landscape. */
import type { Instructed } from '#orchestrator/contracts/erp';
import type { Distribution } from '#sim/random/distributions';

/** One day, ms. */
export const DAY_MS = 86_400_000;

export interface ErpOrder {
  readonly no: number;
  readonly releaseAt: number;
  readonly customer: number;
  readonly product: number;
  readonly units: number;
  readonly weightGrams: number;
  readonly destination: number;
  readonly promisedAt: number;
  readonly recorded: Instructed | null;
}

export interface WarehousePlant {
  readonly no: number;
  /** Orders that can be finished in one day, >= 1. */
  readonly dailyCapacity: number;
  /** Minor units a unit handled; may be fractional. */
  readonly unitCostMinor: number;
}

export interface RateLine {
  readonly no: number;
  readonly carrier: number;
  readonly origin: number;
  readonly destination: number;
  readonly service: number;
  readonly mode: string;
  /** Bounds are inclusive. */
  readonly minWeightGrams: number;
  readonly maxWeightGrams: number;
  readonly minimumChargeMinor: number;
  readonly ratePerKgMinor: number;
  readonly transitDays: number;
}

/** How real transit departs from the table; shares in [0, 1], the rest arrives as the table says. */
export interface LatenessSettings {
  readonly mode: string;
  readonly lateShare: number;
  readonly earlyShare: number;
  readonly lateDays: Distribution;
  readonly earlyDays: Distribution;
}

export interface CarrierSettings {
  readonly tenderAnswerMs: Distribution;
  readonly invoiceAfterDeliveryMs: Distribution;
  readonly lateness: readonly LatenessSettings[];
  readonly invoiceErrorShare: number;
  /** A wrong bill is the rated amount times (1 + factor). */
  readonly invoiceErrorFactor: number;
}
