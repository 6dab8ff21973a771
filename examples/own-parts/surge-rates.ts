/** A rating service that asks for more in the afternoon, when trucks are scarce, and for less where a truck is nearly full. */
import { DAY_MS, defineSystem, HOUR_MS } from 'dray/mocks';

const NEARLY_FULL_GRAMS = 1_500_000;
const AFTERNOON_UTC = 18;

export default defineSystem({
  name: 'Surge Rates',
  system: 'tms',
  price({ mode, pickupAt, weightGrams }, usual) {
    if (mode === 'PARCEL') return usual;
    const hour = (pickupAt % DAY_MS) / HOUR_MS;
    const surge = hour >= AFTERNOON_UTC ? 1.15 : 1;
    const full = weightGrams >= NEARLY_FULL_GRAMS ? 0.9 : 1;
    return { ...usual, lineHaulMinor: Math.round(usual.lineHaulMinor * surge * full) };
  },
});
