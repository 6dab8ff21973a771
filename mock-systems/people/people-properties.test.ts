/** Whatever comes whenever: heads, hours, queues and answers hold to their rules, and a copy goes on as the run that was copied. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WorkingCalendar } from '#sim/shifts/working-calendar';
import { runs } from '#testing/properties/properties';
import {
  type Bench,
  bench,
  HOUR_MS,
  MINUTE_MS,
  MONDAY,
  OFFICE,
  planner,
  type TimedWork,
} from './people.fixture.ts';
import type { RoleSettings } from './settings.ts';

interface Case {
  readonly role: RoleSettings;
  readonly tasks: readonly { readonly at: number; readonly dueAt: number | null }[];
  readonly seed: number;
}

const office = new WorkingCalendar(OFFICE);
const WEEK_MS = 7 * 24 * HOUR_MS;
const instant = fc.integer({ min: 0, max: WEEK_MS - 1 }).map((ms) => MONDAY + ms);
const share = fc.constantFrom(0, 0.3, 1);

const cases: fc.Arbitrary<Case> = fc
  .record({
    staff: fc.integer({ min: 1, max: 3 }),
    always: fc.boolean(),
    handling: fc.integer({ min: 1, max: 600 }),
    notice: fc.integer({ min: 0, max: 60 }),
    perQueued: fc.constantFrom(0, 0.05),
    unansweredShare: fc.constantFrom(0, 0.3),
    doubledShare: share,
    mistake: share,
    tasks: fc.array(fc.record({ at: instant, dueAt: fc.option(instant) }), { maxLength: 60 }),
    seed: fc.nat(),
  })
  .map(
    ({ staff, always, handling, notice, perQueued, unansweredShare, doubledShare, mistake, tasks, seed }) => {
      const ms = { kind: 'exponential', mean: handling * MINUTE_MS } as const;
      const team = {
        staff,
        hours: always ? null : OFFICE,
        // What is noticed at once is noticed at night, too.
        noticeMs:
          notice < 20
            ? ({ kind: 'constant', value: 0 } as const)
            : ({ kind: 'exponential', mean: notice * MINUTE_MS } as const),
        fatigue: { perQueued, factorMax: 1.5 },
      };
      const rest = {
        unansweredShare,
        doubledShare,
        mistakes: { noRoute: { share: mistake, choices: 2 } },
        handling: { ms, byKind: {} },
      };
      return { role: planner(team, rest), tasks, seed };
    },
  );

function given({ role, tasks, seed }: Case): Bench {
  const under = bench([role], seed);
  tasks.forEach(({ at, dueAt }, key) => {
    under.give(at, key, { dueAt });
  });
  return under;
}

function ran(each: Case): Bench {
  const under = given(each);
  under.kernel.run();
  return under;
}

/** Of a task of the case, or its second time: when it fell into the tray. */
function arrivalOf({ tasks }: Case, works: readonly TimedWork[], work: TimedWork): number {
  if (work.round === 0) return tasks[work.key]!.at;
  return works.find(({ key, round }) => key === work.key && round === 0)!.doneAt;
}

const openMs = ({ role }: Case, from: number, to: number): number =>
  role.team!.hours === null ? to - from : office.workingBetween(from, to);

test('no head does two tasks at once, and each works in its hours only', () => {
  fc.assert(
    fc.property(cases, (each) => {
      const { works } = ran(each);
      const edges = works.flatMap((work) => {
        const begunAt = arrivalOf(each, works, work) + work.trayMs;
        expect(openMs(each, begunAt, work.doneAt)).toBe(work.touchMs);
        return [
          [begunAt, 1],
          [work.doneAt, -1],
        ] as const;
      });
      edges.sort((x, y) => x[0] - y[0] || x[1] - y[1]);
      let busy = 0;
      for (const [, by] of edges) {
        busy += by;
        expect(busy).toBeLessThanOrEqual(each.role.team!.staff);
      }
    }),
    { numRuns: runs(60) },
  );
});

test('in working hours nobody is idle while a noticed task waits', () => {
  fc.assert(
    fc.property(cases, (drawn) => {
      // Noticed at once, so that what lies in the tray is what can be begun.
      const team = { ...drawn.role.team!, noticeMs: { kind: 'constant', value: 0 } as const };
      const each: Case = { ...drawn, role: { ...drawn.role, team } };
      const { works } = ran(each);
      const spans = works.map((work) => {
        const arrivedAt = arrivalOf(each, works, work);
        return { arrivedAt, begunAt: arrivedAt + work.trayMs, doneAt: work.doneAt };
      });
      const instants = [...new Set(spans.flatMap(({ arrivedAt, doneAt }) => [arrivedAt, doneAt]))];
      for (const at of instants) {
        const open = team.hours === null || office.isOpen(at);
        const waiting = spans.some(({ arrivedAt, begunAt }) => arrivedAt <= at && begunAt > at);
        if (!open || !waiting) continue;
        const busy = spans.filter(({ begunAt, doneAt }) => begunAt <= at && at < doneAt).length;
        expect(busy).toBe(team.staff);
      }
    }),
    { numRuns: runs(60) },
  );
});

test('each task is answered once, unless it is forgotten, and twice where it is doubled; nothing is left', () => {
  fc.assert(
    fc.property(cases, (each) => {
      const { answers, works, people } = ran(each);
      const { unansweredShare, doubledShare = 0 } = each.role;
      const times = each.tasks.map((_, key) => answers.filter((answer) => answer.key === key).length);
      for (const count of times) {
        expect(count).toBeGreaterThanOrEqual(unansweredShare === 0 ? 1 : 0);
        expect(count).toBeLessThanOrEqual(doubledShare === 0 ? 1 : 2);
        if (doubledShare === 1) expect(count).not.toBe(1);
      }
      expect(works).toHaveLength(answers.length);
      expect(people.save().teams).toMatchObject([{ busy: 0, wakeAt: -1, tray: [] }]);
    }),
    { numRuns: runs(60) },
  );
});

test('a copy made at any event goes on as the run never copied', () => {
  fc.assert(
    fc.property(cases, fc.nat({ max: 200 }), (each, events) => {
      const straight = ran(each);
      const source = given(each);
      source.kernel.run({ events });
      const copy = source.kernel.snapshot();
      const done = source.works.length;
      // What goes on in the source must not reach the copy.
      source.kernel.run();
      const goesOnAsItWas = (from: typeof copy): void => {
        const other = bench([each.role], each.seed);
        other.kernel.restore(from);
        other.kernel.run();
        expect([...source.works.slice(0, done), ...other.works]).toEqual(straight.works);
        expect(other.kernel.digest.hex()).toBe(straight.kernel.digest.hex());
        expect(other.people.save()).toEqual(straight.people.save());
      };
      // Nor what goes on in one that took it over.
      goesOnAsItWas(copy);
      goesOnAsItWas(structuredClone(copy));
    }),
    { numRuns: runs(40) },
  );
});
