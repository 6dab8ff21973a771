/** What the core knows of the landscape before any message comes: who can ship what, from where, for whom. */

export interface PlantMaster {
  readonly no: number;
  readonly ports: readonly number[];
  /** Handling cost of a unit, minor units; may be fractional. */
  readonly unitCostMinor: number;
  readonly products: ReadonlySet<number>;
  /** Customers it may serve; null = all. */
  readonly customers: ReadonlySet<number> | null;
}

export interface MasterData {
  /** `plants[i].no === i`. */
  readonly plants: readonly PlantMaster[];
  /** A freight bill within this share of the rated amount is paid as billed. */
  readonly invoiceTolerance: number;
}
