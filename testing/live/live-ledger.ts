/**
 * The books of a live proof, kept outside of what is killed: every command that a partner has done, every business event that
 * its owner has written (the core's as they come by the journal), and the core's postings. `wrongs` names what was lost or doubled.
 *
 * 1. A command is known by what it says, an event by (name, entity, number): not by the idempotency keys that are put to the test.
 *    What the core may ask for again in the same words is known by its number as well, as it stands in the message itself.
 * 2. Events come in any order. What must be before what is read off their instants, which are of one clock.
 */

import type { Envelope } from '#orchestrator/contracts/envelope';
import { CONDITION } from '#orchestrator/contracts/erp';
import type { CoreToPartner } from '#orchestrator/contracts/partner-messages';
import type { JournalBatch } from '#orchestrator/live/actor-step';
import { orderOf } from '#orchestrator/processes/outbound/inputs';
import { EVENT_RULES, type EventName, wordOf } from '#scenarios/invariants/outbound/events';

/** What may be said twice for good reason: of another try, when no answer has come, or again after a person has looked. */
const MAY_REPEAT: ReadonlySet<string> = new Set<CoreToPartner['kind']>([
  'reportBackorder',
  'requestMasterData',
  'reserveStock',
  'cancelShipment',
  'requestRating',
  'requestStatus',
  'requestBill',
  'reportMilestone',
  'bookLoad',
  'prepareDocuments',
  'requestAppointment',
  'loadTruck',
  // When its time is over, and when it is accepted all the same.
  'withdrawTender',
]);

interface Entry {
  readonly at: number;
  readonly entity: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

export class LiveLedger {
  /** Commands that were done. */
  commands = 0;
  private readonly done = new Map<string, number>();
  private readonly entries = new Map<EventName, Map<string, Entry>>();
  private readonly batches = new Set<string>();
  private readonly postings = new Map<string, number>();
  private readonly faults: string[] = [];

  /** A partner has done this. */
  command({ kind, toKey, counter, key, a, b, body }: Envelope): void {
    this.commands += 1;
    const number = MAY_REPEAT.has(kind) ? ` no. ${counter}` : '';
    const what = `${kind}${number} of ${key} by partner ${toKey} (${a}, ${b}) ${JSON.stringify(body)}`;
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
  }

  /** An owner has written this. */
  event(
    at: number,
    name: string,
    owner: string,
    entity: string,
    key: number,
    n: number,
    a: number,
    b: number,
  ): void {
    const rule = EVENT_RULES[name as EventName];
    if (rule?.owner !== owner || rule.entity !== entity) this.faults.push(`${name} of ${entity} by ${owner}`);
    const entries = this.entries.get(name as EventName) ?? new Map<string, Entry>();
    this.entries.set(name as EventName, entries);
    const id = `${entity} ${key} ${n}`;
    if (entries.has(id)) this.faults.push(`${name} no. ${n} of ${entity} ${key}: 2 times`);
    entries.set(id, { at, entity, key, n, a, b });
  }

  /** A step of the core is on record; false = it was, already. */
  enter(id: string | null, { at, actor, key, entries }: JournalBatch): boolean {
    if (id !== null && this.batches.has(id)) return false;
    if (id !== null) this.batches.add(id);
    for (const each of entries) {
      if (each.entry === 'event') this.event(at, each.name, 'core', actor, key, each.n, each.a, each.b);
      if (each.entry === 'post')
        this.postings.set(each.posting, this.posted(each.posting) + each.amountMinor);
    }
    return true;
  }

  /** Events of a name. */
  of(name: EventName): readonly Entry[] {
    return [...(this.entries.get(name)?.values() ?? [])];
  }

  /** Sum of all postings of a name, minor units. */
  posted(posting: string): number {
    return this.postings.get(posting) ?? 0;
  }

  /** Business events on record. */
  get events(): number {
    let events = 0;
    for (const entries of this.entries.values()) events += entries.size;
    return events;
  }

  /** Commands that were done more than once. */
  doubled(): string[] {
    return [...this.done].filter(([, times]) => times > 1).map(([what, times]) => `${what}: ${times} times`);
  }

  /** What was lost, doubled or mixed up, once all orders are through; empty when all is as it must be. */
  wrongs(): string[] {
    return [...this.faults, ...this.doubled(), ...this.outOfTurn(), ...this.unsettled(), ...this.unpaid()];
  }

  /** By the rules that every simulated run is held to: what must have been before, and what must not. */
  private outOfTurn(): string[] {
    const wrongs: string[] = [];
    for (const name of this.entries.keys()) {
      const { once, after, never } = EVENT_RULES[name];
      if (!once) continue;
      for (const { at, entity, key, n } of this.of(name)) {
        if (n !== 1 && !(name === 'freightBilled' && n === 2))
          wrongs.push(`${name} ${n} of ${entity} ${key}`);
        for (const other of after) {
          const before = this.firstOf(other as EventName, key);
          if (before === undefined || before.at > at)
            wrongs.push(`${name} of ${entity} ${key} without ${other}`);
        }
        for (const other of never) {
          const before = this.firstOf(other as EventName, key);
          if (before !== undefined && before.at < at)
            wrongs.push(`${name} of ${entity} ${key} after ${other}`);
        }
      }
    }
    return wrongs;
  }

  /** Of the same order, shipment or load. */
  private firstOf(name: EventName, key: number): Entry | undefined {
    return wordOf(name) === null
      ? undefined
      : this.entries.get(name)?.get(`${EVENT_RULES[name].entity} ${key} 1`);
  }

  /** Every order is done, and what was shipped of it is what warehouses have issued, posted, delivered and billed. */
  private unsettled(): string[] {
    const wrongs: string[] = [];
    const issued = new Map<number, number>();
    for (const { key, a: node, b: units } of this.of('goodsIssued')) {
      const order = orderOf(key);
      issued.set(order, (issued.get(order) ?? 0) + units);
      const posted = this.firstOf('goodsIssuePosted', key);
      if (posted?.a !== node || posted.b !== units)
        wrongs.push(`shipment ${key}: ${units} issued by node ${node}, ${posted?.b ?? 'nothing'} posted`);
      const delivered = this.firstOf('shipmentDelivered', key);
      if (delivered === undefined) wrongs.push(`shipment ${key}: issued, not delivered`);
      else if (delivered.b === CONDITION.good && this.firstOf('customerBilled', key) === undefined)
        wrongs.push(`shipment ${key}: delivered, not billed`);
    }
    for (const { key, b: reserved } of this.of('stockReserved')) {
      const left =
        (this.firstOf('reservationReleased', key)?.b ?? 0) + (this.firstOf('goodsIssued', key)?.b ?? 0);
      const short = this.firstOf('pickedShort', key)?.b ?? 0;
      if (left + short !== reserved)
        wrongs.push(`shipment ${key}: ${reserved} reserved, ${left} left, ${short} short`);
    }
    for (const { key } of this.of('orderReleased')) {
      const done = this.firstOf('orderDone', key);
      const shipped = issued.get(key) ?? 0;
      if (done === undefined) wrongs.push(`order ${key} is not done`);
      else if (done.a !== shipped) wrongs.push(`order ${key}: ${done.a} units shipped, ${shipped} issued`);
    }
    return wrongs;
  }

  /** Every bill that was matched is paid, and the core has posted what ERP has paid. */
  private unpaid(): string[] {
    const wrongs: string[] = [];
    for (const { key } of this.of('freightMatched'))
      if (this.firstOf('freightPaid', key) === undefined) wrongs.push(`load ${key}: matched, not paid`);
    for (const { key } of this.of('claimOpened'))
      if (this.firstOf('claimAnswered', key) === undefined) wrongs.push(`claim ${key}: not answered`);
    const paid = this.of('freightPaid').reduce((sum, { a }) => sum + a, 0);
    if (paid !== this.posted('freightPaid'))
      wrongs.push(`${paid} paid, ${this.posted('freightPaid')} posted`);
    const due =
      this.posted('freightAccrued') + this.posted('freightUnderAccrued') - this.posted('freightOverAccrued');
    if (due !== paid) wrongs.push(`${paid} paid, ${due} accrued`);
    return wrongs;
  }
}
