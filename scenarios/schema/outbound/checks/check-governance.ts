/**
 * What the format of `governance` and `featureFaults` can't say by itself: the arms that are governed are models, each begins in a stage
 * of the plan, stages get higher, monitors watch what can be known of the point, and everything happens within the run.
 */

import type { DecisionPoint } from '#orchestrator/core/out';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { POINTS } from '#orchestrator/decisions/points';
import { MODES, type Mode } from '#orchestrator/decisions/rollout';
import { hasOutcomes, OUTCOME_POINTS } from '../../../world/outcome-points.ts';
import type { Findings, Path } from '../../findings.ts';
import type { KnownNames } from '../../known-names.ts';
import { durationMs } from '../../units.ts';
import type { GovernanceSection, MonitorSection } from '../governance.ts';
import { isModel, type ModelPolicyEntry, pointOf } from '../policies.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

export function checkGovernance(
  scenario: AnyOutboundScenario,
  { armsToCome }: Pick<KnownNames, 'armsToCome'>,
  found: Findings,
): void {
  const { governance } = scenario;
  const models = scenario.policies.filter(isModel);
  checkFaults(scenario, found);
  if (armsToCome === undefined) warnOfIdle(scenario, models, found);
  if (governance === undefined) return;
  const governed = governedOf(governance, models, armsToCome === undefined ? found : null);
  checkPlan(governance, found);
  for (const model of governed) checkBeginning(governance, model, found);
  governance.monitors?.forEach((monitor, i) => {
    const path: Path = ['governance', 'monitors', i];
    checkMonitor(path, monitor, found);
    for (const model of governed) checkWatched(path, monitor, model, found);
  });
  governance.orders?.forEach(({ at }, i) => {
    within(['governance', 'orders', i, 'at'], at, scenario, found);
  });
  if (governance.kill !== undefined)
    within(['governance', 'kill', 'at'], governance.kill.at, scenario, found);
}

/** What is said of models where there are none changes nothing. */
function warnOfIdle(
  { governance, featureFaults }: AnyOutboundScenario,
  models: readonly ModelPolicyEntry[],
  found: Findings,
): void {
  // That a model is none which is named in it is said there.
  if (governance !== undefined && governance.models === undefined && models.length === 0)
    found.warn(
      ['governance'],
      'nothing is governed: no arm of `policies` is a model. Name one there or with --policy, or leave `governance` out',
    );
  featureFaults?.forEach(({ point }, i) => {
    if (models.some((model) => pointOf(model) === pointNamed(point))) return;
    found.warn(
      ['featureFaults', i, 'point'],
      `no model answers ${point}, so that nobody is shown it wrongly in a run (an agent of \`dray env\` is). Name one in \`policies\` or with --policy, or take it out`,
    );
  });
}

/** @param found null = it is not judged yet */
function governedOf(
  { models: named }: GovernanceSection,
  models: readonly ModelPolicyEntry[],
  found: Findings | null,
): readonly ModelPolicyEntry[] {
  const path: Path = ['governance', 'models'];
  if (named === undefined) return models;
  const names = models.map(({ name }) => name);
  named.forEach((name, i) => {
    if (names.length === 0)
      found?.report(
        [...path, i],
        `"${name}" is no model: no arm of \`policies\` is one. Name one there or with --policy, or leave \`models\` out`,
      );
    else found?.oneOf([...path, i], 'model', name, names);
  });
  found?.unique(path, 'model', named);
  return models.filter(({ name }) => named.includes(name));
}

/** Lowest first: shadow, canaries by their share, active. */
function checkPlan({ plan = [] }: GovernanceSection, found: Findings): void {
  plan.forEach(({ mode, share }, i) => {
    const path: Path = ['governance', 'plan', i];
    if ((mode === 'canary') !== (share !== undefined))
      found.report([...path, 'mode'], `share and mode canary go together; the mode is ${mode}`);
    const below = plan[i - 1];
    if (below === undefined) return;
    const [rank, rankBelow] = [rankOf(mode), rankOf(below.mode)];
    if (rank < rankBelow || (rank === rankBelow && (share ?? 0) <= (below.share ?? 0)))
      found.report(
        path,
        `stage ${i + 1} is no higher than the one before it. Lowest first: shadow, canaries by share, active`,
      );
  });
}

function rankOf(mode: Mode): number {
  return MODES.indexOf(mode);
}

function checkBeginning({ plan }: GovernanceSection, model: ModelPolicyEntry, found: Findings): void {
  const { name, mode, canaryShare } = model;
  if (plan === undefined || mode === 'off') return;
  // That a share is missing is said with the model.
  if (mode === 'canary' && canaryShare === undefined) return;
  const fits = plan.some(
    (stage) => stage.mode === mode && (mode !== 'canary' || stage.share === canaryShare),
  );
  if (fits) return;
  const is = mode === 'canary' ? `canary with ${canaryShare}` : mode;
  const stages = plan.map(({ mode: each, share }) => (share === undefined ? each : `${each} ${share}`));
  found.report(
    ['governance', 'plan'],
    `"${name}" begins as ${is}, which is no stage: there are off, ${stages.join(', ')}. Let it begin in one of them`,
  );
}

function checkMonitor(path: Path, monitor: MonitorSection, found: Findings): void {
  if (monitor.of === 'late' || monitor.of === 'troubled') {
    if ((monitor.atMost === undefined) === (monitor.overBaseline === undefined))
      found.report([...path, 'of'], `${monitor.of} needs one limit: atMost or overBaseline`);
  }
  if ('min' in monitor && monitor.min !== undefined && monitor.min > monitor.window)
    found.report(
      [...path, 'min'],
      `a window of ${monitor.window} never has ${monitor.min} samples. Make it ${monitor.window} at most`,
    );
}

/** Whether it can be known of the point that the model answers. */
function checkWatched(path: Path, monitor: MonitorSection, model: ModelPolicyEntry, found: Findings): void {
  const point = pointOf(model);
  const { of } = monitor;
  const outcome = of === 'late' || of === 'troubled' || of === 'billed' || of === 'outcome-drift';
  if (outcome && !hasOutcomes(point, of))
    found.report(
      [...path, 'of'],
      `"${of}" is not known of ${point}, which "${model.name}" answers. It is of ${pointsWith(of).join(', ')}`,
    );
  if (of === 'committed' && POINTS[point].commitsMinor === undefined)
    found.report([...path, 'of'], `options of ${point} have no price that is known. Take it out`);
  if ('columns' in monitor)
    monitor.columns?.forEach((column, i) => {
      checkColumn([...path, 'columns', i], point, column, found);
    });
}

function pointsWith(of: 'late' | 'troubled' | 'billed' | 'outcome-drift'): DecisionPoint[] {
  return OUTCOME_POINTS.filter((point) => hasOutcomes(point, of));
}

function checkColumn(path: Path, point: DecisionPoint, column: string, found: Findings): void {
  const names = POINTS[point].features.columns.map(({ name }) => name);
  found.oneOf(path, `column of ${point}`, column, names);
}

function checkFaults(scenario: AnyOutboundScenario, found: Findings): void {
  scenario.featureFaults?.forEach(({ point, column, from, until }, i) => {
    const path: Path = ['featureFaults', i];
    checkColumn([...path, 'column'], pointNamed(point)!, column, found);
    within([...path, 'from'], from, scenario, found);
    if (until !== undefined && durationMs(until) <= durationMs(from))
      found.report([...path, 'until'], `${until} is not after ${from}, when it begins`);
  });
}

function within(path: Path, at: string, { horizon }: AnyOutboundScenario, found: Findings): void {
  if (durationMs(at) >= durationMs(horizon))
    found.report(path, `${at} after the start the run has ended: the horizon is ${horizon}`);
}
