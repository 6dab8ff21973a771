/**
 * The tables of a run's outcomes, and how a row is found by the number of its order, shipment or load.
 *
 * A shipment is found by its order, a load by the shipment whose key it has: no map but that of the orders.
 */

import { type StockFacts, StockValue } from '../stock-value.ts';
import { DifferenceBooks } from './difference-books.ts';
import { RowIndex } from './row-index.ts';
import {
  CarrierTable,
  ClaimTable,
  LagTable,
  LoadTable,
  OrderTable,
  ShipmentTable,
  TenderTable,
} from './tables.ts';

/** A shipment's key is its order's x 8 + n: docs/outbound.md. */
const SHIPMENTS_OF_ORDER = 8;

export class OutboundBooks {
  readonly orders = new OrderTable();
  readonly shipments = new ShipmentTable();
  readonly loads = new LoadTable();
  readonly claims = new ClaimTable();
  readonly lags = new LagTable();
  readonly carriers = new CarrierTable();
  readonly tenders = new TenderTable();
  /** Of shipments that differ from what left. */
  readonly differenceBooks = new DifferenceBooks();
  readonly stock: StockValue | null;
  /** What second 0 is, epoch ms: the UTC midnight before the first event. */
  epoch = -1;
  readonly rowOf = new RowIndex();
  /** Row of the claim for the shipment of a row. */
  readonly claimOf = new Map<number, number>();

  /** @param stock null = nothing is known of the stock: no holding cost, no turns */
  constructor(stock: StockFacts | null) {
    this.stock = stock === null ? null : new StockValue(stock);
  }

  /** Epoch ms -> seconds since `epoch`, rounded up. */
  second(time: number): number {
    return Math.ceil((time - this.epoch) / 1000);
  }

  /** Row of a shipment; -1 = it is not there and shall not be made, or its order is not there. */
  shipmentRow(key: number, make: boolean): number {
    const order = this.rowOf.get(Math.floor(key / SHIPMENTS_OF_ORDER));
    if (order < 0) return -1;
    const { orders, shipments } = this;
    const n = key % SHIPMENTS_OF_ORDER;
    let row = orders.lastShipment[order]!;
    while (row >= 0 && shipments.n[row] !== n) row = shipments.before[row]!;
    if (row >= 0 || !make) return row;
    row = shipments.add();
    shipments.order[row] = order;
    shipments.n[row] = n;
    shipments.before[row] = orders.lastShipment[order]!;
    orders.lastShipment[order] = row;
    return row;
  }

  /** Row of a load, made if need be; -1 = its order is not there. */
  loadRow(key: number): number {
    const { shipments, loads } = this;
    const shipment = this.shipmentRow(key, true);
    if (shipment < 0) return -1;
    let row = shipments.ownLoad[shipment]!;
    if (row >= 0) return row;
    row = loads.add();
    loads.shipment[row] = shipment;
    shipments.ownLoad[shipment] = row;
    return row;
  }

  protected get tables() {
    const { orders, shipments, loads, claims, lags, carriers, tenders } = this;
    return [orders, shipments, loads, claims, lags, carriers, tenders];
  }
}
