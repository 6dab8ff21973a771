/** Roles as the scenario writes them become roles as the mock people take them. */
import { expect, test } from 'vitest';
import { distributorWith, outboundScenario } from '#testing/worlds/library-scenario';
import { roleSettings } from './people.ts';

const MINUTE_MS = 60_000;

function planner(written: string) {
  const edit = [
    /role: planner, answer: \{ lognormal: .*? \} \}, unanswered: 0.01/,
    `role: planner, ${written}`,
  ] as const;
  const { people } = outboundScenario(distributorWith(edit));
  return roleSettings(people.find(({ role }) => role === 'planner')!);
}

test('without staff: the time to the answer, and nothing more', () => {
  expect(planner('answer: { constant: 1 h }, unanswered: 0.1')).toEqual({
    role: 'planner',
    unansweredShare: 0.1,
    answerMs: { kind: 'constant', value: 60 * MINUTE_MS },
    answers: {},
  });
});

test('a team: heads, hours, times; mistakes in the kinds that have more than one answer', () => {
  const written = `staff: 3, hours: { days: [mon, fri], from: "08:00", to: "12:00", zone: Europe/Berlin, holidays: [2026-03-06] },
      notice: { constant: 5 min }, handling: { constant: 15 min }, fatigue: { perQueued: 0.02, most: 2 }, mistakes: 0.05, doubled: 0.1,
      answers: { noRoute: 1 }, kinds: { loadWithoutCarrier: { handling: { constant: 20 min }, answer: 1, mistake: 0.5 } }`;
  const { mistakes, ...rest } = planner(written);
  expect(rest).toEqual({
    role: 'planner',
    unansweredShare: 0,
    answerMs: null,
    answers: { noRoute: 1, loadWithoutCarrier: 1 },
    doubledShare: 0.1,
    handling: {
      ms: { kind: 'constant', value: 15 * MINUTE_MS },
      byKind: { loadWithoutCarrier: { kind: 'constant', value: 20 * MINUTE_MS } },
    },
    team: {
      staff: 3,
      hours: {
        zone: 'Europe/Berlin',
        name: 'planner',
        week: { mon: ['08:00-12:00'], fri: ['08:00-12:00'] },
        holidays: ['2026-03-06'],
      },
      noticeMs: { kind: 'constant', value: 5 * MINUTE_MS },
      fatigue: { perQueued: 0.02, factorMax: 2 },
    },
  });
  expect(mistakes).toMatchObject({
    noRoute: { share: 0.05, choices: 2 },
    loadWithoutCarrier: { share: 0.5, choices: 2 },
  });
  expect(mistakes).not.toHaveProperty('ratingUnanswered');
});
