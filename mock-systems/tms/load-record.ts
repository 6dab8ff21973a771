/** What TMS keeps of a load from its booking until some time after its pickup. */
import { NO_CONTRACT } from './capacity.ts';
import type { LicenceUse } from './trade-rules.ts';

/** A load that was booked without a line of the rate table. */
export const NO_RATE = -1;

export interface LoadRecord {
  /** Of the last booking asked for; 0 = none yet. */
  attempt: number;
  carrier: number;
  amountMinor: number;
  rate: number;
  pickupAt: number;
  booking: 'none' | 'asked' | 'booked' | 'refused' | 'void';
  /** Where its capacity was taken. */
  contract: number;
  week: number;
  papers: 'none' | 'asked' | 'prepared' | 'refused';
  /** How often papers were prepared or refused, over all its bookings. */
  judged: number;
  /** The two numbers of the answer. */
  papersA: number;
  papersB: number;
  licences: readonly LicenceUse[];
  forgetAt: number;
}

export function newLoad(): LoadRecord {
  return {
    attempt: 0,
    carrier: -1,
    amountMinor: 0,
    rate: NO_RATE,
    pickupAt: 0,
    booking: 'none',
    contract: NO_CONTRACT,
    week: 0,
    papers: 'none',
    judged: 0,
    papersA: 0,
    papersB: 0,
    licences: [],
    forgetAt: 0,
  };
}

/** Not shared with the originals, but for what never changes. */
export function copyLoads(loads: ReadonlyMap<number, LoadRecord>): Map<number, LoadRecord> {
  const copies = new Map<number, LoadRecord>();
  for (const [key, load] of loads) copies.set(key, { ...load });
  return copies;
}
