/** Puts a carrier's cases before the functions of `conduct.ts`, and what they say into the mock's own terms. */
import { type LoadTender, REJECTION } from '#orchestrator/contracts/carriers';
import type { RandomStream } from '#sim/random/random';
import type { CarrierBehaviours } from './behaviours.ts';
import type { CarrierLoad } from './carrier-load.ts';
import type {
  BilledLoad,
  CarrierConduct,
  Luck,
  RejectionReason,
  TenderReply,
  TripOfLoad,
} from './conduct.ts';
import { OUTCOME, type TenderAnswer } from './tender-answer.ts';

const REASONS = Object.entries(REJECTION) as readonly (readonly [RejectionReason, number])[];

export function answerByConduct(
  answer: NonNullable<CarrierConduct['answerTender']>,
  tender: LoadTender,
  usual: TenderAnswer,
  round: number,
  now: number,
  luck: Luck,
): TenderAnswer {
  const reply = answer(
    { ...tender, shipments: tender.shipments.length, round, now },
    replyOf(usual, now),
    luck,
  );
  switch (reply.answer) {
    case 'accept':
      return { outcome: OUTCOME.accepted, b: tender.offeredMinor, at: now + reply.afterMs };
    case 'reject':
      return { outcome: OUTCOME.rejected, b: REJECTION[reply.reason], at: now + reply.afterMs };
    case 'counter':
      return { outcome: OUTCOME.countered, b: reply.amountMinor, at: now + reply.afterMs };
    case 'silent':
      return { outcome: OUTCOME.silent, b: 0, at: -1 };
  }
}

function replyOf({ outcome, b, at }: TenderAnswer, now: number): TenderReply {
  const afterMs = at - now;
  if (outcome === OUTCOME.accepted) return { answer: 'accept', afterMs };
  if (outcome === OUTCOME.countered) return { answer: 'counter', amountMinor: b, afterMs };
  if (outcome === OUTCOME.silent) return { answer: 'silent' };
  return { answer: 'reject', reason: REASONS.find(([, code]) => code === b)![0], afterMs };
}

/** Of one tender. */
export function tenderLuck(
  behaviours: CarrierBehaviours,
  carrier: number,
  tender: LoadTender,
  entity: number,
  index: number,
): Luck {
  const { lane, cutoff, rank } = tender;
  const of = (stream: RandomStream): RandomStream => stream.sub(carrier, lane, cutoff >>> 0, rank);
  return { unit: (name) => of(behaviours.ownStream(`tender/${name}`)).unit(entity, index) };
}

/** Of one load on its way, or of its bill. */
export function loadLuck(
  behaviours: CarrierBehaviours,
  what: 'trip' | 'bill',
  { luckKey, luckN }: CarrierLoad,
): Luck {
  return { unit: (name) => behaviours.ownStream(`${what}/${name}`).unit(luckKey, luckN) };
}

/** The load as its carrier may look at it. */
export function tripOf(load: CarrierLoad, departedAt: number, plannedMs: number): TripOfLoad {
  return { ...load.tender!, shipments: load.shipments.length, departedAt, plannedMs };
}

export function billedLoad(load: CarrierLoad): BilledLoad {
  const { agreedMinor, detentionMinor, departedAt, deliveredAt } = load;
  const shipments = load.shipments.length;
  return { ...load.tender!, shipments, agreedMinor, detentionMinor, departedAt, deliveredAt };
}
