/**
 * Which business events an order has had: each is written by its owner, once, and not before what must come first.
 *
 * One number an order, its bits the events; kept for the whole run, so that what comes again much later is seen.
 */
import { InvariantViolation } from './invariant-violation.ts';

interface Rule {
  readonly owner: string;
  /** Must have been written before. */
  readonly after: readonly string[];
}

/** Every event of an order, in an order in which they can come. */
const RULES: Readonly<Record<string, Rule>> = {
  orderReleased: { owner: 'ERP', after: [] },
  orderPromised: { owner: 'ERP', after: ['orderReleased'] },
  orderUnplannable: { owner: 'core', after: ['orderReleased'] },
  orderPlanned: { owner: 'core', after: ['orderReleased'] },
  freightRated: { owner: 'core', after: ['orderPlanned'] },
  promiseMissed: { owner: 'core', after: ['orderReleased'] },
  orderOverCapacity: { owner: 'WMS', after: ['orderPlanned'] },
  goodsIssued: { owner: 'WMS', after: ['orderPlanned'] },
  warehouseCharged: { owner: 'WMS', after: ['goodsIssued'] },
  loadDeparted: { owner: 'carrier', after: ['goodsIssued'] },
  loadDelivered: { owner: 'carrier', after: ['loadDeparted'] },
  freightBilled: { owner: 'carrier', after: ['loadDelivered'] },
  freightMatched: { owner: 'core', after: ['freightBilled'] },
  freightPaid: { owner: 'ERP', after: ['freightMatched'] },
};

const BITS = new Map(Object.keys(RULES).map((event, i) => [event, 1 << i]));

interface Known {
  readonly bit: number;
  readonly owner: string;
  readonly needs: number;
}

const KNOWN = new Map<string, Known>(
  Object.entries(RULES).map(([event, { owner, after }]) => [
    event,
    { bit: BITS.get(event)!, owner, needs: after.reduce((bits, each) => bits | BITS.get(each)!, 0) },
  ]),
);

export type SavedHistory = readonly (readonly [order: number, events: number])[];

export class OrderHistory {
  private readonly events = new Map<number, number>();

  /** Notes an event; throws `InvariantViolation`. Events of other things than orders are passed over. */
  note(order: number, event: string, owner: string): void {
    const known = KNOWN.get(event);
    if (known === undefined) return;
    if (owner !== known.owner) {
      throw new InvariantViolation(
        'owner-writes',
        `order ${order}: ${event} written by ${owner}, it belongs to ${known.owner}`,
      );
    }
    const had = this.events.get(order) ?? 0;
    if ((had & known.bit) !== 0)
      throw new InvariantViolation('side-effect-once', `order ${order}: ${event} a second time`);
    const missing = known.needs & ~had;
    if (missing !== 0) {
      const names = [...BITS].filter(([, bit]) => (missing & bit) !== 0).map(([name]) => name);
      throw new InvariantViolation(
        'only-tabled-transitions',
        `order ${order}: ${event} before ${names.join(', ')}`,
      );
    }
    this.events.set(order, had | known.bit);
  }

  save(): SavedHistory {
    return [...this.events];
  }

  load(saved: SavedHistory): void {
    this.events.clear();
    for (const [order, events] of saved) this.events.set(order, events);
  }
}
