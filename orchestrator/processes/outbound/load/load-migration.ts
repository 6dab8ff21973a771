/**
 * Loads of version 2, from before detention terms were tendered: the booking alone had told them; and of version 3, from before
 * there was customs; of version 4, from before there was telematics; of version 5, from before proofs of delivery were looked at; of version 6, from before a device's word was
 * held against its carrier's; of version 7, from before delays were predicted; of version 8, from before trucks had appointments; and of
 * version 9, from before a carrier that says the same again was told from one that has news.
 */
import { NO_DETENTION } from '../../../contracts/detention.ts';
import type { Rating } from '../../../contracts/tms.ts';
import { CLEARANCE, type FormerCarrier, type LoadState, NO_SLOT } from './load-state.ts';

type RatingBefore = Omit<Rating, 'detention'>;

type LoadBeforeNews = Omit<LoadState, 'newsAt'>;

/** Whatever was heard of it was taken for news. */
function withNews(old: LoadBeforeNews): LoadState {
  return { ...old, newsAt: old.heardAt };
}

type LoadBeforeAppointments = Omit<LoadBeforeNews, 'appointment' | 'slotFrom' | 'slotUntil'>;

/** None was asked for: a truck that is called comes without. */
function withAppointments(old: LoadBeforeAppointments): LoadState {
  return withNews({ ...old, appointment: 0, slotFrom: NO_SLOT, slotUntil: NO_SLOT });
}

type LoadBeforePredictions = Omit<
  LoadBeforeAppointments,
  'departedAt' | 'plannedAt' | 'passed' | 'predictions' | 'foretoldAt'
>;

/** When it departed is not known: nothing is asked about it. */
function withPredictions(old: LoadBeforePredictions): LoadState {
  return withAppointments({
    ...old,
    departedAt: -1,
    plannedAt: 0,
    passed: [],
    predictions: 0,
    foretoldAt: 0,
  });
}

type LoadBeforeLatest = Omit<LoadBeforePredictions, 'carrierOf' | 'latestAt'>;

/** What its carrier estimates counts from its next report on. */
function withLatest(old: LoadBeforeLatest): LoadState {
  return withPredictions({ ...old, carrierOf: 0, latestAt: 0 });
}

type LoadBeforeProofs = Omit<LoadBeforeLatest, 'proofsUnread'>;

/** None has come that can't be read. */
function fromVersion5(old: LoadBeforeProofs): LoadState {
  return withLatest({ ...old, proofsUnread: 0 });
}

type LoadBeforeTelematics = Omit<LoadBeforeProofs, 'tracked' | 'carrierEstimate' | 'quarantined'>;

/** Nobody follows it. */
function withTelematics(old: LoadBeforeTelematics): LoadBeforeProofs {
  return { ...old, tracked: 0, carrierEstimate: 0, quarantined: false };
}

type LoadBeforeCustoms = Omit<
  LoadBeforeTelematics,
  'clearance' | 'declared' | 'borderMilestone' | 'estimateOf' | 'heldAt' | 'heldUsualMs'
>;

/** Nothing was lodged for it. */
function withCustoms(old: LoadBeforeCustoms): LoadBeforeTelematics {
  const nothing = { declared: 0, borderMilestone: 0, estimateOf: 0, heldAt: -1, heldUsualMs: 0 };
  return { ...old, ...nothing, clearance: CLEARANCE.none };
}

interface LoadBeforeTerms extends Omit<LoadBeforeCustoms, 'detention' | 'guide' | 'onward' | 'former'> {
  readonly guide: readonly RatingBefore[] | null;
  readonly onward: readonly RatingBefore[] | null;
  readonly former: Omit<FormerCarrier, 'detention'> | null;
  readonly freeTimeMs: number;
  readonly detentionPerHourMinor: number;
}

/** What was rated or tendered without terms has none: nothing was agreed. */
function withTerms(old: LoadBeforeTerms): LoadBeforeCustoms {
  const { freeTimeMs, detentionPerHourMinor, guide, onward, former, ...rest } = old;
  const detention = { freeTimeMs, perHourMinor: detentionPerHourMinor };
  const rated = (each: RatingBefore): Rating => ({ ...each, detention: NO_DETENTION });
  return {
    ...rest,
    detention,
    guide: guide?.map(rated) ?? null,
    onward: onward?.map(rated) ?? null,
    former: former === null ? null : { ...former, detention },
  };
}

export function migrateLoad(old: unknown, from: number): LoadState {
  if (from === 2) return fromVersion5(withTelematics(withCustoms(withTerms(old as LoadBeforeTerms))));
  if (from === 3) return fromVersion5(withTelematics(withCustoms(old as LoadBeforeCustoms)));
  if (from === 4) return fromVersion5(withTelematics(old as LoadBeforeTelematics));
  if (from === 5) return fromVersion5(old as LoadBeforeProofs);
  if (from === 6) return withLatest(old as LoadBeforeLatest);
  if (from === 7) return withPredictions(old as LoadBeforePredictions);
  if (from === 8) return withAppointments(old as LoadBeforeAppointments);
  if (from === 9) return withNews(old as LoadBeforeNews);
  throw new Error(`load state of version ${from} is unknown`);
}
