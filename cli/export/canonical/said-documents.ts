/** What partners and core say to each other -> documents, one by one as they are said. Tenders and bookings: `TenderBook`; papers: `PaperBook`; waves: `WaveBook`; reservations: `ReservationBook`. */

import type { CanonicalContext } from '#orchestrator/canonical/context';
import { canonicalOfBill } from '#orchestrator/canonical/from-freight';
import { canonicalOfMilestone } from '#orchestrator/canonical/from-load';
import {
  canonicalOfAnswer,
  canonicalOfBillOfLading,
  canonicalOfProof,
} from '#orchestrator/canonical/from-papers';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import type {
  FreightBilled,
  MilestoneReported,
  PodReceived,
  ReleaseTruck,
} from '#orchestrator/contracts/carriers';
import type { AnswerQuery } from '#orchestrator/contracts/customs';
import type { Envelope } from '#orchestrator/contracts/envelope';

type Said = MilestoneReported | ReleaseTruck | PodReceived | AnswerQuery | FreightBilled;

type Mapper<Message> = (context: CanonicalContext, message: Message) => readonly CanonicalDocument[];

const MAPPERS: { readonly [Kind in Said['kind']]: Mapper<Extract<Said, { readonly kind: Kind }>> } = {
  milestoneReported: canonicalOfMilestone,
  releaseTruck: (context, message) => [canonicalOfBillOfLading(context, message)],
  podReceived: (context, message) => [canonicalOfProof(context, message)],
  answerQuery: (context, message) => [canonicalOfAnswer(context, message)],
  freightBilled: (context, message) => [canonicalOfBill(context, message)],
};

/** None of a message that is no document. */
export function documentsSaid(context: CanonicalContext, message: Envelope): readonly CanonicalDocument[] {
  if (!(message.kind in MAPPERS)) return [];
  const mapper = MAPPERS[message.kind as Said['kind']] as Mapper<Envelope>;
  return mapper(context, message);
}
