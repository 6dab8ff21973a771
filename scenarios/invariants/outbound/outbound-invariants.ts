/**
 * What must hold of outbound fulfilment in every run, checked as business events are written.
 *
 * 1. What the owners wrote down is judged. The core's states are read only for what no event says: what is on a load, how a
 *    changed order stands, what an invoice adds up to.
 * 2. A violation stops the run at the event that shows it; the message names the invariant, the place and the figures.
 * 3. owner-writes, side-effect-once and only-tabled-transitions are those of `events.ts`; the others are in the files beside it.
 * 4. Beside business events they are shown every message between core and partners, decision, task and answer, and posting: what
 *    must hold of those is in `messages.ts`, `decisions.ts` and `sagas.ts`.
 * 5. What the bound of the scenario or a plain length of time says is too late is so only where nothing goes wrong by design.
 * 6. Memory: about 14 bytes an order for the whole run (more where orders have many shipments), figures of what is open, and
 *    nothing an event. All of it is part of every snapshot.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { RECEIPTS_MAX, receiptKey } from '#orchestrator/contracts/receipt-key';
import { COMPLAINT_CASE, REPLENISHMENT } from '#orchestrator/core/actor-types';
import type { HumanTask, Posting } from '#orchestrator/core/out';
import type { ModelLimits } from '#orchestrator/decisions/model-limits';
import { OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import { tmsConsolidates, tmsTenders } from '#orchestrator/model/responsibilities';
import { LOAD, SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import type { Ask, Decided } from '../../host/ports.ts';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { FaultSettings } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { AcceptanceRules } from './acceptances.ts';
import { OpenBooks, type SavedOpenBooks } from './books.ts';
import { CancellationRules } from './cancellations.ts';
import { CareRules } from './care.ts';
import { CaseRules } from './cases.ts';
import { Contracts } from './contracts.ts';
import { CustomsRules } from './customs.ts';
import { DecisionRules } from './decisions.ts';
import { DepartureRules } from './departures.ts';
import { DifferenceRules } from './differences.ts';
import { DriftRules, type StockDrift } from './drift.ts';
import { ErpBookRules } from './erp-books.ts';
import { BILLED_AGAIN, EVENT_RULES, type EventName, ownerOf, type Word } from './events.ts';
import { GovernanceRules } from './governance.ts';
import { InboundRules } from './inbound.ts';
import {
  foreign,
  type Known,
  knownOf,
  nameOf,
  outOfTurn,
  unknownEvent,
  wrongNumber,
} from './known-events.ts';
import { careBehindTasks, checkCareLeft } from './left-over/care-left-over.ts';
import { checkCustomsLeft } from './left-over/customs-left-over.ts';
import { checkInboundLeft, purchasesBehindTasks } from './left-over/inbound-left-over.ts';
import { type BehindTasks, checkLeftOver, type Has, openFreight } from './left-over/left-over.ts';
import { checkReplenishmentLeft } from './left-over/replenishment-left-over.ts';
import { checkTelematicsLeft } from './left-over/telematics-left-over.ts';
import { LoadRules } from './loads.ts';
import { MessageRules } from './messages.ts';
import { checkAdvice } from './model-advice.ts';
import { MoneyRules } from './money.ts';
import { type CoreStates, type PartnerSystems, violated } from './part.ts';
import { PlanRules } from './plans.ts';
import { ProgressRules } from './progress.ts';
import { PromiseRules } from './promises.ts';
import { ProofRules } from './proofs.ts';
import { RateRules } from './rates.ts';
import { ReplenishmentRules } from './replenishment.ts';
import { ReturnRules } from './returns.ts';
import { RouteRules } from './routes.ts';
import { SagaRules } from './sagas.ts';
import { type PastBound, SettleRules, TEAM_WAITS } from './settling.ts';
import { SideEffectRules } from './side-effects.ts';
import { StockRules } from './stock.ts';
import { StockBooks } from './stock-books.ts';
import { TelematicsRules } from './telematics.ts';
import { ThirdPartyRules } from './third-party.ts';
import { UnitRules } from './units.ts';

/** Inputs and kept messages that an open order may have at once, and how many a run may have beside. Source: assumption. */
const WAITING_PER_ORDER_MAX = 100;
const WAITING_MIN = 1000;
const NO_KEYS: ReadonlySet<number> = new Set();

interface Saved {
  readonly acceptances: ReturnType<AcceptanceRules['save']>;
  readonly books: SavedOpenBooks;
  readonly cancellations: ReturnType<CancellationRules['save']>;
  readonly care: ReturnType<CareRules['save']>;
  readonly cases: ReturnType<CaseRules['save']>;
  readonly contracts: ReturnType<Contracts['save']>;
  readonly customs: ReturnType<CustomsRules['save']>;
  readonly decisions: ReturnType<DecisionRules['save']>;
  readonly departures: ReturnType<DepartureRules['save']>;
  readonly differences: ReturnType<DifferenceRules['save']>;
  readonly drift: ReturnType<DriftRules['save']>;
  readonly effects: ReturnType<SideEffectRules['save']>;
  readonly erpBooks: ReturnType<ErpBookRules['save']>;
  readonly governance: ReturnType<GovernanceRules['save']>;
  readonly inbound: ReturnType<InboundRules['save']>;
  readonly messages: ReturnType<MessageRules['save']>;
  readonly money: ReturnType<MoneyRules['save']>;
  readonly own: ReturnType<StockBooks['save']>;
  readonly replenishment: ReturnType<ReplenishmentRules['save']>;
  readonly routes: ReturnType<RouteRules['save']>;
  readonly sagas: ReturnType<SagaRules['save']>;
  readonly stock: ReturnType<StockRules['save']>;
  readonly plans: ReturnType<PlanRules['save']>;
  readonly progress: ReturnType<ProgressRules['save']>;
  readonly proofs: ReturnType<ProofRules['save']>;
  readonly telematics: ReturnType<TelematicsRules['save']>;
  readonly thirdParty: ReturnType<ThirdPartyRules['save']>;
  readonly nextDayAt: number;
  readonly auditDue: boolean;
}

export class OutboundInvariants implements BusinessWatcher {
  readonly name = 'invariants';
  /** To be put between core and partners. */
  readonly messages: MessageRules;
  private readonly acceptances: AcceptanceRules;
  private readonly books = new OpenBooks();
  private readonly cancellations: CancellationRules;
  private readonly known: ReadonlyMap<string, Known>;
  private readonly care: CareRules;
  private readonly hasCare: boolean;
  private readonly cases: CaseRules;
  private readonly contracts: Contracts;
  private readonly customs: CustomsRules;
  private readonly hasCustoms: boolean;
  private readonly decisions: DecisionRules;
  private readonly departures: DepartureRules;
  private readonly differences: DifferenceRules;
  private readonly drift: DriftRules;
  private readonly effects = new SideEffectRules();
  private readonly erpBooks = new ErpBookRules();
  private readonly governance = new GovernanceRules();
  private readonly inbound: InboundRules;
  private readonly hasInbound: boolean;
  private readonly money: MoneyRules;
  private readonly own: StockBooks;
  private readonly replenishment: ReplenishmentRules;
  private readonly hasStores: boolean;
  private readonly routes: RouteRules;
  private readonly sagas: SagaRules;
  private readonly settling: SettleRules;
  private readonly stock: StockRules;
  private readonly plans: PlanRules;
  private readonly progress: ProgressRules;
  private readonly proofs: ProofRules;
  private readonly telematics: TelematicsRules;
  private readonly thirdParty: ThirdPartyRules;
  private readonly hasTelematics: boolean;
  private readonly has: Has;
  private core: CoreStates | null = null;
  private systems: PartnerSystems | null = null;
  /** Things go wrong by design: nothing is too late. */
  private patient: boolean;
  private longestAnswerMs = (): number => 0;
  private byHand = (_type: number, _key: number): boolean => false;
  private modelLimits = (): ModelLimits | null => null;
  private nextDayAt = 0;
  /** Partners have not been audited on this day. */
  private auditDue = false;

  constructor(world: OutboundWorld) {
    const { books } = this;
    const core = (): CoreStates => this.core!;
    this.acceptances = new AcceptanceRules(books, world);
    this.cancellations = new CancellationRules(core);
    this.care = new CareRules(world);
    this.hasCare = world.network.care !== undefined;
    this.cases = new CaseRules(world, core);
    this.contracts = new Contracts(world);
    this.customs = new CustomsRules(books, world);
    this.hasCustoms = world.customs !== undefined;
    this.decisions = new DecisionRules(books, world);
    this.departures = new DepartureRules(books, world, core);
    this.differences = new DifferenceRules(books, world, core);
    this.drift = new DriftRules(world);
    this.inbound = new InboundRules(world, core);
    this.hasInbound = world.inbound !== undefined;
    this.messages = new MessageRules(core, (message) => this.heard(message));
    if (world.faults.clocks.length > 0) this.messages.unpaced();
    this.money = new MoneyRules(books, world, core);
    this.own = new StockBooks(world, core);
    this.replenishment = new ReplenishmentRules(world);
    this.hasStores = world.replenishment !== undefined;
    this.progress = new ProgressRules(books, core);
    this.routes = new RouteRules(world, core);
    this.sagas = new SagaRules(books, world);
    this.has = {
      telematics: world.telematics !== undefined,
      plans: tmsConsolidates(world.network),
      routes: world.network.routes !== undefined,
    };
    const waitedMs = (): number => TEAM_WAITS * this.longestAnswerMs();
    this.settling = new SettleRules(books, world.settleBoundMs ?? Infinity, core, waitedMs, this.has);
    this.plans = new PlanRules(books, world, core);
    this.proofs = new ProofRules(books, world, core);
    this.telematics = new TelematicsRules(books, world, core);
    this.thirdParty = new ThirdPartyRules(books, world, core);
    this.hasTelematics = world.telematics !== undefined;
    this.stock = new StockRules(books, this.own, world, () => this.systems?.wms.stock ?? null);
    this.patient = hasFaults(world.faults) || world.partners.some(changesItsKey);
    // What a part forgets at an event, the parts before it have judged.
    const parts = [
      new PromiseRules(world.demand, world.replenishment?.core.numbering.first),
      this.sagas,
      new UnitRules(books, world, core),
      this.settling,
      this.stock,
      this.own,
      this.drift,
      this.inbound,
      this.care,
      this.cases,
      this.replenishment,
      this.routes,
      this.effects,
      this.erpBooks,
      this.departures,
      this.customs,
      this.plans,
      this.proofs,
      this.differences,
      this.telematics,
      this.thirdParty,
      this.decisions,
      this.governance,
      this.money,
      new LoadRules(books, this.contracts, world.names.carriers, waitedMs, tmsTenders(world.network)),
      ...(world.network.rates === undefined ? [] : [new RateRules(books, world, core)]),
      this.acceptances,
      this.cancellations,
      this.progress,
      new ReturnRules(world, core),
      this.messages,
    ];
    this.known = new Map(
      (Object.keys(EVENT_RULES) as EventName[]).map((event) => [
        event,
        knownOf(
          event,
          ownerOf(event, world.network),
          parts.flatMap(({ rules }) => rules[event] ?? []),
        ),
      ]),
    );
  }

  /**
   * Once, before the first event.
   * @param systems null = partners are not audited
   * @param faults of the run, beside those of its world
   * @param longestAnswerMs that a team of people has taken so far
   * @param byHand whether something about an actor lies with people who carry messages on
   * @param modelLimits of the model in force; null = there is none
   */
  connect(
    core: CoreStates,
    systems: PartnerSystems | null,
    {
      faults = false,
      longestAnswerMs = (): number => 0,
      byHand = (_type: number, _key: number): boolean => false,
      modelLimits = (): ModelLimits | null => null,
    } = {},
  ): void {
    this.core = core;
    this.systems = systems;
    if (faults) this.patient = true;
    this.longestAnswerMs = longestAnswerMs;
    this.byHand = byHand;
    this.modelLimits = modelLimits;
  }

  /** Takes one business event; throws `InvariantViolation`. */
  business(
    time: number,
    event: string,
    owner: string,
    entityType: string,
    key: number,
    n: number,
    a: number,
    b: number,
  ): void {
    const known = this.known.get(event);
    if (known === undefined) unknownEvent(event, owner);
    if (owner !== known.owner || entityType !== known.entity) foreign(known, owner, entityType, key);
    this.messages.events += 1;
    if (time >= this.nextDayAt) this.newDay(time);
    // Partners write in the middle of what they do; what the core writes finds them at rest.
    if (this.auditDue && owner === 'core') this.auditPartners();
    if (known.word !== null) this.note(known, known.word, key, n);
    const { rules } = known;
    for (let i = 0; i < rules.length; i++) rules[i]!(time, key, n, a, b);
  }

  /** A decision goes on record. */
  readonly decided = (ask: Ask, decided: Decided): void => {
    this.governance.decided(ask, decided);
    if (decided.model !== undefined) checkAdvice(ask, decided, this.modelLimits());
    if (ask.point === 'replenishment') this.replenishment.decided(ask, decided);
    else this.decisions.decided(ask, decided);
  };

  /** A person is given something to do. */
  task(type: number, key: number, { kind, no }: HumanTask): void {
    if (type === OUTBOUND_MESSAGE && kind === 'deadLetter') this.messages.ticket(key, no);
  }

  /** A person has answered. */
  answered(type: number, key: number, no: number, answer: number): void {
    if (type === OUTBOUND_MESSAGE) this.messages.answered(key, no);
    else if (type === REPLENISHMENT) this.replenishment.answered(key, answer);
    else if (type === COMPLAINT_CASE) this.care.answered(key);
    else this.decisions.answered(type, key, answer);
  }

  posted(posting: Posting, amountMinor: number, entityKey: number): void {
    this.sagas.posted(posting, amountMinor, entityKey);
  }

  /** What is past the bound of the scenario and waits for no person; at the horizon, what a report must name. */
  pastBound(now: number): PastBound {
    return this.settling.pastBound(now);
  }

  /** How far ERP's picture and WMS's stock are apart now; null = partners are not audited. */
  stockDrift(): StockDrift | null {
    return this.systems === null ? null : this.drift.measure(this.systems);
  }

  /** The time of the run is up: nothing may be past its bound. Throws `InvariantViolation`. */
  atHorizon(now: number): void {
    if (!this.patient) this.settling.daily(now);
  }

  /** When nothing more can happen. Throws `InvariantViolation`; @returns what stands behind people */
  atEnd(): BehindTasks {
    const core = this.core!;
    const { systems } = this;
    const behind = checkLeftOver(core, this.has);
    const purchases = this.hasInbound ? purchasesBehindTasks(core) : NO_KEYS;
    if (this.hasInbound) checkInboundLeft(core, systems, purchases);
    if (this.hasCare) this.careAtEnd(core, systems);
    if (this.hasCustoms) checkCustomsLeft(core, behind.loads);
    if (this.hasTelematics) checkTelematicsLeft(core, behind.loads);
    this.plans.atEnd(behind.orders);
    if (this.hasStores) checkReplenishmentLeft(core, behind.orders);
    this.cases.atEnd();
    this.stock.audit();
    if (behind.orders.size === 0) this.stock.nothingReserved();
    this.money.atEnd(core.books.ledger, openFreight(core));
    const anyBehind = behind.orders.size + behind.loads.size > 0;
    this.differences.atEnd(core.books.ledger, { behind: anyBehind });
    const left = this.books.orders.keys().filter((order) => !behind.orders.has(order));
    if (left.length > 0)
      violated(
        'settles',
        `order ${left.reduce((x, y) => Math.min(x, y))}: nothing more can happen, and it is not done`,
      );
    if (systems !== null) this.partnersAtEnd(systems, behind, purchases);
    return behind;
  }

  private careAtEnd(core: CoreStates, systems: PartnerSystems | null): void {
    const behind = careBehindTasks(core);
    checkCareLeft(core, behind);
    if (systems !== null) this.care.atEnd(systems, core.books.ledger, behind);
  }

  private partnersAtEnd(
    systems: PartnerSystems,
    { orders, loads }: BehindTasks,
    purchases: ReadonlySet<number>,
  ): void {
    const receipts = new Set(
      [...purchases].flatMap((order) => Array.from({ length: RECEIPTS_MAX }, (_, n) => receiptKey(order, n))),
    );
    this.messages.atEnd(systems);
    this.acceptances.atEnd(loads);
    this.cancellations.atEnd(orders);
    this.progress.atEnd(orders, loads);
    this.effects.check(systems);
    this.inbound.atEnd(systems, receipts);
    this.customs.atEnd(systems, this.feesPosted(), loads);
    this.telematics.atEnd(systems, loads);
    this.replenishment.atEnd(systems, { orders, loads });
    this.routes.atEnd(systems, orders);
    this.drift.atEnd(systems, new Set([...orders, ...receipts]), (node, product) =>
      this.own.leftOf(node, product),
    );
    this.sagas.atEnd(systems, loads, (product, country) => this.departures.usedOf(product, country));
  }

  save(): Saved {
    return {
      acceptances: this.acceptances.save(),
      books: this.books.save(),
      cancellations: this.cancellations.save(),
      care: this.care.save(),
      cases: this.cases.save(),
      contracts: this.contracts.save(),
      customs: this.customs.save(),
      decisions: this.decisions.save(),
      departures: this.departures.save(),
      differences: this.differences.save(),
      drift: this.drift.save(),
      effects: this.effects.save(),
      erpBooks: this.erpBooks.save(),
      governance: this.governance.save(),
      inbound: this.inbound.save(),
      messages: this.messages.save(),
      money: this.money.save(),
      own: this.own.save(),
      replenishment: this.replenishment.save(),
      routes: this.routes.save(),
      sagas: this.sagas.save(),
      stock: this.stock.save(),
      plans: this.plans.save(),
      progress: this.progress.save(),
      proofs: this.proofs.save(),
      telematics: this.telematics.save(),
      thirdParty: this.thirdParty.save(),
      nextDayAt: this.nextDayAt,
      auditDue: this.auditDue,
    };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    this.acceptances.load(saved.acceptances);
    this.books.load(saved.books);
    this.cancellations.load(saved.cancellations);
    this.care.load(saved.care);
    this.cases.load(saved.cases);
    this.contracts.load(saved.contracts);
    this.customs.load(saved.customs);
    this.decisions.load(saved.decisions);
    this.departures.load(saved.departures);
    this.differences.load(saved.differences);
    this.drift.load(saved.drift);
    this.effects.load(saved.effects);
    this.erpBooks.load(saved.erpBooks);
    this.governance.load(saved.governance);
    this.inbound.load(saved.inbound);
    this.messages.load(saved.messages);
    this.money.load(saved.money);
    this.own.load(saved.own);
    this.replenishment.load(saved.replenishment);
    this.routes.load(saved.routes);
    this.sagas.load(saved.sagas);
    this.stock.load(saved.stock);
    this.plans.load(saved.plans);
    this.progress.load(saved.progress);
    this.proofs.load(saved.proofs);
    this.telematics.load(saved.telematics);
    this.thirdParty.load(saved.thirdParty);
    this.settling.restored();
    this.nextDayAt = saved.nextDayAt;
    this.auditDue = saved.auditDue;
  }

  /** It happens once, after what must be before. */
  private note(known: Known, of: Word, key: number, n: number): void {
    const store = this.books.bitsOf(of);
    const word = of === 'order' || of === 'purchaseOrder' ? key * SHIPMENTS_MAX : key;
    const had = store.get(word);
    let { bit, after } = known;
    if (n === 2 && known.name === 'freightBilled') {
      after = bit;
      bit = BILLED_AGAIN;
    } else if (n !== 1) wrongNumber(known, key, n);
    if ((had & bit) !== 0) violated('side-effect-once', `${nameOf(known, key)}: ${known.name} a second time`);
    if ((after & ~had) !== 0) outOfTurn(known, of, key, after & ~had, 'before');
    if ((known.never & had) !== 0) outOfTurn(known, of, key, known.never & had, 'after');
    store.set(word, had | bit);
  }

  /** The core says it for the first time. */
  private heard(message: Envelope): void {
    if (message.kind === 'answerQuery') this.customs.answered(message);
    else if (message.kind === 'confirmAppointment') this.inbound.confirmed(message);
    else this.cancellations.answered(message);
  }

  private newDay(time: number): void {
    this.nextDayAt = (Math.floor(time / DAY_MS) + 1) * DAY_MS;
    this.auditDue = true;
    this.contracts.forget(time);
    this.sagas.daily(time, this.patient, (load) => this.byHand(LOAD, load));
    if (!this.patient) {
      this.cases.daily(time);
      this.settling.daily(time);
      this.telematics.daily(time);
      this.drift.daily(time);
      this.replenishment.daily(time);
      if (this.systems?.erpMigration) this.erpBooks.daily(this.systems.erpMigration);
    }
    const most = WAITING_MIN + WAITING_PER_ORDER_MAX * this.books.orders.size;
    const { backlog, keptMessages } = this.core!;
    if (backlog > most || keptMessages > most)
      violated(
        'bounded',
        `${backlog} inputs wait and ${keptMessages} messages are kept, with ${this.books.orders.size} orders open`,
      );
  }

  private feesPosted(): number {
    return this.core!.books.ledger.get('customsCharged') ?? 0;
  }

  private auditPartners(): void {
    this.auditDue = false;
    this.stock.daily();
    if (this.systems === null) return;
    this.messages.daily(this.systems);
    this.effects.check(this.systems);
    this.inbound.check(this.systems);
    if (this.hasCare) this.care.check(this.systems);
    this.differences.check(this.systems);
    this.customs.check(this.systems, this.feesPosted());
    this.telematics.check(this.systems);
  }
}

/** A carrier may go on with the old secret until somebody sees to it. */
function changesItsKey(partner: OutboundWorld['partners'][number]): boolean {
  return partner.protocol === 'rest' && partner.rotation !== undefined;
}

function hasFaults(faults: FaultSettings): boolean {
  return Object.values(faults).some((each) => each.length > 0);
}
