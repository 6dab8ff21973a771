/** People as the core meets them: tasks in, answers out; by hand, with constant times. */
import { describe, expect, test } from 'vitest';
import { bench, HOUR_MS, MINUTE_MS, MONDAY, OFFICE, planner } from './people.fixture.ts';
import type { RoleSettings } from './settings.ts';

const at = (hours: number): number => MONDAY + hours * HOUR_MS;
const NOON = at(12);

function unlimited(rest: Partial<RoleSettings> = {}): RoleSettings {
  const answerMs = { kind: 'constant', value: 30 * MINUTE_MS } as const;
  return { role: 'planner', unansweredShare: 0, answerMs, answers: { noRoute: 1 }, ...rest };
}

describe('without a team', () => {
  test('each task is answered after its time, however many there are; a role that nobody fills answers nothing', () => {
    const { kernel, answers, works, give } = bench([unlimited()]);
    for (const key of [1, 2, 3]) give(NOON, key);
    give(NOON, 4, { role: 'export-desk' });
    kernel.run();
    const half = NOON + 30 * MINUTE_MS;
    expect(answers).toEqual([1, 2, 3].map((key) => ({ at: half, key, no: 1, answer: 1, by: 'planner' })));
    expect(works).toEqual([]);
  });

  test('touch time is measured where it is given, and says when it was begun', () => {
    const handling = { ms: { kind: 'constant', value: 10 * MINUTE_MS }, byKind: {} } as const;
    const { kernel, works, give } = bench([unlimited({ handling })]);
    give(NOON, 1);
    kernel.run();
    expect(works).toMatchObject([{ trayMs: 20 * MINUTE_MS, touchMs: 10 * MINUTE_MS, mistaken: false }]);
  });
});

describe('a team', () => {
  test('does one task a head at a time, what is due first before the others, then what came first', () => {
    const { kernel, answers, give } = bench([planner()]);
    give(NOON, 1);
    give(NOON + 1, 2);
    give(NOON + 2, 3, { dueAt: at(40) });
    give(NOON + 3, 4, { dueAt: at(30) });
    give(NOON + 4, 5);
    kernel.run();
    expect(answers.map(({ key }) => key)).toEqual([1, 4, 3, 2, 5]);
    expect(answers.map((each) => each.at - NOON)).toEqual([10, 20, 30, 40, 50].map((x) => x * MINUTE_MS));
  });

  test('two heads do two at a time', () => {
    const { kernel, answers, give } = bench([planner({ staff: 2 })]);
    for (const key of [1, 2, 3]) give(NOON, key);
    kernel.run();
    expect(answers.map((each) => each.at - NOON)).toEqual([10, 10, 20].map((x) => x * MINUTE_MS));
  });

  test('what comes at night is begun in the morning; what is not done in the evening is gone on with', () => {
    const { kernel, answers, works, give } = bench([planner()]);
    give(at(3), 1);
    give(at(17) - 4 * MINUTE_MS, 2);
    // Friday evening to Monday morning.
    give(at(4 * 24 + 17) - 1, 3);
    kernel.run();
    expect(answers.map((each) => each.at)).toEqual([
      at(8) + 10 * MINUTE_MS,
      at(24 + 8) + 6 * MINUTE_MS,
      at(7 * 24 + 8) + 10 * MINUTE_MS - 1,
    ]);
    expect(works.map(({ trayMs }) => trayMs)).toEqual([5 * HOUR_MS, 0, 0]);
  });

  test('a task is noticed in working time', () => {
    const noticeMs = { kind: 'constant', value: 30 * MINUTE_MS } as const;
    const { kernel, works, give } = bench([planner({ noticeMs })]);
    give(at(17) - 10 * MINUTE_MS, 1);
    kernel.run();
    expect(works.map(({ doneAt }) => doneAt)).toEqual([at(24 + 8) + 30 * MINUTE_MS]);
  });

  test('the more wait, the longer one takes, up to the cap', () => {
    const { kernel, works, give } = bench([
      planner({ hours: null, fatigue: { perQueued: 0.1, factorMax: 1.2 } }),
    ]);
    for (let key = 1; key <= 5; key++) give(NOON, key);
    kernel.run();
    // The first is begun before the others have come; then 3, 2, 1 and none wait.
    expect(works.map(({ touchMs }) => touchMs / MINUTE_MS)).toEqual([10, 12, 12, 11, 10]);
  });

  test('a kind of task may take another time', () => {
    const byKind = { noNews: { kind: 'constant', value: MINUTE_MS } } as const;
    const handling = { ms: { kind: 'constant', value: 8 * MINUTE_MS }, byKind } as const;
    const { kernel, works, give } = bench([planner({}, { handling })]);
    give(NOON, 1);
    give(NOON, 2, { kind: 'noNews' });
    kernel.run();
    expect(works.map(({ touchMs }) => touchMs / MINUTE_MS)).toEqual([8, 1]);
  });

  test('says how long it has taken at most', () => {
    const { kernel, people, give } = bench([planner()]);
    give(NOON, 1);
    give(NOON, 2);
    kernel.run();
    expect(people.longestAnswerMs).toBe(20 * MINUTE_MS);
  });
});

describe('what people get wrong', () => {
  const many = Array.from({ length: 2000 }, (_, key) => key);

  function answersOf(rest: Partial<RoleSettings>) {
    const under = bench([planner({ staff: 100, hours: null }, rest)]);
    for (const key of many) under.give(NOON, key);
    under.kernel.run();
    return under;
  }

  test('forgotten tasks are never answered', () => {
    const { answers } = answersOf({ unansweredShare: 0.25 });
    expect(answers.length / many.length).toBeCloseTo(0.75, 1);
  });

  test('a mistake is another answer that the kind knows, each as likely', () => {
    const mistakes = { noRoute: { share: 0.3, choices: 4 } };
    const { answers, works } = answersOf({ answers: { noRoute: 2 }, mistakes });
    const shares = [0, 1, 2, 3].map((x) => answers.filter(({ answer }) => answer === x).length / many.length);
    expect(shares[2]).toBeCloseTo(0.7, 1);
    for (const other of [0, 1, 3]) expect(shares[other]).toBeCloseTo(0.1, 1);
    expect(works.filter(({ mistaken }) => mistaken)).toHaveLength(
      answers.filter(({ answer }) => answer !== 2).length,
    );
  });

  test('a doubled answer costs its time again, comes later, and may differ', () => {
    const mistakes = { noRoute: { share: 0.5, choices: 2 } };
    const { answers, works } = answersOf({ doubledShare: 0.2, mistakes });
    const twice = answers.filter(({ key }, i) => answers.findIndex((each) => each.key === key) !== i);
    expect(twice.length / many.length).toBeCloseTo(0.2, 1);
    expect(works).toHaveLength(answers.length);
    expect(works.filter(({ round }) => round === 1)).toHaveLength(twice.length);
    const first = (key: number) => answers.find((each) => each.key === key)!;
    expect(twice.every((each) => each.at >= first(each.key).at + 10 * MINUTE_MS)).toBe(true);
    const differs = twice.filter((each) => each.answer !== first(each.key).answer).length;
    expect(differs / twice.length).toBeGreaterThan(0.3);
    expect(differs / twice.length).toBeLessThan(0.7);
  });

  test('what befalls a task does not depend on the others', () => {
    const rest = {
      unansweredShare: 0.2,
      doubledShare: 0.2,
      mistakes: { noRoute: { share: 0.3, choices: 2 } },
    };
    const of = (keys: readonly number[]): string[] => {
      const under = bench([planner({ staff: 3, hours: OFFICE }, rest)]);
      for (const key of keys) under.give(NOON, key);
      under.kernel.run();
      return under.works
        .filter(({ key }) => key % 2 === 0)
        .map(({ key, round, answer, touchMs }) => `${key} ${round} ${answer} ${touchMs}`);
    };
    const all = of(many.slice(0, 200));
    const half = of(many.slice(0, 200).filter((key) => key % 2 === 0));
    expect([...all].sort()).toEqual([...half].sort());
  });
});
