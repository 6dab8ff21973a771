/** Where a scenario says who answers each decision point, and what it calls that point where an arm or a phase names a policy. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_WORDS } from '#orchestrator/decisions/point-words';
import { type ByPoint, DECISION_POINTS, type PolicyNames } from '#orchestrator/decisions/points';

/** Of `policies` each entry is an arm; elsewhere stands one name for all of them. */
export const PLACES: ByPoint<readonly string[]> = {
  'order-priority': ['orderPriorityPolicy'],
  sourcing: ['policies'],
  carrier: ['carrierPolicy'],
  'delay-prediction': ['delayPrediction', 'policy'],
  'delay-response': ['delayPolicy'],
  'invoice-anomaly': ['billAudit', 'policy'],
  'dock-slot': ['inbound', 'dockPolicy'],
  replenishment: ['replenishment', 'policy'],
  'wave-sequence': ['waveSequencePolicy'],
  workload: ['workloadPolicy'],
  exception: ['cases', 'policy'],
};

/** Policies by point, of a section that may name one for any of them, by any word for it. */
export function namesBy(section: object): PolicyNames {
  const names: Partial<Record<DecisionPoint, string>> = {};
  for (const [word, point] of POINT_WORDS) {
    const said = (section as Readonly<Record<string, unknown>>)[word];
    if (typeof said === 'string') names[point] = said;
  }
  return names;
}

/** What a section says of points, whatever it calls them, by their own names. */
export function byOwnName<Said>(
  section: Readonly<Partial<Record<string, Said>>>,
): Partial<Record<DecisionPoint, Said>> {
  const said: Partial<Record<DecisionPoint, Said>> = {};
  for (const [word, point] of POINT_WORDS) if (section[word] !== undefined) said[point] = section[word];
  return said;
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
