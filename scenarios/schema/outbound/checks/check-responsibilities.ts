/**
 * Responsibilities of a scenario: each activity has one owner who can do it, and nothing else in the scenario gives it to somebody
 * else. A contradiction is said at one of its places and names the other.
 */
import { PEOPLE_OWN, PEOPLES_PHASE } from '../../../world/outbound/people/people-own.ts';
import { phaseSection } from '../../../world/outbound/phases/phases.ts';
import type { Findings, Path } from '../../findings.ts';
import { type Located, placeOf, plain } from '../../located.ts';
import type { Problem } from '../../source-files.ts';
import { isInPhase, isModel, pointOf, saidBy } from '../policies.ts';
import { ACTIVITIES, type Activity, OWNED, type Owner, ownerOf } from '../responsibilities.ts';
import type { OutboundScenario } from '../scenario.ts';

export function checkResponsibilities(scenario: OutboundScenario, tree: Located, found: Findings): void {
  for (const activity of ACTIVITIES) checkBuilt(scenario, activity, found);
  if (found.problems.length > 0) return;
  checkTendering(scenario, tree, found);
  checkConsolidation(scenario, tree, found);
  checkRating(scenario, tree, found);
  checkAllocation(scenario, tree, found);
  checkPeople(scenario, tree, found);
  checkWaves(scenario, found);
  checkDecided(scenario, tree, found);
  checkLevelling(scenario, tree, found);
  checkSequencing(scenario, tree, found);
}

const pathOf = (activity: Activity): Path => ['responsibilities', activity];

/** `file:line:column` of the value at a path; of an option, its name. */
function placeText(tree: Located, path: Path): string {
  const { file, line, column } = placeOf(tree, path);
  return line === 0 ? file : `${file}:${line}:${column}`;
}

function checkBuilt(scenario: OutboundScenario, activity: Activity, found: Findings): void {
  const said = scenario.responsibilities?.[activity];
  const { usual, others } = OWNED[activity];
  const able: readonly Owner[] = [usual, ...others];
  if (said === undefined || able.includes(said)) return;
  found.report(
    pathOf(activity),
    `not built: ${said} can't ${activity} (${OWNED[activity].summary}). Who can: ${able.join(', ')}`,
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

/** Two who consolidate, or nobody; and runs that come less often than cut-offs can bear. */
function checkConsolidation(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { consolidation } = scenario.systems.tms;
  const section = ['systems', 'tms', 'consolidation'];
  const byTms = ownerOf(scenario, 'consolidate') === 'tms';
  if (consolidation !== undefined && !byTms)
    found.report(
      section,
      `two consolidate: TMS does here, and the orchestrator ${saidAt(scenario, tree, 'consolidate')}. Say \`responsibilities: { consolidate: tms }\`, or take \`consolidation\` out`,
    );
  if (!byTms) return;
  if (consolidation === undefined)
    found.report(
      pathOf('consolidate'),
      'nothing says when TMS plans loads. Add `systems.tms.consolidation: { every: 2 h, source: ... }`, or lay `tms-consolidates` over it',
    );
  if (scenario.network.nodes.every(({ cutoffs }) => cutoffs === undefined))
    found.report(
      pathOf('consolidate'),
      'TMS has nothing to plan: no node has cut-offs, so that each shipment leaves by itself. Add `cutoffs: ["18:00"]` to a node, or take it out',
    );
}

/** Two who rate, or nobody; what no copy can hold; and a copy that nobody would look into. */
function checkRating(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { rateCopy, part } = scenario.systems.tms;
  const byCore = ownerOf(scenario, 'rate') === 'orchestrator';
  if (rateCopy !== undefined && !byCore)
    found.report(
      ['systems', 'tms', 'rateCopy'],
      `two rate: the orchestrator does by its copy here, and TMS ${saidAt(scenario, tree, 'rate')}. Say \`responsibilities: { rate: orchestrator }\`, or take \`rateCopy\` out`,
    );
  if (!byCore) return;
  if (rateCopy === undefined)
    found.report(
      pathOf('rate'),
      "nothing says how old the orchestrator's copy of the rate table gets. Add `systems.tms.rateCopy: { every: 7 d, source: ... }`, or lay `own-rates` over it",
    );
  if (scenario.ownTms !== undefined)
    found.report(
      ['systems', 'tms', 'part'],
      `${part} prices in code, which no copy of the rate table holds, and the orchestrator rates by one ${saidAt(scenario, tree, 'rate')}. Take one of them out`,
    );
  if (ownerOf(scenario, 'allocate') === 'erp' && ownerOf(scenario, 'tender') === 'tms')
    found.report(
      pathOf('rate'),
      `there is nothing to rate: ERP allocates ${saidAt(scenario, tree, 'allocate')}, and TMS rates what it tenders ${saidAt(scenario, tree, 'tender')}. Take it out`,
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
  const sourcing = scenario.policies.filter((entry) => saidBy(entry).sourcing !== undefined);
  if (byErp && sourcing.length > 1)
    found.report(
      ['policies'],
      `ERP allocates, at ${placeText(tree, pathOf('allocate'))}: ${sourcing.length} policies for sourcing would differ in nothing. Leave one, or take one of them out`,
    );
}

/** Somebody decides in a phase what people own, or nobody could; and arms that bring their own phase, in which they own nothing. */
function checkPeople(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const phase = scenario.phases?.[PEOPLE_OWN]?.like;
  for (const activity of ACTIVITIES) {
    const { point } = OWNED[activity];
    if (ownerOf(scenario, activity) !== 'people' || point === null || phase === undefined) continue;
    const inPhase = phaseSection(scenario, phase)?.decisions?.[point];
    if (inPhase !== undefined && inPhase.by !== 'auto' && inPhase.by !== 'person')
      found.report(
        pathOf(activity),
        `two ${activity}: people do here, and phase "${phase}" has ${point} decided by ${inPhase.by}, ${phasePlace(scenario, tree, phase, point)}. Take one of them out`,
      );
    const role = phaseSection(scenario, PEOPLE_OWN)?.decisions?.[point]?.role;
    if (role === undefined)
      found.report(
        pathOf(activity),
        `phase "${PEOPLES_PHASE}" says what people do, and has ${point} decided by nobody. Say \`phases.${PEOPLES_PHASE}.decisions.${point}: { by: person, role: ... }\``,
      );
    else if (scenario.people.every((each) => each.role !== role))
      found.report(
        pathOf(activity),
        `nobody is "${role}", who would ${activity}. Add the role to \`people\`, or name another: \`phases.${PEOPLES_PHASE}.decisions.${point}: { by: person, role: ... }\``,
      );
    scenario.policies.forEach((entry, i) => {
      if (isInPhase(entry))
        found.report(
          ['policies', i, 'phase'],
          `people ${activity}, at ${placeText(tree, pathOf(activity))}, and an arm with a phase of its own says who decides. Take one of them out`,
        );
    });
  }
}

function phasePlace(
  scenario: OutboundScenario,
  tree: Located,
  phase: string,
  point: 'sourcing' | 'carrier',
): string {
  const own = scenario.phases?.[phase]?.decisions?.[point] !== undefined;
  return `at ${placeText(tree, own ? ['phases', phase, 'decisions', point] : ['phase'])}`;
}

/** WMS releases at the instants of the node: one without them has nothing to release at. */
function checkWaves(scenario: OutboundScenario, found: Findings): void {
  const owner = ownerOf(scenario, 'wave');
  if (owner === 'orchestrator') return;
  const who = owner === 'wms' ? 'WMS releases' : 'people release';
  if (owner === 'people' && scenario.people.every(({ role }) => role !== 'warehouse-desk'))
    found.report(
      pathOf('wave'),
      'nobody is "warehouse-desk", who would release waves: nothing would ever be picked. Add the role to `people`',
    );
  scenario.network.nodes.forEach(({ name, waves }, i) => {
    if (waves === undefined)
      found.report(
        ['network', 'nodes', i],
        `${who} waves, and "${name}" has no times for them. Add \`waves: ["07:00", ...]\` and \`linesPerWave\``,
      );
  });
}

/** Who releases waves knows what waits for them. */
function checkLevelling(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const { workloadPolicy } = scenario;
  if (workloadPolicy === undefined) return;
  const owner = ownerOf(scenario, 'wave');
  if (owner !== 'orchestrator')
    found.report(
      ['workloadPolicy'],
      `the orchestrator has no waves to level: ${owner === 'wms' ? 'WMS releases' : 'people release'} them, at ${placeText(tree, pathOf('wave'))}. Take one of them out`,
    );
}

/** Who releases waves says what they take; and there must be waves that something does not fit into. */
function checkSequencing(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const owner = ownerOf(scenario, 'wave');
  const { waveSequencePolicy, orderPriorityPolicy, network } = scenario;
  const who = owner === 'wms' ? 'WMS releases' : 'people release';
  if (waveSequencePolicy !== undefined && owner !== 'orchestrator')
    found.report(
      ['waveSequencePolicy'],
      `the orchestrator has no waves to put in sequence: ${who} them, at ${placeText(tree, pathOf('wave'))}. Take one of them out`,
    );
  if (orderPriorityPolicy !== undefined && owner === 'wms')
    found.report(
      ['orderPriorityPolicy'],
      `nobody goes by it: WMS releases waves, first come, first served, at ${placeText(tree, pathOf('wave'))}. Take one of them out`,
    );
  if (network.nodes.some(({ waves, linesPerWave }) => waves !== undefined && linesPerWave !== undefined))
    return;
  for (const [place, policy] of Object.entries({ waveSequencePolicy, orderPriorityPolicy }))
    if (policy !== undefined)
      found.report(
        [place],
        'nothing is put in order by it: no node has waves that less fits into than may wait. Add `waves: ["07:00", ...]` and `linesPerWave` to a node, or take it out',
      );
}

function saidAt(scenario: OutboundScenario, tree: Located, activity: Activity): string {
  return scenario.responsibilities?.[activity] === undefined
    ? `where nothing is said of \`responsibilities.${activity}\``
    : `at ${placeText(tree, pathOf(activity))}`;
}

/** Who chooses carriers without a word of the core, and where that is said; null = nobody does. */
function whoChooses(scenario: OutboundScenario, tree: Located): string | null {
  if (ownerOf(scenario, 'tender') === 'tms')
    return `TMS tenders by its routing guide, at ${placeText(tree, pathOf('tender'))}`;
  if (scenario.systems.threePl?.freight === undefined) return null;
  return `the third party books carriers, at ${placeText(tree, ['systems', 'threePl', 'freight'])}`;
}

/** A phase or an arm that says who decides what another system owns. */
function checkDecided(scenario: OutboundScenario, tree: Located, found: Findings): void {
  const owned = whoChooses(scenario, tree);
  if (owned === null) return;
  const used: [Path, string][] = scenario.phase === undefined ? [] : [[['phase'], scenario.phase]];
  scenario.policies.forEach((entry, i) => {
    if (isInPhase(entry)) used.push([['policies', i, 'phase'], entry.phase]);
    const { carrier } = saidBy(entry);
    if (carrier !== undefined)
      found.report(
        ['policies', i, isModel(entry) && pointOf(entry) === 'carrier' ? 'baseline' : 'carrier'],
        `policy "${carrier}" has nothing to decide: ${owned}. Take one of them out`,
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
