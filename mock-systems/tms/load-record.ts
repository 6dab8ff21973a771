/** What TMS keeps of a load from its booking until some time after its pickup. */

import { type DetentionTerms, NO_DETENTION } from '#orchestrator/contracts/detention';
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';
import { NO_CONTRACT } from './capacity.ts';
import type { LicenceUse } from './trade-rules.ts';

/** A load that was booked without a line of the rate table. */
export const NO_RATE = -1;

/** Fixed once it is made. */
export interface OnwardBooking {
  readonly attempt: number;
  readonly carrier: number;
  readonly amountMinor: number;
  readonly rate: number;
  readonly detention: DetentionTerms;
  readonly pickupAt: number;
  readonly refused: boolean;
}

export interface LoadRecord {
  /** Of the last booking asked for; 0 = none yet. */
  attempt: number;
  carrier: number;
  amountMinor: number;
  rate: number;
  /** As the carrier has accepted them. */
  detention: DetentionTerms;
  pickupAt: number;
  booking: 'none' | 'asked' | 'booked' | 'refused' | 'void';
  /** Another carrier that is to take it on from the one booked, as long as that is asked, and when it was refused. */
  onward: OnwardBooking | null;
  /** Where its capacity was taken. */
  contract: number;
  week: number;
  papers: 'none' | 'asked' | 'prepared' | 'refused';
  /** How often papers were prepared or refused, over all its bookings. */
  judged: number;
  /** The numbers of the answer. */
  papersA: number;
  papersB: number;
  unitsLeft: number;
  licences: readonly LicenceUse[];
  /** The last milestone it was told of, and the estimate with it; 0 = none. */
  milestone: number;
  milestoneAt: number;
  estimatedAt: number;
  forgetAt: number;
}

const wideLoadRecord = wideNumbers<LoadRecord>();

export function newLoad(): LoadRecord {
  return wideLoadRecord({
    attempt: 0,
    carrier: -1,
    amountMinor: 0,
    rate: NO_RATE,
    detention: NO_DETENTION,
    pickupAt: 0,
    booking: 'none',
    onward: null,
    contract: NO_CONTRACT,
    week: 0,
    papers: 'none',
    judged: 0,
    papersA: 0,
    papersB: 0,
    unitsLeft: 0,
    licences: [],
    milestone: 0,
    milestoneAt: 0,
    estimatedAt: 0,
    forgetAt: 0,
  });
}

/** Not shared with the originals, but for what never changes. */
export function copyLoad(load: LoadRecord): LoadRecord {
  return { ...load };
}
