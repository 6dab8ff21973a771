/**
 * The canonical documents of a recorded arm, in an order that the recording gives: master data; then as things happened what was said and
 * posted, and each matter when it was over; at last what was left.
 *
 * 1. Memory is what was under way at one time, whatever the length of the run.
 */
import { canonicalOfPosting } from '#orchestrator/canonical/from-freight';
import type { InboundCanonicalContext } from '#orchestrator/canonical/from-inbound';
import {
  canonicalOfCarrier,
  canonicalOfCustomer,
  canonicalOfProduct,
  canonicalOfShipper,
  canonicalOfSupplier,
} from '#orchestrator/canonical/from-master';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { AnyActor } from '#orchestrator/core/actor';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import { ExportError } from '#reports/export/aside-file';
import { type RecordedInput, recordedInputs } from '#reports/export/canonical/recorded-inputs';
import { UnreadableRecording } from '#reports/export/recorded-batches';
import { BOOKED, Books } from './books.ts';
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

function* masterData(context: InboundCanonicalContext): Generator<CanonicalDocument> {
  yield canonicalOfShipper(context);
  for (const no of context.customers.keys()) yield canonicalOfCustomer(context, no);
  for (const no of context.suppliers.keys()) yield canonicalOfSupplier(context, no);
  for (const no of context.carriers.keys()) yield canonicalOfCarrier(context, no);
  for (const no of context.products.keys()) yield canonicalOfProduct(context, no);
}

class RunAgain {
  readonly actors: FoldedActors;
  private readonly context: InboundCanonicalContext;
  private readonly out = new HeardOut();
  private readonly books: Books;

  constructor({ actors, context }: RecordedCore) {
    this.context = context;
    this.actors = new FoldedActors(actors, this.out);
    this.books = new Books(context);
  }

  *after(input: RecordedInput): Generator<CanonicalDocument> {
    const { context, books, out } = this;
    const heard = messageIn(input);
    if (heard !== null) {
      yield* documentsSaid(context, heard);
      yield* books.heard(heard, input.actorType, input.now);
    }
    const step = this.actors.step(input);
    for (const message of out.sent) {
      yield* documentsSaid(context, message);
      books.said(message, step, input.now);
    }
    for (const { posting, amountMinor } of out.posted)
      yield canonicalOfPosting(context, posting, amountMinor, referenceOf(context, step.actor, step.key));
    yield* books.stepped(step);
    if (step.isFinished) yield* this.known(step);
  }

  /** Of those that have not finished. */
  *left(): Generator<CanonicalDocument> {
    for (const name of [...DOCUMENTED, ...BOOKED])
      for (const step of this.actors.left(name)) yield* this.known(step);
    yield* this.books.left();
  }

  private *known(step: FoldedStep): Generator<CanonicalDocument> {
    const { actor, key, state } = step;
    const invoice = actor === 'load' ? this.actors.stateOf('freight-invoice', key) : undefined;
    yield* this.books.known(step, invoice as FreightInvoiceState | undefined);
    yield* documentsKnown(this.context, actor, key, state);
  }
}

/** What a partner said; null = it was somebody of the core. What found no actor is told to the exception case. */
function messageIn(input: RecordedInput): Envelope | null {
  if (input.kind === 'inputWithoutActor') return input.body as Envelope;
  if (input.fromType !== 'partner') return null;
  const { kind, fromKey, actorKey, sender, counter, key, a, b, body } = input;
  return { kind, fromType: 0, fromKey, toType: 0, toKey: actorKey, sender, counter, key, a, b, body };
}
