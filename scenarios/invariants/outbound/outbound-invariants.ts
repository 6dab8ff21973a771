/**
 * What must hold of outbound fulfilment in every run, checked as business events are written.
 *
 * 1. What the owners wrote down is judged. The core's states are read only for what no event says: what is on a load, how a
 *    changed order stands, what an invoice adds up to.
 * 2. A violation stops the run at the event that shows it; the message names the invariant, the place and the figures.
 * 3. owner-writes, side-effect-once and only-tabled-transitions are those of `events.ts`; the others are in the files beside it,
 *    which `rule-parts.ts` puts in order.
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
import { DEAD_LETTER_ROLE } from '#orchestrator/middleware/outbound-message';
import { LOAD, SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { DAY_MS } from '#sim/shifts/civil';
import type { Ask, Decided } from '../../host/ports.ts';
import type { BusinessWatcher } from '../../host/signals.ts';
import type { FaultSettings } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { StockDrift } from './drift.ts';
import { BILLED_AGAIN, EVENT_RULES, type EventName, ownerOf, type Word } from './events.ts';
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
import { type BehindTasks, checkLeftOver, openFreight } from './left-over/left-over.ts';
import { checkReplenishmentLeft } from './left-over/replenishment-left-over.ts';
import { checkTelematicsLeft } from './left-over/telematics-left-over.ts';
import type { MessageRules } from './messages.ts';
import { checkAdvice } from './model-advice.ts';
import { ownWriters } from './own-writers.ts';
import { type CoreStates, type PartnerSystems, violated } from './part.ts';
import {
  judgesOf,
  loadParts,
  type RuleParts,
  rulePartsOf,
  type SavedParts,
  saveParts,
  type WorldHas,
  worldHas,
} from './rule-parts.ts';
import { type PastBound, TEAM_WAITS } from './settling.ts';
import type { TaskInHand } from './tasks.ts';

/** Inputs and kept messages that an open order may have at once, and how many a run may have beside. Source: assumption. */
const WAITING_PER_ORDER_MAX = 100;
const WAITING_MIN = 1000;
const NO_KEYS: ReadonlySet<number> = new Set();

interface Saved extends SavedParts {
  readonly nextDayAt: number;
  readonly auditDue: boolean;
}

export class OutboundInvariants implements BusinessWatcher {
  readonly name = 'invariants';
  /** To be put between core and partners. */
  readonly messages: MessageRules;
  private readonly books: RuleParts['books'];
  private readonly known: ReadonlyMap<string, Known>;
  private readonly parts: RuleParts;
  private readonly has: WorldHas;
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
    this.has = worldHas(world);
    const writers = ownWriters(world);
    const around = {
      core: (): CoreStates => this.core!,
      stock: () => (writers.has('wms') ? null : (this.systems?.wms.stock ?? null)),
      waitedMs: (): number => TEAM_WAITS * this.longestAnswerMs(),
      heard: (message: Envelope): void => this.heard(message),
    };
    this.parts = rulePartsOf(world, this.has, around);
    this.books = this.parts.books;
    this.messages = this.parts.messages;
    if (world.faults.clocks.length > 0) this.messages.unpaced();
    this.patient = hasFaults(world.faults) || world.partners.some(changesItsKey);
    const judges = judgesOf(this.parts, world, around);
    this.known = new Map(
      (Object.keys(EVENT_RULES) as EventName[]).map((event) => [
        event,
        knownOf(
          event,
          ownerOf(event, world.network),
          judges.flatMap(({ rules }) => rules[event] ?? []),
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
    this.parts.governance.decided(ask, decided);
    if (decided.model !== undefined) checkAdvice(ask, decided, this.modelLimits());
    if (ask.point === 'replenishment') this.parts.replenishment.decided(ask, decided);
    else this.parts.decisions.decided(ask, decided);
  };

  /** A person is given something to do. */
  task(type: number, key: number, task: HumanTask, now: number): void {
    this.parts.tasks.task(type, key, task, now, !this.patient);
    if (type === OUTBOUND_MESSAGE && task.role === DEAD_LETTER_ROLE) this.messages.ticket(key, task.no);
  }

  /** A person has answered. */
  answered(type: number, key: number, no: number, answer: number): void {
    this.parts.tasks.answered(type, key, no);
    if (type === OUTBOUND_MESSAGE) this.messages.answered(key, no);
    else if (type === REPLENISHMENT) this.parts.replenishment.answered(key, answer);
    else if (type === COMPLAINT_CASE) this.parts.care.answered(key);
    else this.parts.decisions.answered(type, key, answer);
  }

  posted(posting: Posting, amountMinor: number, entityKey: number): void {
    this.parts.sagas.posted(posting, amountMinor, entityKey);
  }

  /** What is past the bound of the scenario and waits for no person; at the horizon, what a report must name. */
  pastBound(now: number): PastBound {
    return this.parts.settling.pastBound(now);
  }

  /** Tasks that nobody has answered, the oldest first. O(these, and what was answered today). */
  openTasks(): readonly TaskInHand[] {
    return this.parts.tasks.open();
  }

  /** How far ERP's picture and WMS's stock are apart now; null = partners are not audited. */
  stockDrift(): StockDrift | null {
    return this.systems === null ? null : this.parts.drift.measure(this.systems);
  }

  /** The time of the run is up: nothing may be past its bound. Throws `InvariantViolation`. */
  atHorizon(now: number): void {
    if (!this.patient) this.parts.settling.daily(now);
  }

  /** When nothing more can happen. Throws `InvariantViolation`; @returns what stands behind people */
  atEnd(): BehindTasks {
    const core = this.core!;
    const { systems } = this;
    const behind = checkLeftOver(core, this.has);
    const purchases = this.has.inbound ? purchasesBehindTasks(core) : NO_KEYS;
    if (this.has.inbound) checkInboundLeft(core, systems, purchases);
    if (this.has.care) this.careAtEnd(core, systems);
    if (this.has.customs) checkCustomsLeft(core, behind.loads);
    if (this.has.telematics) checkTelematicsLeft(core, behind.loads);
    this.parts.plans.atEnd(behind.orders);
    if (this.has.stores) checkReplenishmentLeft(core, behind.orders);
    this.parts.cases.atEnd();
    this.parts.stock.audit();
    if (behind.orders.size === 0) this.parts.stock.nothingReserved();
    this.parts.money.atEnd(core.books.ledger, openFreight(core));
    const anyBehind = behind.orders.size + behind.loads.size > 0;
    this.parts.differences.atEnd(core.books.ledger, { behind: anyBehind });
    const left = this.books.orders.keys().filter((order) => !behind.orders.has(order));
    if (left.length > 0)
      violated(
        'settles',
        `order ${left.reduce((x, y) => Math.min(x, y))}: nothing more can happen, and it is not done`,
      );
    if (systems !== null) this.partnersAtEnd(systems, behind, purchases);
    this.parts.tasks.atEnd();
    return behind;
  }

  private careAtEnd(core: CoreStates, systems: PartnerSystems | null): void {
    const behind = careBehindTasks(core);
    checkCareLeft(core, behind);
    if (systems !== null) this.parts.care.atEnd(systems, core.books.ledger, behind);
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
    this.parts.acceptances.atEnd(loads);
    this.parts.appointments.atEnd(loads);
    this.parts.cancellations.atEnd(orders);
    this.parts.progress.atEnd(orders, loads);
    this.parts.effects.check(systems);
    this.parts.inbound.atEnd(systems, receipts);
    this.parts.customs.atEnd(systems, this.feesPosted(), loads);
    this.parts.telematics.atEnd(systems, loads);
    this.parts.replenishment.atEnd(systems, { orders, loads });
    this.parts.routes.atEnd(systems, orders);
    this.parts.drift.atEnd(systems, new Set([...orders, ...receipts]), (node, product) =>
      this.parts.own.leftOf(node, product),
    );
    this.parts.sagas.atEnd(systems, loads, (product, country) =>
      this.parts.departures.usedOf(product, country),
    );
  }

  save(): Saved {
    return { ...saveParts(this.parts), nextDayAt: this.nextDayAt, auditDue: this.auditDue };
  }

  load(state: unknown): void {
    const saved = state as Saved;
    loadParts(this.parts, saved);
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
    if (message.kind === 'answerQuery') this.parts.customs.answered(message);
    else if (message.kind === 'confirmAppointment') this.parts.inbound.confirmed(message);
    else this.parts.cancellations.answered(message);
  }

  private newDay(time: number): void {
    this.nextDayAt = (Math.floor(time / DAY_MS) + 1) * DAY_MS;
    this.auditDue = true;
    this.parts.contracts.forget(time);
    this.parts.tasks.daily(time, !this.patient);
    this.parts.sagas.daily(time, this.patient, (load) => this.byHand(LOAD, load));
    if (!this.patient) {
      this.parts.cases.daily(time);
      this.parts.settling.daily(time);
      this.parts.telematics.daily(time);
      this.parts.drift.daily(time);
      this.parts.replenishment.daily(time);
      if (this.systems?.erpMigration) this.parts.erpBooks.daily(this.systems.erpMigration);
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
    this.parts.stock.daily();
    if (this.systems === null) return;
    this.messages.daily(this.systems);
    this.parts.effects.check(this.systems);
    this.parts.inbound.check(this.systems);
    if (this.has.care) this.parts.care.check(this.systems);
    this.parts.differences.check(this.systems);
    this.parts.customs.check(this.systems, this.feesPosted());
    this.parts.telematics.check(this.systems);
  }
}

/** A carrier may go on with the old secret until somebody sees to it. */
function changesItsKey(partner: OutboundWorld['partners'][number]): boolean {
  return partner.protocol === 'rest' && partner.rotation !== undefined;
}

function hasFaults(faults: FaultSettings): boolean {
  return Object.values(faults).some((each) => each.length > 0);
}
