/**
 * A load on the road: it leaves, and its carrier reports milestones. What a delay leads to is in `load-delay.ts`, what silence does in
 * `load-silence.ts`.
 *
 * 1. A milestone moves the load on only if it is a later one than the last; an unknown code is reported and moves nothing.
 * 2. That customs keeps it, or has let it go, is no place on the way: later milestones follow both.
 * 3. What is news is told to TMS, and ends any search for it: a later milestone, or another estimate.
 */
import { MILESTONE, type MilestoneReported } from '../../../contracts/carriers.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { keepAboard } from './load-aboard.ts';
import { lose } from './load-arrival.ts';
import { amendEntry } from './load-customs.ts';
import { noteDelay } from './load-delay.ts';
import { noteDeparture, predictFrom } from './load-prediction.ts';
import { amendPapers, holderOf, tellTms } from './load-requests.ts';
import { hear, hearAgain, watchFrom } from './load-silence.ts';
import type { LoadState } from './load-state.ts';
import { moveLoad } from './load-table.ts';
import { noteDetention } from './load-terms.ts';
import { announcesDelay, ESTIMATE_BY, goBy, noteCarrierEstimate, openTrack } from './load-track.ts';
import { waitsNoMore } from './load-waiting.ts';
import { arrivalOf } from './pickup.ts';

/** What is on the truck drives off; what is not has been called off. */
export function depart(
  draft: LoadState,
  key: number,
  shipments: readonly number[],
  network: Network,
  now: Instant,
  out: Out,
): void {
  keepAboard(
    draft,
    shipments.map((each) => draft.shipments.indexOf(each)).filter((at) => at >= 0),
  );
  weigh(draft);
  moveLoad(draft, 'truckLoaded');
  waitsNoMore(draft, out);
  amendPapers(draft, key, out);
  amendEntry(draft, key, network, out);
  openTrack(draft, key, network, out);
  draft.plan = null;
  draft.guide = null;
  draft.estimatedAt = arrivalOf(now, draft.transitDays);
  out.send(carrierPartner(draft.carrier), 'releaseTruck', key, draft.attempt, draft.carrier, {
    shipments,
    takenOverFrom: -1,
  });
  noteDetention(draft, key, now, out);
  watchFrom(draft, network, now, out);
  noteDeparture(draft, network, now);
}

/** What is on it, for when another carrier should have it. */
function weigh(draft: LoadState): void {
  draft.weightGrams = 0;
  draft.handlingUnits = 0;
  for (const { shipment, weightGrams, handlingUnits } of draft.plan!.shipments) {
    if (!draft.shipments.includes(shipment)) continue;
    draft.weightGrams += weightGrams;
    draft.handlingUnits += handlingUnits;
  }
}

export function takeMilestone(
  draft: LoadState,
  input: MilestoneReported,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { key, a: milestone, body } = input;
  if (milestone === MILESTONE.lost && input.b === holderOf(draft) && draft.former === null) {
    lose(draft, key, body.occurredAt, out);
    return;
  }
  if (saysNothing(draft, input, out)) return;
  const { reported, estimate, isNews } = noteReport(draft, input, now, out);
  if (draft.status !== 'in-transit') return;
  if (isNews) hear(draft, now, out);
  const isAnswer = isNews || hearAgain(draft, now, out);
  if (estimate !== null) draft.estimateOf = Math.max(draft.estimateOf, reported);
  if (estimate !== null && goBy(draft, estimate, ESTIMATE_BY.carrier, out)) {
    draft.heldAt = -1;
    noteDelay(draft, key, network, now, out);
  }
  if (isAnswer) watchFrom(draft, network, now, out);
  predictFrom(draft, milestone, body.occurredAt, now, out);
}

/** Of a carrier that does not have it, in a code that nobody knows, or that it is lost while another carrier is found for it. */
function saysNothing(
  draft: LoadState,
  { a: milestone, b: carrier, body }: MilestoneReported,
  out: Out,
): boolean {
  if (carrier !== holderOf(draft)) out.audit('formerCarrier', `milestone ${milestone} of carrier ${carrier}`);
  else if (milestone === MILESTONE.unknown) out.audit('unknownMilestone', body.rawCode);
  else if (milestone === MILESTONE.lost) out.audit('lostWhileHeld', `carrier ${carrier}`);
  else return false;
  return true;
}

/** What a report says. */
interface Heard {
  /** When it occurred x 16 + its milestone. */
  readonly reported: number;
  /** Of the arrival that counts; null = nothing. */
  readonly estimate: number | null;
  readonly isNews: boolean;
}

/** Keeps the milestone, also before the load is on its way. */
function noteReport(draft: LoadState, input: MilestoneReported, now: Instant, out: Out): Heard {
  const { key, a: milestone, body } = input;
  const border = isOfBorder(milestone);
  const last = border ? draft.borderMilestone : draft.milestone;
  const late = milestone < last;
  // A clock that runs ahead must not have the last word for ever.
  const reported = Math.min(body.occurredAt, now) * 16 + milestone;
  const estimate = newsOf(draft, reported, body);
  const isNews = milestone > last || (estimate !== null && estimate !== draft.estimatedAt);
  if (isNews) tellTms(draft, key, milestone, body.occurredAt, estimate ?? draft.estimatedAt, out);
  if (!late && border) draft.borderMilestone = milestone;
  else if (!late) draft.milestone = milestone;
  noteCarrierEstimate(draft, input, reported, out);
  return { reported, estimate, isNews };
}

/** What a report says of the arrival that counts; null = nothing. @param reported when it occurred x 16 + its milestone */
function newsOf(
  draft: LoadState,
  reported: number,
  { occurredAt, estimatedAt }: MilestoneReported['body'],
): number | null {
  if (estimatedAt === null || knewOfNoHold(draft, occurredAt)) return null;
  return reported >= draft.estimateOf || announcesDelay(draft, reported, estimatedAt) ? estimatedAt : null;
}

/** It lies where customs has it: what was reported of the way is reported as well, before and after. */
function isOfBorder(milestone: number): boolean {
  return milestone === MILESTONE.customsHold || milestone === MILESTONE.customsReleased;
}

/** What was estimated before customs kept it is no news of when it arrives. */
function knewOfNoHold({ heldAt }: LoadState, occurredAt: number): boolean {
  return heldAt >= 0 && occurredAt <= heldAt;
}
