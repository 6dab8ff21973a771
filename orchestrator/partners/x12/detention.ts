/**
 * Detention terms in sets that have no element for them. Guide: docs/x12-guide.md.
 *
 * 1. A 204 has them in two L11 ZZ, named by the description. A counter-offer's 990 has the rate an hour in L9 DTL and the free
 *    time in V9 ZZZ: the set has room for one N9, which is the attempt's.
 * 2. Free time is whole minutes. Of what states one of the two and not the other nothing is read.
 */
import type { DetentionTerms } from '../../contracts/detention.ts';
import type { X12Reference, X12TenderResponse } from '../../contracts/x12-payloads.ts';
import { NOWHERE } from './issues.ts';
import type { Mapping } from './mapping.ts';
import { decimalOfMinor, hundredths, minorOfDecimal, minorOfHundredths } from './units.ts';

const FREE = 'FREE MINUTES';
const RATE = 'DETENTION PER HOUR';
/** Element 150. */
export const DETENTION = 'DTL';
/** V9-01: mutually defined. */
const EVENT = 'ZZZ';
const MINUTE_MS = 60_000;
const MINUTES_MAX = 999_999;

export function detentionReferences(
  { freeTimeMs, perHourMinor }: DetentionTerms,
  currency: string,
  mapping: Mapping,
): readonly X12Reference[] {
  const rate = mapping.exact('detention rate', perHourMinor, hundredths(perHourMinor, currency));
  return [
    { value: String(minutesOf(freeTimeMs, mapping)), qualifier: 'ZZ', description: FREE },
    { value: String(rate), qualifier: 'ZZ', description: RATE },
  ];
}

export function detentionFrom(
  references: readonly X12Reference[],
  currency: string,
  mapping: Mapping,
): DetentionTerms | null {
  const value = (name: string): string | null =>
    references.find((each) => each.qualifier === 'ZZ' && each.description === name)?.value ?? null;
  const rate = wholeOf(value(RATE));
  const perHourMinor = rate === null ? null : minorOfHundredths(rate, currency);
  return termsOf(wholeOf(value(FREE)), perHourMinor, [value(FREE), value(RATE)], mapping);
}

/** What a counter-offer has beside its amount. */
export function detentionOfCounter(
  { freeTimeMs, perHourMinor }: DetentionTerms,
  currency: string,
  mapping: Mapping,
): Pick<X12TenderResponse, 'charges' | 'events'> {
  const amount = mapping.needed('detention rate in minor units', decimalOfMinor(perHourMinor, currency));
  const description = `${FREE} ${minutesOf(freeTimeMs, mapping)}`;
  return {
    charges: amount === null ? [] : [{ code: DETENTION, amount }],
    events: [{ code: EVENT, description, date: null, time: null, reason: null }],
  };
}

export function detentionFromCounter(
  { charges, events }: X12TenderResponse,
  currency: string,
  mapping: Mapping,
): DetentionTerms | null {
  const rate = charges.find(({ code }) => code === DETENTION)?.amount ?? null;
  const stated = events.find(({ description }) => description?.startsWith(FREE))?.description ?? null;
  const perHourMinor = rate === null ? null : minorOfDecimal(rate, currency);
  const minutes = stated === null ? null : stated.slice(FREE.length + 1);
  return termsOf(wholeOf(minutes), perHourMinor, [stated, rate], mapping);
}

function termsOf(
  minutes: number | null,
  perHourMinor: number | null,
  raw: readonly (string | null)[],
  mapping: Mapping,
): DetentionTerms | null {
  if (minutes !== null && perHourMinor !== null && perHourMinor >= 0)
    return { freeTimeMs: minutes * MINUTE_MS, perHourMinor };
  const given = raw.filter((text) => text !== null);
  if (given.length > 0)
    mapping.remark(
      'detention terms are not read: free minutes and a rate an hour are needed',
      given.join(', '),
    );
  return null;
}

function minutesOf(freeTimeMs: number, mapping: Mapping): number {
  const minutes = freeTimeMs / MINUTE_MS;
  if (Number.isInteger(minutes) && minutes >= 0 && minutes <= MINUTES_MAX) return minutes;
  mapping.issues.error(
    'factMissing',
    NOWHERE,
    `${freeTimeMs} ms`,
    'free time is not carried (whole minutes)',
  );
  return 0;
}

function wholeOf(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
