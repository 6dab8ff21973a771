/**
 * The wayward model of the house (`twin/deciders/wayward-model.ts`) as the arm of a ground: it answers one decision point, with limits to its
 * authority. What the gate of decisions is there for.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINTS } from '#orchestrator/decisions/points';
import { WAYWARD } from '#scenarios/schema/outbound/model-source';
import type { ModelPolicyEntry } from '#scenarios/schema/outbound/policies';

const MINUTE_MS = 60_000;

/** @param thinkingMs how long it takes over an answer, on average; now and then longer than anybody waits */
export function waywardPolicy(point: DecisionPoint, thinkingMs = 6 * MINUTE_MS): ModelPolicyEntry {
  const { baseline, views, commitsMinor } = POINTS[point];
  return {
    name: WAYWARD,
    model: WAYWARD,
    point,
    baseline,
    mode: 'active',
    thinking: { exponential: { mean: `${thinkingMs} ms` } },
    timeout: `${5 * thinkingMs} ms`,
    minConfidence: 0.5,
    ...(views === null ? {} : { maxViewAge: '2 h' }),
    ...(commitsMinor === undefined ? {} : { maxFreight: '50 USD' }),
    ...(point === 'sourcing' ? {} : { sourcing: POINTS.sourcing.baseline }),
    source: 'assumption',
  };
}
