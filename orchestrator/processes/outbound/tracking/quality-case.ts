/**
 * A quality case: goods that need their temperature were out of it on the way. A rule or a person releases or refuses them; refused
 * ones are claimed from their carrier as damaged.
 *
 * 1. Until that is decided nobody is told that they have been delivered: the load hands its proof of delivery to the case.
 * 2. One case a load. Short excursions are released by rule; all others are a task of the quality desk, escalated once.
 * 3. What is heard of after the delivery was passed on is decided on for the record: it takes nothing back.
 * 4. Lost goods need no decision; the task is answered all the same.
 */
import { CONDITION } from '../../../contracts/erp.ts';
import type { Actor, TaskAnsweredInput } from '../../../core/actor.ts';
import { answersTask, closeTask, escalateTask, giveTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { LOAD, SHIPMENT } from '../inputs.ts';
import { type OpenQualityCase, QUALITY_CASE, type QualityInput } from './inputs.ts';
import {
  initialQuality,
  moveQuality,
  QUALITY_ESCALATION,
  QUALITY_TABLE,
  QUALITY_TIMERS,
  type QualityCaseState,
  withTask,
} from './quality-case-state.ts';

/** What the quality desk answers. */
const QUALITY_ANSWER = { release: 0, refuse: 1 } as const;

export function qualityCaseActor(network: Network): Actor<QualityCaseState, QualityInput> {
  return {
    type: QUALITY_CASE,
    name: 'quality-case',
    version: 2,
    creates: ['openQualityCase'],
    timers: QUALITY_TIMERS,
    initial: initialQuality,
    migrate: (old, from) => {
      if (from === 1) return withTask(old as QualityCaseState);
      throw new Error(`quality case state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (QUALITY_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else advance(network, draft, input, now, out);
    },
    finished: ({ status }) => QUALITY_TABLE.isOver(status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.decided);
      for (const shipment of state.cold) sink.number(shipment);
    },
  };
}

function advance(
  network: Network,
  draft: QualityCaseState,
  input: QualityInput,
  now: Instant,
  out: Out,
): void {
  switch (input.kind) {
    case 'openQualityCase':
      open(network, draft, input, now, out);
      return;
    case 'goodsArrived':
      moveQuality(draft, input.kind);
      draft.arrivedAt = input.a;
      draft.shipments = input.body.shipments;
      draft.conditions = input.body.conditions;
      if (input.body.exceptions !== undefined) draft.exceptions = input.body.exceptions;
      if (draft.decided >= 0) passOn(draft, out);
      return;
    case 'taskAnswered':
      answered(draft, input, out);
      return;
    case 'timer':
      escalateTask(draft, 'the quality desk has not answered', out);
      return;
    default:
      moveQuality(draft, input.kind);
  }
}

function open(
  { telematics }: Network,
  draft: QualityCaseState,
  { key, a: late, b: startedAt, body }: OpenQualityCase,
  now: Instant,
  out: Out,
): void {
  const { cold, outsideMs, peakTenths } = body;
  const { toleratedMs, decideWithinMs: withinMs } = telematics!;
  draft.cold = cold;
  out.event('qualityCaseOpened', 1, startedAt, peakTenths);
  if (outsideMs <= toleratedMs) {
    moveQuality(draft, 'tolerated');
    draft.decided = QUALITY_ANSWER.release;
    out.event('qualityDecided', 1, draft.decided, 0);
    return;
  }
  moveQuality(draft, late === 1 ? 'tooLate' : 'openQualityCase');
  if (late === 0) out.tell(LOAD, key, 'goodsQuarantined', startedAt, 0, null);
  const detail = `${peakTenths / 10} degrees beyond the limit for ${Math.round(outsideMs / 60_000)} min`;
  const within = { timer: QUALITY_ESCALATION, withinMs };
  giveTask(draft, { role: 'quality-desk', kind: 'temperatureExcursion', detail }, within, now, out);
}

/** The task's, or its escalation's: the first answer counts. */
function answered(draft: QualityCaseState, { kind, a: answer, b: no }: TaskAnsweredInput, out: Out): void {
  if (!answersTask(draft, no)) {
    out.audit('inputNotExpected', `answer to task ${no} in status ${draft.status}`);
    return;
  }
  closeTask(draft, QUALITY_ESCALATION, out);
  moveQuality(draft, kind);
  draft.decided = answer === QUALITY_ANSWER.refuse ? QUALITY_ANSWER.refuse : QUALITY_ANSWER.release;
  out.event('qualityDecided', 1, draft.decided, 1);
  if (draft.arrivedAt >= 0) passOn(draft, out);
}

/** The shipments hear what the proof of delivery says, and of refused goods that they are damaged. */
function passOn(draft: QualityCaseState, out: Out): void {
  const { shipments, conditions, exceptions = [], cold, decided, arrivedAt } = draft;
  shipments.forEach((shipment, i) => {
    const told = conditions[i]!;
    const spoilt = decided === QUALITY_ANSWER.refuse && told === CONDITION.good && cold.includes(shipment);
    const differing = spoilt ? [] : (exceptions[i] ?? []);
    const body = differing.length === 0 ? null : { exceptions: differing };
    out.tell(SHIPMENT, shipment, 'stopDelivered', arrivedAt, spoilt ? CONDITION.damaged : told, body);
  });
}

function unexpected(draft: QualityCaseState, { kind }: QualityInput, out: Out): void {
  out.audit('inputNotExpected', `${kind} in status ${draft.status}`);
}
