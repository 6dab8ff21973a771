/**
 * What belongs to an order, found in what was recorded: its loads and routes, and who shares them; what its actors took and sent.
 *
 * 1. A message's owner is who sent it, or the actor that took it; one that nobody took belongs to who takes messages of its kind.
 * 2. Loads are those that a shipment of the order joined or left with, also where it left them again.
 * 3. What is looked for is known before a look begins: what a look finds is looked for in the next.
 */
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import type { CaseKnowledge } from './case-view.ts';
import { OrderParts } from './order-parts.ts';
import type { BatchColumns } from './scan/batch-columns.ts';
import { keysAmong, keysBetween } from './scan/keys.ts';
import { BY_ENTITY, type Cells, type Pair, TableCells, type Wanted } from './table-cells.ts';

/** What a partner said of a transmission. */
export interface Acknowledgement {
  readonly at: number;
  /** As of HTTP. */
  readonly status: number;
}

/** What of the recording is the order's. */
export interface Found {
  readonly parts: OrderParts;
  /** By `messageId`: when an actor of the order took it, and which. */
  readonly taken: ReadonlyMap<string, { readonly at: number; readonly type: string; readonly key: number }>;
  /** By number of a message that an actor of the order sent. */
  readonly acknowledged: ReadonlyMap<number, readonly Acknowledgement[]>;
  /** Messages that name a shipment of the order beside others, by number: a wave. */
  readonly named: ReadonlySet<number>;
  /** Who takes or sends messages of this kind. */
  readonly actorsOfKind: ReadonlyMap<string, ReadonlySet<string>>;
  /** By load: its shipments as it was formed. */
  readonly formedOf: ReadonlyMap<number, readonly number[]>;
  /** By load: shipments that left with it. */
  readonly aboard: ReadonlyMap<number, readonly number[]>;
  /** By route of the own fleet: shipments that were put on it. */
  readonly routed: ReadonlyMap<number, readonly number[]>;
}

/** Orders that there are; null = none was released as far as the recording goes. */
export interface OrderRange {
  readonly first: number;
  readonly last: number;
}

export interface Sought {
  readonly parts: OrderParts;
  /** Something is on record of it. */
  readonly seen: boolean;
  readonly range: OrderRange | null;
}

export function messageId(sender: number, counter: number): string {
  return `${sender}:${counter}`;
}

/** What an event says in `a`: the load that a shipment left with, or the shipment that was put on a route. */
const BY_A: Pair = { name: 'event', number: 'a' };
const BY_ACTOR: Pair = { name: 'actorType', number: 'actorKey' };
const BY_SENDER: Pair = { name: 'fromType', number: 'fromKey' };
/** The message that a partner acknowledges. */
const BY_ACKNOWLEDGED: Pair = { name: 'kind', number: 'a' };

/** The table of business events, to be looked through again and again. */
export function businessOf(dir: string): TableCells {
  return new TableCells(dir, 'business', null, [BY_ENTITY, BY_A]);
}

/** Orders that there are; null = none was released as far as the recording goes. */
export function orderRange(dir: string): OrderRange | null {
  return seek(businessOf(dir), -1, []).range;
}

/** Of a `messageId`. */
export function counterOf(id: string): number {
  return Number(id.slice(id.indexOf(':') + 1));
}

/** The order itself, the loads that it left with, its routes. */
export function seek(business: TableCells, order: number, gaps: string[]): Sought {
  const parts = new OrderParts(order);
  const shipments = parts.shipmentKeys();
  let seen = false;
  const wanted: readonly Wanted[] = [
    { pair: BY_ENTITY, keysOf: (type) => (type === 'load' ? shipments : parts.keysOf(type)) },
    { pair: BY_A, keysOf: (event) => (event === 'shipmentRouted' ? shipments : null) },
  ];
  business.look(wanted, (cells) => {
    const key = cells.number('entityKey');
    switch (cells.text('entityType')) {
      case 'order':
      case 'internal-order':
        if (key === order) seen = true;
        return;
      case 'shipment':
        if (!parts.isShipment(key)) return;
        parts.shipments.add(key);
        if (cells.text('event') === 'shipmentLoaded') parts.loads.add(cells.number('a'));
        return;
      case 'load':
        if (parts.isShipment(key)) parts.loads.add(key);
        return;
      case 'route':
        if (cells.text('event') === 'shipmentRouted' && parts.isShipment(cells.number('a')))
          parts.routes.add(key);
    }
  });
  if (business.trouble !== null) gaps.push(business.trouble);
  const extent = business.extentOf(BY_ENTITY, 'order');
  return { parts, seen, range: extent === null ? null : { first: extent.low, last: extent.high } };
}

/** All that hangs on it. */
export function find(
  dir: string,
  business: TableCells,
  parts: OrderParts,
  decoder: BodyDecoder | null,
  knowledge: CaseKnowledge,
  gaps: string[],
): Found {
  const inputs = new TableCells(dir, 'inputs', decoder, [BY_ACTOR, BY_SENDER, BY_ACKNOWLEDGED]);
  const finder = new Finder(parts, knowledge);
  const batch = (columns: BatchColumns): void => finder.learnFrom(columns);
  inputs.look(finder.early(), (cells) => finder.earlyInput(cells), { batch });
  // What was opened because of the order is its own, and may open more.
  for (let before = -1; before < finder.size; ) {
    before = finder.size;
    inputs.look(finder.own(), (cells) => finder.input(cells));
    inputs.look(finder.answers(), (cells) => finder.answer(cells));
  }
  if (inputs.trouble !== null) gaps.push(inputs.trouble);
  return { ...finder.found(), ...travelling(business, parts) };
}

/** All that was on the order's loads and routes. */
function travelling(business: TableCells, { loads, routes }: OrderParts): Pick<Found, 'aboard' | 'routed'> {
  const aboard = new Map<number, number[]>();
  const routed = new Map<number, number[]>();
  const [onLoads, onRoutes] = [keysAmong(loads), keysAmong(routes)];
  const wanted: readonly Wanted[] = [
    { pair: BY_A, keysOf: (event) => (event === 'shipmentLoaded' ? onLoads : null) },
    { pair: BY_ENTITY, keysOf: (type) => (type === 'route' ? onRoutes : null) },
  ];
  business.look(wanted, (cells) => {
    const event = cells.text('event');
    const [key, a] = [cells.number('entityKey'), cells.number('a')];
    if (event === 'shipmentLoaded' && loads.has(a)) put(aboard, a, key);
    else if (event === 'shipmentRouted' && routes.has(key)) put(routed, key, a);
  });
  return { aboard, routed };
}

/** Of messages that a partner sends them they are not who takes them. */
const NO_TAKERS: ReadonlySet<string> = new Set([
  'partner-lane',
  'outbound-message',
  'exception-case',
  'case',
]);
const ANY_KEY = keysBetween(0, Number.POSITIVE_INFINITY);

class Finder {
  private readonly parts: OrderParts;
  private readonly knowledge: CaseKnowledge;
  private readonly taken = new Map<string, { at: number; type: string; key: number }>();
  private readonly acknowledged = new Map<number, Acknowledgement[]>();
  private readonly sent = new Set<number>();
  private readonly named = new Set<number>();
  private readonly actorsOfKind = new Map<string, Set<string>>();
  private readonly formedOf = new Map<number, readonly number[]>();

  constructor(parts: OrderParts, knowledge: CaseKnowledge) {
    this.parts = parts;
    this.knowledge = knowledge;
  }

  found(): Omit<Found, 'aboard' | 'routed'> {
    const { parts, taken, acknowledged, named, actorsOfKind, formedOf } = this;
    return { parts, taken, acknowledged, named, actorsOfKind, formedOf };
  }

  /** Who takes and who sends which messages, whosever they are. Cost: two or three comparisons a row. */
  learnFrom(columns: BatchColumns): void {
    const [actors, senders] = [columns.words('actorType'), columns.words('fromType')];
    const kinds = columns.words('kind');
    const [lane, partner] = [actors.indexOf('partner-lane'), senders.indexOf('partner')];
    const taken = new Uint8Array(kinds.length * actors.length);
    const sent = new Uint8Array(kinds.length * senders.length);
    const [actor, from, kind] = ['actorType', 'fromType', 'kind'].map((name) => columns.numbers(name));
    for (let row = 0; row < columns.rows; row++) {
      if (from![row] === partner) taken[kind![row]! * actors.length + actor![row]!] = 1;
      else if (actor![row] === lane) sent[kind![row]! * senders.length + from![row]!] = 1;
    }
    kinds.forEach((each, no) => {
      actors.forEach((type, i) => {
        if (taken[no * actors.length + i] === 1 && !NO_TAKERS.has(type)) this.learn(each, type);
      });
      senders.forEach((type, i) => {
        if (sent[no * senders.length + i] === 1) this.learn(each, type);
      });
    });
  }

  /** What its number alone tells to be the order's: its shipments' inputs, and waves, which name shipments. */
  early(): readonly Wanted[] {
    const shipments = this.parts.shipmentKeys();
    return [
      { pair: BY_ACTOR, keysOf: (type) => (type === 'shipment' ? shipments : null) },
      { pair: BY_SENDER, keysOf: (type) => (type === 'wave-plan' ? ANY_KEY : null) },
    ];
  }

  /** Loads that a shipment joined before it left, or did not leave with; waves that name one. */
  earlyInput(cells: Cells): void {
    const type = cells.text('actorType');
    if (type === 'shipment') {
      const load = cells.number('a');
      if (cells.text('kind') === 'joinedLoad' && load >= 0 && this.parts.isShipment(cells.number('actorKey')))
        this.parts.loads.add(load);
      return;
    }
    if (type !== 'partner-lane' || cells.text('fromType') !== 'wave-plan') return;
    if (!this.namesShipment(cells.body('body'))) return;
    const counter = cells.number('counter');
    this.sent.add(counter);
    this.named.add(counter);
  }

  /** Of what looks add to what they look for. */
  get size(): number {
    const { cases, exceptionCases, troubled } = this.parts;
    return cases.size + exceptionCases.size + troubled.size;
  }

  /** What the order's actors took and sent. */
  own(): readonly Wanted[] {
    const { parts } = this;
    const all = keysAmong(parts.allKeys());
    return [
      { pair: BY_ACTOR, keysOf: (type) => (type === 'exception-case' ? all : parts.keysOf(type)) },
      { pair: BY_SENDER, keysOf: (type) => parts.keysOf(type) },
    ];
  }

  input(cells: Cells): void {
    const type = cells.text('actorType');
    switch (type) {
      case 'partner-lane':
        this.lane(cells);
        return;
      case 'outbound-message':
        return;
      case 'exception-case':
        this.exceptionCase(cells);
        return;
      case 'case':
        if (this.isOwn(cells, 'fromType', 'fromKey')) this.parts.cases.add(cells.number('actorKey'));
        return;
      default:
        this.actor(type, cells);
    }
  }

  /** What became of the messages that were sent. */
  answers(): readonly Wanted[] {
    const sent = keysAmong(this.sent);
    this.acknowledged.clear();
    return [
      { pair: BY_ACKNOWLEDGED, keysOf: (kind) => (kind === 'acknowledged' ? sent : null) },
      { pair: BY_ACTOR, keysOf: (type) => (type === 'outbound-message' ? sent : null) },
    ];
  }

  answer(cells: Cells): void {
    const type = cells.text('actorType');
    if (type === 'outbound-message') this.troubled(cells);
    else if (type === 'partner-lane') this.acknowledge(cells);
  }

  private actor(type: string, cells: Cells): void {
    if (!this.isOwn(cells, 'actorType', 'actorKey')) return;
    const key = cells.number('actorKey');
    if (type === 'shipment') this.parts.shipments.add(key);
    if (cells.text('kind') === 'formLoad') this.formed(key, cells.body('body'));
    if (cells.text('fromType') === 'partner')
      this.taken.set(messageId(cells.number('sender'), cells.number('counter')), {
        at: cells.number('now'),
        type,
        key,
      });
  }

  /** Messages of the core pass a lane, which hears what became of them. */
  private lane(cells: Cells): void {
    if (cells.text('fromType') === 'partner') return;
    if (this.isOwn(cells, 'fromType', 'fromKey')) this.sent.add(cells.number('counter'));
  }

  private acknowledge(cells: Cells): void {
    const number = cells.number('a');
    if (
      cells.text('fromType') === 'partner' &&
      cells.text('kind') === 'acknowledged' &&
      this.sent.has(number)
    )
      put(this.acknowledged, number, { at: cells.number('now'), status: cells.number('b') });
  }

  private troubled(cells: Cells): void {
    const number = cells.number('actorKey');
    if (this.sent.has(number) && !this.named.has(number)) this.parts.troubled.add(number);
    if (cells.text('kind') === 'acknowledged' && this.sent.has(number))
      put(this.acknowledged, number, { at: cells.number('now'), status: cells.number('b') });
  }

  /** Of a key, whatever it is the key of: `a` says which actor was meant. */
  private exceptionCase(cells: Cells): void {
    if (cells.text('kind') !== 'inputWithoutActor') return;
    const key = cells.number('actorKey');
    const meant = this.knowledge.actors[cells.number('a')];
    if (meant === undefined || !this.parts.has(meant, key)) return;
    this.parts.exceptionCases.add(key);
    const late = cells.body('body');
    if (!isObject(late) || typeof late.sender !== 'number' || typeof late.counter !== 'number') return;
    if (late.sender > 0)
      this.taken.set(messageId(late.sender, late.counter), {
        at: cells.number('now'),
        type: 'exception-case',
        key,
      });
  }

  private formed(load: number, body: unknown): void {
    if (!isObject(body) || !Array.isArray(body.shipments)) return;
    const shipments = body.shipments.map((each: unknown) => (isObject(each) ? Number(each.shipment) : -1));
    this.formedOf.set(
      load,
      shipments.filter((shipment) => shipment >= 0),
    );
  }

  private namesShipment(body: unknown): boolean {
    if (!isObject(body) || !Array.isArray(body.shipments)) return false;
    return body.shipments.some((each: unknown) => typeof each === 'number' && this.parts.isShipment(each));
  }

  private isOwn(cells: Cells, type: string, key: string): boolean {
    return this.parts.has(cells.text(type), cells.number(key));
  }

  private learn(kind: string, type: string): void {
    const known = this.actorsOfKind.get(kind);
    if (known === undefined) this.actorsOfKind.set(kind, new Set([type]));
    else known.add(type);
  }
}

function put<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
