/**
 * Phases that a scenario names or changes: there are such phases, kinds and policies, each kind has one way, and whoever carries a message
 * or decides is one of its people.
 */
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { PARTNER_KINDS } from '../../world/outbound/partner-kinds.ts';
import { handTasks, phaseNames, phaseSection } from '../../world/outbound/phases.ts';
import type { Findings, Path } from '../findings.ts';
import type { Located } from '../located.ts';
import { placeOf } from '../located.ts';
import { durationMs } from '../units.ts';
import type { DecisionSection, PhaseSection, WaySection } from './phases.ts';
import { isInPhase } from './policies.ts';
import type { AnyOutboundScenario } from './scenario.ts';

/** What the process can do without. */
const MAY_BE_LEFT_OUT: readonly string[] = [
  'reportSlaRisk',
  'requestStatus',
  'requestBill',
  'reportMilestone',
];

interface PolicyNames {
  readonly sourcing: readonly string[];
  readonly carrier: readonly string[];
  readonly delay: readonly string[];
}

/** @param policies that there are */
export function checkPhases(
  scenario: AnyOutboundScenario,
  tree: Located,
  policies: PolicyNames,
  found: Findings,
): void {
  const names = phaseNames(scenario);
  for (const [name, section] of Object.entries(scenario.phases ?? {}))
    checkSection(scenario, ['phases', name], section, tree, policies, found);
  const used: [Path, string][] = [];
  if (scenario.phase !== undefined) used.push([['phase'], scenario.phase]);
  scenario.policies.forEach((entry, i) => {
    if (isInPhase(entry)) used.push([['policies', i, 'phase'], entry.phase]);
    else if (typeof entry !== 'string') checkModelInPhase(scenario, ['policies', i], found);
  });
  for (const [path, name] of used) found.oneOf(path, 'phase', name, names);
  if (found.problems.length > 0) return;
  for (const [path, name] of used) checkStaffed(scenario, path, name, found);
}

function checkSection(
  scenario: AnyOutboundScenario,
  path: Path,
  { like, ways = [], decisions = {}, thumbs = {} }: PhaseSection,
  tree: Located,
  policies: PolicyNames,
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
  for (const [point, decision] of Object.entries(decisions))
    if (decision !== undefined) checkDecision([...path, 'decisions', point], decision, found);
  for (const each of ['sourcing', 'carrier', 'delay'] as const) {
    const thumb = thumbs[each];
    if (thumb !== undefined) found.oneOf([...path, 'thumbs', each], 'policy', thumb, policies[each]);
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
  { by, role, mistakes, overrides }: DecisionSection,
  found: Findings,
): void {
  const person = by === 'person' || by === 'confirm';
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
function checkModelInPhase(scenario: AnyOutboundScenario, path: Path, found: Findings): void {
  const { phase } = scenario;
  const section = phase === undefined ? null : phaseSection(scenario, phase);
  const by = section?.decisions?.sourcing?.by ?? 'auto';
  if (by !== 'auto')
    found.report(
      path,
      `a model can't decide in phase "${phase}", where sourcing is by ${by}. Leave one of them out`,
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
