/**
 * The canonical documents of a recorded arm, in an order that the recording gives: master data; then as things happened what was said and
 * posted, and each matter when it was over; at last what was left.
 *
 * 1. Memory is what was under way at one time, whatever the length of the run.
 */
import type { CanonicalContext } from '#orchestrator/canonical/context';
import { canonicalOfPosting } from '#orchestrator/canonical/from-freight';
import { canonicalOfShipNotice, type InboundCanonicalContext } from '#orchestrator/canonical/from-inbound';
import {
  canonicalOfCarrier,
  canonicalOfCustomer,
  canonicalOfProduct,
} from '#orchestrator/canonical/from-master';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import { TenderBook } from '#orchestrator/canonical/tender-book';
import type { OfferTender } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ShipmentNoticed } from '#orchestrator/contracts/suppliers';
import type { BookLoad } from '#orchestrator/contracts/tms';
import type { AnyActor } from '#orchestrator/core/actor';
import type { InboundReceiptState } from '#orchestrator/processes/inbound/inbound-receipt-state';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import { ExportError } from '#reports/export/aside-file';
import { type RecordedInput, recordedInputs } from '#reports/export/canonical/recorded-inputs';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import { FoldedActors, type FoldedStep } from './folded-actors.ts';
import { HeardOut } from './heard-out.ts';
import { referenceOf } from './posting-reference.ts';
import { documentsSaid } from './said-documents.ts';
import { DOCUMENTED, documentsKnown } from './state-documents.ts';

/** A document, and what it was made of. */
export interface PlacedDocument {
  readonly document: CanonicalDocument;
  /** `inputs, row 17`. */
  readonly place: string;
}

export interface RecordedCore {
  /** Folder of the arm's tables. */
  readonly dir: string;
  /** As the run had them. */
  readonly actors: readonly AnyActor[];
  readonly context: InboundCanonicalContext;
}

/** @param onCut told where the recording was cut off: what is whole of it is told */
export function* canonicalDocuments(
  core: RecordedCore,
  onCut: (words: string) => void,
): Generator<PlacedDocument> {
  yield* placed('the master data', masterData(core.context));
  const run = new RunAgain(core);
  for (const input of recordedInputs(core.dir, run.actors.names, onCut))
    yield* placed(`inputs, row ${input.row}`, run.after(input));
  yield* placed('the end of the inputs', run.left());
}

/** What goes wrong in making one is told with the place. */
function* placed(place: string, documents: Iterable<CanonicalDocument>): Generator<PlacedDocument> {
  const making = documents[Symbol.iterator]();
  for (;;) {
    const { done, value } = made(place, () => making.next());
    if (done === true) return;
    yield { document: value, place };
  }
}

function made<T>(place: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof UnreadableRecording) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new ExportError(`no document can be made of ${place}: ${reason}`, { cause: error });
  }
}

function* masterData(context: CanonicalContext): Generator<CanonicalDocument> {
  for (const no of context.customers.keys()) yield canonicalOfCustomer(context, no);
  for (const no of context.carriers.keys()) yield canonicalOfCarrier(context, no);
  for (const no of context.products.keys()) yield canonicalOfProduct(context, no);
}

class RunAgain {
  readonly actors: FoldedActors;
  private readonly context: InboundCanonicalContext;
  private readonly out = new HeardOut();
  private readonly tenders: TenderBook;
  /** By receipt: a notice names no products before its purchase order has answered for it. */
  private readonly notices = new Map<number, ShipmentNoticed[]>();

  constructor({ actors, context }: RecordedCore) {
    this.context = context;
    this.actors = new FoldedActors(actors, this.out);
    this.tenders = new TenderBook(context);
  }

  *after(input: RecordedInput): Generator<CanonicalDocument> {
    const { context, out } = this;
    const heard = messageIn(input);
    if (heard !== null) {
      yield* documentsSaid(context, heard);
      this.tenders.heard(heard, input.now);
      this.keepNotice(heard, input);
    }
    const step = this.actors.step(input);
    for (const message of out.sent) {
      yield* documentsSaid(context, message);
      this.keepTender(message, step, input.now);
    }
    for (const { posting, amountMinor } of out.posted)
      yield canonicalOfPosting(context, posting, amountMinor, referenceOf(context, step.actor, step.key));
    if (step.isFinished) yield* this.known(step);
  }

  /** Of those that have not finished. */
  *left(): Generator<CanonicalDocument> {
    for (const name of DOCUMENTED) for (const step of this.actors.left(name)) yield* this.known(step);
  }

  private *known({ actor, key, state }: FoldedStep): Generator<CanonicalDocument> {
    if (actor === 'inbound-receipt') yield* this.noticesOf(key, state as InboundReceiptState);
    yield* documentsKnown(this.context, actor, key, state);
    if (actor === 'load') yield* this.tenders.close(key);
  }

  private keepTender(message: Envelope, { actor, state }: FoldedStep, now: number): void {
    if (actor !== 'load') return;
    if (message.kind === 'offerTender') this.tenders.offered(message as OfferTender);
    else if (message.kind === 'bookLoad') {
      const { nodes } = this.context.network;
      const asked = message as BookLoad;
      this.tenders.asked(asked, asked.body.onward ? null : nodes[(state as LoadState).node]!.place);
    } else this.tenders.heard(message, now);
  }

  private keepNotice(message: Envelope, { actorType, actorKey }: RecordedInput): void {
    if (message.kind !== 'shipmentNoticed' || actorType !== 'inbound-receipt') return;
    const known = this.notices.get(actorKey) ?? [];
    this.notices.set(actorKey, [...known, message as ShipmentNoticed]);
  }

  /** Of what nobody ordered there is no product to name. */
  private noticesOf(key: number, state: InboundReceiptState): CanonicalDocument[] {
    const notices = this.notices.get(key) ?? [];
    this.notices.delete(key);
    if (state.node < 0) return [];
    return notices.map((message) => canonicalOfShipNotice(this.context, message, state));
  }
}

/** What a partner said; null = it was somebody of the core. What found no actor is told to the exception case. */
function messageIn(input: RecordedInput): Envelope | null {
  if (input.kind === 'inputWithoutActor') return input.body as Envelope;
  if (input.fromType !== 'partner') return null;
  const { kind, fromKey, actorKey, sender, counter, key, a, b, body } = input;
  return { kind, fromType: 0, fromKey, toType: 0, toKey: actorKey, sender, counter, key, a, b, body };
}
