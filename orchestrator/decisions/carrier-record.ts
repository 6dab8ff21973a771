/**
 * What the core has seen of a carrier: how late its loads came against plan, how far along they were at each milestone, what became of its
 * bills. It comes as a view with questions of `delay-prediction` and `invoice-anomaly`.
 *
 * 1. Of fixed size, whatever it has counted.
 * 2. Only what has ended is counted: a load that is on the road, or a dispute without an answer, says nothing yet.
 */
import type { View } from './view.ts';

const HOUR_MS = 3_600_000;
const PER_MILLE = 1000;

/** Upper edges of the bins of lateness against plan, hours; the last bin is open. */
export const LATENESS_EDGES_HOURS = [-24, -12, 0, 6, 12, 24, 36, 48, 72, 96, 144] as const;

export interface CarrierRecordPicture {
  /** Loads that have arrived, and of them by bin of lateness. */
  readonly loads: number;
  readonly lateness: readonly number[];
  /** By milestone: loads that have reported it, and the sum of the thousandths of their way after which it was. */
  readonly passed: readonly number[];
  readonly passedAtSum: readonly number[];
  /** Bills that were matched; of them above what was agreed; that came again. */
  readonly bills: number;
  readonly billsAbove: number;
  /** By how much its last bills were above, in millionths of what was agreed: each counts for an eighth of what is left by those after it. */
  readonly usuallyAbove: number;
  readonly duplicates: number;
  /** Disputes that have ended, and those that the carrier has ended by correcting its bill. */
  readonly disputes: number;
  readonly corrected: number;
}

export const EMPTY_RECORD: CarrierRecordPicture = {
  loads: 0,
  lateness: [],
  passed: [],
  passedAtSum: [],
  bills: 0,
  billsAbove: 0,
  usuallyAbove: 0,
  duplicates: 0,
  disputes: 0,
  corrected: 0,
};

/** What the views of a question have of a carrier; nothing counted where there is none. */
export function recordOf(views: readonly View[], carrier: number): CarrierRecordPicture {
  return pictureIn(views.find(({ key }) => key === carrier));
}

export function pictureIn(view: View | undefined): CarrierRecordPicture {
  return (view?.state as CarrierRecordPicture | null | undefined) ?? EMPTY_RECORD;
}

/** Bin of a lateness. */
export function latenessBin(latenessMs: number): number {
  const at = LATENESS_EDGES_HOURS.findIndex((edge) => latenessMs <= edge * HOUR_MS);
  return at < 0 ? LATENESS_EDGES_HOURS.length : at;
}

/** In how many of a thousand loads the carrier came later than plan by this and more, in whole bins; 0 where none has arrived. */
export function perMilleLaterThan({ loads, lateness }: CarrierRecordPicture, slackMs: number): number {
  if (loads === 0) return 0;
  let later = 0;
  for (let bin = 1; bin < lateness.length; bin++)
    if (LATENESS_EDGES_HOURS[bin - 1]! * HOUR_MS >= slackMs) later += lateness[bin]!;
  return Math.floor((later * PER_MILLE) / loads);
}

/** After how many thousandths of the way the carrier's loads report a milestone; 0 where fewer than `least` have. */
export function usualShare(
  { passed, passedAtSum }: CarrierRecordPicture,
  milestone: number,
  least: number,
): number {
  const count = passed[milestone] ?? 0;
  return count < least ? 0 : Math.round(passedAtSum[milestone]! / count);
}
