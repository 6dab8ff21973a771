/** What the core knows of a carrier that it exchanges X12 with. Plain data beside one function. */
export interface TradingPartner {
  /** Its number as a partner of the core, and as a carrier in the master data. */
  readonly partner: number;
  readonly carrier: number;
  /** As it is called in issues. */
  readonly name: string;
  /** Standard carrier alpha code, two to four letters: also its identification in ISA and GS. */
  readonly scac: string;
  /** The shipper's identification in ISA and GS, two characters at least. */
  readonly shipper: string;
  /** ISO 4217. */
  readonly currency: string;
  placeName(place: number): string;
}
