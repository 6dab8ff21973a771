/**
 * What the data set says, read: plants, ports, rates and orders by number.
 *
 * 1. Numbers stand for names and are indexes of the registers: `plants[i].no === i`, and so for rates.
 * 2. `orders[i].no` is the row of the list, from 1, and never changes: an order left out leaves a gap. Draws are keyed by
 *    `drawKey`, which is made from the order's own ID.
 */

export type TransportMode = 'AIR' | 'GROUND' | 'OCEAN';

/** A shipping point with its own working capacity. */
export interface Plant {
  readonly no: number;
  readonly name: string;
  /** Ports that it may ship from, at least one. */
  readonly ports: readonly number[];
  /** Orders a day, >= 1. */
  readonly dailyCapacity: number;
  /** Handling cost of one unit, minor units; may be fractional. */
  readonly unitCostMinor: number;
  readonly products: ReadonlySet<number>;
  /** Customers it may serve; null = every customer. */
  readonly customers: ReadonlySet<number> | null;
}

/** One line of the freight rate table. Weight bounds are inclusive. */
export interface FreightRate {
  readonly no: number;
  readonly carrier: number;
  readonly origin: number;
  readonly destination: number;
  readonly service: number;
  readonly mode: TransportMode;
  readonly minWeightGrams: number;
  readonly maxWeightGrams: number;
  readonly minimumChargeMinor: number;
  /** Minor units a kilogram; may be fractional. */
  readonly ratePerKgMinor: number;
  readonly transitDays: number;
}

/** What the order list says was really done with an order. */
export interface RecordedChoice {
  readonly plant: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  /** null = not to be told from the rate table. */
  readonly mode: TransportMode | null;
  readonly transitDays: number;
  /** The customer arranges and pays the freight. */
  readonly customerArranged: boolean;
}

export interface ListedOrder {
  readonly no: number;
  /** The order's name in the list. */
  readonly id: string;
  /** uint32. */
  readonly drawKey: number;
  /** Epoch ms, UTC. */
  readonly releaseAt: number;
  readonly customer: number;
  readonly product: number;
  readonly units: number;
  /** Not rounded: the rates' weight breaks are finer than a gram. */
  readonly weightGrams: number;
  /** Port. */
  readonly destination: number;
  readonly recorded: RecordedChoice;
}

/** A row that is no order. */
export interface Reject {
  readonly file: string;
  readonly line: number;
  readonly reason: string;
  readonly raw: string;
}
