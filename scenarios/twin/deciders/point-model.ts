/** From what a scenario says of a model to the model of an arm, whoever it is that answers. */

import type { AnswerSource } from '../../host/ports.ts';
import { type ModelPolicyEntry, pointOf } from '../../schema/outbound/policies.ts';
import { durationMs, moneyMinor } from '../../schema/units.ts';
import { drawnMs } from '../../world/draws.ts';
import type { PointModel } from './model-policy.ts';

export function pointModelOf(
  entry: ModelPolicyEntry,
  modelDigest: string,
  answers: AnswerSource,
): PointModel {
  const { name, mode, canaryShare, minConfidence, maxViewAge, maxFreight, costPerDecision } = entry;
  const how = mode === 'canary' ? `canary for ${100 * canaryShare!} % of the orders` : mode;
  const point = pointOf(entry);
  const what = point === 'sourcing' ? '' : ` of ${point}`;
  return {
    point,
    name,
    summary: `model ${modelDigest}${what}, ${how}; where it does not decide: ${entry.baseline}`,
    rollout: { mode, canaryShare: canaryShare ?? 0, salt: name },
    thinking: drawnMs(entry.thinking),
    timeoutMs: durationMs(entry.timeout),
    limits: {
      confidenceMin: minConfidence ?? 0,
      viewAgeMsMax: maxViewAge === undefined ? Infinity : durationMs(maxViewAge),
      commitsMinorMax: maxFreight === undefined ? Infinity : moneyMinor(maxFreight),
      otherwise: entry.beyondLimits ?? 'baseline',
    },
    personMs: entry.personTakes === undefined ? 0 : durationMs(entry.personTakes),
    modelDigest,
    answers,
    ...(costPerDecision === undefined ? {} : { costPerDecisionMinor: moneyMinor(costPerDecision) }),
  };
}
