/**
 * What belongs to an order, found in what was recorded: its loads and routes, and who shares them; what its actors took and sent.
 *
 * 1. A message's owner is who sent it, or the actor that took it; one that nobody took belongs to who takes messages of its kind.
 * 2. Loads are those that a shipment of the order joined or left with, also where it left them again.
 */
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import type { CaseKnowledge } from './case-view.ts';
import { OrderParts } from './order-parts.ts';
import { type Cells, TableCells } from './table-cells.ts';

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

/** The order itself, the loads that it left with, its routes. */
export function seek(dir: string, order: number, gaps: string[]): Sought {
  const parts = new OrderParts(order);
  let seen = false;
  let [first, last] = [Number.POSITIVE_INFINITY, -1];
  const business = new TableCells(dir, 'business', null);
  business.each((cells) => {
    const key = cells.number('entityKey');
    switch (cells.text('entityType')) {
      case 'order':
        if (key < first) first = key;
        if (key > last) last = key;
        if (key === order) seen = true;
        return;
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
  return { parts, seen, range: last < 0 ? null : { first, last } };
}

/** All that hangs on it. */
export function find(
  dir: string,
  parts: OrderParts,
  decoder: BodyDecoder | null,
  knowledge: CaseKnowledge,
  gaps: string[],
): Found {
  joinedLoads(dir, parts);
  const finder = new Finder(parts, knowledge);
  const inputs = new TableCells(dir, 'inputs', decoder);
  inputs.each((cells) => finder.input(cells));
  if (inputs.trouble !== null) gaps.push(inputs.trouble);
  return { ...finder.found(), ...travelling(dir, parts) };
}

/** Loads that a shipment joined before it left, or did not leave with. */
function joinedLoads(dir: string, parts: OrderParts): void {
  new TableCells(dir, 'inputs', null).each((cells) => {
    if (cells.text('kind') !== 'joinedLoad' || cells.text('actorType') !== 'shipment') return;
    const load = cells.number('a');
    if (load >= 0 && parts.isShipment(cells.number('actorKey'))) parts.loads.add(load);
  });
}

/** All that was on the order's loads and routes. */
function travelling(dir: string, { loads, routes }: OrderParts): Pick<Found, 'aboard' | 'routed'> {
  const aboard = new Map<number, number[]>();
  const routed = new Map<number, number[]>();
  if (loads.size + routes.size === 0) return { aboard, routed };
  new TableCells(dir, 'business', null).each((cells) => {
    const event = cells.text('event');
    const [key, a] = [cells.number('entityKey'), cells.number('a')];
    if (event === 'shipmentLoaded' && loads.has(a)) put(aboard, a, key);
    else if (event === 'shipmentRouted' && routes.has(key)) put(routed, key, a);
  });
  return { aboard, routed };
}

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

  input(cells: Cells): void {
    const type = cells.text('actorType');
    switch (type) {
      case 'partner-lane':
        this.lane(cells);
        return;
      case 'outbound-message':
        this.troubled(cells);
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

  private actor(type: string, cells: Cells): void {
    const fromPartner = cells.text('fromType') === 'partner';
    if (fromPartner) this.learn(cells.text('kind'), type);
    if (!this.isOwn(cells, 'actorType', 'actorKey')) return;
    const key = cells.number('actorKey');
    if (type === 'shipment') this.parts.shipments.add(key);
    if (cells.text('kind') === 'formLoad') this.formed(key, cells.body('body'));
    if (fromPartner)
      this.taken.set(messageId(cells.number('sender'), cells.number('counter')), {
        at: cells.number('now'),
        type,
        key,
      });
  }

  /** Messages of the core pass a lane, which hears what became of them. */
  private lane(cells: Cells): void {
    const from = cells.text('fromType');
    if (from === 'partner') {
      const number = cells.number('a');
      if (cells.text('kind') === 'acknowledged' && this.sent.has(number))
        put(this.acknowledged, number, { at: cells.number('now'), status: cells.number('b') });
      return;
    }
    const counter = cells.number('counter');
    this.learn(cells.text('kind'), from);
    if (this.isOwn(cells, 'fromType', 'fromKey')) this.sent.add(counter);
    else if (from === 'wave-plan' && this.namesShipment(cells.body('body'))) {
      this.sent.add(counter);
      this.named.add(counter);
    }
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
