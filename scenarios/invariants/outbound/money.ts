/**
 * What is billed, paid and credited, and that the ledger says the same.
 *
 * 1. invoice-settled-once: freight is paid once, to the carrier booked, no more than billed; and where the bill was found within
 *    tolerance, no more than agreed and tolerated. The customer is billed what arrived well, as shipped where what did not is credited (`differences.ts`), or had its proof of delivery
 *    done without by rule (`proofs.ts`), at the order's prices; more only where ERP has written down by how much its bill is wrong. A credit
 *    is no more than was claimed.
 * 2. ledger-balances: a warehouse charges its rate for what it issued; ERP's payments and carriers' credits are those of the
 *    ledger; at the end, accrual and payable hold what is still open and nothing else.
 */

import { CONDITION } from '#orchestrator/contracts/erp';
import type { Posting } from '#orchestrator/core/out';
import { roundHalfAway } from '#orchestrator/model/money';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { unitsBilled } from './differences.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { type CoreStates, nameOfShipment, type Rules, violated } from './part.ts';

const WRITTEN_OFF = bitOf('freightWrittenOff');
const WAIVED = bitOf('proofWaived');
const SETTLED = 'invoice-settled-once';
const BALANCES = 'ledger-balances';

type Settings = Pick<OutboundWorld, 'network' | 'names'>;

/** What is accrued and payable for freight that is still open. */
export interface OpenFreight {
  readonly accruedMinor: number;
  readonly payableMinor: number;
}

interface Saved {
  readonly paidMinor: number;
  readonly creditedMinor: number;
}

export class MoneyRules {
  readonly rules: Rules = {
    warehouseCharged: (_time, shipment, _n, minor, node) => this.charged(shipment, minor, node),
    freightBilled: (_time, load, n, minor, carrier) => this.billed(load, n, minor, carrier),
    expediteAnswered: (_time, load, _n, done) => {
      const { loads } = this.books;
      const at = loads.at(load);
      // What speed was bought for is agreed as well.
      if (at !== NONE && done === 1 && loads.values[at + L.agreedMinor]! > 0)
        loads.values[at + L.agreedMinor]! += loads.values[at + L.expediteMinor]!;
    },
    detentionExpected: (_time, load, _n, minor) => {
      const { loads } = this.books;
      const at = loads.at(load);
      if (at !== NONE) loads.values[at + L.agreedMinor]! += minor;
    },
    freightMatched: (_time, load, _n, minor, within) => this.matched(load, minor, within),
    freightPaid: (_time, load, _n, minor, carrier) => this.paid(load, minor, carrier),
    freightWrittenOff: (_time, load) => this.books.loads.drop(load),
    shipmentDelivered: (_time, shipment, _n, _deliveredAt, condition) => {
      const { shipments } = this.books;
      const at = shipments.at(shipment);
      if (at !== NONE) shipments.values[at + S.condition] = condition;
    },
    billMistaken: (_time, shipment, _n, minor) => {
      this.mistakenShipment = shipment;
      this.mistakenMinor = minor;
    },
    customerBilled: (_time, shipment, _n, minor) => this.customerBilled(shipment, minor),
    claimOpened: (_time, shipment, _n, minor, carrier) => {
      const { shipments } = this.books;
      const at = shipments.at(shipment);
      if (at === NONE) violated(SETTLED, `${nameOfShipment(shipment)}: claim of an order that is done`);
      this.claimed(shipment, minor);
      shipments.values[at + S.claimedMinor] = minor;
      shipments.values[at + S.carrier] = carrier;
    },
    claimAnswered: (_time, shipment, _n, minor, carrier) => this.credited(shipment, minor, carrier),
  };

  private mistakenShipment = NONE;
  private mistakenMinor = 0;
  private readonly books: OpenBooks;
  private readonly world: Settings;
  private readonly core: () => CoreStates;
  private paidMinor = 0;
  private creditedMinor = 0;

  constructor(books: OpenBooks, world: Settings, core: () => CoreStates) {
    this.books = books;
    this.world = world;
    this.core = core;
  }

  /** When nothing more can happen. */
  atEnd(ledger: ReadonlyMap<Posting, number>, open: OpenFreight): void {
    const sum = (posting: Posting): number => ledger.get(posting) ?? 0;
    const approved = sum('freightApproved');
    const holds = (what: string, minor: number, expected: number): void => {
      if (minor !== expected)
        violated(BALANCES, `${what} ${minor} at the end, ${expected} minor units belong there`);
    };
    const accrual = sum('freightAccrued') - approved - sum('freightOverAccrued');
    const payable = approved + sum('freightUnderAccrued') - sum('freightPaid');
    holds('freight-accrual holds', accrual, open.accruedMinor);
    holds('accounts-payable holds', payable, open.payableMinor);
    holds('freight paid in the ledger is', sum('freightPaid'), this.paidMinor);
    // The claims desk may have written off what a carrier credits later.
    if (sum('claimCredited') > this.creditedMinor)
      violated(
        BALANCES,
        `claims credited in the ledger are ${sum('claimCredited')}, carriers credited ${this.creditedMinor}`,
      );
  }

  save(): Saved {
    return { paidMinor: this.paidMinor, creditedMinor: this.creditedMinor };
  }

  load(saved: Saved): void {
    this.paidMinor = saved.paidMinor;
    this.creditedMinor = saved.creditedMinor;
  }

  /** Who bills a load: the carrier booked, or the third party that has arranged it. */
  private billerOf(at: number): number {
    return this.world.network.freight?.carrier ?? this.books.loads.values[at + L.bookedCarrier]!;
  }

  private charged(shipment: number, minor: number, node: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at === NONE) return;
    const units = shipments.values[at + S.issued]!;
    const due = roundHalfAway(this.world.network.nodes[node]!.unitCostMinor * units);
    if (minor !== due)
      violated(
        BALANCES,
        `${nameOfShipment(shipment)}: ${this.world.names.nodes[node]} charged ${minor} for ${units} units, ${due} are due`,
      );
  }

  private billed(load: number, n: number, minor: number, carrier: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    // The duplicate may come when the load is paid and forgotten, a first bill when nobody waits for it any more.
    if (at === NONE && (n > 1 || (this.books.loadBits.get(load) & WRITTEN_OFF) !== 0)) return;
    if (at === NONE) violated(SETTLED, `load ${load}: billed ${minor}, and there is nothing to bill`);
    const { values } = loads;
    if (this.billerOf(at) !== carrier)
      violated(
        SETTLED,
        `load ${load}: billed by ${this.carrier(carrier)}, booked with ${this.carrier(this.billerOf(at))}`,
      );
    if (n === 1) values[at + L.billedMinor] = minor;
  }

  private matched(load: number, minor: number, within: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) violated(SETTLED, `load ${load}: a bill is matched for a load that is over`);
    const billed = loads.values[at + L.billedMinor]!;
    if (minor !== billed)
      violated(SETTLED, `load ${load}: a bill of ${minor} is matched, ${billed} was billed`);
    loads.values[at + L.matched] = within;
  }

  private paid(load: number, minor: number, carrier: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at === NONE) violated(SETTLED, `load ${load}: ${minor} paid, and nothing is open`);
    const { values } = loads;
    const billed = values[at + L.billedMinor]!;
    const agreed = values[at + L.agreedMinor]!;
    const { invoiceTolerance } = this.world.network.limits;
    if (this.billerOf(at) !== carrier)
      violated(
        SETTLED,
        `load ${load}: ${minor} paid to ${this.carrier(carrier)}, booked with ${this.carrier(this.billerOf(at))}`,
      );
    if (minor > billed) violated(SETTLED, `load ${load}: ${minor} paid, ${billed} billed`);
    // The tolerance is of each charge: half a unit for the rounding of their sum.
    if (values[at + L.matched] === 1 && minor > agreed + agreed * invoiceTolerance + 0.5)
      violated(
        SETTLED,
        `load ${load}: ${minor} paid as within tolerance, agreed ${agreed} and ${invoiceTolerance} of it`,
      );
    this.paidMinor += minor;
    loads.drop(load);
  }

  private customerBilled(shipment: number, minor: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    if (at === NONE) violated(SETTLED, `${nameOfShipment(shipment)}: billed though its order is done`);
    const condition = shipments.values[at + S.condition]!;
    const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (condition !== CONDITION.good && !this.isByRule(state))
      violated(SETTLED, `${nameOfShipment(shipment)}: billed though it arrived in condition ${condition}`);
    if (state === undefined) return;
    const units = unitsBilled(state, this.world.network.proof?.differences);
    let due = 0;
    for (let line = 0; line < units.length; line++) due += units[line]! * state.unitPriceMinor[line]!;
    // Written down in the same step of ERP, before the bill: there is nothing to be saved.
    if (this.mistakenShipment === shipment) due += this.mistakenMinor;
    this.mistakenShipment = NONE;
    if (minor !== due) violated(SETTLED, `${nameOfShipment(shipment)}: billed ${minor}, ${due} are due`);
  }

  /** Of goods that are all lost, damaged or refused: what they are worth. Others are for `differences.ts`. */
  private claimed(shipment: number, minor: number): void {
    const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
    if (state === undefined || state.condition === CONDITION.good) return;
    let worth = 0;
    for (let line = 0; line < state.units.length; line++)
      worth += state.units[line]! * state.unitPriceMinor[line]!;
    if (minor !== worth)
      violated(SETTLED, `${nameOfShipment(shipment)}: ${minor} claimed, the goods are worth ${worth}`);
  }

  /** Its proof has been done without: nobody had seen how it arrived. */
  private isByRule(state: ShipmentState | undefined): boolean {
    return state !== undefined && state.load >= 0 && (this.books.loadBits.get(state.load) & WAIVED) !== 0;
  }

  private credited(shipment: number, minor: number, carrier: number): void {
    this.creditedMinor += minor;
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    // The claims desk had given it up.
    if (at === NONE) return;
    const claimed = shipments.values[at + S.claimedMinor]!;
    const against = shipments.values[at + S.carrier]!;
    if (minor > claimed || carrier !== against)
      violated(
        SETTLED,
        `${nameOfShipment(shipment)}: ${minor} credited by ${this.carrier(carrier)}, ${claimed} claimed of ${this.carrier(against)}`,
      );
  }

  private carrier(carrier: number): string {
    return this.world.names.carriers[carrier] ?? `carrier ${carrier}`;
  }
}
