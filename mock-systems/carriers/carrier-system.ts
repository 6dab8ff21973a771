/**
 * A carrier: owns acceptance, position, delivery and its own bill. Its desks are `tenders.ts`, `trips.ts` and `freight-desk.ts`.
 *
 * 1. Every draw is keyed: acceptance by carrier, lane, cut-off and rank, all else by the order. See `behaviours.ts`.
 * 2. Idempotent by load, attempt and shipment: a repeated command changes nothing and gets the answer it got.
 * 3. A load is forgotten `memoryMs` after the last thing that happened to it by itself: its bill (and the duplicate of it), its
 *    loss, its rejection or withdrawal. Later disputes get no answer, later claims are denied.
 */
import type { TenderCountered } from '#orchestrator/contracts/carriers';
import { NO_DETENTION } from '#orchestrator/contracts/detention';
import { carrierPartner } from '#orchestrator/contracts/partners';
import type { Border } from '../border.ts';
import type { Cargo } from '../cargo.ts';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { LineAnswer, TenderLine } from '../tender-line.ts';
import type { HaulLine, SoldFreight } from '../three-pl/haul-line.ts';
import type { UnderWay } from '../under-way.ts';
import type { CarrierBehaviours } from './behaviours.ts';
import type { CarrierLedger, CarrierState } from './carrier-load.ts';
import { FreightDesk } from './freight-desk.ts';
import { Holds } from './holds.ts';
import { CarrierOffice, type CarrierSend } from './office.ts';
import type { CarrierProfile } from './settings.ts';
import { Tenders } from './tenders.ts';
import { Trips } from './trips.ts';
import { progressOf, rideOf } from './whereabouts.ts';

export class CarrierSystem extends MockSystem<CarrierState> {
  private readonly office: CarrierOffice;

  /**
   * @param carrier its number in the scenario's master data
   * @param border null = none stops anything
   * @param line on which it is tendered by TMS, or by a third party; null = the core tenders
   * @param underWay null = nobody has devices on its vehicles
   * @param haul on which it drives for a third party; null = for the shipper
   * @param cargo null = nobody counts what comes off its trucks
   */
  constructor(
    context: MockContext,
    behaviours: CarrierBehaviours,
    carrier: number,
    profile: CarrierProfile,
    border: Border | null = null,
    line: TenderLine | null = null,
    underWay: UnderWay | null = null,
    cargo: Cargo | null = null,
    haul: HaulLine | null = null,
  ) {
    super(context, carrierPartner(carrier), `carrier-${carrier}`);
    this.office = new CarrierOffice(
      carrier,
      this.kernel,
      this.log,
      behaviours,
      behaviours.compile(profile),
      // The same signature: the compiler does not compare conditional types of two generic functions.
      haul === null ? (this.send.bind(this) as CarrierSend) : haul.sayOf(carrier),
      context.mistakes ?? null,
    );
    const tenders = new Tenders(this.office, line === null ? this.office.send : sayOn(line, carrier));
    const freight = new FreightDesk(this.office, (load) => underWay?.wasTooWarm(load) ?? false);
    const trips = new Trips(this.office, freight, border, cargo);
    const holds = new Holds(this.office, freight, trips);
    line?.connectCarrier(carrier, {
      offer: (key, a, body) => tenders.offer({ key, a, body }),
      withdraw: (key, a) => tenders.withdraw({ key, a }),
    });
    haul?.connectHaulier(carrier, {
      hear: (message) => this.handle(message),
      soldFor: (load, sold) => this.sell(load, sold),
    });
    underWay?.connectCarrier(carrier, {
      rideOf: (load) => rideOf(this.office.loadOf(load)),
      progressOf: (load) => this.progressOf(load),
    });
    this.on('offerTender', (message) => tenders.offer(message));
    this.on('withdrawTender', (message) => tenders.withdraw(message));
    this.on('dispatchTruck', (message) => trips.dispatch(message));
    this.on('releaseTruck', (message) => trips.release(message));
    this.on('requestStatus', (message) => trips.requestStatus(message));
    this.on('requestHold', (message) => holds.request(message));
    this.on('driveOn', (message) => holds.driveOn(message));
    this.on('handOver', (message) => holds.handOver(message));
    this.on('requestBill', (message) => freight.billAsked(message));
    this.on('requestExpedite', (message) => trips.requestExpedite(message));
    this.on('disputeInvoice', (message) => freight.dispute(message));
    this.on('fileClaim', (message) => freight.claim(message));
  }

  /** What it has really done, so far. */
  get ledger(): Readonly<CarrierLedger> {
    return this.office.state.ledger;
  }

  /** Loads it remembers. */
  get remembered(): number {
    return this.office.state.loads.size;
  }

  /** A third party's bill is by its own agreement, and a truck that stands at its ramp its own matter. */
  private sell(key: number, { totalMinor, charges }: SoldFreight): void {
    const load = this.office.loadOf(key);
    if (load?.tender == null) return;
    load.agreedMinor = totalMinor;
    load.terms = NO_DETENTION;
    load.tender = { ...load.tender, offeredMinor: totalMinor, charges };
  }

  private progressOf(key: number): number {
    const load = this.office.loadOf(key);
    const { remainingFactor } = this.office.profile.settings.expedite;
    return load === undefined ? -1 : progressOf(load, remainingFactor, this.kernel.now);
  }

  protected saveState(): CarrierState {
    return this.office.save();
  }

  protected loadState(saved: CarrierState): void {
    this.office.load(saved);
  }
}

/** What the tender desk says, said to TMS. */
function sayOn(line: TenderLine, carrier: number): CarrierSend {
  return (kind, load, attempt, b, body) => {
    const detention = kind === 'tenderCountered' ? (body as TenderCountered['body']).detention : null;
    line.answer(load, attempt, { kind: kind as LineAnswer['kind'], carrier, b, detention });
  };
}
