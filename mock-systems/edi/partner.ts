/** The two ends of an X12 connection as a carrier's translator knows them. */
export interface EdiPartner {
  readonly partner: number;
  readonly carrier: number;
  /** The carrier's code, in B1, B10, B3 and in ISA and GS. */
  readonly scac: string;
  /** The shipper's identification in ISA and GS. */
  readonly shipper: string;
  /** ISO 4217, of two decimal places. */
  readonly currency: string;
}
