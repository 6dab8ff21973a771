/** What a scenario's `policies` may hold: rules of thumb by name, policies for several points, and models with how far each is trusted. */
import { z } from 'zod';
import type { DecisionPoint } from '#orchestrator/core/out';
import { byOtherWord, POINT_WORDS, pointNamed } from '#orchestrator/decisions/point-words';
import { byPoint, type PolicyNames } from '#orchestrator/decisions/points';
import { MODES } from '#orchestrator/decisions/rollout';
import { durationDistribution } from '../distributions.ts';
import { duration, money, someMoney } from '../quantities.ts';
import { name, share, source } from './common.ts';
import { http, WAYWARD } from './model-source.ts';
import { namesBy } from './point-places.ts';

const policyName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' })
  .max(60);

/** A policy by name, for any point. */
export const namePerPoint = {
  ...byPoint((point) =>
    name.optional().describe(`Who answers \`${point}\`: a rule of thumb, or a file of yours`),
  ),
  ...byOtherWord((point) => name.optional().describe(`As \`${point}\``)),
};

const modelPolicy = z.strictObject({
  name: policyName.describe('What the arm is called'),
  model: name
    .optional()
    .describe(
      'An ONNX file: a model of the library, or a file relative to this one; a Python class: py:FILE.py:Class, py:module:Class; or `wayward`: one that answers rightly, wrongly and not at all by turns',
    ),
  http: http.optional(),
  answerWithin: duration
    .optional()
    .describe('Real time that a Python class or an endpoint may take for one answer; default: 10 s'),
  point: z
    .enum(POINT_WORDS.map(([word]) => word))
    .optional()
    .describe('The decision point that it answers; default: sourcing'),
  baseline: name.describe('The rule of thumb that decides where the model does not'),
  mode: z.enum(MODES).describe('off, shadow (recorded, never obeyed), canary (a keyed share), active'),
  canaryShare: share.optional().describe('With mode canary: the share of orders for which it is obeyed'),
  thinking: durationDistribution.describe('From question to answer'),
  timeout: duration.describe('Past it the baseline decides'),
  minConfidence: share.optional().describe('Below it the model is not obeyed'),
  maxViewAge: duration.optional().describe('With an older view the model is not obeyed'),
  maxFreight: money
    .optional()
    .describe('What it may commit by itself: freight, the cost of a response, the value of a transfer'),
  beyondLimits: z.enum(['baseline', 'person']).optional().describe('Who decides then; default: baseline'),
  personTakes: duration.optional().describe('With beyondLimits person: how long that takes'),
  costPerDecision: someMoney
    .optional()
    .describe('What one answer costs, obeyed or not: part of landed cost (pot `it`); default: nothing'),
  ...namePerPoint,
  source,
});

const armPolicy = z.strictObject({
  name: policyName.describe('What the arm is called'),
  phase: name.optional().describe('How far orchestration has come in it; default: as the scenario says'),
  // Whoever names a model means the other form, and is told what is wrong with that.
  model: z.never().optional().describe('Of an entry that says its `baseline`'),
  http: z.never().optional().describe('Of an entry that says its `baseline`'),
  explore: z
    .strictObject({
      point: z
        .enum(POINT_WORDS.map(([word]) => word))
        .optional()
        .describe('default: sourcing'),
      floor: share
        .refine((floor) => floor > 0, { error: 'must be above 0: 0 explores nothing' })
        .describe('Probability of each option, at least; more than 0'),
    })
    .optional()
    .describe(
      'Now and then another option than the rule of thumb advises, each with this probability at least: for logs to judge and to learn from',
    ),
  ...namePerPoint,
});

export const policies = z
  .array(z.union([name, modelPolicy, armPolicy]))
  .min(1)
  .describe(
    'The arms of a run, the baseline first: who answers `sourcing` by name or by file (`dray/policy`); or more: policies for any decision point, a model, a phase',
  );

export type ModelPolicyEntry = z.infer<typeof modelPolicy>;
export type ArmEntry = z.infer<typeof armPolicy>;
export type PhasePolicyEntry = ArmEntry & { readonly phase: string };
export type PolicyEntries = z.infer<typeof policies>;
export type PolicyEntry = PolicyEntries[number];

export function isModel(entry: PolicyEntry): entry is ModelPolicyEntry {
  return typeof entry !== 'string' && 'baseline' in entry;
}

/** Nothing has to be opened for it. */
export function isWayward(
  entry: PolicyEntry,
): entry is ModelPolicyEntry & { readonly model: typeof WAYWARD } {
  return isModel(entry) && entry.model === WAYWARD;
}

export function isInPhase(entry: PolicyEntry): entry is PhasePolicyEntry {
  return typeof entry !== 'string' && 'phase' in entry && entry.phase !== undefined;
}

/** The policies that an arm names itself; of a model the point that it answers is its baseline's. */
export function saidBy(entry: PolicyEntry): PolicyNames {
  if (typeof entry === 'string') return { sourcing: entry };
  const names = namesBy(entry);
  return isModel(entry) ? { ...names, [pointOf(entry)]: entry.baseline } : names;
}

/** Of a model. */
export function pointOf({ point }: ModelPolicyEntry): DecisionPoint {
  return pointNamed(point ?? 'sourcing') ?? 'sourcing';
}

/** What an arm explores; null = nothing. */
export function explorationOf(
  entry: PolicyEntry,
): { readonly point: DecisionPoint; readonly floor: number } | null {
  if (typeof entry === 'string' || isModel(entry) || entry.explore === undefined) return null;
  const { point = 'sourcing', floor } = entry.explore;
  return { point: pointNamed(point) ?? 'sourcing', floor };
}

/** What the arm of a policy is called. */
export function nameOfPolicy(entry: PolicyEntry): string {
  return typeof entry === 'string' ? entry : entry.name;
}
