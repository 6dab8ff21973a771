/**
 * Whether a load on the road will be late of which nobody says so: decision point `delay-prediction`.
 *
 * 1. It is asked at the first news from its carrier, of the start and of each kind under way once; no more once a risk is known, or another carrier has
 *    it.
 * 2. What is predicted late counts as late by `lateByMs` until somebody says how late it is: customers hear of the risk, and what is done
 *    about it is decided as for a delay that the carrier has announced.
 * 3. What was bought for speed, or changed carriers, says nothing of how late a carrier's loads come: it is not told to its record.
 */
import { MILESTONE } from '../../../contracts/carriers.ts';
import type { DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import type { DelayPredictionContext, DelayPredictionOption } from '../../../decisions/delay-prediction.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { CARRIER_RECORD } from '../tracking/inputs.ts';
import { type LoadState, NOT_ASKED } from './load-state.ts';

/** Milestones under way at which it is asked. What is said of the start says nothing of the pace. */
const UNDER_WAY: ReadonlySet<number> = new Set([MILESTONE.inTransit, MILESTONE.arrivedAtTerminal]);
const AT_START: ReadonlySet<number> = new Set([MILESTONE.pickedUp, MILESTONE.departed]);

/** It has left. */
export function noteDeparture(draft: LoadState, { predictsDelays }: Network, now: Instant): void {
  if (predictsDelays === undefined) return;
  draft.departedAt = now;
  draft.plannedAt = draft.estimatedAt;
}

/** News of it; the report may be late, or come after later ones. @param occurredAt by the carrier */
export function predictFrom(
  draft: LoadState,
  milestone: number,
  occurredAt: number,
  now: Instant,
  out: Out,
): void {
  if (draft.departedAt < 0 || draft.rerouted) return;
  const passedAt = Math.min(now, Math.max(draft.departedAt, occurredAt));
  if (AT_START.has(milestone)) {
    if (draft.predictions === 0) ask(draft, MILESTONE.departed, passedAt, out);
  } else if (UNDER_WAY.has(milestone) && !hasPassed(draft, milestone)) {
    draft.passed.push(milestone, passedAt - draft.departedAt);
    ask(draft, milestone, passedAt, out);
  }
}

function hasPassed({ passed }: LoadState, milestone: number): boolean {
  for (let i = 0; i < passed.length; i += 2) if (passed[i] === milestone) return true;
  return false;
}

function ask(draft: LoadState, milestone: number, passedAt: number, out: Out): void {
  const { lane, carrier, shipments, valueMinor, departedAt, plannedAt, estimatedAt, promisedAt } = draft;
  if (draft.atRisk) return;
  draft.predictions += 1;
  const context: DelayPredictionContext = {
    lane,
    carrier,
    shipments: shipments.length,
    valueMinor,
    milestone,
    passedAt,
    departedAt,
    plannedAt,
    estimatedAt,
    promisedAt,
  };
  const options: DelayPredictionOption[] = [
    { says: 'on-time', carrier },
    { says: 'late', carrier },
  ];
  out.ask({ point: 'delay-prediction', attempt: draft.predictions, context, options }, [
    { type: CARRIER_RECORD, key: carrier },
  ]);
}

/** @returns whether it counts as late from now on of which nobody had said so */
export function takePrediction(
  draft: LoadState,
  { b: attempt, body }: DecidedInput,
  { predictsDelays }: Network,
  out: Out,
): boolean {
  const option = body.option as DelayPredictionOption | null;
  if (option?.says !== 'late' || predictsDelays === undefined) return false;
  if (draft.status !== 'in-transit' || draft.atRisk || attempt < draft.predictions) {
    out.audit('predictionTooLate', `prediction ${attempt} of ${draft.predictions}`);
    return false;
  }
  draft.foretoldAt = Math.max(draft.estimatedAt, draft.promisedAt + predictsDelays.lateByMs);
  out.event('loadPredictedLate', attempt, draft.foretoldAt, draft.promisedAt);
  return true;
}

/** When it is expected, by its carrier or as it was predicted. */
export function expectedAt({ estimatedAt, foretoldAt }: LoadState): number {
  return Math.max(estimatedAt, foretoldAt);
}

/** It is there. */
export function noteArrival(
  { departedAt, plannedAt, carrier, passed, expediteMinor, rerouted, heldUsualMs }: LoadState,
  deliveredAt: number,
  out: Out,
): void {
  if (departedAt < 0 || rerouted || expediteMinor !== NOT_ASKED || heldUsualMs > 0) return;
  out.tell(CARRIER_RECORD, carrier, 'loadArrived', deliveredAt - plannedAt, deliveredAt - departedAt, {
    passed: [...passed],
  });
}
