/**
 * What there is to do: each case in each of its variants, with the values to check and how narrow their intervals must be.
 *
 * 1. The chance of error of an interval depends on all cases, not on those selected: a value's interval and verdict are the
 *    same whether it is checked alone or with the others.
 * 2. A case without a model is a fault, never left out in silence.
 */
import { allCases, type VerificationCase } from './cases.ts';
import { alphaOfEach } from './estimate.ts';
import type { Model } from './model.ts';
import { entryOf } from './models/registry.ts';

/** Half-width allowed, as a share of the expected value. */
const WIDTH_SHARE = 0.01;
const WIDTH_SHARE_HEAVY = 0.02;
const HEAVY_LOAD = 0.9;
/** The fast subset is satisfied with intervals this much wider. */
const FAST_FACTOR = 5;

export interface JobOptions {
  readonly seed: string;
  /** Less work, wider intervals. */
  readonly fast: boolean;
  readonly planted: boolean;
}

/** One case in one variant. */
export interface Job {
  readonly case: VerificationCase;
  readonly model: Model;
  /** '' where the model has none. */
  readonly variant: string;
  /** Names of the expected values that are checked. */
  readonly values: readonly string[];
  /** Chance of error of each value's interval. */
  readonly alpha: number;
  /** Largest half-width, as a share of the expected value. */
  readonly widthShare: number;
  /** Of one replication, in the model's unit. */
  readonly size: number;
  readonly options: JobOptions;
}

/** Something that is not checked, and why. */
export interface LeftOut {
  readonly id: string;
  /** Null: the whole case. */
  readonly value: string | null;
  readonly why: string;
}

export interface Plan {
  /** Chance of error of each interval. */
  readonly alpha: number;
  readonly jobs: readonly Job[];
  readonly leftOut: readonly LeftOut[];
  /** Ids of cases that nothing simulates. */
  readonly missing: readonly string[];
}

/** @param options.planted leaves out what has no server to be slow */
export function planFor(cases: readonly VerificationCase[], options: JobOptions): Plan {
  const jobs: Job[] = [];
  const leftOut: LeftOut[] = [];
  const missing: string[] = [];
  const alpha = alphaOfEach(valuesOfAll());
  for (const of of cases) {
    const entry = entryOf(of.id);
    if (entry === null) missing.push(of.id);
    else if (entry.kind === 'unfit') leftOut.push({ id: of.id, value: null, why: entry.why });
    else {
      const model = entry.build(of);
      if (options.planted && model.load === null)
        leftOut.push({ id: of.id, value: null, why: 'no server that could be slow' });
      else {
        for (const [value, why] of Object.entries(model.leftOut ?? {}))
          leftOut.push({ id: of.id, value, why });
        jobs.push(...jobsOf(of, model, alpha, options));
      }
    }
  }
  return { alpha, jobs, leftOut, missing };
}

function jobsOf(of: VerificationCase, model: Model, alpha: number, options: JobOptions): Job[] {
  const heavy = model.load !== null && model.load >= HEAVY_LOAD;
  const share = heavy ? WIDTH_SHARE_HEAVY : WIDTH_SHARE;
  return (model.variants ?? ['']).map((variant) => ({
    case: of,
    model,
    variant,
    values: checkedValues(of, model),
    alpha,
    widthShare: options.fast ? share * FAST_FACTOR : share,
    size: options.fast ? model.fastSize : model.size,
    options,
  }));
}

function checkedValues({ expected }: VerificationCase, { leftOut = {} }: Model): string[] {
  return Object.keys(expected).filter((name) => !Object.hasOwn(leftOut, name));
}

/** How many intervals a run over all cases makes. A case without a model counts with all that it expects. */
function valuesOfAll(): number {
  let values = 0;
  for (const of of allCases()) {
    const entry = entryOf(of.id);
    if (entry === null) values += Object.keys(of.expected).length;
    else if (entry.kind === 'model') {
      const model = entry.build(of);
      values += checkedValues(of, model).length * (model.variants ?? ['']).length;
    }
  }
  return values;
}
