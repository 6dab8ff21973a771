/**
 * Names of a scenario's policies, for every decision point alike: each rule of thumb exists, each model has a file and a baseline, no arm
 * is there twice, and none names a policy for a question that nobody is asked.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_WORDS } from '#orchestrator/decisions/point-words';
import { DECISION_POINTS, POINTS, thumbNames } from '#orchestrator/decisions/points';
import { asRecordedNode } from '#orchestrator/decisions/sourcing';
import type { Findings, Path } from '../../findings.ts';
import type { KnownNames } from '../../known-names.ts';
import type { Located } from '../../located.ts';
import { ownNames } from '../../own-parts.ts';
import { namesForAll, PLACES } from '../point-places.ts';
import {
  type ArmEntry,
  explorationOf,
  isInPhase,
  isModel,
  type ModelPolicyEntry,
  nameOfPolicy,
  pointOf,
} from '../policies.ts';
import { type AnyOutboundScenario, isRecorded } from '../scenario.ts';
import { checkModelSource } from './check-model-source.ts';
import { type CheckName, checkPhases } from './check-phases.ts';

export function checkPolicies(
  scenario: AnyOutboundScenario,
  tree: Located,
  { parts }: KnownNames,
  found: Findings,
): void {
  const listed = isRecorded(scenario);
  const checkName: CheckName = (path, point, policy) => {
    const names = [...thumbNames(point), ...ownNames(parts, point)];
    if (point === 'sourcing') checkSourcing(path, policy, names, listed, found);
    else found.oneOf(path, `policy for ${POINTS[point].about}`, policy, names);
  };
  const everywhere = namesForAll(scenario);
  for (const point of DECISION_POINTS)
    if (everywhere[point] !== undefined) checkName(PLACES[point], point, everywhere[point]);
  scenario.policies.forEach((entry, i) => {
    const path = ['policies', i];
    if (typeof entry === 'string') checkName(path, 'sourcing', entry);
    else {
      checkNamed(path, entry, everywhere, checkName, found);
      if (isModel(entry)) {
        checkModelSource(path, entry, tree, found);
        checkModel(path, entry, everywhere, checkName, found);
      }
    }
  });
  found.unique(['policies'], 'policy', scenario.policies.map(nameOfPolicy));
  checkPhases(scenario, tree, checkName, found);
}

type NamesForAll = ReturnType<typeof namesForAll>;

/** Of an arm that is more than a name: the policies that it names, and that it names something. */
function checkNamed(
  path: Path,
  entry: ArmEntry | ModelPolicyEntry,
  everywhere: NamesForAll,
  checkName: CheckName,
  found: Findings,
): void {
  const said = new Set<DecisionPoint>();
  for (const [word, point] of POINT_WORDS) {
    const policy = entry[word];
    if (policy === undefined) continue;
    if (said.has(point)) found.report([...path, word], `\`${point}\` has two policies. Leave one of them`);
    said.add(point);
    checkName([...path, word], point, policy);
    checkAsked([...path, word], point, everywhere, found);
  }
  const explored = explorationOf(entry);
  if (explored !== null) checkAsked([...path, 'explore'], explored.point, everywhere, found);
  if (isModel(entry)) {
    const point = pointOf(entry);
    if (said.has(point))
      found.report(
        [...path, point],
        `the model answers \`${point}\`, and its baseline stands at \`baseline\``,
      );
  } else if (said.size === 0 && !isInPhase(entry))
    found.report(
      [...path, 'name'],
      `arm "${entry.name}" differs in nothing. Name a policy, such as \`carrier: cheapest-carrier\`, a model or a phase`,
    );
}

/** A policy for a question that is never put makes an arm that is another in name only. */
function checkAsked(path: Path, point: DecisionPoint, everywhere: NamesForAll, found: Findings): void {
  if (point === 'sourcing' || everywhere[point] !== undefined) return;
  found.report(
    path,
    `nobody asks about ${POINTS[point].about}: nothing is said at \`${PLACES[point].join('.')}\`. Say there what decides in the other arms, or take this out`,
  );
}

/** One follows the order list, which generated demand has not. */
function checkSourcing(
  path: Path,
  policy: string,
  names: readonly string[],
  listed: boolean,
  found: Findings,
): void {
  const { name: asRecorded } = asRecordedNode;
  if (policy === asRecorded && !listed)
    found.report(path, `"${policy}" follows an order list; generated orders have none. Take it out`);
  else if (/[/\\]/.test(policy))
    found.report(path, `unknown policy: "${policy}". A file is named with its ending, such as ${policy}.ts`);
  else
    found.oneOf(
      path,
      'policy',
      policy,
      names.filter((name) => listed || name !== asRecorded),
    );
}

function checkModel(
  path: Path,
  policy: ModelPolicyEntry,
  everywhere: NamesForAll,
  checkName: CheckName,
  found: Findings,
): void {
  const { name, baseline } = policy;
  const point = pointOf(policy);
  checkName([...path, 'baseline'], point, baseline);
  checkAsked([...path, 'point'], point, everywhere, found);
  if (thumbNames(point).includes(name))
    found.report([...path, 'name'], `"${name}" is a rule of thumb: call the model otherwise`);
  checkTrust(path, policy, found);
}

function checkTrust(path: Path, policy: ModelPolicyEntry, found: Findings): void {
  const { mode, canaryShare, beyondLimits, personTakes, maxViewAge, maxFreight } = policy;
  const point = pointOf(policy);
  const { views, commitsMinor } = POINTS[point];
  if ((mode === 'canary') !== (canaryShare !== undefined))
    found.report([...path, 'mode'], `canaryShare and mode canary go together; the mode is ${mode}`);
  if ((beyondLimits === 'person') !== (personTakes !== undefined))
    found.report([...path, 'name'], 'personTakes and beyondLimits person go together');
  if (maxViewAge !== undefined && views === null)
    found.report([...path, 'maxViewAge'], `no views come with questions of ${point}. Take it out`);
  if (maxFreight !== undefined && commitsMinor === undefined)
    found.report([...path, 'maxFreight'], `options of ${point} have no price that is known. Take it out`);
}
