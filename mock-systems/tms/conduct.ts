/**
 * How TMS prices beyond its table: a function that a user wrote, told what the table says of a line and free to say otherwise.
 *
 * 1. It is pure: a rating is a question, and asked again it is answered alike.
 * 2. It says the line haul. Fuel and accessorials follow from it, since bills are audited by them.
 */
import type { RatingRequest } from '#orchestrator/contracts/tms';

/** One line of the rate table, for what is to be moved. */
export interface PricedCase extends Omit<RatingRequest, 'origins' | 'pickupsAt'> {
  readonly rate: number;
  readonly origin: number;
  readonly carrier: number;
  readonly service: number;
  readonly mode: string;
  /** Epoch ms. */
  readonly pickupAt: number;
}

export interface LinePrice {
  readonly lineHaulMinor: number;
  readonly transitDays: number;
}

export interface TmsConduct {
  /** @param usual what the table says @returns null = this line is not offered */
  readonly price: (priced: PricedCase, usual: LinePrice) => LinePrice | null;
}
