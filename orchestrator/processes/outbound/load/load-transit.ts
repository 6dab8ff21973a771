/**
 * A load on the road: milestones, delay, silence, loss.
 *
 * 1. A milestone moves the load on only if it is a later one than the last; an unknown code is reported and moves nothing.
 * 2. Each customer is told of a risk once, and again only when the estimate has moved by a step.
 * 3. A load of which nothing is heard for `lostAfterMs`, from when it was due, is lost.
 * 4. That customs keeps it, or has let it go, is no place on the way: later milestones follow both.
 * 5. TMS hears what is news: a later milestone, another estimate, the end of it.
 */
import { type ExpediteAnswered, MILESTONE, type MilestoneReported } from '../../../contracts/carriers.ts';
import { CONDITION } from '../../../contracts/erp.ts';
import { carrierPartner, TMS } from '../../../contracts/partners.ts';
import type { LoadRated, Rating } from '../../../contracts/tms.ts';
import type { DecidedInput, TaskAnsweredInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { DelayContext, DelayOption } from '../../../decisions/delay-response.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from '../inputs.ts';
import { amendEntry } from './load-customs.ts';
import { expectedAt, noteDeparture, predictFrom, takePrediction } from './load-prediction.ts';
import { amendPapers } from './load-requests.ts';
import { askOnward, mayReroute, onwardOptions, reroute, watchFrom } from './load-reroute.ts';
import {
  ESCALATION_TIMER,
  keepAboard,
  type LoadState,
  moveLoad,
  NOT_ASKED,
  TRACE_ANSWER,
  WATCH_TIMER,
  waitsNoMore,
} from './load-state.ts';
import { noteDetention } from './load-terms.ts';
import {
  announcesDelay,
  closeTrack,
  ESTIMATE_BY,
  goBy,
  loseGoods,
  noteCarrierEstimate,
  openTrack,
} from './load-track.ts';
import { arrivalOf } from './pickup.ts';

/** How often one load is asked about: once it is late, and once more when it is later. */
const DELAYS_MAX = 2;

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
  const { a: milestone, body } = input;
  if (input.b !== holderOf(draft)) {
    out.audit('formerCarrier', `milestone ${milestone} of carrier ${input.b}`);
    return;
  }
  if (milestone === MILESTONE.unknown) {
    out.audit('unknownMilestone', body.rawCode);
    return;
  }
  if (milestone === MILESTONE.lost) {
    if (draft.former === null) lose(draft, input.key, body.occurredAt, out);
    else out.audit('lostWhileHeld', `carrier ${input.b}`);
    return;
  }
  const border = isOfBorder(milestone);
  const last = border ? draft.borderMilestone : draft.milestone;
  const late = milestone < last;
  // A clock that runs ahead must not have the last word for ever.
  const reported = Math.min(body.occurredAt, now) * 16 + milestone;
  const estimate = newsOf(draft, reported, body);
  if (milestone > last || (estimate !== null && estimate !== draft.estimatedAt))
    tellTms(draft, input.key, milestone, body.occurredAt, estimate ?? draft.estimatedAt, out);
  if (!late && border) draft.borderMilestone = milestone;
  else if (!late) draft.milestone = milestone;
  noteCarrierEstimate(draft, input, reported, out);
  if (draft.status !== 'in-transit') return;
  // Any news is news of it; a report of something earlier says nothing of when it arrives.
  draft.asked = 0;
  draft.heardAt = now;
  endTrace(draft, out);
  if (estimate !== null) draft.estimateOf = Math.max(draft.estimateOf, reported);
  if (estimate !== null && goBy(draft, estimate, ESTIMATE_BY.carrier, out)) {
    draft.heldAt = -1;
    noteDelay(draft, input.key, network, now, out);
  }
  watchFrom(draft, network, now, out);
  predictFrom(draft, milestone, body.occurredAt, now, out);
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

/** Whoever looks the load up there sees where it is. */
export function tellTms(
  draft: LoadState,
  key: number,
  milestone: number,
  occurredAt: number,
  estimatedAt: number,
  out: Out,
): void {
  out.send(TMS, 'reportMilestone', key, milestone, holderOf(draft), { occurredAt, estimatedAt });
}

/** The carrier that has it. */
function holderOf({ former, carrier }: LoadState): number {
  return former === null ? carrier : former.carrier;
}

/** The carrier has been heard of: nobody need look for it. */
export function endTrace(draft: LoadState, out: Out): void {
  if (draft.openTask === 0) return;
  draft.openTask = 0;
  out.cancel(ESCALATION_TIMER);
}

/** Later than promised by more than the limit: customers hear of it, and somebody decides whether to pay for speed. */
export function noteDelay(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { slaRiskMs, expediteMinorMax } = network.limits;
  const late = expectedAt(draft) > draft.promisedAt + slaRiskMs;
  if (!late && !draft.atRisk) return;
  if (!draft.atRisk) {
    draft.atRisk = true;
    out.event('loadAtRisk', 1, expectedAt(draft), draft.promisedAt);
  }
  tellCustomers(draft, network, out);
  if (!late || draft.delays === DELAYS_MAX || draft.onward !== null) return;
  if (mayReroute(draft, network)) {
    draft.delays += 1;
    const rated = askOnward(draft, key, network, now, out);
    if (rated !== null) weighOnward(draft, rated, network, now, out);
  } else if (expediteMinorMax > 0) {
    draft.delays += 1;
    askDelayResponse(draft, [], network, out);
  }
}

/**
 * Whose promise the estimate breaks; and who was told of a risk hears of it again when the estimate has moved by a step, also
 * when it has moved back.
 */
function tellCustomers(draft: LoadState, { limits }: Network, out: Out): void {
  const { shipments, promises, told } = draft;
  const estimatedAt = expectedAt(draft);
  for (let i = 0; i < shipments.length; i++) {
    const before = told[i]!;
    const news =
      before === 0
        ? estimatedAt > promises[i]! + limits.slaRiskMs
        : Math.abs(estimatedAt - before) >= limits.noticeStepMs;
    if (!news) continue;
    told[i] = estimatedAt;
    out.tell(SHIPMENT, shipments[i]!, 'deliveryAtRisk', estimatedAt, 0, null);
  }
}

/** TMS has said who could take it on. @returns whether that was asked */
export function takeOnwardRatings(
  draft: LoadState,
  input: LoadRated,
  network: Network,
  now: Instant,
  out: Out,
): boolean {
  if (draft.onward === null || input.a !== draft.ratings) return false;
  weighOnward(draft, input.body.ratings, network, now, out);
  return true;
}

function weighOnward(
  draft: LoadState,
  rated: readonly Rating[],
  network: Network,
  now: Instant,
  out: Out,
): void {
  const options = onwardOptions(draft, rated, network, now);
  if (options.length === 0 && network.limits.expediteMinorMax === 0) draft.onward = null;
  else askDelayResponse(draft, options, network, out);
}

function askDelayResponse(
  draft: LoadState,
  onward: readonly DelayOption[],
  { limits }: Network,
  out: Out,
): void {
  const context: DelayContext = {
    lane: draft.lane,
    carrier: draft.carrier,
    shipments: draft.shipments.length,
    valueMinor: draft.valueMinor,
    promisedAt: draft.promisedAt,
    estimatedAt: expectedAt(draft),
    freightMinor: draft.agreedMinor,
  };
  const options: DelayOption[] = [{ action: 'wait', costMinor: 0, onward: null }];
  if (limits.expediteMinorMax > 0)
    options.push({ action: 'expedite', costMinor: limits.expediteMinorMax, onward: null });
  options.push(...onward);
  out.ask({ point: 'delay-response', attempt: draft.delays, context, options }, []);
}

/** Predicted late: what follows is as if the carrier had said so. */
export function takePredicted(
  draft: LoadState,
  input: DecidedInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  if (takePrediction(draft, input, network, out)) noteDelay(draft, input.key, network, now, out);
}

export function takeDelayResponse(
  draft: LoadState,
  input: DecidedInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  // Whoever takes long to answer may be asked again meanwhile, about a later estimate: that answer counts.
  if (input.b < draft.delays) {
    out.audit('inputNotExpected', `response to delay ${input.b}, asked about is ${draft.delays}`);
    return;
  }
  const option = input.body.option as DelayOption | null;
  if (option?.action === 'reroute') reroute(draft, input.key, option, network, now, out);
  else draft.onward = null;
  if (option?.action !== 'expedite' || draft.expediteMinor !== NOT_ASKED) return;
  draft.expediteMinor = option.costMinor;
  out.event('expediteRequested', input.b, option.costMinor, draft.carrier);
  out.send(
    carrierPartner(draft.carrier),
    'requestExpedite',
    input.key,
    option.costMinor,
    draft.carrier,
    null,
  );
}

/** X12 element 150 of what speed costs. */
const EXPEDITE_CODE = 'EXP';

/** A carrier that goes faster may bill it: once, however often it says so. */
export function takeExpediteAnswer(draft: LoadState, input: ExpediteAnswered, out: Out): void {
  const { expediteMinor } = draft;
  if (expediteMinor <= 0) {
    out.audit('repeatedAnswer', 'expedite answered, and nobody had asked');
    return;
  }
  draft.expediteMinor = 0;
  out.event('expediteAnswered', 1, input.a, input.b);
  if (input.a !== 1 || draft.unpriced || draft.settled) return;
  out.tell(FREIGHT_INVOICE, input.key, 'expectCharge', expediteMinor, 0, { code: EXPEDITE_CODE });
}

/** Nothing has been heard of it for so long after it was due that it counts as lost, whatever people say. */
export function isOverdue(draft: LoadState, network: Network, now: Instant): boolean {
  return now >= lostFrom(draft, network);
}

/** It may have been heard of after it was due. */
function lostFrom({ estimatedAt, heardAt }: LoadState, { limits }: Network): Instant {
  return instant(Math.max(estimatedAt, heardAt) + limits.lostAfterMs);
}

/** No news. The carrier is asked, some times; then a person, whose answer is not waited for longer than the load. */
export function takeSilence(draft: LoadState, key: number, network: Network, now: Instant, out: Out): void {
  const { statusRequestsMax, milestoneGraceMs, taskEscalationMs } = network.limits;
  if (draft.asked < statusRequestsMax) {
    draft.asked += 1;
    out.send(carrierPartner(draft.carrier), 'requestStatus', key, draft.asked, draft.carrier, null);
    out.timer(WATCH_TIMER, instant(now + milestoneGraceMs));
    return;
  }
  draft.tasks += 1;
  draft.openTask = draft.tasks;
  draft.escalated = false;
  const dueAt = instant(now + taskEscalationMs);
  out.timer(ESCALATION_TIMER, dueAt);
  out.timer(WATCH_TIMER, lostFrom(draft, network));
  out.task({
    role: 'track-and-trace',
    kind: 'noNews',
    no: draft.tasks,
    dueAt,
    detail: 'no milestone, no answer',
  });
}

export function takeTraceAnswer(
  draft: LoadState,
  input: TaskAnsweredInput,
  network: Network,
  now: Instant,
  out: Out,
): void {
  out.cancel(ESCALATION_TIMER);
  if (input.a === TRACE_ANSWER.lost) {
    lose(draft, input.key, now, out);
    return;
  }
  draft.asked = 0;
  out.timer(WATCH_TIMER, instant(now + network.limits.milestoneGraceMs));
}

/** The whole load is gone. */
export function lose(draft: LoadState, key: number, at: number, out: Out): void {
  out.event('loadGivenUpAsLost', 1, draft.carrier, at);
  out.audit('loadLost', `load ${key}`);
  closeTrack(draft, key, out);
  loseGoods(draft, key, out);
  for (const shipment of draft.shipments)
    out.tell(SHIPMENT, shipment, 'stopDelivered', at, CONDITION.lost, null);
  draft.openTask = 0;
  tellTms(draft, key, MILESTONE.lost, at, draft.estimatedAt, out);
  // A carrier does not bill what it has lost.
  if (draft.billExpected && !draft.settled)
    out.tell(FREIGHT_INVOICE, key, 'expectNoBill', draft.carrier, 0, null);
  draft.settled = true;
  arrive(draft, 'lost', out);
}

/** Its way is over. */
export function arrive(draft: LoadState, kind: 'podReceived' | 'lost', out: Out): void {
  out.cancel(WATCH_TIMER);
  out.cancel(ESCALATION_TIMER);
  // Whoever was looking for it need not any more.
  draft.openTask = 0;
  moveLoad(draft, kind);
  if (draft.settled) moveLoad(draft, 'nothingToPay');
}
