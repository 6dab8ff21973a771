/**
 * Orders of a history, in columns: some 60 bytes an order and 8 a line, however many there are.
 *
 * 1. Order `i` of the columns has number `i + 1`; they are sorted by release. Numbers left out leave gaps.
 * 2. Draws of an order are keyed by its own key, which comes from its name: a row taken out of the history changes no other order.
 * 3. What happens to an order on ERP's side is drawn by its customer's class, as of orders that are made.
 */
import type { SalesOrderLine } from '#orchestrator/contracts/erp';
import type { Random, RandomStream } from '#sim/random/random';
import { CumulativeTable, probabilities } from '#sim/random/weights';
import type { OrderSource } from './order-source.ts';
import type { DemandSettings, ErpOrder } from './settings.ts';

/** One entry an order, but for lines. Instants in epoch ms. */
export interface OrderColumns {
  readonly releaseAt: Float64Array;
  readonly promisedAt: Float64Array;
  /** NaN = no day is asked for. */
  readonly requestedAt: Float64Array;
  readonly customer: Uint32Array;
  readonly destination: Uint32Array;
  readonly drawKey: Uint32Array;
  /** Where its lines begin, and at the end how many there are. */
  readonly firstLine: Uint32Array;
  /** By line. */
  readonly product: Uint32Array;
  readonly units: Uint32Array;
}

export class OrderTable implements OrderSource {
  private readonly columns: OrderColumns;
  private readonly settings: DemandSettings;
  private readonly shipComplete: RandomStream;
  private readonly priority: RandomStream;
  private readonly priorities: readonly CumulativeTable[];
  /** Orders that have been looked at. */
  private at = 0;

  /** @param settings of the demand in whose place they come: classes, weights and prices; and which are left out */
  constructor(columns: OrderColumns, settings: DemandSettings, random: Random) {
    this.columns = columns;
    this.settings = settings;
    this.shipComplete = random.stream('demand/ship-complete');
    this.priority = random.stream('demand/priority');
    this.priorities = settings.classes.map(
      ({ priorityWeights }, i) =>
        new CumulativeTable(probabilities(priorityWeights, `demand.classes[${i}].priorityWeights`)),
    );
  }

  next(): ErpOrder | null {
    const { ordersMax, leftOut } = this.settings;
    const most = Math.min(this.columns.customer.length, ordersMax ?? Infinity);
    while (this.at < most) {
      this.at += 1;
      if (!leftOut.has(this.at)) return this.order(this.at);
    }
    return null;
  }

  save(): number {
    return this.at;
  }

  load(saved: unknown): void {
    this.at = saved as number;
  }

  private order(no: number): ErpOrder {
    const { releaseAt, promisedAt, requestedAt, customer, destination, drawKey } = this.columns;
    const i = no - 1;
    const key = drawKey[i]!;
    const { classNo } = this.settings.customers[customer[i]!]!;
    const requested = requestedAt[i]!;
    return {
      no,
      drawKey: key,
      releaseAt: releaseAt[i]!,
      sales: {
        customer: customer[i]!,
        destination: destination[i]!,
        lines: this.lines(i),
        shipComplete: this.shipComplete.unit(key, 1) < this.settings.classes[classNo]!.shipCompleteShare,
        priority: this.priorities[classNo]!.find(this.priority.unit(key, 1)),
        promisedAt: promisedAt[i]!,
        instructed: null,
      },
      ...(Number.isNaN(requested) ? {} : { requestedAt: requested }),
    };
  }

  private lines(i: number): SalesOrderLine[] {
    const { firstLine, product, units } = this.columns;
    const lines: SalesOrderLine[] = [];
    for (let line = firstLine[i]!; line < firstLine[i + 1]!; line++) {
      const { unitWeightGrams, unitPriceMinor } = this.settings.products[product[line]!]!;
      lines.push({ product: product[line]!, units: units[line]!, unitWeightGrams, unitPriceMinor });
    }
    return lines;
  }
}
