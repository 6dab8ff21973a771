/** A decision and its alternatives, in the future that the run had and in others: from branches to differences. */
import type { Alternative, WhatIf } from '#reports/counterfactual/explanation';
import { POTS, type Pot } from '#reports/kpis/outbound/landed-cost';
import { advantageOf } from './advantage.ts';
import { type BranchedOptions, Branches, type BranchOutcome, SHOWN_KPIS } from './branches.ts';
import type { FoundDecision } from './find-decisions.ts';
import type { Horizon } from './horizon.ts';
import type { CounterfactualPlan } from './measured-twin.ts';

const CONFIDENCE = 0.95;

export interface WhatIfPlan {
  readonly horizon: Horizon;
  /** Other futures to try. */
  readonly luck: number;
  /** Indices of the options to try beside the one chosen; none is forbidden. */
  readonly alternatives: readonly number[];
  readonly onProgress?: (futures: number, of: number) => void;
  readonly shouldStop?: () => boolean;
}

/** null where it was stopped before the first future was through. Cost: a branch for each option and future. */
export async function whatIf(
  plan: CounterfactualPlan,
  found: FoundDecision,
  { horizon, luck, alternatives, onProgress, shouldStop }: WhatIfPlan,
): Promise<WhatIf | null> {
  const { chosen } = found.decision;
  const branches = new Branches(plan, horizon);
  const futures: BranchedOptions[] = [];
  for (let future = 0; future <= luck && shouldStop?.() !== true; future++) {
    const number = future === 0 ? undefined : future;
    futures.push(await branches.tried(found, [chosen, ...alternatives], number));
    onProgress?.(future + 1, luck + 1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const [here, ...others] = futures;
  if (here === undefined) return null;
  const judged = alternatives.map((option) => alternativeOf(option, chosen, here, others));
  const weight = ({ cost }: Alternative): number => cost.others?.mean ?? cost.here ?? Infinity;
  return {
    horizon: horizon.kind,
    horizonMs: here.measuredAt - found.before.snapshot.now,
    luck: others.length,
    confidence: CONFIDENCE,
    alternatives: judged.sort((x, y) => weight(x) - weight(y) || x.option - y.option),
  };
}

function alternativeOf(
  option: number,
  chosen: number,
  here: BranchedOptions,
  others: readonly BranchedOptions[],
): Alternative {
  const [was, is] = pairOf(here, chosen, option);
  const pots: Partial<Record<Pot, number>> = {};
  if (was !== null && is !== null)
    for (const pot of POTS) if (is.pots[pot] !== was.pots[pot]) pots[pot] = is.pots[pot] - was.pots[pot];
  return {
    option,
    cost: advantageOf(
      costApart(here, chosen, option),
      others.map((future) => costApart(future, chosen, option)),
      CONFIDENCE,
    ),
    pots,
    kpis: was === null || is === null ? {} : kpisApart(was, is),
    broken: [...new Set([here, ...others].flatMap(({ outcomes }) => brokenIn(outcomes.get(option))))],
  };
}

type Pair = readonly [was: BranchOutcome | null, is: BranchOutcome | null];

function pairOf({ outcomes }: BranchedOptions, chosen: number, option: number): Pair {
  const whole = (no: number): BranchOutcome | null => {
    const outcome = outcomes.get(no);
    return outcome === undefined || typeof outcome === 'string' ? null : outcome;
  };
  return [whole(chosen), whole(option)];
}

function costApart(future: BranchedOptions, chosen: number, option: number): number | null {
  const [was, is] = pairOf(future, chosen, option);
  return was === null || is === null ? null : is.costMinor - was.costMinor;
}

function kpisApart(was: BranchOutcome, is: BranchOutcome): Alternative['kpis'] {
  return Object.fromEntries(
    SHOWN_KPIS.map((kpi) => {
      const [before, after] = [was.kpis[kpi] ?? null, is.kpis[kpi] ?? null];
      return [kpi, before === null || after === null ? null : after - before];
    }),
  );
}

function brokenIn(outcome: BranchOutcome | string | undefined): string[] {
  return typeof outcome === 'string' ? [outcome] : [];
}
