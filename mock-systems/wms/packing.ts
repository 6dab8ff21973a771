/** Handling units and gross weight of a shipment. */
import type { PackingSettings, WmsProduct } from './settings.ts';

/** A shipment's serial shipping container codes are its key x 64 + 0..63: beyond that, handling units hold more. */
const HANDLING_UNITS_MAX = 64;

/** Net weight, grams; may be fractional. */
export function netWeightGrams(
  master: readonly WmsProduct[],
  products: readonly number[],
  units: readonly number[],
): number {
  let grams = 0;
  for (let line = 0; line < products.length; line++) {
    grams += units[line]! * master[products[line]!]!.unitWeightGrams;
  }
  return grams;
}

/** Handling units made of it, 1 to 64. */
export function handlingUnitsOf(packing: PackingSettings, units: number, netGrams: number): number {
  const { unitsPerHandlingUnit, weightGramsPerHandlingUnit } = packing;
  const byUnits = unitsPerHandlingUnit === null ? 1 : Math.ceil(units / unitsPerHandlingUnit);
  const byWeight = weightGramsPerHandlingUnit === null ? 1 : Math.ceil(netGrams / weightGramsPerHandlingUnit);
  return Math.min(HANDLING_UNITS_MAX, Math.max(1, byUnits, byWeight));
}

/** Whole grams. */
export function grossWeightGrams(packing: PackingSettings, netGrams: number, handlingUnits: number): number {
  return Math.round(netGrams + handlingUnits * packing.tareGramsPerHandlingUnit);
}
