/** What TMS keeps of a load that it finds a carrier for. Flat, and fixed in shape; what it holds by reference never changes. */

import { type DetentionTerms, NO_DETENTION } from '#orchestrator/contracts/detention';
import type { LoadToPlace, Rating } from '#orchestrator/contracts/tms';
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';

/**
 * `due`: offered with the next run. `offered`: a carrier is to answer. `assigned`: one has taken it. `none`: the guide is used up.
 * `withdrawn`: it will not leave.
 */
export type TenderStage = 'due' | 'offered' | 'assigned' | 'none' | 'withdrawn';

export interface TenderRecord {
  stage: TenderStage;
  request: LoadToPlace | null;
  /** Which time from the top of the guide. */
  round: number;
  /** Tenders up to this one are void by the core's word. */
  voidUpTo: number;
  /** Tenders so far, and those since the top. */
  attempt: number;
  offered: number;
  /** Rated when it is first offered since the top; null = not yet. */
  guide: readonly Rating[] | null;
  carrier: number;
  rating: Rating | null;
  agreedMinor: number;
  detention: DetentionTerms;
  pickupAt: number;
  forgetAt: number;
}

const wideTenderRecord = wideNumbers<TenderRecord>();

export function newTender(): TenderRecord {
  return wideTenderRecord({
    stage: 'due',
    request: null,
    round: 0,
    voidUpTo: 0,
    attempt: 0,
    offered: 0,
    guide: null,
    carrier: -1,
    rating: null,
    agreedMinor: 0,
    detention: NO_DETENTION,
    pickupAt: 0,
    forgetAt: 0,
  });
}

export function copyTender(tender: TenderRecord): TenderRecord {
  return { ...tender };
}
