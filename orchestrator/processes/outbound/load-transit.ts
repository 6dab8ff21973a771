/**
 * A load on the road: milestones, delay, silence, delivery.
 *
 * 1. A milestone moves the load on only if it is a later one than the last; an unknown code is reported and moves nothing.
 * 2. Each customer is told of a risk once.
 * 3. What the proof of delivery does not name counts as lost: nobody has seen it arrive.
 */
import {
  type ExpediteAnswered,
  MILESTONE,
  type MilestoneReported,
  type PodReceived,
} from '../../contracts/carriers.ts';
import { CONDITION } from '../../contracts/erp.ts';
import { carrierPartner } from '../../contracts/partners.ts';
import type { DecidedInput, TaskAnsweredInput } from '../../core/actor.ts';
import type { Out } from '../../core/out.ts';
import type { DelayContext, DelayOption } from '../../decisions/delay-response.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { Network } from '../../model/network.ts';
import { FREIGHT_INVOICE, SHIPMENT } from './inputs.ts';
import {
  ESCALATION_TIMER,
  keepAboard,
  type LoadState,
  moveLoad,
  NOT_ASKED,
  TRACE_ANSWER,
  WATCH_TIMER,
} from './load-state.ts';

const DAY_MS = 86_400_000;
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
  draft.status = 'in-transit';
  draft.asked = 0;
  draft.plan = null;
  draft.guide = null;
  draft.estimatedAt = now + Math.max(1, draft.transitDays) * DAY_MS;
  out.send(carrierPartner(draft.carrier), 'releaseTruck', key, draft.attempt, draft.carrier, { shipments });
  watch(draft, network, now, out);
}

export function takeMilestone(
  draft: LoadState,
  input: MilestoneReported,
  network: Network,
  now: Instant,
  out: Out,
): void {
  const { a: milestone, body } = input;
  if (milestone === MILESTONE.unknown) {
    out.audit('unknownMilestone', body.rawCode);
    return;
  }
  if (milestone === MILESTONE.lost) {
    lose(draft, input.key, body.occurredAt, out);
    return;
  }
  const late = milestone < draft.milestone;
  if (!late) draft.milestone = milestone;
  if (draft.status !== 'in-transit') return;
  // Any news is news of it; an older report says nothing of when it arrives.
  draft.asked = 0;
  endTrace(draft, out);
  if (!late && body.estimatedAt !== null && body.estimatedAt !== draft.estimatedAt) {
    draft.estimatedAt = body.estimatedAt;
    noteDelay(draft, network, out);
  }
  watch(draft, network, now, out);
}

/** The carrier has been heard of: nobody need look for it. */
function endTrace(draft: LoadState, out: Out): void {
  if (draft.openTask === 0) return;
  draft.openTask = 0;
  out.cancel(ESCALATION_TIMER);
}

/** Later than promised by more than the limit: customers hear of it, and somebody decides whether to pay for speed. */
function noteDelay(draft: LoadState, network: Network, out: Out): void {
  const { slaRiskMs, expediteMinorMax } = network.limits;
  if (draft.estimatedAt <= draft.promisedAt + slaRiskMs) return;
  if (!draft.atRisk) {
    draft.atRisk = true;
    out.event('loadAtRisk', 1, draft.estimatedAt, draft.promisedAt);
  }
  draft.shipments.forEach((shipment, i) => {
    if (draft.warned[i] === 1 || draft.estimatedAt <= draft.promises[i]! + slaRiskMs) return;
    draft.warned[i] = 1;
    out.tell(SHIPMENT, shipment, 'deliveryAtRisk', draft.estimatedAt, 0, null);
  });
  if (draft.delays === DELAYS_MAX || expediteMinorMax === 0) return;
  draft.delays += 1;
  const context: DelayContext = {
    lane: draft.lane,
    carrier: draft.carrier,
    shipments: draft.shipments.length,
    valueMinor: draft.valueMinor,
    promisedAt: draft.promisedAt,
    estimatedAt: draft.estimatedAt,
    freightMinor: draft.agreedMinor,
  };
  const options: DelayOption[] = [
    { action: 'wait', costMinor: 0 },
    { action: 'expedite', costMinor: expediteMinorMax },
  ];
  out.ask({ point: 'delay-response', attempt: draft.delays, context, options }, []);
}

export function takeDelayResponse(draft: LoadState, input: DecidedInput, out: Out): void {
  const option = input.body.option as DelayOption | null;
  if (option === null || option.action === 'wait' || draft.expediteMinor !== NOT_ASKED) return;
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

/** No news. The carrier is asked, some times; then a person. */
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

export function takePod(draft: LoadState, input: PodReceived, out: Out): void {
  const conditions = new Map(input.body.shipments.map((each) => [each.shipment, each.condition]));
  for (const shipment of draft.shipments) {
    const condition = conditions.get(shipment) ?? CONDITION.lost;
    out.tell(SHIPMENT, shipment, 'stopDelivered', input.a, condition, null);
  }
  arrive(draft, out);
}

/** The whole load is gone. */
function lose(draft: LoadState, key: number, at: number, out: Out): void {
  out.event('loadGivenUpAsLost', 1, draft.carrier, at);
  out.audit('loadLost', `load ${key}`);
  for (const shipment of draft.shipments)
    out.tell(SHIPMENT, shipment, 'stopDelivered', at, CONDITION.lost, null);
  // A carrier does not bill what it has lost.
  if (draft.billExpected && !draft.settled)
    out.tell(FREIGHT_INVOICE, key, 'expectNoBill', draft.carrier, 0, null);
  draft.settled = true;
  arrive(draft, out);
}

function arrive(draft: LoadState, out: Out): void {
  out.cancel(WATCH_TIMER);
  out.cancel(ESCALATION_TIMER);
  draft.status = 'delivered';
  if (draft.settled) moveLoad(draft, 'nothingToPay');
}

/** The next look at it: the grace after it should have arrived. */
function watch(draft: LoadState, network: Network, now: Instant, out: Out): void {
  const due = Math.max(draft.estimatedAt, now) + network.limits.milestoneGraceMs;
  out.timer(WATCH_TIMER, instant(due));
}
