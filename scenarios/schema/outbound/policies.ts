/** What a scenario's `policies` may hold: rules of thumb by name, and models with how far each is trusted. */
import { z } from 'zod';
import { MODES } from '#orchestrator/decisions/rollout';
import { durationDistribution } from '../distributions.ts';
import { duration, money } from '../quantities.ts';
import { name, share, source } from './common.ts';

const policyName = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]*$/, { error: 'small letters, digits and hyphens only' })
  .max(60);

const modelPolicy = z.strictObject({
  name: policyName.describe('What the arm is called'),
  model: name.describe('An ONNX file: a model of the library, or a file relative to this one'),
  baseline: name.describe('The rule of thumb that decides where the model does not'),
  mode: z.enum(MODES).describe('off, shadow (recorded, never obeyed), canary (a keyed share), active'),
  canaryShare: share.optional().describe('With mode canary: the share of orders for which it is obeyed'),
  thinking: durationDistribution.describe('From question to answer'),
  timeout: duration.describe('Past it the baseline decides'),
  minConfidence: share.optional().describe('Below it the model is not obeyed'),
  maxViewAge: duration.optional().describe('With an older view of stock the model is not obeyed'),
  maxFreight: money.optional().describe('What it may commit by itself'),
  beyondLimits: z.enum(['baseline', 'person']).optional().describe('Who decides then; default: baseline'),
  personTakes: duration.optional().describe('With beyondLimits person: how long that takes'),
  source,
});

const phasePolicy = z.strictObject({
  name: policyName.describe('What the arm is called'),
  phase: name.describe('How far orchestration has come in it'),
  sourcing: name
    .optional()
    .describe(
      'Default: the rule of thumb of its phase, where no policy decides there; else `cheapest-in-stock`',
    ),
  carrier: name.optional().describe('Default: alike, else `carrierPolicy`'),
  delay: name.optional().describe('Default: alike, else `delayPolicy`'),
});

export const policies = z
  .array(z.union([name, modelPolicy, phasePolicy]))
  .min(1)
  .describe(
    'What answers `sourcing`, arm by arm: rules of thumb by name, policies of your own by file (`dray/policy`), models, and phases. First = baseline',
  );

export type ModelPolicyEntry = z.infer<typeof modelPolicy>;
export type PhasePolicyEntry = z.infer<typeof phasePolicy>;
export type PolicyEntries = z.infer<typeof policies>;

export function isInPhase(entry: PolicyEntries[number]): entry is PhasePolicyEntry {
  return typeof entry !== 'string' && 'phase' in entry;
}

/** What the arm of a policy is called. */
export function nameOfPolicy(entry: PolicyEntries[number]): string {
  return typeof entry === 'string' ? entry : entry.name;
}

/** As against a name of the library. */
export function namesModelFile(model: string): boolean {
  return model.includes('/') || model.includes('\\') || model.endsWith('.onnx');
}
