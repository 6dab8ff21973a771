/** Orders of a history while its rows come in, each a line of one; in the end as columns, in the order of their release. */
import type { OrderColumns } from '#mock-systems/erp/order-table';
import { codeOf } from '#sim/digest';

/** What each row of an order says alike. */
export interface HistoryOrder {
  readonly id: string;
  readonly releaseAt: number;
  readonly promisedAt: number;
  /** NaN = no day. */
  readonly requestedAt: number;
  readonly customer: number;
  readonly destination: number;
}

export class HistoryColumns {
  readonly ids: string[] = [];
  private readonly rows: number[] = [];
  private readonly byId = new Map<string, number>();
  private readonly times: number[] = [];
  private readonly parties: number[] = [];
  private readonly orderOfLine: number[] = [];
  private readonly products: number[] = [];
  private readonly units: number[] = [];
  private readonly linesOf: number[] = [];
  /** By order, its last line; and by line, the one of its order before. -1 = none. */
  private readonly lastLine: number[] = [];
  private readonly lineBefore: number[] = [];

  get lines(): number {
    return this.products.length;
  }

  /** Its index; -1 = there is none by that name yet. */
  find(id: string): number {
    return this.byId.get(id) ?? -1;
  }

  /** The row where an order was first named. */
  rowOf(order: number): number {
    return this.rows[order]!;
  }

  linesIn(order: number): number {
    return this.linesOf[order]!;
  }

  of(order: number): HistoryOrder {
    const [releaseAt, promisedAt, requestedAt] = this.times.slice(3 * order, 3 * order + 3) as [
      number,
      number,
      number,
    ];
    const [customer, destination] = this.parties.slice(2 * order, 2 * order + 2) as [number, number];
    return { id: this.ids[order]!, releaseAt, promisedAt, requestedAt, customer, destination };
  }

  add(row: number, { id, releaseAt, promisedAt, requestedAt, customer, destination }: HistoryOrder): number {
    const order = this.ids.length;
    this.byId.set(id, order);
    this.ids.push(id);
    this.rows.push(row);
    this.times.push(releaseAt, promisedAt, requestedAt);
    this.parties.push(customer, destination);
    this.linesOf.push(0);
    this.lastLine.push(-1);
    return order;
  }

  has(order: number, product: number): boolean {
    // Only over its own lines, which are few: rows of an order need not stand together.
    for (let line = this.lastLine[order]!; line >= 0; line = this.lineBefore[line]!)
      if (this.products[line] === product) return true;
    return false;
  }

  addLine(order: number, product: number, units: number): void {
    this.lineBefore.push(this.lastLine[order]!);
    this.lastLine[order] = this.lines;
    this.orderOfLine.push(order);
    this.products.push(product);
    this.units.push(units);
    this.linesOf[order]! += 1;
  }

  /** Units of each product, and orders of each customer. */
  counts(
    products: number,
    customers: number,
  ): { readonly units: Float64Array; readonly orders: Float64Array } {
    const units = new Float64Array(products);
    const orders = new Float64Array(customers);
    this.products.forEach((product, line) => {
      units[product]! += this.units[line]!;
    });
    for (let order = 0; order < this.ids.length; order++) orders[this.parties[2 * order]!]! += 1;
    return { units, orders };
  }

  /**
   * By release, and of those at one instant as they stand in the file.
   * @param ranks by index as added: the number that a product and a customer has in the end
   */
  sorted(ranks: { readonly product: Uint32Array; readonly customer: Uint32Array }): {
    readonly columns: OrderColumns;
    readonly ids: readonly string[];
  } {
    const { times, parties } = this;
    const order = Array.from(this.ids, (_id, i) => i).sort((x, y) => times[3 * x]! - times[3 * y]! || x - y);
    const at = new Uint32Array(order.length);
    order.forEach((from, to) => {
      at[from] = to;
    });
    const firstLine = new Uint32Array(order.length + 1);
    order.forEach((from, to) => {
      firstLine[to + 1] = firstLine[to]! + this.linesOf[from]!;
    });
    const next = firstLine.slice();
    const product = new Uint32Array(this.lines);
    const units = new Uint32Array(this.lines);
    this.orderOfLine.forEach((from, line) => {
      const to = next[at[from]!]!++;
      product[to] = ranks.product[this.products[line]!]!;
      units[to] = this.units[line]!;
    });
    const ids = order.map((from) => this.ids[from]!);
    const columns: OrderColumns = {
      releaseAt: Float64Array.from(order, (from) => times[3 * from]!),
      promisedAt: Float64Array.from(order, (from) => times[3 * from + 1]!),
      requestedAt: Float64Array.from(order, (from) => times[3 * from + 2]!),
      customer: Uint32Array.from(order, (from) => ranks.customer[parties[2 * from]!]!),
      destination: Uint32Array.from(order, (from) => parties[2 * from + 1]!),
      drawKey: Uint32Array.from(ids, (id) => codeOf(id) >>> 0),
      firstLine,
      product,
      units,
    };
    return { columns, ids };
  }
}
