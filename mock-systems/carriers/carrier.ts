/**
 * A carrier: owns acceptance, position, delivery and its own bill.
 *
 * 1. Every draw is keyed by the order's own key: the same order has the same luck whichever carrier, plant or day a
 *    policy picks. What differs between policies is what the policy chose.
 * 2. A load is accepted, moved, delivered and billed once; a repeated tender or dispatch changes nothing.
 * 3. What was not rated (customer-arranged, or no rate) is moved and never billed.
 */
import type { DispatchLoad, Tender, TenderLoad } from '#orchestrator/contracts/outbound';
import { carrierPartner } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { roundHalfUp } from '../money.ts';
import { type CarrierSettings, DAY_MS } from '../settings.ts';

/** A table transit of 0 days: delivered the same day, this long after departure. Source: assumption. */
const SAME_DAY_MS = 6 * 3_600_000;

interface Load {
  readonly tender: Tender;
  readonly departed: boolean;
}

interface CarrierState {
  /** Loads tendered and not yet delivered. */
  readonly loads: Map<number, Load>;
}

interface LatenessModel {
  readonly lateShare: number;
  readonly earlyShare: number;
  readonly lateDays: Sampler;
  readonly earlyDays: Sampler;
}

/** Samplers and streams that all carriers of a landscape share. */
export class CarrierBehaviour {
  readonly settings: CarrierSettings;
  private readonly tenderAnswerMs: Sampler;
  private readonly invoiceAfterMs: Sampler;
  private readonly lateness = new Map<string, LatenessModel>();
  private readonly answers: RandomStream;
  private readonly punctuality: RandomStream;
  private readonly lateBy: RandomStream;
  private readonly earlyBy: RandomStream;
  private readonly invoices: RandomStream;
  private readonly invoiceErrors: RandomStream;

  private readonly keyOf: (order: number) => number;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(random: Random, settings: CarrierSettings, keyOf: (order: number) => number) {
    this.settings = settings;
    this.keyOf = keyOf;
    this.tenderAnswerMs = compile(settings.tenderAnswerMs);
    this.invoiceAfterMs = compile(settings.invoiceAfterDeliveryMs);
    for (const line of settings.lateness) {
      this.lateness.set(line.mode, {
        lateShare: line.lateShare,
        earlyShare: line.earlyShare,
        lateDays: compile(line.lateDays),
        earlyDays: compile(line.earlyDays),
      });
    }
    this.answers = random.stream('carriers/tender-answer');
    this.punctuality = random.stream('carriers/punctuality');
    this.lateBy = random.stream('carriers/late-days');
    this.earlyBy = random.stream('carriers/early-days');
    this.invoices = random.stream('carriers/invoice-after');
    this.invoiceErrors = random.stream('carriers/invoice-error');
  }

  /** ms from tender to answer. */
  answerAfter(order: number, attempt: number): number {
    return Math.max(0, Math.round(this.tenderAnswerMs.sample(this.answers, this.keyOf(order), attempt)));
  }

  /** ms from departure to delivery. An unknown mode keeps to the table. */
  transit(order: number, mode: string, transitDays: number): number {
    const planned = transitDays === 0 ? SAME_DAY_MS : transitDays * DAY_MS;
    const model = this.lateness.get(mode);
    if (model === undefined) return planned;
    const key = this.keyOf(order);
    const u = this.punctuality.unit(key, 1);
    if (u < model.lateShare) {
      return planned + Math.max(0, Math.round(model.lateDays.sample(this.lateBy, key, 1) * DAY_MS));
    }
    if (u < model.lateShare + model.earlyShare) {
      const early = Math.max(0, Math.round(model.earlyDays.sample(this.earlyBy, key, 1) * DAY_MS));
      return planned - Math.min(early, Math.floor(planned / 2));
    }
    return planned;
  }

  /** ms from delivery to the bill. */
  invoiceAfter(order: number): number {
    return Math.max(0, Math.round(this.invoiceAfterMs.sample(this.invoices, this.keyOf(order), 1)));
  }

  /** What is billed for a rated amount, minor units. */
  billed(order: number, ratedMinor: number): number {
    const wrong = this.invoiceErrors.unit(this.keyOf(order), 1) < this.settings.invoiceErrorShare;
    return wrong ? roundHalfUp(ratedMinor * (1 + this.settings.invoiceErrorFactor)) : ratedMinor;
  }
}

export class CarrierMock extends MockSystem<CarrierState> {
  protected state: CarrierState = { loads: new Map() };
  private readonly carrier: number;
  private readonly behaviour: CarrierBehaviour;
  private readonly onAccept: HandlerNo;
  private readonly onDeliver: HandlerNo;
  private readonly onBill: HandlerNo;

  constructor(context: MockContext, behaviour: CarrierBehaviour, carrier: number) {
    super(context, carrierPartner(carrier), `carrier-${carrier}`);
    this.carrier = carrier;
    this.behaviour = behaviour;
    this.onAccept = this.kernel.handler(`carrier-${carrier}.accept`, (order, attempt) =>
      this.send('tenderAccepted', order, attempt, carrier, null),
    );
    this.onDeliver = this.kernel.handler(`carrier-${carrier}.deliver`, (order) => this.deliver(order));
    this.onBill = this.kernel.handler(`carrier-${carrier}.bill`, (order, billedMinor) =>
      this.bill(order, billedMinor),
    );
    this.on('tenderLoad', (message) => this.accept(message));
    this.on('dispatchLoad', (message) => this.depart(message));
  }

  private accept(message: TenderLoad): void {
    if (this.state.loads.has(message.key)) return;
    this.state.loads.set(message.key, { tender: message.body, departed: false });
    const at = this.kernel.now + this.behaviour.answerAfter(message.key, message.a);
    this.kernel.schedule(this.onAccept, at, message.key, message.a);
  }

  private depart(message: DispatchLoad): void {
    const load = this.state.loads.get(message.key);
    if (load === undefined || load.departed) return;
    const { tender } = load;
    this.state.loads.set(message.key, { tender, departed: true });
    const now = this.kernel.now;
    this.log.business('loadDeparted', 'carrier', 'order', message.key, 1, this.carrier, tender.origin);
    this.send('loadDeparted', message.key, now, this.carrier, null);
    const transitMs = this.behaviour.transit(message.key, tender.mode, tender.transitDays);
    this.kernel.schedule(this.onDeliver, now + transitMs, message.key);
  }

  private deliver(order: number): void {
    const { tender } = this.state.loads.get(order)!;
    this.state.loads.delete(order);
    const now = this.kernel.now;
    this.log.business('loadDelivered', 'carrier', 'order', order, 1, this.carrier, tender.destination);
    this.send('loadDelivered', order, now, this.carrier, null);
    if (tender.ratedMinor === null) return;
    const billedMinor = this.behaviour.billed(order, tender.ratedMinor);
    this.kernel.schedule(this.onBill, now + this.behaviour.invoiceAfter(order), order, billedMinor);
  }

  private bill(order: number, billedMinor: number): void {
    this.log.business('freightBilled', 'carrier', 'order', order, 1, billedMinor, this.carrier);
    this.send('freightInvoiced', order, billedMinor, this.carrier, null);
  }

  protected saveState(): CarrierState {
    return { loads: new Map(this.state.loads) };
  }

  protected loadState(saved: CarrierState): void {
    this.state = { loads: new Map(saved.loads) };
  }
}
