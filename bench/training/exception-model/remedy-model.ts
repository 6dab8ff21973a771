/**
 * What a remedy costs more or less than a person's answer, learnt from explored exceptions: a table by class of exception, with steps for a task
 * that comes again, comes often, and for goods that are dear.
 *
 * 1. A remedy counts by its distance from the mean of those offered; what the question is about (class, round, stake) has columns of its own, so
 *    that a dear load does not hide what an answer brings.
 * 2. What was tried too seldom is not believed: it is left to a person.
 * 3. Weights are whole eighths of a minor unit: see `orchestrator/decisions/features.ts` for why that gives the same bits everywhere.
 */
import type { Remedy } from '#orchestrator/decisions/exception';
import { bestRidge, type Equation, leastSquares } from '../learning/least-squares.ts';
import type { ExploredException } from './explored-exceptions.ts';

/** Of a minor unit. */
const PARTS = 8;
/** Steps from 0 to 1: always, from the second task of a case on, from the third on, for what is dear. */
export const FACTORS = ['once', 'again', 'often', 'dear'] as const;
/** So much at stake is dear, minor units. Source: assumption; a tenth of `cases.highStake` in the library's overlay. */
export const DEAR_MINOR = 100_000;
/** Of a remedy, in a class: tried less often it is not believed. Source: assumption. */
const CASES_MIN = 50;

/** Eighths of a minor unit by factor: more is better, a person has 0. */
export type RemedyWeights = Readonly<Record<(typeof FACTORS)[number], number>>;

export interface RemedyEffect {
  /** `EXCEPTION` */
  readonly exception: number;
  readonly remedy: Remedy;
  readonly cases: number;
  readonly weights: RemedyWeights;
}

export interface RemedyFit {
  readonly ridge: number;
  readonly effects: readonly RemedyEffect[];
}

type Case = Pick<ExploredException, 'round' | 'stakeMinor'>;

/** 0 or 1, in the order of `FACTORS`. */
export function factorsOf({ round, stakeMinor }: Case): readonly number[] {
  return [1, round >= 2 ? 1 : 0, round >= 3 ? 1 : 0, stakeMinor >= DEAR_MINOR ? 1 : 0];
}

/**
 * @param runs of each, two at least: how much is believed of what they say is found by leaving each out once
 * @param lateMinor what an order that misses its promise counts for beside its cost
 */
export function learnRemedies(runs: readonly (readonly ExploredException[])[], lateMinor: number): RemedyFit {
  const tried = triedIn(runs.flat());
  const groups = runs.map((run) => run.map((each) => equationOf(each, tried, lateMinor)));
  const ridge = bestRidge(groups);
  const learnt = leastSquares(groups.flat(), ridge);
  const effects = tried.map(({ exception, remedy, cases }, i) => ({
    ...{ exception, remedy, cases },
    weights: Object.fromEntries(
      FACTORS.map((factor, f) => [factor, -Math.round(PARTS * learnt[i * FACTORS.length + f]!) + 0]),
    ) as Record<(typeof FACTORS)[number], number>,
  }));
  return { ridge, effects };
}

type Tried = Pick<RemedyEffect, 'exception' | 'remedy' | 'cases'>;

/** By class, then by remedy, in the order of their first case sorted. */
function triedIn(all: readonly ExploredException[]): readonly Tried[] {
  const counts = new Map<string, Tried>();
  for (const { exception, offered, chosen } of all) {
    const remedy = offered[chosen]!;
    const key = `${exception} ${remedy}`;
    counts.set(key, { exception, remedy, cases: (counts.get(key)?.cases ?? 0) + 1 });
  }
  return [...counts.values()]
    .filter(({ remedy, cases }) => remedy !== 'person' && cases >= CASES_MIN)
    .sort((x, y) => x.exception - y.exception || (x.remedy < y.remedy ? -1 : 1));
}

function equationOf(each: ExploredException, tried: readonly Tried[], lateMinor: number): Equation {
  const factors = factorsOf(each);
  const { exception, offered, chosen, costMinor, late, stakeMinor } = each;
  const apart = tried.flatMap((one) => {
    const share = offered.filter((remedy) => remedy === one.remedy).length / offered.length;
    const is = one.exception !== exception ? 0 : Number(offered[chosen] === one.remedy) - share;
    return factors.map((factor) => factor * is);
  });
  const classes = [...new Set(tried.map((one) => one.exception))];
  const level = classes.flatMap((one) => factors.map((factor) => (one === exception ? factor : 0)));
  return { x: [...apart, ...level, stakeMinor], y: costMinor + (late ? lateMinor : 0), weight: 1 };
}

/** What the file says, without it; eighths of a minor unit. @param offered among which one is to be chosen */
export function remedyScores(
  effects: readonly RemedyEffect[],
  asked: Case & { readonly exception: number },
  offered: readonly Remedy[],
): readonly number[] {
  const factors = factorsOf(asked);
  return offered.map((remedy) => {
    if (remedy === 'person') return 0;
    const effect = effects.find((each) => each.exception === asked.exception && each.remedy === remedy);
    if (effect === undefined) return UNTRIED;
    return FACTORS.reduce((sum, factor, f) => sum + effect.weights[factor] * factors[f]!, 0);
  });
}

/** Score of what was not tried often enough: below any that was, and whole in a float32 with all that is added to it. */
export const UNTRIED = -(2 ** 22);
