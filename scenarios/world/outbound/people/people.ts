/** The people of an outbound scenario, role by role. */
import type {
  HandlingSettings,
  MistakeSettings,
  RoleSettings,
  TeamSettings,
} from '#mock-systems/people/settings';
import type { WorkingCalendarOptions } from '#sim/shifts/working-calendar';
import type { AnyOutboundScenario } from '../../../schema/outbound/scenario.ts';
import { ANSWERS_OF, TASKS } from '../../../schema/outbound/tasks.ts';
import { drawnMs } from '../../draws.ts';

export type RoleSection = AnyOutboundScenario['people'][number];

/** Done, or done wrongly. */
export const HAND_CHOICES = 2;

/** @param byHand messages and decisions that are tasks of the role beside those of the core */
export function roleSettings(section: RoleSection, byHand: ReadonlySet<string> = new Set()): RoleSettings {
  const { role, unanswered, answer, answers, doubled, kinds } = section;
  const handling = handlingOf(section);
  const mistakes = mistakesOf(section, byHand);
  const team = teamOf(section);
  return {
    role,
    unansweredShare: unanswered ?? 0,
    answerMs: answer === undefined ? null : drawnMs(answer),
    answers: { ...answers, ...ofKinds(kinds, ({ answer: right }) => right) },
    ...(mistakes === null ? {} : { mistakes }),
    ...(doubled === undefined ? {} : { doubledShare: doubled }),
    ...(handling === null ? {} : { handling }),
    ...(team === null ? {} : { team }),
  };
}

/** Week and zone of a role with staff, as a calendar takes them. */
export function hoursOfTeam({ role, hours }: RoleSection): WorkingCalendarOptions | null {
  if (hours === undefined) return null;
  const { zone, days, from, to, holidays = [] } = hours;
  const week = Object.fromEntries(days.map((day) => [day, [`${from}-${to}`]]));
  return { zone, name: role, week, holidays };
}

function handlingOf({ handling, kinds }: RoleSection): HandlingSettings | null {
  if (handling === undefined) return null;
  return {
    ms: drawnMs(handling),
    byKind: ofKinds(kinds, (kind) => (kind.handling === undefined ? undefined : drawnMs(kind.handling))),
  };
}

function mistakesOf(
  { role, mistakes, kinds }: RoleSection,
  byHand: ReadonlySet<string>,
): Record<string, MistakeSettings> | null {
  const found: Record<string, MistakeSettings> = {};
  for (const kind of Object.hasOwn(TASKS, role) ? TASKS[role]! : []) {
    const choices = ANSWERS_OF[kind] ?? 1;
    const share = kinds?.[kind]?.mistake ?? mistakes ?? 0;
    if (choices > 1 && share > 0) found[kind] = { share, choices };
  }
  for (const kind of byHand) {
    const share = kinds?.[kind]?.mistake ?? mistakes ?? 0;
    if (share > 0) found[kind] = { share, choices: HAND_CHOICES };
  }
  return Object.keys(found).length === 0 ? null : found;
}

function teamOf(section: RoleSection): TeamSettings | null {
  const { staff, notice, fatigue } = section;
  if (staff === undefined) return null;
  return {
    staff,
    hours: hoursOfTeam(section),
    noticeMs: notice === undefined ? { kind: 'constant', value: 0 } : drawnMs(notice),
    fatigue: fatigue === undefined ? null : { perQueued: fatigue.perQueued, factorMax: fatigue.most },
  };
}

function ofKinds<Value>(
  kinds: RoleSection['kinds'],
  of: (kind: NonNullable<RoleSection['kinds']>[string]) => Value | undefined,
): Record<string, Value> {
  const found: Record<string, Value> = {};
  for (const [name, kind] of Object.entries(kinds ?? {})) {
    const value = of(kind);
    if (value !== undefined) found[name] = value;
  }
  return found;
}
