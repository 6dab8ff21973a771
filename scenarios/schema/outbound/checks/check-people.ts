/**
 * Who works as a team, and how: that it can ever do anything, that its tasks and answers are those the process has, and that nobody
 * is said to work in two ways at once.
 */
import { DAY_MS, formatDate } from '#sim/shifts/civil';
import { nearestZone } from '#sim/shifts/nearest-zone';
import { WorkingCalendar } from '#sim/shifts/working-calendar';
import { zoneNames } from '#sim/shifts/zone-data';
import { HAND_CHOICES, hoursOfTeam, type RoleSection } from '../../../world/outbound/people/people.ts';
import { handTasks, phaseNames } from '../../../world/outbound/phases/phases.ts';
import { shiftsOf } from '../../../world/outbound/timetable.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs } from '../../units.ts';
import type { AnyOutboundScenario } from '../scenario.ts';
import { ANSWERS_OF, TASKS } from '../tasks.ts';

export function checkTeams(scenario: AnyOutboundScenario, found: Findings): void {
  const tasks = tasksOf(scenario);
  scenario.people.forEach((section, i) => {
    const path = ['people', i];
    checkWay(section, path, found);
    checkKinds(section, tasks, path, found);
    checkMistakes(section, tasks, scenario, path, found);
    if (section.hours !== undefined) checkHours(section, scenario, [...path, 'hours'], found);
  });
}

/** Without limit and timed as a whole, or a team whose queue says how long it takes. */
function checkWay(section: RoleSection, path: Path, found: Findings): void {
  const { role, staff, answer, handling, kinds } = section;
  const own = Object.values(kinds ?? {}).some((kind) => kind.handling !== undefined);
  if (own && handling === undefined)
    found.report(
      [...path, 'kinds'],
      `kinds of "${role}" have a handling time, and the role has none. Give it one for its other kinds`,
    );
  if (staff === undefined) {
    if (answer === undefined)
      found.report(
        path,
        `nothing says when "${role}" answers. Give \`answer\`, or \`staff\` and \`handling\``,
      );
    for (const key of ['hours', 'notice', 'fatigue'] as const)
      if (section[key] !== undefined)
        found.report(
          [...path, key],
          `it is for a team, and "${role}" has no \`staff\`. Give it, or leave it out`,
        );
    return;
  }
  if (staff === 0)
    found.report(
      [...path, 'staff'],
      `"${role}" has nobody. Give it at least 1, or leave the role out: its tasks then stay open`,
    );
  if (handling === undefined)
    found.report(path, `"${role}" has staff, and no \`handling\`: nothing says how long a task takes them`);
  if (answer !== undefined)
    found.report(
      [...path, 'answer'],
      `"${role}" has staff: its queue, \`notice\` and \`handling\` say when it answers. Leave \`answer\` out`,
    );
}

function checkKinds(
  { role, answers = {}, kinds = {} }: RoleSection,
  tasks: Tasks,
  path: Path,
  found: Findings,
): void {
  const known = tasks.get(role)?.kinds;
  if (known === undefined) return;
  for (const [kind, { answer }] of Object.entries(kinds)) {
    found.oneOf([...path, 'kinds', kind], `task of ${role}`, kind, known);
    if (answer !== undefined && Object.hasOwn(answers, kind))
      found.report([...path, 'kinds', kind, 'answer'], `\`answers\` has "${kind}" already. Write it once`);
  }
}

/** Lists of waves are given where people own them. */
function isGiven(kind: string, { responsibilities }: AnyOutboundScenario): boolean {
  return kind !== 'releaseWave' || responsibilities?.wave === 'people';
}

function checkMistakes(
  section: RoleSection,
  tasks: Tasks,
  scenario: AnyOutboundScenario,
  path: Path,
  found: Findings,
): void {
  const { role, mistakes = 0, answers = {}, kinds = {} } = section;
  const byRole = tasks.get(role);
  if (byRole === undefined) return;
  const { byHand } = byRole;
  const known = byRole.kinds.filter((kind) => isGiven(kind, scenario));
  const choicesOf = (kind: string): number => (byHand.has(kind) ? HAND_CHOICES : answersOf(kind));
  const several = known.filter((kind) => choicesOf(kind) > 1);
  if (mistakes > 0 && several.length === 0)
    found.report(
      [...path, 'mistakes'],
      `the tasks of "${role}" have one answer each (${known.join(', ')}): none can be wrong. Leave it out`,
    );
  for (const [kind, { mistake = 0 }] of Object.entries(kinds)) {
    if (mistake > 0 && known.includes(kind) && choicesOf(kind) === 1)
      found.report(
        [...path, 'kinds', kind, 'mistake'],
        `"${kind}" has one answer only: it can't be wrong. Leave it out`,
      );
  }
  for (const kind of several) {
    const right = kinds[kind]?.answer ?? answers[kind] ?? 0;
    const wrong = kinds[kind]?.mistake ?? mistakes;
    if (wrong > 0 && right >= choicesOf(kind))
      found.report(
        path,
        `"${kind}" is answered ${right}, and it knows 0 to ${choicesOf(kind) - 1}: which other is a mistake? Name one of these`,
      );
  }
}

function checkHours(
  section: RoleSection,
  { start, horizon }: AnyOutboundScenario,
  path: Path,
  found: Findings,
): void {
  const { zone, from, to, days, holidays = [] } = section.hours!;
  const zones = zoneNames();
  found.unique([...path, 'days'], 'day', days);
  if (!zones.includes(zone)) {
    const near = nearestZone(zone, zones);
    const wayOut =
      near === undefined ? 'Give an IANA name, such as "Europe/Berlin"' : `Did you mean "${near}"?`;
    found.report([...path, 'zone'], `unknown time zone: "${zone}". ${wayOut}`);
    return;
  }
  if (from === to) {
    found.report(path, `they begin and end at ${from}: never open. Write "00:00" to "24:00" for a whole day`);
    return;
  }
  const startAt = Date.parse(start);
  const endAt = startAt + durationMs(horizon);
  if (shiftsOf(new WorkingCalendar(hoursOfTeam(section)!), startAt, endAt).length === 0) {
    found.report(
      path,
      'never open in the run: its days are holidays, or do not come. Change days or holidays',
    );
    return;
  }
  const first = formatDate(Math.floor(startAt / DAY_MS) - 1);
  const last = formatDate(Math.ceil(endAt / DAY_MS));
  const outside = holidays.filter((holiday) => holiday < first || holiday > last);
  if (outside.length > 0)
    found.warn([...path, 'holidays'], `${outside.join(', ')}: outside of the run, no effect`);
}

type Tasks = ReadonlyMap<string, { readonly kinds: readonly string[]; readonly byHand: ReadonlySet<string> }>;

/** By role: what the core asks it, actors of the user's own included, and what it has to do by hand in any phase. */
export function tasksOf(scenario: AnyOutboundScenario): Tasks {
  const { phases: _own, ...ofTheHouse } = scenario;
  // What a scenario takes out of a phase of the house, `people` may still time.
  const byHand = new Map(handTasks(ofTheHouse, phaseNames(ofTheHouse)));
  for (const [role, kinds] of handTasks(scenario, phaseNames(scenario)))
    byHand.set(role, new Set([...(byHand.get(role) ?? []), ...kinds]));
  const own = ownTasks(scenario);
  return new Map(
    [...new Set([...Object.keys(TASKS), ...own.keys(), ...byHand.keys()])].map((role) => {
      const hand = byHand.get(role) ?? new Set<string>();
      const asked = Object.hasOwn(TASKS, role) ? TASKS[role]! : [];
      return [role, { kinds: [...asked, ...(own.get(role) ?? []), ...hand], byHand: hand }];
    }),
  );
}

/** By role: kinds of task that actors of the user's own give. */
function ownTasks({ ownProcesses = [] }: AnyOutboundScenario): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { actor } of ownProcesses)
    for (const [role, kinds] of Object.entries<readonly string[]>(actor.tasks ?? {}))
      found.set(role, [...(found.get(role) ?? []), ...kinds]);
  return found;
}

function answersOf(kind: string): number {
  return Object.hasOwn(ANSWERS_OF, kind) ? ANSWERS_OF[kind]! : 1;
}
