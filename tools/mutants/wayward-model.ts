/** A model that is right, unsure, dear, wrong and hostile by turns, with limits to its authority: what the gate of decisions is there for. */
import type { DecisionPoint } from '#orchestrator/core/out';
import { answersOf } from '#scenarios/host/answer-source';
import type { ModelOutput } from '#scenarios/host/ports';
import { type OutboundPolicies, outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';

const HOUR_MS = 3_600_000;

/** What the n-th question gets, by turns. */
const TURNS: readonly ((rows: number) => ModelOutput)[] = [
  (rows) => ({ scores: ramp(rows), confidence: 0.9 }),
  (rows) => ({ scores: ramp(rows).reverse(), confidence: 0.9 }),
  (rows) => ({ scores: ramp(rows), confidence: 0.1 }),
  (rows) => ({ scores: ramp(rows).map((score, i) => (i === 0 ? Number.NaN : score)), confidence: 0.9 }),
  (rows) => ({ scores: ramp(rows).slice(1), action: 0, confidence: 0.9 }),
  (rows) => ({ scores: ramp(rows), action: rows, confidence: 0.9 }),
  () => {
    throw new Error('the model is down');
  },
];

function ramp(rows: number): number[] {
  return Array.from({ length: rows }, (_, i) => i);
}

/** @param thinkingMs how long it takes over an answer, on average */
export function waywardArm(point: DecisionPoint, thinkingMs = HOUR_MS / 10): OutboundPolicies {
  let n = 0;
  // Of what commits no money nothing is within any limit.
  const commitsMinorMax = point === 'exception' ? Number.POSITIVE_INFINITY : 5000;
  const answers = answersOf({
    digest: 'wayward',
    score: async (_features, rows) => TURNS[n++ % TURNS.length]!(rows),
  });
  return {
    ...outboundPolicies({ sourcing: 'cheapest-in-stock' }),
    name: 'wayward',
    model: {
      point,
      name: 'wayward',
      summary: 'right, unsure, dear, wrong and hostile by turns',
      rollout: { mode: 'active', canaryShare: 0, salt: 'wayward' },
      thinking: { kind: 'exponential', mean: thinkingMs },
      timeoutMs: 5 * thinkingMs,
      limits: { confidenceMin: 0.5, viewAgeMsMax: 2 * HOUR_MS, commitsMinorMax, otherwise: 'baseline' },
      personMs: 0,
      modelDigest: 'wayward',
      answers,
    },
  };
}
