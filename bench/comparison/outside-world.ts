/**
 * What a run gets from outside, whatever its core decides, as digests: where those of two runs with one seed are alike, both had the same world.
 *
 * 1. It is what was seen in the run: what systems wrote and what came due on the calendar, with instant and key. Nothing is drawn here again.
 * 2. `orders`: what customers order, when, and what they are promised. `customers`: what they and credit do about an order afterwards: holds and when they are decided,
 *    changes, cancellations, urgencies, questions. Planned as the order comes, so that it comes due even where it is too late.
 * 3. `shops`: what is asked for at the shelves, sold or not, store by store and day by day. Only the sum is outside: what is sold depends on what was sent.
 * 4. What a core makes happen (loads, internal orders, purchase orders, returns) is not here, and neither is its luck: docs/comparing.md says why.
 */
import { createHash } from 'node:crypto';
import { EVENT_CELLS, type EventLog, type Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { MultisetDigest } from '#sim/digest';

export interface OutsideWorld {
  readonly orders: string;
  readonly customers: OutsideKind;
  /** Absent = there are no shops. */
  readonly shops?: OutsideKind;
}

export interface OutsideKind {
  readonly seen: string;
  /** Of what the scenario says of it: where that is not alike, what is seen may differ. */
  readonly settings: string;
}

/** Events of the calendar by what customers do, by the end of the name: a run may have two ERPs. */
const OF_CUSTOMERS: ReadonlyMap<string, number> = new Map([
  ['erp.credit', 1],
  ['erp.change', 2],
  ['erp.cancel', 3],
  ['nextErp.credit', 1],
  ['nextErp.change', 2],
  ['nextErp.cancel', 3],
  ['crm.urgent', 4],
  ['crm.ask', 5],
]);
/** More than there are. */
const KINDS = 16;
const WEIGHED = 6;
const HELD = 7;
/** Rows that the kernel writes before they are looked through. */
const ROWS = 4096;
const [TIME, HANDLER, ENTITY, NUMBER] = [0, 1, 3, 4];

export class OutsideNotes {
  private readonly orders = new MultisetDigest();
  private readonly customers = new MultisetDigest();
  private readonly shops = new SumDigest();
  private readonly world: OutboundWorld;
  /** Orders from here on are internal: the core has asked for them. */
  private readonly internalFrom: number;
  /** Orders x kinds of which it has come due, where there are two ERPs. */
  private readonly due = new Set<number>();
  private handlers: readonly string[] = [];
  /** By number of the handler; grows with their names. */
  private kinds: number[] = [];
  private readonly rows: EventLog = {
    cells: new Float64Array(ROWS * EVENT_CELLS),
    used: 0,
    full: () => this.look(),
  };

  constructor(world: OutboundWorld) {
    this.world = world;
    this.internalFrom = world.replenishment?.system.numbering.first ?? Infinity;
  }

  readonly eventLog: NonNullable<Recorder['eventLog']> = (handlers) => {
    this.handlers = handlers;
    return this.rows;
  };

  readonly business: Recorder['business'] = (time, event, _owner, _type, key, n, a, b) => {
    switch (event) {
      case 'orderReleased':
        this.note(this.orders, key, 1, time, a);
        this.note(this.customers, key, WEIGHED, b, 0);
        break;
      case 'orderPromised':
        this.note(this.orders, key, 2, a, b);
        break;
      case 'orderRequested':
        this.note(this.orders, key, 3, a, 0);
        break;
      case 'orderValued':
        this.note(this.orders, key, 4, a, b);
        break;
      case 'orderHeld':
        this.note(this.customers, key, HELD, time, 0);
        break;
      case 'shelfSold':
      case 'salesLost':
        this.shops.add(key, n, a, b);
        break;
      default:
    }
  };

  /** When the run is over. */
  seen(): OutsideWorld {
    this.look();
    const { replenishment } = this.world;
    return {
      orders: this.orders.hex(),
      customers: { seen: this.customers.hex(), settings: digestOf(customersOf(this.world)) },
      ...(replenishment === undefined
        ? {}
        : { shops: { seen: this.shops.hex(), settings: digestOf(replenishment.system) } }),
    };
  }

  private note(digest: MultisetDigest, order: number, kind: number, a: number, b: number): void {
    if (order >= this.internalFrom) return;
    digest.begin(order);
    digest.number(kind);
    digest.number(a);
    digest.number(b);
    digest.end();
  }

  private look(): void {
    const { cells, used } = this.rows;
    for (let i = this.kinds.length; i < this.handlers.length; i++)
      this.kinds.push(OF_CUSTOMERS.get(this.handlers[i]!) ?? 0);
    for (let at = 0; at < used; at += EVENT_CELLS) {
      const kind = this.kinds[cells[at + HANDLER]!]!;
      if (kind === 0 || this.isAgain(cells[at + ENTITY]!, kind)) continue;
      this.note(this.customers, cells[at + ENTITY]!, kind, cells[at + TIME]!, cells[at + NUMBER]!);
    }
    this.rows.used = 0;
  }

  /** What comes due while one ERP is frozen comes due again when the next one is not, for an order that is not done by then: a core's doing. */
  private isAgain(order: number, kind: number): boolean {
    if (this.world.erpMigration === undefined) return false;
    const one = order * KINDS + kind;
    if (this.due.has(one)) return true;
    this.due.add(one);
    return false;
  }
}

/** Numbers by two keys, of which only the sum counts: in how many parts they come does not matter. */
class SumDigest {
  private low = 0;
  private high = 0;

  add(one: number, other: number, a: number, b: number): void {
    const low = Math.imul(one + 1, 0x9e3779b1) ^ Math.imul(other + 1, 0x85ebca6b);
    const high = Math.imul(low ^ (low >>> 15), 0xc2b2ae35);
    this.low = (this.low + Math.imul(low | 1, a) + Math.imul(high | 1, b)) | 0;
    this.high = (this.high + Math.imul(high | 1, a) - Math.imul(low | 1, b)) | 0;
  }

  hex(): string {
    return [this.high, this.low].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

function customersOf({ erp, erpMigration, care }: OutboundWorld): unknown {
  const { classes, classOf, creditDecisionMs, changeAfterMs, cancelAfterMs, missingWeightShare, conduct } =
    erp;
  const customers = [classes, classOf, creditDecisionMs, changeAfterMs, cancelAfterMs, missingWeightShare];
  return [...customers, conduct, erpMigration, care?.crm];
}

function digestOf(settings: unknown): string {
  return createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
}

/** Kinds, but for orders, in which two runs saw something else. */
export function outsideDiffers(
  one: OutsideWorld,
  other: OutsideWorld,
): readonly { readonly kind: 'customers' | 'shops'; readonly meant: boolean }[] {
  return (['customers', 'shops'] as const).flatMap((kind) => {
    const [a, b] = [one[kind], other[kind]];
    if (a?.seen === b?.seen) return [];
    return [{ kind, meant: a?.settings !== b?.settings }];
  });
}
