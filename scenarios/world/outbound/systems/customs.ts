/** The customs section of a scenario -> what its mock does, and what the core knows of it. */
import type { CustomsRegime, CustomsSettings } from '#mock-systems/customs/settings';
import { CUSTOMS_HOLD } from '#orchestrator/contracts/customs';
import type { CustomsTerms } from '#orchestrator/model/customs';
import { compile } from '#sim/random/distributions';
import type { CustomsSection, EXAM_KINDS, RegimeSection } from '../../../schema/outbound/customs.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import { KEPT_MS } from '../settings.ts';
import { calendarOf, dateMs, shiftsOf } from '../timetable.ts';
import type { Span } from './warehouses.ts';

export const KIND_OF_EXAM: Readonly<Record<(typeof EXAM_KINDS)[number], number>> = {
  'document-review': CUSTOMS_HOLD.documentReview,
  'x-ray': CUSTOMS_HOLD.xray,
  tailgate: CUSTOMS_HOLD.tailgate,
  intensive: CUSTOMS_HOLD.intensive,
};

export const ABANDON_AFTER = '15 d';
export const ANSWER_GRACE = '3 d';

/** @param countries names, by number */
export function customsSettings(
  { countries: regimes }: CustomsSection,
  countries: readonly string[],
  span: Span,
): CustomsSettings {
  const ofCountry = (country: string): CustomsRegime | null => {
    const section = regimes.find((each) => each.country === country);
    return section === undefined ? null : regimeOf(section, span);
  };
  return { countries: countries.map(ofCountry), rememberMs: KEPT_MS };
}

function regimeOf(section: RegimeSection, span: Span): CustomsRegime {
  const { reading, queries, queriesAgain, exams, tightening = [], refused, abandonAfter } = section;
  return {
    desk: deskOf(section, span),
    acceptanceMs: drawnMs(reading),
    queryShare: queries,
    queryAgainShare: queriesAgain ?? 0,
    exams: exams.map(({ kind, share, takes, feeFrom, feeTo }) => {
      const [min, max] = [moneyMinor(feeFrom), moneyMinor(feeTo)];
      return {
        kind: KIND_OF_EXAM[kind],
        share,
        ms: drawnMs(takes),
        feeMinor: min === max ? { kind: 'constant', value: min } : { kind: 'uniform', min, max },
      };
    }),
    tightening: tightening
      .map(({ from, factor }) => [dateMs(from), factor] as const)
      .toSorted(([x], [y]) => x - y),
    refusedShare: refused ?? 0,
    abandonAfterMs: durationMs(abandonAfter ?? ABANDON_AFTER),
  };
}

/** What is not done by the end is done some time after it, so that it never counts as stuck. */
function deskOf({ hours, zone, country }: RegimeSection, { startAt, endAt }: Span): CustomsRegime['desk'] {
  const shifts = shiftsOf(calendarOf(hours, zone, country), startAt, endAt);
  if (shifts.length === 0) return [];
  return [...shifts, [Math.max(endAt, shifts.at(-1)![1]), Number.MAX_SAFE_INTEGER] as const];
}

/** By country. */
export function customsTerms(
  { countries: regimes }: CustomsSection,
  countries: readonly string[],
): (CustomsTerms | null)[] {
  return countries.map((country) => {
    const section = regimes.find((each) => each.country === country);
    return section === undefined ? null : termsOf(section);
  });
}

function termsOf({ preArrival, answerGrace, reading, exams }: RegimeSection): CustomsTerms {
  const usualHoldMs = new Array<number>(Object.keys(CUSTOMS_HOLD).length + 1).fill(0);
  usualHoldMs[CUSTOMS_HOLD.papers] = meanMs(reading);
  for (const { kind, takes } of exams) usualHoldMs[KIND_OF_EXAM[kind]] = meanMs(takes);
  return {
    preArrival: preArrival ?? false,
    answerGraceMs: durationMs(answerGrace ?? ANSWER_GRACE),
    usualHoldMs,
  };
}

function meanMs(written: RegimeSection['reading']): number {
  return Math.round(compile(drawnMs(written)).mean);
}
