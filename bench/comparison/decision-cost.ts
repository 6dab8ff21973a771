/** Who decided, how often, and what that cost, over the replications of a design. */
import type { DecidedBy, DecisionCost } from '#reports/comparison/comparison-report';
import type { DecisionReport } from '#reports/outbound/arm-details';

/** Of one replication. */
interface Decided {
  readonly decisions: readonly DecisionReport[];
}

/** Over replications, by point, policy and mode. @param orders of all of them */
export function decidedBy(results: readonly Decided[], orders: number): readonly DecidedBy[] {
  const sums = new Map<string, DecisionReport>();
  for (const each of results.flatMap(({ decisions }) => decisions)) {
    const key = `${each.point} ${each.policy} ${each.mode}`;
    const before = sums.get(key);
    sums.set(key, before === undefined ? each : added(before, each));
  }
  return [...sums.values()].map((decided) => ({
    ...decided,
    fallbackRate: decided.fellBack / decided.asked,
    perOrder: orders === 0 ? 0 : decided.asked / orders,
    ...(decided.costMinor === undefined ? {} : { costPerDecisionMinor: decided.costMinor / decided.asked }),
    latencyP50Ms: latencyQuantile(decided, 0.5),
    latencyP99Ms: latencyQuantile(decided, 0.99),
  }));
}

/** Absent where nobody declares what an answer costs. @param orders of all replications */
export function decisionCostOf(
  results: readonly Decided[],
  orders: number,
): { readonly decisionCost: DecisionCost } | Record<never, never> {
  const paid = results
    .flatMap(({ decisions }) => decisions)
    .filter(({ costMinor }) => costMinor !== undefined);
  const asked = paid.reduce((sum, each) => sum + each.asked, 0);
  if (asked === 0 || orders === 0) return {};
  const minor = paid.reduce((sum, { costMinor }) => sum + costMinor!, 0);
  return {
    decisionCost: {
      perDecisionMinor: minor / asked,
      decisionsPerOrder: asked / orders,
      perOrderMinor: minor / orders,
      totalMinor: minor / results.length,
    },
  };
}

function added(one: DecisionReport, other: DecisionReport): DecisionReport {
  return {
    ...one,
    asked: one.asked + other.asked,
    options: one.options + other.options,
    removed: one.removed + other.removed,
    withoutChoice: one.withoutChoice + other.withoutChoice,
    fellBack: one.fellBack + other.fellBack,
    overridden: one.overridden + other.overridden,
    latencyMs: one.latencyMs + other.latencyMs,
    latencies: together(one.latencies, other.latencies),
    ...(one.fallbacks === undefined && other.fallbacks === undefined
      ? {}
      : { fallbacks: together(one.fallbacks, other.fallbacks) }),
    ...(one.costMinor === undefined ? {} : { costMinor: one.costMinor + (other.costMinor ?? 0) }),
  };
}

function together(
  one: Readonly<Record<string, number>> = {},
  other: Readonly<Record<string, number>> = {},
): Readonly<Record<string, number>> {
  const sums: Record<string, number> = { ...one };
  for (const [what, times] of Object.entries(other)) sums[what] = (sums[what] ?? 0) + times;
  return sums;
}

/** Within the two digits that thinking times are counted by. */
function latencyQuantile({ asked, latencies }: DecisionReport, share: number): number {
  let left = Math.ceil(share * asked);
  const sorted = Object.entries(latencies).sort(([one], [other]) => Number(one) - Number(other));
  for (const [latency, times] of sorted) {
    left -= times;
    if (left <= 0) return Number(latency);
  }
  return 0;
}
