/**
 * A carrier, or a system, of your own: what `import ... from 'dray/mocks'` gives. `docs/guides/own-parts.md` shows how to use it.
 *
 * It behaves like one of ours, but for what you say: figures as data, and functions where no figure says it. A function is
 * told what the profile makes of the case, and draws from `luck` alone.
 */
import type { CarrierConduct } from '#mock-systems/carriers/conduct';
import { CARRIER_PROFILES } from '#mock-systems/carriers/profiles';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import type { FrontName } from '#mock-systems/front-contracts';
import type { SystemFront } from '#mock-systems/own-front';
import type { TmsConduct } from '#mock-systems/tms/conduct';
import { type Marked, marked } from './part.ts';

export type {
  BilledLoad,
  CarrierConduct,
  Luck,
  RejectionReason,
  TenderedLoad,
  TenderReply,
  TripOfLoad,
} from '#mock-systems/carriers/conduct';
export type { FrontName, MessageFrom, MessageTo } from '#mock-systems/front-contracts';
export type { FrontAnswer, SystemFront } from '#mock-systems/own-front';
export type { HeardEvent, ToldMessage } from '#mock-systems/own-system';
export type { LinePrice, PricedCase, TmsConduct } from '#mock-systems/tms/conduct';
export { DAY_MS, HOUR_MS, MINUTE_MS } from '#sim/shifts/civil';
export type { CarrierProfile };
export { CARRIER_PROFILES };

/** Distributions and lists are given as a whole. */
type Changes<T> = {
  readonly [Key in keyof T]?: T[Key] extends { readonly kind: string } | readonly unknown[]
    ? T[Key]
    : T[Key] extends object
      ? Changes<T[Key]>
      : T[Key];
};

export interface CarrierDefinition extends CarrierConduct {
  readonly name: string;
  /** The one of ours that it is like in all it does not say. */
  readonly like: keyof typeof CARRIER_PROFILES;
  /** Figures in which it differs, such as `{ transit: { lateShare: 0.3 } }`: shares 0 to 1, times in ms, `...Days` in days. */
  readonly profile?: Changes<Omit<CarrierProfile, 'name' | 'conduct'>>;
}

export type OwnCarrierPart = CarrierDefinition & Marked<'carrier'>;

/**
 * `answers` are its functions for what the core says, in the place of ours; `replies` for what ours says, on its way to the core. `State`:
 * what it keeps, plain data.
 */
export interface SystemDefinition<System extends FrontName = FrontName, State = void>
  extends SystemFront<System, State> {
  readonly name: string;
  /** Which of ours it is in all it does not say. */
  readonly system: System;
  /** Of a TMS: what a line of the rate table costs. */
  readonly price?: System extends 'tms' ? TmsConduct['price'] : never;
  /** What its state is when a run begins. */
  readonly initial?: State;
}

export type OwnSystemPart<System extends FrontName = FrontName, State = void> = SystemDefinition<
  System,
  State
> &
  Marked<'system'>;

/** Makes a system of its definition: the default export of its file. */
export function defineSystem<System extends FrontName, State = void>(
  definition: SystemDefinition<System, State>,
): OwnSystemPart<System, State> {
  return marked('system', definition);
}

/** Makes a carrier of its definition: the default export of its file. */
export function defineCarrier(definition: CarrierDefinition): OwnCarrierPart {
  return marked('carrier', definition);
}
