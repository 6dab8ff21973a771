/** What a core and its carriers may say to each other, drawn: for the guides' tests, each of which has its own format's bounds. */
import fc from 'fast-check';
import type { LoadTender } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';

/** A key, or another whole number of 31 bits. */
export const WHOLE = fc.nat(2 ** 31 - 1);
export const SMALL = fc.nat(99);
/** Minor units, never -0. */
export const AMOUNT = fc.integer({ min: -99_999_999, max: 999_999_999 }).map((minor) => minor + 0);
export const INSTANT = fc.integer({ min: 0, max: 4_102_444_800_000 });

/** Free time in whole minutes: formats carry no other. */
export const TERMS: fc.Arbitrary<DetentionTerms> = fc.record({
  freeTimeMs: fc.nat(9_999).map((minutes) => minutes * 60_000),
  perHourMinor: fc.nat(9_999_999),
});

type Charges = LoadTender['charges'];
type TenderParts = { readonly [Part in keyof LoadTender]: fc.Arbitrary<LoadTender[Part]> };

export function chargesWith(code: fc.Arbitrary<string>, { minLength = 0 } = {}): fc.Arbitrary<Charges> {
  return fc.array(fc.record({ code, amountMinor: AMOUNT }), { minLength, maxLength: 6 });
}

/** @param parts where a format carries less, or more */
export function tenderWith(
  charges: fc.Arbitrary<Charges>,
  parts: Partial<TenderParts> = {},
): fc.Arbitrary<LoadTender> {
  return fc.record({
    origin: SMALL,
    destination: SMALL,
    rate: fc.integer({ min: -1, max: 9999 }),
    service: SMALL,
    mode: fc.constantFrom('PARCEL', 'AIR', 'unknown'),
    transitDays: SMALL,
    weightGrams: WHOLE,
    handlingUnits: SMALL,
    dangerous: fc.boolean(),
    pickupAt: INSTANT,
    respondBy: INSTANT,
    offeredMinor: AMOUNT,
    charges,
    detention: TERMS,
    lane: WHOLE,
    cutoff: fc.integer({ min: -1, max: 999 }),
    rank: SMALL,
    shipments: fc.array(WHOLE, { maxLength: 9 }),
    ...parts,
  });
}
