/** What customers change of their orders: plain data, made by whoever assembles the landscape. */
import type { Distribution } from '#sim/random/distributions';

/** Kinds of change, in the order in which they are numbered on the calendar. */
export const WISHES = ['more', 'less', 'date', 'place'] as const;
export type Wish = (typeof WISHES)[number];

/** When goods are taken in. */
export interface DeliveryDays {
  /** IANA zone whose clocks they go by. */
  readonly zone: string;
  /** Monday first. */
  readonly deliveryWeekdays: readonly boolean[];
  /** From the beginning of a day, ms. */
  readonly deliveryDayEndMs: number;
}

export interface ChangeWishSettings {
  /** Customers below this number; those above are stores. */
  readonly customers: number;
  /** Of their orders: those with a change of each kind, in [0, 1]. */
  readonly shares: Readonly<Record<Wish, number>>;
  /** Of changes: those that are followed by another one of the same kind, in [0, 1]. */
  readonly againShare: number;
  /** Changes of a kind that an order has at most. */
  readonly most: number;
  /** From the release, or from the change of that kind before, ms. */
  readonly afterMs: Distribution;
  /** Units = units ordered times this, at least one more; and at least one less. */
  readonly moreFactor: Distribution;
  readonly lessFactor: Distribution;
  /** Days from what was promised to what is wished for: the end of the delivery day there, or of the next. */
  readonly dateDays: Distribution;
  /** Of changes of the day: so much sooner, not later. */
  readonly soonerShare: number;
  readonly days: DeliveryDays;
  /** By place: places of other customers of the same country. */
  readonly placesNear: readonly (readonly number[])[];
}
