/**
 * Responsibilities of a scenario: each activity has one owner who can do it, and nothing else in the scenario gives it to somebody
 * else. A contradiction is said at one of its places and names the other.
 */
import { WORKLOAD_POLICIES } from '#orchestrator/decisions/workload';
import { phaseSection } from '../../world/outbound/phases.ts';
import type { Findings, Path } from '../findings.ts';
import { type Located, placeOf, plain } from '../located.ts';
import type { Problem } from '../source-files.ts';
import { isInPhase } from './policies.ts';
import { ACTIVITIES, type Activity, OWNED, type Owner, ownerOf } from './responsibilities.ts';
import type { OutboundScenario } from './scenario.ts';

export function checkResponsibilities(scenario: OutboundScenario, tree: Located, found: Findings): void {
  for (const activity of ACTIVITIES) checkBuilt(scenario, activity, found);
  if (found.problems.length > 0) return;
  checkTendering(scenario, tree, found);
  checkAllocation(scenario, tree, found);
  checkWaves(scenario, found);
  checkDecided(scenario, tree, found);
  checkLevelling(scenario, tree, found);
}

const pathOf = (activity: Activity): Path => ['responsibilities', activity];

/** `file:line:column` of the value at a path; of an option, its name. */
function placeText(tree: Located, path: Path): string {
  const { file, line, column } = placeOf(tree, path);
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function checkBuilt(scenario: OutboundScenario, activity: Activity, found: Findings): void {
  const said = scenario.responsibilities?.[activity];
  const { usual, others, point } = OWNED[activity];
  const able: readonly Owner[] = [usual, ...others];
  if (said === undefined || able.includes(said)) return;
  const wayOut =
    said === 'people' && point !== null
      ? `Have people decide it in a phase: \`phases.<name>.decisions.${point}: { by: person, role: ... }\``
      : `Who can: ${able.join(', ')}`;
  found.report(
    pathOf(activity),
    `not built: ${said} can't ${activity} (${OWNED[activity].summary}). ${wayOut}`,
  );
}

/** Two who tender, or nobody. And who books what TMS was never told of. */
function checkTendering(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { tendering } = scenario.systems.tms;
  const section = ['systems', 'tms', 'tendering'];
  const byTms = ownerOf(scenario, 'tender') === 'tms';
  if (tendering !== undefined && !byTms)
    found.report(
      section,
      `two tender: TMS does here, and the orchestrator ${saidAt(scenario, tree, 'tender')}. Say \`responsibilities: { tender: tms }\`, or take \`tendering\` out`,
    );
  if (tendering === undefined && byTms)
    found.report(
      pathOf('tender'),
      'nothing says when TMS tenders. Add `systems.tms.tendering: { every: 30 min, source: ... }`, or lay `tms-tenders` over it',
    );
  if (ownerOf(scenario, 'book') === 'tms' && !byTms)
    found.report(
      pathOf('book'),
      `TMS can't book what it was never told of: carriers answer the orchestrator, which tenders ${saidAt(scenario, tree, 'tender')}. Say \`tender: tms\` as well`,
    );
  if (byTms && scenario.limits.rerouteMax !== undefined)
    found.report(
      ['limits', 'rerouteMax'],
      `not built: a load that changes carriers is tendered by the orchestrator, and TMS tenders at ${placeText(tree, pathOf('tender'))}. Take one of them out`,
    );
}

function checkAllocation(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { allocation } = scenario.systems.erp;
  const byErp = ownerOf(scenario, 'allocate') === 'erp';
  if (allocation !== undefined && !byErp)
    found.report(
      ['systems', 'erp', 'allocation'],
      `two allocate: ERP does here, and the orchestrator ${saidAt(scenario, tree, 'allocate')}. Say \`responsibilities: { allocate: erp }\`, or take \`allocation\` out`,
    );
  if (allocation === undefined && byErp)
    found.report(
      pathOf('allocate'),
      'nothing says how long ERP takes to allocate. Add `systems.erp.allocation: { answer: ..., source: ... }`, or lay `erp-allocates` over it',
    );
  if (byErp && scenario.policies.length > 1)
    found.report(
      ['policies'],
      `ERP allocates, at ${placeText(tree, pathOf('allocate'))}: ${scenario.policies.length} policies for sourcing would differ in nothing. Leave one, or take one of them out`,
    );
}

/** WMS releases at the instants of the node: one without them has nothing to release at. */
function checkWaves(scenario: OutboundScenario, found: Findings): void {
  if (ownerOf(scenario, 'wave') !== 'wms') return;
  scenario.network.nodes.forEach(({ name, waves }, i) => {
    if (waves === undefined)
      found.report(
        ['network', 'nodes', i],
        `WMS releases waves, and "${name}" has no times for them. Add \`waves: ["07:00", ...]\` and \`linesPerWave\``,
      );
  });
}

/** Who releases waves knows what waits for them. */
function checkLevelling(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { workloadPolicy } = scenario;
  if (workloadPolicy === undefined) return;
  const names = WORKLOAD_POLICIES.map(({ name }) => name);
  found.oneOf(['workloadPolicy'], 'policy for workload', workloadPolicy, names);
  if (ownerOf(scenario, 'wave') === 'wms')
    found.report(
      ['workloadPolicy'],
      `the orchestrator has no waves to level: WMS releases them, at ${placeText(tree, pathOf('wave'))}. Take one of them out`,
    );
}

function saidAt(scenario: OutboundScenario, tree: Located, activity: Activity): string {
  return scenario.responsibilities?.[activity] === undefined
    ? `where nothing is said of \`responsibilities.${activity}\``
    : `at ${placeText(tree, pathOf(activity))}`;
}

/** A phase or an arm that says who decides what another system owns. */
function checkDecided(scenario: OutboundScenario, tree: Located, found: Findings): void {
  if (ownerOf(scenario, 'tender') !== 'tms') return;
  const owned = `TMS tenders by its routing guide, at ${placeText(tree, pathOf('tender'))}`;
  const used: [Path, string][] = scenario.phase === undefined ? [] : [[['phase'], scenario.phase]];
  scenario.policies.forEach((entry, i) => {
    if (!isInPhase(entry)) return;
    used.push([['policies', i, 'phase'], entry.phase]);
    if (entry.carrier !== undefined)
      found.report(
        ['policies', i, 'carrier'],
        `policy "${entry.carrier}" has nothing to decide: ${owned}. Take one of them out`,
      );
  });
  for (const [path, phase] of used) {
    const decision = phaseSection(scenario, phase)?.decisions?.carrier;
    if (decision === undefined) continue;
    const own = scenario.phases?.[phase]?.decisions?.carrier !== undefined;
    found.report(
      own ? ['phases', phase, 'decisions', 'carrier'] : path,
      `phase "${phase}" has the orchestrator choose carriers (by ${decision.by}), and ${owned}. Take one of them out`,
    );
  }
}

/**
 * Overlays that give one activity to different owners; a problem at the later of the two. An overlay may well say otherwise than the
 * scenario below it.
 * @param layers of overlays, the last on top
 */
export function contradictingOverlays(layers: readonly Located[]): Problem[] {
  const first = new Map<string, Located>();
  const problems: Problem[] = [];
  for (const layer of layers) {
    const section = layer.kind === 'map' ? layer.entries.get('responsibilities')?.node : undefined;
    if (section?.kind !== 'map') continue;
    for (const [activity, { node }] of section.entries) {
      const before = first.get(activity);
      first.set(activity, node);
      if (before === undefined || plain(before) === plain(node)) continue;
      const { file, line, column } = before.place;
      problems.push({
        ...node.place,
        message: `two own \`${activity}\`: ${plain(node)} here, ${plain(before)} at ${file}:${line}:${column}. Lay only one of the two over it`,
      });
    }
  }
  return problems;
}
