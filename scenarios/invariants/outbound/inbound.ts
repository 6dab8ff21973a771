/**
 * Inbound: what must hold of purchase orders, docks and receipts, by what their owners have written down.
 *
 * 1. capacity-respected: a door holds one truck, and a slot of a door is one receipt's; its truck is told to come for that one. (Events of WMS: what it has promised and
 *    done, by its own ledger.)
 * 2. units-conserved: of a receipt, what is put away is what was counted good, product by product; what is sent back is all of it.
 *    Of all trucks, what has come is put away, damaged, sent back, turned away, counted wrong or still there.
 * 3. side-effect-once: ERP's and WMS's own ledgers, counted where they act, against what they have written down.
 * 4. ledger-balances: what was committed = used + freed + still committed; what was received = invoiced + accrued; a period is closed
 *    with just these.
 * 5. nothing-left-over: at the end no slot is booked, and ERP has posted whatever was counted, but for what WMS has sent back of a receipt
 *    that the core had given up: of that there is nothing to post, and nobody need say so.
 * 6. order-lines-conserved: what a purchase order says at its end to be missing is what was ordered and has not been put away; after its
 *    end nothing of it is.
 * 7. Memory: figures of trucks, slots and purchase orders that are under way, and running sums.
 */
import { DOORS_MAX } from '#mock-systems/wms/receiving';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { purchaseOrderOf } from '#orchestrator/contracts/receipt-key';
import { INBOUND_RECEIPT, PURCHASE_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { InboundReceiptState } from '#orchestrator/processes/inbound/inbound-receipt-state';
import type { PurchaseOrderState } from '#orchestrator/processes/inbound/purchase-order-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { type CoreStates, increasing, type PartnerSystems, type Rules, violated } from './part.ts';

const CAPACITY = 'capacity-respected';
const CONSERVED = 'units-conserved';
const BALANCES = 'ledger-balances';
const LINES = 'order-lines-conserved';

interface Slot {
  readonly at: number;
  /** Node x `DOORS_MAX` + door. */
  readonly place: number;
  readonly n: number;
}

/** Of a receipt that is counted, and neither put away nor gone. */
interface Counted {
  readonly good: number;
  readonly damaged: number;
  /** Made available so far. */
  available: number;
}

interface Sums {
  orders: number;
  committedMinor: number;
  usedMinor: number;
  freedMinor: number;
  receipts: number;
  receivedUnits: number;
  receivedMinor: number;
  invoices: number;
  invoicedMinor: number;
  trucks: number;
  putAwayUnits: number;
  sentBackUnits: number;
}

interface Saved {
  readonly doors: ReadonlyMap<number, number>;
  readonly docked: ReadonlyMap<number, number>;
  readonly slots: ReadonlyMap<number, Slot>;
  readonly counted: ReadonlyMap<number, Counted>;
  readonly unposted: ReadonlySet<number>;
  readonly purchases: ReadonlyMap<number, ReadonlyMap<number, number>>;
  readonly sums: Sums;
}

export class InboundRules {
  readonly rules: Rules = {
    purchaseOrderReleased: (_time, order) => {
      this.purchases.set(order, new Map());
    },
    purchaseOrderDone: (_time, order, _n, _end, missing) => this.purchaseEnded(order, missing),
    purchaseCommitted: (_time, _order, _n, minor) => {
      this.sums.orders += 1;
      this.sums.committedMinor += minor;
    },
    commitmentFreed: (_time, order, _n, minor) => {
      this.sums.freedMinor += minor;
      this.notMoreThanCommitted(`purchase order ${order}`);
    },
    goodsReceiptPosted: (_time, receipt, _n, _node, units) => {
      this.unposted.delete(receipt);
      this.sums.receipts += 1;
      this.sums.receivedUnits += units;
    },
    goodsReceiptValued: (_time, receipt, _n, valueMinor, usedMinor) => {
      this.sums.receivedMinor += valueMinor;
      this.sums.usedMinor += usedMinor;
      this.notMoreThanCommitted(`receipt ${receipt}`);
    },
    supplierInvoiced: (_time, _receipt, _n, minor) => {
      this.sums.invoices += 1;
      this.sums.invoicedMinor += minor;
    },
    periodClosed: (_time, period, _n, committedMinor, accruedMinor) =>
      this.closed(period, committedMinor, accruedMinor),
    slotBooked: (_time, receipt, n, at, place) => this.booked(receipt, n, at, place),
    slotReleased: (_time, receipt, n, at, place) => this.released(receipt, n, at, place),
    truckAtGate: () => {
      this.sums.trucks += 1;
    },
    truckTurnedAway: () => {
      this.sums.trucks += 1;
    },
    truckDocked: (_time, receipt, _n, door, node) => this.dock(receipt, node * DOORS_MAX + door),
    receiptCounted: (_time, receipt, _n, good, damaged) => this.count(receipt, good, damaged),
    goodsReceived: (_time, node, n, product, units) => this.available(node, n, product, units),
    receiptPutAway: (_time, receipt, _n, units) => this.putAway(receipt, units),
    goodsSentBack: (_time, receipt, _n, units) => this.sentBack(receipt, units),
  };

  private readonly world: Pick<OutboundWorld, 'wms' | 'names'>;
  private readonly core: () => CoreStates;
  /** Receipt by place. */
  private doors = new Map<number, number>();
  /** Place by receipt. */
  private docked = new Map<number, number>();
  /** By receipt: the slot that it has. */
  private slots = new Map<number, Slot>();
  private counted = new Map<number, Counted>();
  /** Receipts that are counted, and of which ERP has not heard. */
  private unposted = new Set<number>();
  /** By purchase order that has not ended: units put away, by product. */
  private purchases = new Map<number, Map<number, number>>();
  private sums: Sums = {
    orders: 0,
    committedMinor: 0,
    usedMinor: 0,
    freedMinor: 0,
    receipts: 0,
    receivedUnits: 0,
    receivedMinor: 0,
    invoices: 0,
    invoicedMinor: 0,
    trucks: 0,
    putAwayUnits: 0,
    sentBackUnits: 0,
  };

  constructor(world: Pick<OutboundWorld, 'wms' | 'names'>, core: () => CoreStates) {
    this.world = world;
    this.core = core;
  }

  /** Partners must be at rest: none is in the midst of what it does. */
  check({ erp, wms, suppliers }: PartnerSystems): void {
    if (!erp.procurement || !wms.receiving || !suppliers) return;
    const { sums } = this;
    const { ledger, committedMinor, accruedMinor } = erp.procurement;
    same('ERP', 'purchase orders', ledger.orders, sums.orders);
    same('ERP', 'minor units ordered', ledger.orderedMinor, sums.committedMinor);
    same('ERP', 'goods receipts posted', ledger.receipts, sums.receipts);
    same('ERP', 'units received', ledger.receivedUnits, sums.receivedUnits);
    same('ERP', 'minor units received', ledger.receivedMinor, sums.receivedMinor);
    same('ERP', 'minor units of commitments used', ledger.usedMinor, sums.usedMinor);
    same('ERP', 'minor units of commitments freed', ledger.freedMinor, sums.freedMinor);
    same('ERP', "suppliers' invoices", ledger.invoices, sums.invoices);
    same('ERP', 'minor units invoiced by suppliers', ledger.invoicedMinor, sums.invoicedMinor);
    balanced('committed', committedMinor, this.committedMinor());
    balanced('received and not invoiced', accruedMinor, this.accruedMinor());
    const own = wms.receiving.ledger;
    same('WMS', 'trucks', own.trucks, sums.trucks);
    same('WMS', 'units put away', own.putAwayUnits, sums.putAwayUnits);
    same('WMS', 'units sent back', own.sentBackUnits, sums.sentBackUnits);
    const came = own.arrivedUnits + own.miscountedUnits;
    const went =
      own.putAwayUnits + own.damagedUnits + own.sentBackUnits + own.turnedAwayUnits + own.openUnits;
    if (came !== went)
      violated(CONSERVED, `${came} units have come on trucks, as counted; ${went} are accounted for by WMS`);
  }

  /** When nothing more can happen. @param behind receipts that wait for a person */
  atEnd(systems: PartnerSystems, behind: ReadonlySet<number>): void {
    this.check(systems);
    const { wms, suppliers } = systems;
    if (!wms.receiving || !suppliers) return;
    const { arrivedUnits } = wms.receiving.ledger;
    if (arrivedUnits !== suppliers.ledger.arrivedUnits)
      violated(
        CONSERVED,
        `${suppliers.ledger.arrivedUnits} units were driven to gates, ${arrivedUnits} have come there`,
      );
    const held = [...this.slots.keys()].filter((receipt) => !behind.has(receipt));
    if (held.length > 0)
      violated(
        'nothing-left-over',
        `${held.length} slots are booked at the end: of receipts ${held.slice(0, 5)}`,
      );
    const unposted = [...this.unposted].filter((receipt) => !behind.has(receipt));
    if (unposted.length > 0)
      violated(
        'nothing-left-over',
        `${unposted.length} receipts are counted, and ERP has never heard of them: ${unposted.slice(0, 5)}`,
      );
  }

  save(): Saved {
    return {
      doors: new Map(this.doors),
      docked: new Map(this.docked),
      slots: new Map(this.slots),
      counted: new Map([...this.counted].map(([receipt, counted]) => [receipt, { ...counted }])),
      unposted: new Set(this.unposted),
      purchases: new Map([...this.purchases].map(([order, units]) => [order, new Map(units)])),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.doors = new Map(saved.doors);
    this.docked = new Map(saved.docked);
    this.slots = new Map(saved.slots);
    this.counted = new Map([...saved.counted].map(([receipt, counted]) => [receipt, { ...counted }]));
    this.unposted = new Set(saved.unposted);
    this.purchases = new Map([...saved.purchases].map(([order, units]) => [order, new Map(units)]));
    this.sums = { ...saved.sums };
  }

  private committedMinor(): number {
    const { committedMinor, usedMinor, freedMinor } = this.sums;
    return committedMinor - usedMinor - freedMinor;
  }

  private accruedMinor(): number {
    return this.sums.receivedMinor - this.sums.invoicedMinor;
  }

  private notMoreThanCommitted(what: string): void {
    const left = this.committedMinor();
    if (left < 0)
      violated(BALANCES, `${what}: ${-left} minor units more are used and freed than were committed`);
  }

  private closed(period: number, committedMinor: number, accruedMinor: number): void {
    const place = `period ${period} is closed with`;
    if (committedMinor !== this.committedMinor())
      violated(
        BALANCES,
        `${place} ${committedMinor} committed, ${this.committedMinor()} by what was written down`,
      );
    if (accruedMinor !== this.accruedMinor())
      violated(
        BALANCES,
        `${place} ${accruedMinor} received and not invoiced, ${this.accruedMinor()} by what was written down`,
      );
  }

  /** A supplier is told when its truck is to come. By now WMS may have given the slot up. */
  confirmed({ key: receipt, b: at }: Envelope): void {
    const slot = this.slots.get(receipt);
    if (slot !== undefined && slot.at !== at)
      violated(
        CAPACITY,
        `receipt ${receipt}: its truck is told to come at ${new Date(at).toISOString()}, its slot is that of ${new Date(slot.at).toISOString()}`,
      );
  }

  private booked(receipt: number, n: number, at: number, place: number): void {
    const had = this.slots.get(receipt);
    increasing('receipt', receipt, 'slotBooked', had?.n ?? 0, n);
    for (const [other, slot] of this.slots)
      if (other !== receipt && slot.at === at && slot.place === place)
        violated(
          CAPACITY,
          `the slot of ${new Date(at).toISOString()} at ${this.nameOf(place)} is receipt ${other}'s and receipt ${receipt}'s`,
        );
    this.slots.set(receipt, { at, place, n });
  }

  private released(receipt: number, n: number, at: number, place: number): void {
    const slot = this.slots.get(receipt);
    if (slot?.n !== n || slot.at !== at || slot.place !== place)
      violated(CAPACITY, `receipt ${receipt}: slot ${n} is released, and it was not the one that it had`);
    this.slots.delete(receipt);
  }

  private dock(receipt: number, place: number): void {
    const node = this.world.wms.nodes[Math.floor(place / DOORS_MAX)];
    const doors = node?.receiving?.doors ?? 0;
    if (place % DOORS_MAX >= doors)
      violated(
        CAPACITY,
        `receipt ${receipt} is unloaded at ${this.nameOf(place)}, and there are ${doors} doors`,
      );
    const other = this.doors.get(place);
    if (other !== undefined)
      violated(CAPACITY, `two trucks at ${this.nameOf(place)}: those of receipts ${other} and ${receipt}`);
    this.doors.set(place, receipt);
    this.docked.set(receipt, place);
    if (this.slots.get(receipt)?.place !== place) this.slots.delete(receipt);
  }

  private count(receipt: number, good: number, damaged: number): void {
    this.doors.delete(this.docked.get(receipt) ?? -1);
    this.docked.delete(receipt);
    this.slots.delete(receipt);
    this.counted.set(receipt, { good, damaged, available: 0 });
    this.unposted.add(receipt);
  }

  /** A line of a receipt; stock that comes by itself is not of this number. */
  private available(node: number, n: number, product: number, units: number): void {
    const { nodes, products } = this.world.wms;
    if (nodes[node]?.receiving === undefined) return;
    const receipt = Math.floor((n - 1) / products.length);
    const counted = this.counted.get(receipt);
    if (counted === undefined)
      violated(
        CONSERVED,
        `${this.world.names.nodes[node]}: ${units} units of product ${product} may be picked, and no counted receipt has them`,
      );
    counted.available += units;
    const purchase = this.purchases.get(purchaseOrderOf(receipt));
    if (purchase === undefined)
      violated(LINES, `receipt ${receipt}: ${units} units are put away, and its purchase order has ended`);
    purchase.set(product, (purchase.get(product) ?? 0) + units);
  }

  /** What the core says to be missing, beside what WMS has put away. */
  private purchaseEnded(order: number, said: number): void {
    const { products, ordered } = this.core().state<PurchaseOrderState>(
      PURCHASE_ORDER as ActorTypeNo,
      order,
    )!;
    const putAway = this.purchases.get(order);
    this.purchases.delete(order);
    let missing = 0;
    for (let line = 0; line < ordered.length; line++)
      missing += Math.max(0, ordered[line]! - (putAway?.get(products[line]!) ?? 0));
    if (said !== missing)
      violated(
        LINES,
        `purchase order ${order} ends, and ${said} units are said to be missing; by what was put away it is ${missing}`,
      );
  }

  private putAway(receipt: number, units: number): void {
    const { good, available } = this.takeCounted(receipt);
    if (units !== good || available !== good)
      violated(
        CONSERVED,
        `receipt ${receipt}: ${units} units are put away and ${available} may be picked; ${good} good ones were counted`,
      );
    this.sums.putAwayUnits += units;
  }

  private sentBack(receipt: number, units: number): void {
    const { good, damaged, available } = this.takeCounted(receipt);
    if (units !== good + damaged || available !== 0)
      violated(
        CONSERVED,
        `receipt ${receipt}: ${units} units are sent back and ${available} may be picked; ${good + damaged} were counted`,
      );
    this.sums.sentBackUnits += units;
    const state = this.core().state<InboundReceiptState>(INBOUND_RECEIPT as ActorTypeNo, receipt);
    // Whether the core still hears of the count is a matter of days.
    if (state === undefined || state.status === 'given-up') this.unposted.delete(receipt);
  }

  private takeCounted(receipt: number): Counted {
    const counted = this.counted.get(receipt) ?? { good: 0, damaged: 0, available: 0 };
    this.counted.delete(receipt);
    return counted;
  }

  private nameOf(place: number): string {
    return `door ${place % DOORS_MAX} of ${this.world.names.nodes[Math.floor(place / DOORS_MAX)]}`;
  }
}

function same(system: string, what: string, own: number, written: number): void {
  if (own === written) return;
  violated('side-effect-once', `${system}'s own ledger has ${own} ${what}, it has written down ${written}`);
}

function balanced(what: string, own: number, written: number): void {
  if (own === written) return;
  violated(BALANCES, `ERP has ${own} minor units ${what}, ${written} by what it has written down`);
}
