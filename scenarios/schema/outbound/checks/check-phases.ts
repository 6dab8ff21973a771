/**
 * Phases that a scenario names or changes: there are such phases, kinds and policies, each kind has one way, and whoever carries a message
 * or decides is one of its people.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { POINT_WORDS } from '#orchestrator/decisions/point-words';
import { POINTS } from '#orchestrator/decisions/points';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { PEOPLE_OWN } from '../../../world/outbound/people/people-own.ts';
import { handTasks, phaseNames, phaseSection } from '../../../world/outbound/phases/phases.ts';
import { PARTNER_KINDS } from '../../../world/outbound/systems/partner-kinds.ts';
import type { Findings, Path } from '../../findings.ts';
import type { Located } from '../../located.ts';
import { placeOf } from '../../located.ts';
import { durationMs } from '../../units.ts';
import type { DecisionSection, PhaseSection, WaySection } from '../phases.ts';
import { isInPhase, isModel, pointOf } from '../policies.ts';
import type { AnyOutboundScenario } from '../scenario.ts';

/** What the process can do without. */
const MAY_BE_LEFT_OUT: readonly string[] = [
  'reportSlaRisk',
  'requestStatus',
  'requestBill',
  'reportMilestone',
];

/** Says what is wrong with a policy's name for a point, at its place. */
export type CheckName = (path: Path, point: DecisionPoint, policy: string) => void;

export function checkPhases(
  scenario: AnyOutboundScenario,
  tree: Located,
  checkName: CheckName,
  found: Findings,
): void {
  const names = phaseNames(scenario);
  for (const [name, section] of Object.entries(scenario.phases ?? {}))
    checkSection(scenario, ['phases', name], section, tree, checkName, found);
  const used: [Path, string][] = [];
  if (scenario.phase !== undefined) used.push([['phase'], scenario.phase]);
  scenario.policies.forEach((entry, i) => {
    if (isInPhase(entry)) used.push([['policies', i, 'phase'], entry.phase]);
    else if (isModel(entry)) checkModelInPhase(scenario, ['policies', i], pointOf(entry), found);
  });
  for (const [path, name] of used) found.oneOf(path, 'phase', name, names);
  if (found.problems.length > 0) return;
  // Of what people own, `check-responsibilities.ts` says at its place who is missing.
  for (const [path, name] of used) if (name !== PEOPLE_OWN) checkStaffed(scenario, path, name, found);
}

function checkSection(
  scenario: AnyOutboundScenario,
  path: Path,
  { like, ways = [], decisions = {}, thumbs = {} }: PhaseSection,
  tree: Located,
  checkName: CheckName,
  found: Findings,
): void {
  const name = String(path[1]);
  if (like !== undefined) {
    found.oneOf([...path, 'like'], 'phase', like, phaseNames(scenario));
    if (phaseNames(scenario).includes(like) && phaseSection(scenario, name) === null)
      found.report(
        [...path, 'like'],
        `phase "${name}" is like itself in the end. Have one of them stand alone`,
      );
  }
  ways.forEach((way, i) => {
    checkWay([...path, 'ways', i], way, found);
  });
  checkOneWay([...path, 'ways'], ways, tree, found);
  const decided = new Set<DecisionPoint>();
  const said = new Set<DecisionPoint>();
  for (const [word, point] of POINT_WORDS) {
    const decision = decisions[word];
    if (decision === undefined) continue;
    if (decided.has(point))
      found.report([...path, 'decisions', word], `\`${point}\` is decided in two ways. Leave one of them`);
    decided.add(point);
    checkDecision([...path, 'decisions', word], point, decision, found);
  }
  for (const [word, point] of POINT_WORDS) {
    const thumb = thumbs[word];
    if (thumb === undefined) continue;
    if (said.has(point))
      found.report([...path, 'thumbs', word], `\`${point}\` has two policies. Leave one of them`);
    said.add(point);
    checkName([...path, 'thumbs', word], point, thumb);
  }
}

function checkWay(path: Path, { kinds, way, every, offset, role }: WaySection, found: Findings): void {
  const known = [...MESSAGE_KINDS, ...PARTNER_KINDS];
  kinds.forEach((kind, i) => {
    const place = [...path, 'kinds', i];
    found.oneOf(place, 'kind of message', kind, known);
    if (way === 'never' && known.includes(kind) && !MAY_BE_LEFT_OUT.includes(kind))
      found.report(
        place,
        `the process can't do without "${kind}". What nobody may send: ${MAY_BE_LEFT_OUT.join(', ')}`,
      );
  });
  if ((way === 'file') !== (every !== undefined))
    found.report([...path, 'way'], `\`every\` and way file go together; the way is ${way}`);
  if (offset !== undefined && way !== 'file')
    found.report([...path, 'offset'], `only a file leaves at a time; the way is ${way}. Leave it out`);
  else if (offset !== undefined && every !== undefined && durationMs(offset) >= durationMs(every))
    found.report(
      [...path, 'offset'],
      `${offset} is no part of the interval: a file leaves every ${every}. Give less than that`,
    );
  if ((way === 'by-hand') !== (role !== undefined))
    found.report([...path, 'way'], `\`role\` and way by-hand go together; the way is ${way}`);
}

/** Two entries of one phase that name one kind contradict each other, and who reads only one of them is misled. */
function checkOneWay(path: Path, ways: readonly WaySection[], tree: Located, found: Findings): void {
  const first = new Map<string, Path>();
  ways.forEach(({ kinds }, i) => {
    kinds.forEach((kind, k) => {
      const place = [...path, i, 'kinds', k];
      const before = first.get(kind);
      if (before === undefined) {
        first.set(kind, place);
        return;
      }
      const { file, line, column } = placeOf(tree, before);
      found.report(
        place,
        `"${kind}" has a way already, at ${file}:${line}:${column}. Leave it in one of them`,
      );
    });
  });
}

function checkDecision(
  path: Path,
  point: DecisionPoint,
  { by, role, mistakes, overrides }: DecisionSection,
  found: Findings,
): void {
  const person = by === 'person' || by === 'confirm';
  const { noPerson } = POINTS[point];
  if (person && noPerson !== undefined)
    found.report([...path, 'by'], `${point} is by ${by}, and ${noPerson}`);
  if (person !== (role !== undefined))
    found.report([...path, 'by'], `\`role\` goes with by person and confirm; it is by ${by}`);
  if (mistakes !== undefined && !person)
    found.report([...path, 'mistakes'], `nobody decides who could slip: it is by ${by}. Leave it out`);
  if (overrides !== undefined && by !== 'confirm')
    found.report(
      [...path, 'overrides'],
      `nothing is recommended that could be overridden: it is by ${by}. Leave it out`,
    );
}

/** A model recommends by itself, and is confirmed by nobody: what it may do by itself are its own limits. */
function checkModelInPhase(
  scenario: AnyOutboundScenario,
  path: Path,
  point: DecisionPoint,
  found: Findings,
): void {
  const { phase } = scenario;
  const section = phase === undefined ? null : phaseSection(scenario, phase);
  const by = section?.decisions?.[point]?.by ?? 'auto';
  if (by !== 'auto')
    found.report(
      path,
      `a model can't decide in phase "${phase}", where ${point} is by ${by}. Leave one of them out`,
    );
}

/** Somebody carries each message that goes by hand, and answers each decision that is a person's. */
function checkStaffed(scenario: AnyOutboundScenario, path: Path, name: string, found: Findings): void {
  const staffed = new Set(scenario.people.map(({ role }) => role));
  const missing = [...handTasks(scenario, [name])].filter(([role]) => !staffed.has(role));
  for (const [role, kinds] of missing)
    found.report(
      path,
      `nobody is "${role}", who in phase "${name}" has ${[...kinds].join(', ')}: these would lie for ever. Add the role to \`people\``,
    );
}
