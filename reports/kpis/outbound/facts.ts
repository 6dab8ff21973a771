/**
 * What the world knows and no business event says: the names and prices that KPIs of outbound fulfilment need. Plain
 * parameters; whoever has the scenario fills them in.
 */

export interface OutboundFacts {
  /** Instant at which the run, or the recording, ends; epoch ms. */
  readonly endAt: number;
  /** Class of a customer. */
  classOf(customer: number): number;
  /** Place of a carrier in the routing guide from a node to a customer, from 1, by its best service; 0 = spot. Absent = there is no guide. */
  guideRank?(node: number, customer: number, carrier: number): number;
  /** What is delivered sooner than so long before the promise comes too early for a customer, ms; null = never. Absent = for nobody. */
  windowMs?(customer: number): number | null;
  /** How long after its bill a customer pays, after its invoice a supplier is paid, ms; null = not known. Absent = of nobody. */
  paysAfterMs?(customer: number): number | null;
  paidAfterMs?(supplier: number): number | null;
  /** Mode of a line of the rate table; null = none. */
  modeOf(rate: number): string | null;
  /** Road or great-circle distance from a node to a customer, km. */
  distanceKm(node: number, customer: number): number;
  /** kg CO2e a tonne-kilometre, by mode. */
  readonly co2eKgPerTonneKm: Readonly<Record<string, number>>;
  /** kg CO2e a km of the own fleet; absent = there is none. */
  readonly co2eKgPerRouteKm?: number;
  /** Milestones that each carrier should report of a load that is not delayed; empty = not known. */
  readonly milestonesDue: readonly number[];
  /** A truck up to this late is punctual. */
  readonly pickupToleranceMs: number;
  /** Time that all dock doors together are open between two instants, ms; absent = not known. */
  doorMs?(fromAt: number, untilAt: number): number;
  /** Within which complaints are to be answered, and returns credited from the post on; absent = customers are silent, send nothing back. */
  readonly answerWithinMs?: number;
  readonly creditWithinMs?: number;
  /** Customers may dispute their bills; absent = they don't. */
  readonly disputes?: boolean;
  /** Messages between the core and its partners; null = not counted. */
  readonly messages: number | null;
}

/** Chooses rows of a table; undefined = all. */
export interface KpiScope {
  order?(row: number): boolean;
  shipment?(row: number): boolean;
  load?(row: number): boolean;
}
