/**
 * What became of each order, folded from the business events of a recording (or of a run as it goes).
 *
 * 1. Only business events are read: each was written once, by the system that owns it. The same fold over the
 *    `business` table of a recording gives the same outcomes.
 * 2. One row an order, in typed arrays, -1 where something has not happened.
 */

const INTS = ['order', 'plant', 'carrier', 'overCapacityDays', 'unplannable'] as const;
const FLOATS = [
  'releasedAt',
  'promisedAt',
  'units',
  'weightGrams',
  'freightMinor',
  'warehouseMinor',
  'billedMinor',
  'paidMinor',
  'plannedAt',
  'shippedAt',
  'deliveredAt',
] as const;

/** Growable columns, one row an order; the row index is the order of release. */
export class OrderOutcomes {
  readonly name = 'order-outcomes';
  size = 0;
  /** Orders delivered, or found to have no plan. */
  ended = 0;
  order = new Int32Array(1024);
  releasedAt = new Float64Array(1024);
  promisedAt = new Float64Array(1024);
  units = new Float64Array(1024);
  weightGrams = new Float64Array(1024);
  plant = new Int32Array(1024);
  carrier = new Int32Array(1024);
  /** Minor units; -1 = planned without a price. */
  freightMinor = new Float64Array(1024);
  warehouseMinor = new Float64Array(1024);
  billedMinor = new Float64Array(1024);
  paidMinor = new Float64Array(1024);
  plannedAt = new Float64Array(1024);
  shippedAt = new Float64Array(1024);
  deliveredAt = new Float64Array(1024);
  /** Days by which the warehouse's capacity put the order off; 0 = none. */
  overCapacityDays = new Int32Array(1024);
  /** Reason number; 0 = it could be planned. */
  unplannable = new Int32Array(1024);
  private readonly rowOf = new Map<number, number>();

  /** Takes one row of the `business` table. Events of other entities are passed over. */
  business(
    time: number,
    event: string,
    _owner: string,
    entityType: string,
    entityKey: number,
    _entityN: number,
    a: number,
    b: number,
  ): void {
    if (entityType !== 'order' && event !== 'freightMatched') return;
    if (event === 'orderReleased') {
      const row = this.add(entityKey);
      this.releasedAt[row] = time;
      this.units[row] = a;
      this.weightGrams[row] = b;
      return;
    }
    const row = this.rowOf.get(entityKey);
    if (row === undefined) return;
    switch (event) {
      case 'orderPromised':
        this.promisedAt[row] = a;
        return;
      case 'orderPlanned':
        this.plannedAt[row] = time;
        this.plant[row] = a;
        this.carrier[row] = b;
        return;
      case 'freightRated':
        this.freightMinor[row] = a;
        return;
      case 'orderUnplannable':
        this.unplannable[row] = a;
        this.ended += 1;
        return;
      case 'orderOverCapacity':
        this.overCapacityDays[row] = b;
        return;
      case 'goodsIssued':
        this.shippedAt[row] = time;
        return;
      case 'warehouseCharged':
        this.warehouseMinor[row] = a;
        return;
      case 'loadDelivered':
        this.deliveredAt[row] = time;
        this.ended += 1;
        return;
      case 'freightBilled':
        this.billedMinor[row] = a;
        return;
      case 'freightPaid':
        this.paidMinor[row] = a;
    }
  }

  /** Row of an order number, or -1. */
  row(order: number): number {
    return this.rowOf.get(order) ?? -1;
  }

  private add(order: number): number {
    const row = this.size;
    if (row === this.order.length) this.grow();
    this.size += 1;
    this.rowOf.set(order, row);
    this.order[row] = order;
    for (const column of [this.promisedAt, this.freightMinor, this.billedMinor, this.paidMinor])
      column[row] = -1;
    for (const column of [this.plannedAt, this.shippedAt, this.deliveredAt, this.warehouseMinor])
      column[row] = -1;
    this.plant[row] = -1;
    this.carrier[row] = -1;
    this.overCapacityDays[row] = 0;
    this.unplannable[row] = 0;
    return row;
  }

  /** Plain copy of the rows there are. */
  save(): unknown {
    const columns = [...INTS, ...FLOATS].map((name) => [name, this[name].slice(0, this.size)] as const);
    return { size: this.size, ended: this.ended, columns: Object.fromEntries(columns) };
  }

  load(saved: unknown): void {
    const { size, ended, columns } = saved as {
      readonly size: number;
      readonly ended: number;
      readonly columns: Readonly<Record<string, ArrayLike<number>>>;
    };
    while (this.order.length < size) this.grow();
    for (const name of [...INTS, ...FLOATS]) this[name].set(columns[name]!);
    this.size = size;
    this.ended = ended;
    this.rowOf.clear();
    for (let row = 0; row < size; row++) this.rowOf.set(this.order[row]!, row);
  }

  private grow(): void {
    const capacity = this.order.length * 2;
    for (const name of INTS) {
      const wider = new Int32Array(capacity);
      wider.set(this[name]);
      this[name] = wider;
    }
    for (const name of FLOATS) {
      const wider = new Float64Array(capacity);
      wider.set(this[name]);
      this[name] = wider;
    }
  }
}
