/** What a third party that arranges freight is configured with: plain data, made by whoever assembles the landscape. */
import type { TenderingSettings, TmsSettings } from '../tms/settings.ts';

/** From a node to a place of delivery. */
export interface FreightLane {
  readonly node: number;
  /** Places that goods leave from and go to. */
  readonly origin: number;
  readonly destination: number;
  /** Instants at which loads are formed, sorted; none = each shipment is a load of its own, at once. */
  readonly cutoffs: readonly number[];
  readonly weightGramsMax: number;
  /** What is lighter travels alone, when it is packed; 0 = nothing does. */
  readonly parcelBelowGrams: number;
}

export type FreightChoice = 'cheapest' | 'guide';

export interface FreightSettings {
  /** The number that it bills as, in the scenario's master data. */
  readonly carrier: number;
  readonly lanes: readonly FreightLane[];
  /** By node: instants at which its docks open and close, in turn; null = they are always open. */
  readonly docks: readonly (readonly number[] | null)[];
  /** Of a dock's hours that must be left when a truck comes, ms: for itself, and for each shipment that it fetches. */
  readonly lastPickupMs: number;
  readonly loadingMsPerShipment: number;
  /** What it pays carriers, and what it has agreed with the shipper. */
  readonly buying: TmsSettings;
  readonly selling: TmsSettings;
  readonly tendering: TenderingSettings;
  /** In which order it offers: what costs it least first, or by the routing guide of `buying`. */
  readonly choose: FreightChoice;
  /** A load is remembered so long after it has left, ms. */
  readonly keptMs: number;
}
