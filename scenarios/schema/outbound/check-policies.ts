/** Names of a scenario's policies: each rule of thumb exists, each model has a file and a baseline, no arm is there twice. */
import { CARRIER_POLICIES } from '#orchestrator/decisions/carrier-choice';
import { DELAY_POLICIES } from '#orchestrator/decisions/delay-response';
import { asRecordedNode, SOURCING_POLICIES } from '#orchestrator/decisions/sourcing';
import { suggestion } from '#sim/nearest';
import { MODELS } from '../../library/index.ts';
import type { Findings, Path } from '../findings.ts';
import type { KnownNames } from '../known-names.ts';
import type { Located } from '../located.ts';
import { ownNames } from '../own-parts.ts';
import { checkPhases } from './check-phases.ts';
import { isInPhase, type ModelPolicyEntry, nameOfPolicy, namesModelFile } from './policies.ts';
import { type AnyOutboundScenario, isRecorded } from './scenario.ts';

const SOURCING = namesOf(SOURCING_POLICIES);

export function checkPolicies(
  scenario: AnyOutboundScenario,
  tree: Located,
  { parts }: KnownNames,
  found: Findings,
): void {
  const { policies, carrierPolicy, delayPolicy } = scenario;
  const listed = isRecorded(scenario);
  const own = ownNames(parts, 'sourcing');
  policies.forEach((policy, i) => {
    if (typeof policy === 'string') checkThumb(['policies', i], policy, listed, own, found);
    else if (!isInPhase(policy)) checkModel(['policies', i], policy, listed, own, found);
    else if (policy.sourcing !== undefined)
      checkThumb(['policies', i, 'sourcing'], policy.sourcing, listed, own, found);
  });
  found.unique(['policies'], 'policy', policies.map(nameOfPolicy));
  const carriers = [...namesOf(CARRIER_POLICIES), ...ownNames(parts, 'carrier')];
  const delays = [...namesOf(DELAY_POLICIES), ...ownNames(parts, 'delay-response')];
  policies.forEach((policy, i) => {
    if (!isInPhase(policy)) return;
    const { carrier, delay } = policy;
    if (carrier !== undefined)
      found.oneOf(['policies', i, 'carrier'], 'policy for carriers', carrier, carriers);
    if (delay !== undefined) found.oneOf(['policies', i, 'delay'], 'policy for delays', delay, delays);
  });
  found.oneOf(['carrierPolicy'], 'policy for carriers', carrierPolicy, carriers);
  found.oneOf(['delayPolicy'], 'policy for delays', delayPolicy, delays);
  const sourcing = [...SOURCING.filter((name) => listed || name !== asRecordedNode.name), ...own];
  checkPhases(scenario, tree, { sourcing, carrier: carriers, delay: delays }, found);
}

/** One follows the order list, which generated demand has not. */
function checkThumb(
  path: Path,
  policy: string,
  listed: boolean,
  own: readonly string[],
  found: Findings,
): void {
  const { name: asRecorded } = asRecordedNode;
  if (policy === asRecorded && !listed)
    found.report(path, `"${policy}" follows an order list; generated orders have none. Take it out`);
  else if (/[/\\]/.test(policy))
    found.report(path, `unknown policy: "${policy}". A file is named with its ending, such as ${policy}.ts`);
  else
    found.oneOf(path, 'policy', policy, [
      ...SOURCING.filter((name) => listed || name !== asRecorded),
      ...own,
    ]);
}

/** Whether the file is a model shows when it runs. */
function checkModel(
  path: Path,
  policy: ModelPolicyEntry,
  listed: boolean,
  own: readonly string[],
  found: Findings,
): void {
  const { name, model, baseline, mode, canaryShare, beyondLimits, personTakes } = policy;
  const models: readonly string[] = MODELS;
  if (!namesModelFile(model) && !models.includes(model))
    found.report(
      [...path, 'model'],
      `unknown model: "${model}".${suggestion(model, models)} A file is named with its ending, .onnx`,
    );
  checkThumb([...path, 'baseline'], baseline, listed, own, found);
  if (SOURCING.includes(name))
    found.report([...path, 'name'], `"${name}" is a rule of thumb: call the model otherwise`);
  if ((mode === 'canary') !== (canaryShare !== undefined))
    found.report([...path, 'mode'], `canaryShare and mode canary go together; the mode is ${mode}`);
  if ((beyondLimits === 'person') !== (personTakes !== undefined))
    found.report([...path, 'name'], 'personTakes and beyondLimits person go together');
}

function namesOf(list: readonly { readonly name: string }[]): string[] {
  return list.map(({ name }) => name);
}
