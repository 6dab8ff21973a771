/**
 * What is decided, and by whose authority: every decision as it goes on record, and what people answer, against what is then done.
 *
 * 1. decision-audited: nothing is sourced, tendered first or spent on speed but by a decision on record, as that says; each attempt
 *    is decided, and on record, once. (That records are chained is for `host/audit-trail.ts`; what a shadow says is not done.)
 * 2. authority-kept: no more is spent on speed, agreed to in a counter-offer, or paid on a disputed bill than the limits say, no
 *    carrier is asked more often, no bill is written off, and no load counts as lost, unless a person has said so, or the carrier
 *    itself, or of a loss the time that has passed. What goes
 *    beyond the limits of a model has gone past a person or the baseline.
 */

import type { DelayPredictionOption } from '#orchestrator/decisions/delay-prediction';
import type { DelayOption } from '#orchestrator/decisions/delay-response';
import type { ExceptionContext, ExceptionOption } from '#orchestrator/decisions/exception';
import type { InvoiceContext, InvoiceOption } from '#orchestrator/decisions/invoice-anomaly';
import type { OrderPriorityOption } from '#orchestrator/decisions/order-priority';
import type { WaveSequenceOption } from '#orchestrator/decisions/wave-sequence';
import type { WorkloadOption } from '#orchestrator/decisions/workload';
import { tmsTenders } from '#orchestrator/model/responsibilities';
import { AUDIT_ANSWER } from '#orchestrator/processes/outbound/freight/freight-invoice';
import { FREIGHT_INVOICE, LOAD } from '#orchestrator/processes/outbound/inputs';
import { TRACE_ANSWER } from '#orchestrator/processes/outbound/load/load-state';
import type { Ask, Decided } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, ORDER_FIELD as O, type OpenBooks } from './books.ts';
import { AUDITED, decidedOnce } from './decided-once.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { type Rules, violated } from './part.ts';
import { type SavedWaiting, WaitingDecisions } from './waiting-decisions.ts';

const AUTHORITY = 'authority-kept';
/** Remedies that give something up, whatever the core takes for one. */
const A_PERSONS: readonly string[] = ['pay-billed', 'send-back', 'cancel', 'write-off'];
const LOST = bitOf('loadLost');
/** The answer that an action needs: of an audit to pay what is billed, of a trace that the load is lost. */
const SAYS_SO = 1;
/** Why advice was not followed that went beyond a limit: somebody else has decided. */
const BEYOND: readonly (string | null)[] = ['beyond-authority', 'low-confidence', 'poor-data'];

type Settings = Pick<OutboundWorld, 'network' | 'names' | 'demand'>;

export class DecisionRules {
  readonly rules: Rules = {
    // Where ERP allocates, its word stands for a decision of the core's.
    orderAllocated: (_time, order, n, node) => this.allocated(order, n, node),
    orderSourced: (_time, order, n, node) => this.sourced(order, n, node),
    orderRanked: (_time, order, _n, rank) => this.waiting.ranked(order, rank),
    waveSequenced: (_time, node, n, wave, shipments) => this.waiting.sequenced(node, n, wave, shipments),
    shipmentReassigned: (_time, shipment, _n, to, from) => this.waiting.reassigned(shipment, to, from),
    tenderOffered: (_time, load, n, carrier, minor) => {
      if (!this.byThirdParty) this.offered(load, n, carrier, minor);
    },
    loadBooked: (_time, load, n, _carrier, minor) => {
      if (!this.byThirdParty) this.booked(load, n, minor);
    },
    expediteRequested: (_time, load, n, minor) => this.expedited(load, n, minor),
    rerouteRequested: (_time, load, _n, minor) => this.rerouted(load, minor),
    loadPredictedLate: (_time, load, n) => this.predictedLate(load, n),
    freightMatched: (_time, load, _n, _minor, within) => this.matched(load, within),
    loadHeld: (_time, load, _n, _carrier, earnedMinor) => {
      const { loads } = this.books;
      const at = loads.at(load);
      if (at !== NONE) loads.values[at + L.earnedMinor] = earnedMinor;
    },
    invoiceCorrected: (_time, load, _n, minor) => {
      const { loads } = this.books;
      const at = loads.at(load);
      if (at !== NONE) loads.values[at + L.correctedMinor] = minor;
    },
    freightPaid: (_time, load, _n, minor) => this.paid(load, minor),
    freightWrittenOff: (_time, load) => this.writtenOff(load),
    loadGivenUpAsLost: (time, load) => this.lost(time, load),
  };

  private readonly books: OpenBooks;
  private readonly waiting: WaitingDecisions;
  private readonly world: Settings;
  /** What an order list prescribes is tendered undecided; so is what TMS tenders by its guide. */
  private readonly undecided: boolean;
  /** Its tenders and what it pays for them are its own; what it bills is held to its tariff. */
  private readonly byThirdParty: boolean;

  constructor(books: OpenBooks, world: Settings) {
    this.books = books;
    this.waiting = new WaitingDecisions(books, world.names);
    this.world = world;
    this.byThirdParty = world.network.freight !== undefined;
    this.undecided = world.demand.kind === 'listed' || tmsTenders(world.network);
  }

  /** A decision goes on record. */
  decided(ask: Ask, decided: Decided): void {
    const { mode, fallback, model, chosen } = decided;
    if (BEYOND.includes(fallback) && model?.override == null)
      violated(
        AUTHORITY,
        `${ask.entityType} ${ask.entityKey}: ${ask.point} ${ask.attempt} was ${fallback}, and nobody else has decided`,
      );
    if (mode === 'shadow') return;
    const option = chosen < 0 ? null : ask.options[chosen];
    switch (ask.point) {
      case 'sourcing':
        this.sourcing(ask, option as { readonly node: number } | null);
        return;
      case 'carrier':
        this.carrier(ask, option as { readonly carrier: number } | null);
        return;
      case 'order-priority':
        this.waiting.rank(ask, option as OrderPriorityOption | null);
        return;
      case 'wave-sequence':
        this.waiting.sequence(ask, option as WaveSequenceOption | null);
        return;
      case 'workload':
        this.waiting.workload(ask.entityKey, option as WorkloadOption | null);
        return;
      case 'delay-response':
        this.response(ask, option as DelayOption | null);
        return;
      case 'delay-prediction':
        this.prediction(ask, option as DelayPredictionOption | null);
        return;
      case 'invoice-anomaly':
        this.bill(ask, option as InvoiceOption | null);
        return;
      case 'exception':
        this.remedied(ask.context as ExceptionContext, option as ExceptionOption | null);
    }
  }

  /** A person has answered. */
  answered(type: number, key: number, answer: number): void {
    if (type !== LOAD && type !== FREIGHT_INVOICE) return;
    const { loads } = this.books;
    const at = loads.at(key);
    if (at === NONE) return;
    const field = at + (type === LOAD ? L.answer : L.audit);
    // What was said once counts, whatever is said late or twice.
    if (loads.values[field] !== SAYS_SO) loads.values[field] = answer;
    if (type === LOAD) loads.values[at + L.tenders] = 0;
  }

  /** A remedy that is followed counts as a person's answer, and can't be one that only a person may give. */
  private remedied({ type, key }: ExceptionContext, option: ExceptionOption | null): void {
    if (option === null || option.answer < 0) return;
    if (A_PERSONS.includes(option.remedy))
      violated(AUTHORITY, `actor ${type} ${key}: ${option.remedy} by recommendation, which is a person's`);
    this.answered(type, key, option.answer);
  }

  private sourcing({ entityKey: order, attempt }: Ask, option: { readonly node: number } | null): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE) return;
    decidedOnce('order', order, 'sourcing', orders.values[at + O.decided]!, attempt);
    orders.values[at + O.decided] = attempt;
    orders.values[at + O.decidedNode] = option?.node ?? NONE;
  }

  private carrier({ entityKey: load, attempt }: Ask, option: { readonly carrier: number } | null): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    decidedOnce('load', load, 'choice of a carrier', values[at + L.chosen]!, attempt);
    values[at + L.chosen] = attempt;
    values[at + L.choice] = option?.carrier ?? NONE;
    values[at + L.tenders] = 0;
  }

  private response({ entityKey: load, attempt }: Ask, option: DelayOption | null): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    decidedOnce('load', load, 'response to delay', values[at + L.response]!, attempt);
    values[at + L.response] = attempt;
    values[at + L.responseMinor] = option === null || option.action === 'wait' ? NONE : option.costMinor;
    values[at + L.tenders] = 0;
    if (option === null) return;
    const { expediteMinorMax, rerouteMinorMax } = this.world.network.limits;
    const most = { wait: 0, expedite: expediteMinorMax, reroute: rerouteMinorMax }[option.action];
    if (option.costMinor > most)
      violated(
        AUTHORITY,
        `load ${load}: ${option.action} for ${option.costMinor} decided, ${most} are allowed`,
      );
  }

  private prediction({ entityKey: load, attempt }: Ask, option: DelayPredictionOption | null): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at !== NONE && option?.says === 'late') loads.values[at + L.predictedLate] = attempt;
  }

  private predictedLate(load: number, n: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE || loads.values[at + L.predictedLate] === n) return;
    violated(
      AUDITED,
      `load ${load}: counts as late by prediction ${n}; the last on record that says so is ${loads.values[at + L.predictedLate]}`,
    );
  }

  private bill({ entityKey: load, context }: Ask, option: InvoiceOption | null): void {
    const { loads } = this.books;
    const at = loads.at(load);
    const pays = option?.action === 'pay';
    const { beyondTotalMinor, totalOffMinor, charges, beyondMinor } = context as InvoiceContext;
    const beyond = this.beyondOf(charges);
    if (beyondMinor !== beyond)
      violated(
        AUDITED,
        `load ${load}: its bill is judged with ${beyondMinor} beyond tolerance by charge, its charges make that ${beyond}`,
      );
    if (pays && beyondTotalMinor + totalOffMinor > 0)
      violated(
        AUTHORITY,
        `load ${load}: its bill is paid, ${beyondTotalMinor} beyond agreement and tolerance`,
      );
    if (at !== NONE) loads.values[at + L.billPaid] = pays ? 1 : 0;
  }

  /** Over what was agreed, of charges that are beyond tolerance: all of what nobody has agreed to is. */
  private beyondOf(charges: InvoiceContext['charges']): number {
    const { invoiceTolerance } = this.world.network.limits;
    let minor = 0;
    for (const { billedMinor, agreedMinor } of charges)
      if (billedMinor > agreedMinor + agreedMinor * invoiceTolerance) minor += billedMinor - agreedMinor;
    return minor;
  }

  /** Where bills are judged, one is paid at once only as was decided. */
  private matched(load: number, within: number): void {
    if (this.world.network.auditsBills === undefined || within !== 1) return;
    const { loads } = this.books;
    const at = loads.at(load);
    if (at !== NONE && loads.values[at + L.billPaid] !== 1)
      violated(AUDITED, `load ${load}: its bill is paid, and no decision on record says so`);
  }

  save(): SavedWaiting {
    return this.waiting.save();
  }

  load(saved: SavedWaiting): void {
    this.waiting.load(saved);
  }

  private allocated(order: number, n: number, node: number): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE) return;
    orders.values[at + O.decided] = n;
    orders.values[at + O.decidedNode] = node;
  }

  private sourced(order: number, n: number, node: number): void {
    const { orders } = this.books;
    const at = orders.at(order);
    if (at === NONE) return;
    const decided = orders.values[at + O.decided]!;
    const where = orders.values[at + O.decidedNode]!;
    if (decided === n && where === node) return;
    const { nodes } = this.world.names;
    violated(
      AUDITED,
      `order ${order}: sourcing ${n} at ${nodes[node]}; the last on record is ${decided}, ${where === NONE ? 'nowhere' : `at ${nodes[where]}`}`,
    );
  }

  private offered(load: number, n: number, carrier: number, minor: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    const { carriers } = this.world.names;
    const choice = values[at + L.choice]!;
    if (!this.undecided && values[at + L.chosen] === 0)
      violated(
        AUDITED,
        `load ${load}: tender ${n} to ${carriers[carrier]}, and no choice of a carrier is on record`,
      );
    if (choice !== NONE && choice !== carrier)
      violated(AUDITED, `load ${load}: tender ${n} to ${carriers[carrier]}, ${carriers[choice]} was chosen`);
    values[at + L.choice] = NONE;
    values[at + L.offeredMinor] = minor;
    values[at + L.tenders]! += 1;
    const { tendersMax } = this.world.network.limits;
    if (values[at + L.tenders]! > tendersMax)
      violated(
        AUTHORITY,
        `load ${load}: tender ${n} is no. ${values[at + L.tenders]} of a round of ${tendersMax}, and no planner was asked`,
      );
  }

  private booked(load: number, n: number, minor: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    if (loads.values[at + L.reverted] === n) {
      const agreed = loads.values[at + L.holderMinor]!;
      if (minor > agreed)
        violated(AUTHORITY, `load ${load}: booked again for ${minor} (tender ${n}), agreed were ${agreed}`);
      return;
    }
    const offered = loads.values[at + L.offeredMinor]!;
    const { counterTolerance, rerouteMinorMax } = this.world.network.limits;
    const earned = loads.values[at + L.earnedMinor]!;
    if (earned !== NONE && minor - earned > rerouteMinorMax)
      violated(
        AUTHORITY,
        `load ${load}: booked onward for ${minor}, of which ${earned} are earned; ${rerouteMinorMax} on top are allowed`,
      );
    if (minor > offered * (1 + counterTolerance))
      violated(
        AUTHORITY,
        `load ${load}: booked for ${minor} (tender ${n}), offered ${offered} and ${counterTolerance} of it`,
      );
  }

  private expedited(load: number, n: number, minor: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    if (values[at + L.response] !== n || values[at + L.responseMinor] !== minor)
      violated(
        AUDITED,
        `load ${load}: ${minor} offered for speed by response ${n}; on record is ${values[at + L.response]}, for ${values[at + L.responseMinor]}`,
      );
    const { expediteMinorMax } = this.world.network.limits;
    if (minor > expediteMinorMax)
      violated(AUTHORITY, `load ${load}: ${minor} offered for speed, ${expediteMinorMax} are allowed`);
  }

  private rerouted(load: number, minor: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    if (values[at + L.responseMinor] !== minor)
      violated(
        AUDITED,
        `load ${load}: ${minor} offered to another carrier; on record is response ${values[at + L.response]}, for ${values[at + L.responseMinor]}`,
      );
    const { rerouteMinorMax } = this.world.network.limits;
    if (minor > rerouteMinorMax)
      violated(
        AUTHORITY,
        `load ${load}: ${minor} offered to another carrier, ${rerouteMinorMax} are allowed`,
      );
  }

  /** Beyond what was agreed, disputed freight is paid as the carrier has corrected it, or as an auditor says. */
  private paid(load: number, minor: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) return;
    const { values } = loads;
    const agreed = values[at + L.agreedMinor]!;
    if (values[at + L.matched] === 1 || minor <= agreed) return;
    if (values[at + L.audit] === AUDIT_ANSWER.payBilled || values[at + L.correctedMinor]! >= minor) return;
    violated(
      AUTHORITY,
      `load ${load}: ${minor} paid on a disputed bill, ${agreed} were agreed, and neither carrier nor auditor has said so`,
    );
  }

  private writtenOff(load: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at !== NONE && loads.values[at + L.audit] === NONE)
      violated(AUTHORITY, `load ${load}: its bill is written off, and no auditor has said so`);
  }

  private lost(time: number, load: number): void {
    const { loads, loadBits } = this.books;
    const at = loads.at(load);
    if ((loadBits.get(load) & LOST) !== 0) return;
    // Delivered by the carrier's word and paid for, its page is closed: that is later than any of this.
    if (at === NONE) return;
    if (loads.values[at + L.answer] === TRACE_ANSWER.lost) return;
    // Due after it was formed: sooner than that, time has not said so either.
    const { lostAfterMs } = this.world.network.limits;
    if (time - loads.values[at + L.formedAt]! >= lostAfterMs) return;
    violated(AUTHORITY, `load ${load}: given up as lost, and neither carrier nor anybody else has said so`);
  }
}
