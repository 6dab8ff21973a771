/** The map of an outbound scenario: regions and countries by number, and how far it is. */
import type { NetworkSection } from '../../../schema/outbound/network.ts';
import { greatCircleKm } from './distance.ts';

/** Roads are longer than great circles. Source: usual circuity of US roads, 1.2. */
export const CIRCUITY = 1.2;

export interface Places {
  readonly regions: readonly string[];
  readonly countries: readonly string[];
  kmBetween(from: number, to: number): number;
}

export function placesOf({ places }: NetworkSection): Places {
  return {
    regions: [...new Set(places.map((place) => place.region))],
    countries: [...new Set(places.map((place) => place.country))],
    kmBetween: (from, to) => Math.round(greatCircleKm(places[from]!, places[to]!) * CIRCUITY),
  };
}
