/**
 * What is kept of a run beside its actors, as long as it is under way: what is said in one message and answered in another, or planned and
 * not done.
 */
import { canonicalOfShipNotice, type InboundCanonicalContext } from '#orchestrator/canonical/from-inbound';
import { canonicalOfLoad } from '#orchestrator/canonical/from-load';
import { canonicalOfStock } from '#orchestrator/canonical/from-warehouse';
import { LotBook } from '#orchestrator/canonical/lot-book';
import { PaperBook } from '#orchestrator/canonical/paper-book';
import { PlanBook } from '#orchestrator/canonical/plan-book';
import { ReservationBook } from '#orchestrator/canonical/reservation-book';
import type { CanonicalDocument } from '#orchestrator/canonical/schemas';
import { TenderBook } from '#orchestrator/canonical/tender-book';
import { WaveBook } from '#orchestrator/canonical/wave-book';
import type { OfferTender } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ShipmentNoticed } from '#orchestrator/contracts/suppliers';
import type {
  BookLoad,
  DocumentsPrepared,
  DocumentsRefused,
  PrepareDocuments,
} from '#orchestrator/contracts/tms';
import type {
  ReleaseWave,
  ReservationReduced,
  StockCounted,
  StockReserved,
  WaveReleased,
} from '#orchestrator/contracts/wms';
import type { InboundReceiptState } from '#orchestrator/processes/inbound/inbound-receipt-state';
import type { FreightInvoiceState } from '#orchestrator/processes/outbound/freight/freight-invoice-state';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { StockViewState } from '#orchestrator/processes/outbound/stock-view';
import type { FoldedStep } from './folded-actors.ts';

/** Actors that are not told by their state alone. */
export const BOOKED = ['load', 'stock-view'];

export class Books {
  private readonly context: InboundCanonicalContext;
  private readonly tenders: TenderBook;
  private readonly papers: PaperBook;
  private readonly waves: WaveBook;
  private readonly reservations: ReservationBook;
  private readonly plans: PlanBook;
  private readonly lots = new LotBook();
  /** By receipt: a notice names no products before its purchase order has answered for it. */
  private readonly notices = new Map<number, ShipmentNoticed[]>();

  constructor(context: InboundCanonicalContext) {
    this.context = context;
    this.tenders = new TenderBook(context);
    this.papers = new PaperBook(context);
    this.waves = new WaveBook(context);
    this.reservations = new ReservationBook(context);
    this.plans = new PlanBook(context);
  }

  /** A partner has said it to an actor of this kind. */
  *heard(message: Envelope, actor: string, now: number): Generator<CanonicalDocument> {
    this.tenders.heard(message, now);
    switch (message.kind) {
      case 'documentsPrepared':
      case 'documentsRefused':
        yield* this.papers.answered(message as DocumentsPrepared | DocumentsRefused);
        return;
      case 'waveReleased':
        this.waves.begun(message as WaveReleased, now);
        return;
      case 'stockReserved':
        if (actor === 'shipment') yield* this.reservations.reserved(message as StockReserved);
        return;
      case 'reservationReduced':
        this.reservations.reduced(message as ReservationReduced);
        return;
      case 'stockCounted':
        this.lots.counted(message as StockCounted);
        return;
      case 'shipmentNoticed':
        if (actor === 'inbound-receipt') this.keepNotice(message as ShipmentNoticed);
        return;
      default:
        yield* this.waves.heard(message);
        yield* this.reservations.heard(message);
    }
  }

  /** The core has said it in a step. */
  said(message: Envelope, { actor, state }: FoldedStep, now: number): void {
    if (message.kind === 'releaseWave') this.waves.released(message as ReleaseWave, now);
    if (actor !== 'load') return;
    if (message.kind === 'offerTender') this.tenders.offered(message as OfferTender);
    else if (message.kind === 'prepareDocuments') this.papers.asked(message as PrepareDocuments);
    else if (message.kind === 'bookLoad') {
      const { nodes } = this.context.network;
      const asked = message as BookLoad;
      this.tenders.asked(asked, asked.body.onward ? null : nodes[(state as LoadState).node]!.place);
    } else this.tenders.heard(message, now);
  }

  /** An actor has stepped. */
  *stepped({ actor, key, state, isFinished }: FoldedStep): Generator<CanonicalDocument> {
    if (actor === 'load') yield* this.plans.stepped(key, state as LoadState);
    else if (actor === 'shipment' && isFinished) {
      yield* this.waves.over(key);
      yield* this.reservations.over(key);
    }
  }

  /** What is known of an actor that has finished, or at the end. @param invoice of a load */
  *known(
    { actor, key, state }: FoldedStep,
    invoice: FreightInvoiceState | undefined,
  ): Generator<CanonicalDocument> {
    if (actor === 'load') {
      const load = state as LoadState;
      const mode = this.tenders.modeOf(key, load.attempt);
      yield canonicalOfLoad(this.context, key, load, { mode, invoice: invoice?.status ?? null });
      yield* this.tenders.close(key);
      this.papers.close(key);
    } else if (actor === 'stock-view')
      yield* canonicalOfStock(this.context, key, state as StockViewState, (product) =>
        this.lots.of(key, product),
      );
    else if (actor === 'inbound-receipt') yield* this.noticesOf(key, state as InboundReceiptState);
  }

  /** What has not ended with any actor. */
  *left(): Generator<CanonicalDocument> {
    yield* this.waves.left();
    yield* this.reservations.left();
  }

  private keepNotice(message: ShipmentNoticed): void {
    const { key } = message;
    const known = this.notices.get(key) ?? [];
    this.notices.set(key, [...known, message]);
  }

  /** Of what nobody ordered there is no product to name. */
  private noticesOf(key: number, state: InboundReceiptState): CanonicalDocument[] {
    const notices = this.notices.get(key) ?? [];
    this.notices.delete(key);
    if (state.node < 0) return [];
    return notices.map((message) => canonicalOfShipNotice(this.context, message, state));
  }
}
