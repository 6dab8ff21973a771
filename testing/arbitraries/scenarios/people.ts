/** How people work: fast or slowly, in teams with office hours, forgetting, mistaken, twice, tired. */
import fc from 'fast-check';
import { ANSWERS_OF, TASKS } from '#scenarios/schema/outbound/tasks';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, boundedDurations, durationsDrawn, shares, times } from './figures.ts';

type Role = Draft['people'][number];
type Hours = NonNullable<Role['hours']>;

/** What it sends again late, partners do twice: its times stay short, and it makes no mistakes. */
const STEADY = 'integration-desk';

const OFFICE_HOURS: fc.Arbitrary<Hours> = fc
  .record({
    days: fc.constantFrom<Hours['days']>(['mon', 'tue', 'wed', 'thu', 'fri'], ['sat', 'sun'], ['tue', 'thu']),
    span: fc.constantFrom(['08:00', '17:00'] as const, ['20:00', '04:00'] as const),
    zone: fc.constantFrom('America/Chicago', 'Asia/Manila'),
  })
  .map(({ days, span: [from, to], zone }) => ({ days, from, to, zone }));

const TEAM: fc.Arbitrary<Partial<Role>> = fc
  .record(
    {
      staff: fc.integer({ min: 1, max: 5 }),
      handling: durationsDrawn('min', { min: 1, max: 60 }),
      hours: OFFICE_HOURS,
      notice: durationsDrawn('min', { min: 1, max: 240 }),
      fatigue: fc.record({ perQueued: shares(0.1), most: fc.constantFrom(1.5, 1, 3) }),
    },
    { requiredKeys: ['staff', 'handling'] },
  )
  .map((team) => ({ ...team, source: ASSUMED }));

const HABITS: fc.Arbitrary<Partial<Role>> = fc.record(
  { unanswered: shares(0.3), doubled: shares(0.3), mistakes: shares(0.3) },
  { requiredKeys: [] },
);

/** Lists of waves are given only where people own them: what is left of its tasks has one answer. */
const ONE_ANSWER = 'warehouse-desk';

/** A mistake needs a wrong answer. */
function canBeMistaken(role: string): boolean {
  return role !== ONE_ANSWER && (TASKS[role] ?? []).some((kind) => (ANSWERS_OF[kind] ?? 1) > 1);
}

function withHabits(role: Role, { mistakes, ...habits }: Partial<Role>): Role {
  const mistaken = mistakes === undefined || !canBeMistaken(role.role) ? {} : { mistakes };
  return { ...role, ...habits, ...mistaken };
}

function asTeam({ answer: _timedOtherwise, ...role }: Role, team: Partial<Role>): Role {
  return { ...role, ...team };
}

function editOf<Value>(
  i: number,
  value: fc.Arbitrary<Value>,
  edit: (role: Role, value: Value) => Role,
): Edits {
  return maybe(value, (draft, drawn) => {
    draft.people = draft.people.map((role, at) =>
      at === i && role.role !== STEADY ? edit(role, drawn) : role,
    );
  });
}

/** @param roles how many the list has */
export function humanBehaviour(roles: number): Edits {
  return together(
    ...Array.from({ length: roles }, (_, i) =>
      together(
        editOf(i, durationsDrawn('min', { min: 1, max: 2000 }), (role, answer) => ({ ...role, answer })),
        editOf(i, TEAM, asTeam),
        editOf(i, HABITS, withHabits),
      ),
    ),
    maybe(boundedDurations('min', { min: 1, max: 240 }), (draft, answer) => {
      draft.people = draft.people.map((role) => (role.role === STEADY ? { ...role, answer } : role));
    }),
    maybe(times('h', { min: 1, max: 72 }), (draft, taskEscalation) => {
      draft.limits = { ...draft.limits, taskEscalation };
    }),
  );
}
