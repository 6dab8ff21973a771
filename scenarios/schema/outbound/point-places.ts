/** Where a scenario says who answers each decision point, and what it calls that point where an arm or a phase names a policy. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { type ByPoint, DECISION_POINTS, type PolicyNames } from '#orchestrator/decisions/points';

/** Of `policies` each entry is an arm; elsewhere stands one name for all of them. */
export const PLACES: ByPoint<readonly string[]> = {
  sourcing: ['policies'],
  carrier: ['carrierPolicy'],
  'delay-response': ['delayPolicy'],
  'dock-slot': ['inbound', 'dockPolicy'],
  replenishment: ['replenishment', 'policy'],
  workload: ['workloadPolicy'],
  exception: ['cases', 'policy'],
};

/** What stands for a point in an arm or in `thumbs`, beside its name. */
const OTHER_WORDS: Readonly<Record<string, DecisionPoint>> = { delay: 'delay-response' };

/** Every word for a point, with the point. */
export const POINT_WORDS: readonly (readonly [word: string, point: DecisionPoint])[] = [
  ...DECISION_POINTS.map((point) => [point, point] as const),
  ...Object.entries(OTHER_WORDS),
];

/** Policies by point, of a section that may name one for any of them. */
export function namesBy(section: object): PolicyNames {
  const names: Partial<Record<DecisionPoint, string>> = {};
  for (const [word, point] of POINT_WORDS) {
    const said = (section as Readonly<Record<string, unknown>>)[word];
    if (typeof said === 'string') names[point] = said;
  }
  return names;
}

/** Who answers in every arm that does not say otherwise; nothing of a point that nobody is asked about. */
export function namesForAll(scenario: object): PolicyNames {
  const names: Partial<Record<DecisionPoint, string>> = {};
  for (const point of DECISION_POINTS) {
    const said = PLACES[point].reduce<unknown>(
      (at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key],
      scenario,
    );
    if (typeof said === 'string') names[point] = said;
  }
  return names;
}
