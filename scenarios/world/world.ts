/**
 * The world of a run: what a scenario file becomes once it is built, and before anything moves.
 *
 * 1. Plain frozen data. The same scenario, seed and data files give the same world, byte for byte.
 * 2. Numbers stand for names: `plants[i].no === i`, and so for ports, carriers, products, customers and
 *    services. Names are for reports; nothing in a run compares strings.
 * 3. `orders[i].no` is given when demand is made and never again: an order left out leaves a gap. Draws are keyed by
 *    `drawKey`, which does not depend on any other order.
 * 4. Orders are sorted by (releaseAt, no).
 */
import type { Distribution } from '#sim/random/distributions';
import type { Platform } from './outbound-world.ts';

export type TransportMode = 'AIR' | 'GROUND' | 'OCEAN';

/** A shipping point with stock and its own working capacity. */
export interface Plant {
  readonly no: number;
  readonly name: string;
  /** Ports that this plant may ship from. */
  readonly ports: readonly number[];
  /** Orders that can be picked, packed and shipped in one day, >= 1. */
  readonly dailyCapacity: number;
  /** Handling cost of one unit, in minor units of `World.currency`; may be fractional, the order's sum is rounded. */
  readonly unitCostMinor: number;
  /** Products this plant can ship. */
  readonly products: ReadonlySet<number>;
  /** Customers it may serve; `null` = every customer. */
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
  /** Minor units a kilogram; may be fractional, the charge is rounded half up once. */
  readonly ratePerKgMinor: number;
  readonly transitDays: number;
}

/** What the order list says was really done with an order. */
export interface RecordedChoice {
  readonly plant: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  /** Null = not to be told from the rate table. */
  readonly mode: TransportMode | null;
  readonly transitDays: number;
  /** The customer arranges and pays the freight. */
  readonly customerArranged: boolean;
}

export interface WorldOrder {
  readonly no: number;
  /** The order's name in its source. */
  readonly id: string;
  /** What its draws are keyed by, uint32: made from its name, so that a row taken out of a file changes no other's luck. */
  readonly drawKey: number;
  /** Instant, ms since the Unix epoch, UTC. */
  readonly releaseAt: number;
  readonly customer: number;
  readonly product: number;
  readonly units: number;
  readonly weightGrams: number;
  readonly destination: number;
  /** Instant of the promised delivery. */
  readonly promisedAt: number;
  readonly recorded: RecordedChoice | null;
}

export interface Customer {
  readonly no: number;
  readonly name: string;
  readonly city: string | null;
}

/** How far a carrier's real transit departs from its table, by mode. */
export interface Lateness {
  readonly mode: TransportMode;
  /** Shares in [0, 1], lateShare + earlyShare <= 1; the rest arrives on the day of the table. */
  readonly lateShare: number;
  readonly earlyShare: number;
  /** Days late, given late. */
  readonly lateDays: Distribution;
  /** Days early, given early; never earlier than half the table's transit. */
  readonly earlyDays: Distribution;
}

export interface SystemsBehaviour {
  readonly erp: { readonly paymentTermsMs: number };
  readonly tms: { readonly answerMs: Distribution };
  readonly carriers: {
    readonly tenderAnswerMs: Distribution;
    readonly invoiceAfterDeliveryMs: Distribution;
    readonly lateness: readonly Lateness[];
    /** Share of freight bills that differ from the rated amount, and by how much of it. */
    readonly invoiceErrorShare: number;
    readonly invoiceErrorFactor: number;
  };
  /** One-way latency of any message between systems, ms. */
  readonly linkLatencyMs: number;
}

export interface World {
  readonly name: string;
  readonly title: string;
  /** Instant at which the run starts. */
  readonly startAt: number;
  /** Instant at which it ends at the latest. */
  readonly endAt: number;
  readonly currency: string;
  readonly plants: readonly Plant[];
  readonly ports: readonly string[];
  readonly carriers: readonly string[];
  readonly services: readonly string[];
  readonly products: readonly string[];
  readonly customers: readonly Customer[];
  readonly rates: readonly FreightRate[];
  readonly orders: readonly WorldOrder[];
  readonly systems: SystemsBehaviour;
  readonly platform: Platform;
  /** A billed amount within this share of the rated one is paid as billed. */
  readonly invoiceTolerance: number;
  /** First = baseline. */
  readonly policies: readonly string[];
}
