/**
 * What mappers need beside what the core says: names, places, currency. The core speaks in numbers; a document is read by those
 * who do not know them.
 */
import { instant } from '../model/instant.ts';
import type { Network } from '../model/network.ts';
import { orderOf, SHIPMENTS_MAX } from '../processes/outbound/inputs.ts';
import type { Charge, Mode, Moment, Money, Quantity } from './values.ts';
import { mode } from './values.ts';

export interface CanonicalContext {
  readonly network: Network;
  /** ISO 4217. */
  readonly currency: string;
  readonly nodes: readonly string[];
  /** null = nobody says in which zone or country it lies. */
  readonly places: readonly {
    readonly name: string;
    readonly zone: string | null;
    readonly country: string | null;
  }[];
  readonly carriers: readonly string[];
  /** Standard carrier alpha code, by carrier, of those that are tendered to by X12. */
  readonly scacs: ReadonlyMap<number, string>;
  readonly products: readonly string[];
  /** Of one unit, by product, as the warehouses weigh it; may be fractional. */
  readonly unitWeightsGrams: readonly number[];
  readonly customers: readonly string[];
  /** Whose goods are sold and kept. */
  readonly owner: string;
  orderName(no: number): string;
}

/** @param names by number */
export function nameOf(names: readonly string[], no: number, what: string): string {
  const name = names[no];
  if (name === undefined) throw new RangeError(`${what} ${no} has no name; there are ${names.length}`);
  return name;
}

export function placeName({ places }: CanonicalContext, no: number): string {
  const place = places[no];
  if (place === undefined) throw new RangeError(`place ${no} is unknown; there are ${places.length}`);
  return place.name;
}

/** `SO-0000017/0`: which sourcing of which order. */
export function shipmentId({ orderName }: CanonicalContext, key: number): string {
  return `${orderName(orderOf(key))}/${key % SHIPMENTS_MAX}`;
}

/** A load has the name of its smallest shipment. */
export function loadId(context: CanonicalContext, key: number): string {
  return `load ${shipmentId(context, key)}`;
}

export function moneyOf({ currency }: CanonicalContext, minor: number): Money {
  return { minor, currency };
}

export function eaches(value: number): Quantity {
  return { value, unit: 'EA' };
}

/** Whole grams: a fraction of one is nobody's business. */
export function gramsOf(value: number): Quantity {
  return { value: Math.round(value), unit: 'GRM' };
}

/** @param place whose zone it is seen in; null = not known */
export function momentOf({ places }: CanonicalContext, at: number, place: number | null): Moment {
  const zone = place === null ? null : (places[place]?.zone ?? null);
  return { at: new Date(instant(at)).toISOString(), zone };
}

export function chargesOf(
  context: CanonicalContext,
  codes: readonly string[],
  amountsMinor: readonly number[],
): Charge[] {
  return codes.map((code, i) => ({ code, amount: moneyOf(context, amountsMinor[i]!) }));
}

export function modeOf(raw: string): Mode {
  const { data } = mode.safeParse(raw.toUpperCase());
  return data ?? 'OTHER';
}
