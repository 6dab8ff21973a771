/** What partners and core say to each other -> documents, one by one as they are said. Tenders and bookings: `TenderBook`. */

import type { CanonicalContext } from '#orchestrator/canonical/context';
import { canonicalOfBill } from '#orchestrator/canonical/from-freight';
import { canonicalOfDocuments, canonicalOfMilestone } from '#orchestrator/canonical/from-load';
import { canonicalOfReservation, canonicalOfWave } from '#orchestrator/canonical/from-warehouse';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import type { FreightBilled, MilestoneReported } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { DocumentsPrepared, DocumentsRefused } from '#orchestrator/contracts/tms';
import type { ReleaseWave, StockReserved } from '#orchestrator/contracts/wms';

type Said =
  | StockReserved
  | ReleaseWave
  | MilestoneReported
  | DocumentsPrepared
  | DocumentsRefused
  | FreightBilled;

type Mapper<Message> = (context: CanonicalContext, message: Message) => readonly CanonicalDocument[];

const MAPPERS: { readonly [Kind in Said['kind']]: Mapper<Extract<Said, { readonly kind: Kind }>> } = {
  stockReserved: (context, message) => [canonicalOfReservation(context, message)],
  releaseWave: (context, message) => [canonicalOfWave(context, message)],
  milestoneReported: canonicalOfMilestone,
  documentsPrepared: (context, message) => [canonicalOfDocuments(context, message)],
  documentsRefused: (context, message) => [canonicalOfDocuments(context, message)],
  freightBilled: (context, message) => [canonicalOfBill(context, message)],
};

/** None of a message that is no document. */
export function documentsSaid(context: CanonicalContext, message: Envelope): readonly CanonicalDocument[] {
  if (!(message.kind in MAPPERS)) return [];
  const mapper = MAPPERS[message.kind as Said['kind']] as Mapper<Envelope>;
  return mapper(context, message);
}
