/**
 * Decision point `delay-prediction`: a load has departed, or has said where it is, and nobody has said that it will be late. Will it?
 *
 * 1. It is not asked once a risk is known: then there is nothing to predict.
 */
import { perMilleLaterThan, recordOf, usualShare } from './carrier-record.ts';
import type { HardRule, Policy } from './gate.ts';
import type { View } from './view.ts';

export interface DelayPredictionContext {
  readonly lane: number;
  readonly carrier: number;
  readonly shipments: number;
  readonly valueMinor: number;
  /** Milestone that was reported last, and when it was there. */
  readonly milestone: number;
  readonly passedAt: number;
  readonly departedAt: number;
  /** As it was planned when it departed; by the carrier now; the earliest promise of what is on it. */
  readonly plannedAt: number;
  readonly estimatedAt: number;
  readonly promisedAt: number;
}

export interface DelayPredictionOption {
  readonly says: 'on-time' | 'late';
  /** Whose record is the view of it. */
  readonly carrier: number;
}

export type DelayPredictionPolicy = Policy<DelayPredictionContext, DelayPredictionOption>;

/** Source: assumption, more than all but a few of a thousand loads come late by. */
const SPARE_MS = 14 * 86_400_000;

/** Whoever predicts, customers are not alarmed about what has all the time in the world. */
export const noGroundlessAlarm: HardRule<DelayPredictionContext, DelayPredictionOption> = {
  name: 'no-groundless-alarm',
  allows: ({ promisedAt, estimatedAt }, { says }) => says !== 'late' || promisedAt - estimatedAt <= SPARE_MS,
};

export const asCarrierSays: DelayPredictionPolicy = {
  name: 'as-carrier-says',
  summary: 'on time, until the carrier says otherwise: nothing is predicted',
  recommend: (_context, options) => indexOf(options, false),
};

export const planAgainstPromise: DelayPredictionPolicy = {
  name: 'plan-against-promise',
  summary: 'late where it is planned, or estimated, after the promise',
  recommend: (context, options) => indexOf(options, isEstimatedLate(context)),
};

/** So many loads must have arrived before a record says anything, and so many of a thousand be later than the slack. Source: assumption. */
const LOADS_LEAST = 20;
const LATER_PER_MILLE = 250;

export const carrierRecord: DelayPredictionPolicy = {
  name: 'carrier-record',
  summary:
    'as plan-against-promise, and late where one in four of the carrier’s loads, of 20 at least, came later than plan by what is left until the promise',
  recommend: (context, options, views) => {
    const record = recordOf(views, context.carrier);
    const slackMs = context.promisedAt - context.estimatedAt;
    const late = record.loads >= LOADS_LEAST && perMilleLaterThan(record, slackMs) >= LATER_PER_MILLE;
    return indexOf(options, late || isEstimatedLate(context));
  },
};

/** So many loads must have reported a milestone before it says how far along one is. Source: assumption. */
export const PASSED_LEAST = 10;

/** When a load would be there that goes on as it has come so far; -1 = nobody knows how far that is. */
export function arrivalAtPace(
  { carrier, milestone, passedAt, departedAt }: DelayPredictionContext,
  views: readonly View[],
): number {
  const share = usualShare(recordOf(views, carrier), milestone, PASSED_LEAST);
  return share === 0 ? -1 : departedAt + Math.round(((passedAt - departedAt) * 1000) / share);
}

export const byPace: DelayPredictionPolicy = {
  name: 'by-pace',
  summary:
    'as plan-against-promise, and late where it would be there after the promise if it went on as it has come, by how far along the carrier’s loads usually are at that milestone',
  recommend: (context, options, views) =>
    indexOf(options, isEstimatedLate(context) || arrivalAtPace(context, views) > context.promisedAt),
};

export const DELAY_PREDICTION_POLICIES: readonly DelayPredictionPolicy[] = [
  asCarrierSays,
  byPace,
  carrierRecord,
  planAgainstPromise,
];

function isEstimatedLate({ estimatedAt, promisedAt }: DelayPredictionContext): boolean {
  return estimatedAt > promisedAt;
}

function indexOf(options: readonly DelayPredictionOption[], late: boolean): number {
  return options.findIndex(({ says }) => (says === 'late') === late);
}
