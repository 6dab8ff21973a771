/** What teams of people can't be is refused with its place and the way out; the library's lean desk is right. */
import { describe, expect, test } from 'vitest';
import { distributorWith, loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

const PLANNER = /role: planner, answer: \{ lognormal: .*? \} \}, unanswered: 0.01/;
const HOURS = 'hours: { days: [mon, tue], from: "08:00", to: "17:00", zone: America/Chicago }';

function problems(planner: string): string[] {
  const loaded = distributorWith([PLANNER, `role: planner, ${planner}`]);
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

test.each([
  [
    'heads, hours, notice, fatigue, doubles',
    `staff: 2, ${HOURS}, notice: { constant: 5 min }, handling: { constant: 15 min }, fatigue: { perQueued: 0.01, most: 1.5 }, mistakes: 0.02, doubled: 0.01`,
  ],
  ['round the clock', 'staff: 2, handling: { constant: 15 min }'],
  ['touch time without heads', 'answer: { constant: 1 h }, handling: { constant: 15 min }'],
  [
    'kinds that differ',
    'staff: 2, handling: { constant: 15 min }, kinds: { noRoute: { handling: { constant: 30 min }, answer: 1, mistake: 0.1 } }',
  ],
])('right: %s', (_what, planner) => {
  expect(problems(planner)).toEqual([]);
});

describe('refused', () => {
  test.each([
    [
      'nothing says when',
      'unanswered: 0.1',
      /nothing says when "planner" answers\. Give `answer`, or `staff` and `handling`/,
    ],
    [
      'nobody',
      'staff: 0, handling: { constant: 15 min }',
      /"planner" has nobody\. Give it at least 1, or leave the role out/,
    ],
    ['heads without a handling time', 'staff: 1', /"planner" has staff, and no `handling`/],
    [
      'heads and a time as a whole',
      'staff: 1, handling: { constant: 15 min }, answer: { constant: 1 h }',
      /"planner" has staff: its queue, .* say when it answers\. Leave `answer` out/,
    ],
    [
      'hours of nobody',
      `answer: { constant: 1 h }, ${HOURS}`,
      /it is for a team, and "planner" has no `staff`/,
    ],
    [
      'a handling time of one kind only',
      'answer: { constant: 1 h }, kinds: { noRoute: { handling: { constant: 1 h } } }',
      /kinds of "planner" have a handling time, and the role has none/,
    ],
    [
      'an unknown kind',
      'answer: { constant: 1 h }, kinds: { noRout: { answer: 1 } }',
      /unknown task of planner: "noRout"\. Did you mean "noRoute"\?/,
    ],
    [
      'the right answer twice',
      'answer: { constant: 1 h }, answers: { noRoute: 1 }, kinds: { noRoute: { answer: 1 } }',
      /`answers` has "noRoute" already/,
    ],
    [
      'a mistake where there is one answer',
      'answer: { constant: 1 h }, kinds: { ratingUnanswered: { mistake: 0.1 } }',
      /"ratingUnanswered" has one answer only: it can't be wrong/,
    ],
    [
      'a right answer beyond those that a mistake chooses from',
      'answer: { constant: 1 h }, answers: { noRoute: 4 }, mistakes: 0.1',
      /"noRoute" is answered 4, and it knows 0 to 1/,
    ],
    [
      'a zone that is none',
      `staff: 1, handling: { constant: 15 min }, ${HOURS.replace('Chicago', 'Chicage')}`,
      /unknown time zone: "America\/Chicage"\. Did you mean "America\/Chicago"\?/,
    ],
    [
      'hours that begin when they end',
      `staff: 1, handling: { constant: 15 min }, ${HOURS.replace('17:00', '08:00')}`,
      /they begin and end at 08:00: never open/,
    ],
    ['shares above 1', 'answer: { constant: 1 h }, doubled: 1.5', /doubled/],
  ])('%s', (_what, planner, says) => {
    const found = problems(planner);
    expect(found).toEqual([expect.stringMatching(says)]);
    expect(found[0]).toMatch(/^mine\.yaml:\d+:\d+: /);
  });

  test('hours that are never open in the run', () => {
    const edit = [PLANNER, `role: planner, staff: 1, handling: { constant: 15 min }, ${HOURS}`] as const;
    const short = distributorWith(
      edit,
      [/horizon: \d+ d/, 'horizon: 2 d'],
      [/ {2}days: \d+/, '  days: 1'],
      [/start: 2026-03-02/, 'start: 2026-03-04'],
    );
    expect(short.ok ? [] : short.problems.map(showProblem)).toContainEqual(
      expect.stringMatching(/never open in the run/),
    );
  });

  test('mistakes of a role whose tasks have one answer each', () => {
    const loaded = distributorWith([/role: warehouse-desk, /, 'role: warehouse-desk, mistakes: 0.1, ']);
    expect(loaded.ok ? [] : loaded.problems.map(showProblem)).toEqual([
      expect.stringMatching(
        /the tasks of "warehouse-desk" have one answer each \(truckNotLoaded.*\): none can be wrong/,
      ),
    ]);
  });
});

test('the lean desk fits the distributor without a word', () => {
  const loaded = loadFrom('b2b-distributor', {}, { with: ['lean-desk'] });
  const plain = loadFrom('b2b-distributor');
  expect(loaded.ok && plain.ok).toBe(true);
  if (loaded.ok && plain.ok)
    expect(loaded.warnings.map(showProblem)).toEqual(plain.warnings.map(showProblem));
});
