/**
 * What is an overlay, and whom it leaves in place: a file that does not say what it does, or names the scenario anew, is refused with the way
 * out; people come in by role, field by field; a scenario's name where an overlay is needed is told from a slip.
 */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';

function refusal(overlay: string): string {
  const problems = problemsIn(loadFrom('quickstart', { 'mine.yaml': overlay }, { with: ['mine.yaml'] }));
  expect(problems).toHaveLength(1);
  return problems[0]!;
}

test('a file that does not say what it does is no overlay', () => {
  expect(refusal('demand: { days: 2 }\n')).toMatch(/^mine\.yaml:1:1: this is no overlay yet: .*`overlay: /);
  for (const empty of ['overlay:\n', 'overlay: ""\n', 'overlay: [a]\n', 'overlay: 7\n'])
    expect(refusal(`${empty}demand: { days: 2 }\n`)).toMatch(/^mine\.yaml:1:\d+: this is no overlay yet/);
});

test('the scenario keeps its name', () => {
  expect(refusal('overlay: mine\nname: other\n')).toMatch(/^mine\.yaml:2:1: .*Take `name` out.*`extends`/);
  expect(refusal('name: other\ndemand: { days: 2 }\n')).toMatch(/^mine\.yaml:1:1: .*say in `overlay`/);
  const loaded = loadFrom('quickstart', { 'mine.yaml': 'overlay: mine\n' }, { with: ['mine.yaml'] });
  expect(outboundScenario(loaded).name).toBe('quickstart');
});

/** People of a scenario under an overlay that changes these. */
function peopleUnder(scenario: string, entries: string): ReturnType<typeof outboundScenario>['people'] {
  const files = { 'mine.yaml': `overlay: mine\npeople:\n${entries}` };
  return outboundScenario(loadFrom(scenario, files, { with: ['mine.yaml'] })).people;
}

test('people of an overlay come in by role: a new one at the end, and the others stay', () => {
  const before = outboundScenario(loadFrom('b2b-distributor')).people;
  const people = peopleUnder(
    'b2b-distributor',
    '  - { role: buyer, answer: { constant: 2 h }, source: mine }\n  - { role: planner, answer: { constant: 1 h }, source: mine }\n',
  );
  expect(people.map(({ role }) => role)).toEqual([...before.map(({ role }) => role), 'buyer']);
  const changed = people.filter((each, i) => JSON.stringify(each) !== JSON.stringify(before[i]));
  expect(changed).toEqual([
    { role: 'planner', unanswered: 0.01, answer: { constant: '1 h' }, source: 'mine' },
    { role: 'buyer', answer: { constant: '2 h' }, source: 'mine' },
  ]);
});

describe('a role that the scenario has', () => {
  const roleOf = (people: ReturnType<typeof peopleUnder>, role: string) =>
    people.find((each) => each.role === role)!;
  const desk = roleOf(outboundScenario(loadFrom('as-is-to-be')).people, 'track-and-trace');

  test('keeps what the overlay does not speak of; a list inside is replaced as a whole', () => {
    const entry = '  - { role: track-and-trace, staff: 1, hours: { days: [sat] } }\n';
    expect(roleOf(peopleUnder('as-is-to-be', entry), 'track-and-trace')).toEqual({
      ...desk,
      staff: 1,
      hours: { ...desk.hours, days: ['sat'] },
    });
  });

  test('works in one way: a team takes the place of `answer`, and `answer` that of a team', () => {
    const team =
      '  - { role: freight-auditor, staff: 1, handling: { constant: 5 min }, notice: { constant: 1 h } }\n';
    expect(roleOf(peopleUnder('quickstart', team), 'freight-auditor')).toEqual({
      role: 'freight-auditor',
      staff: 1,
      handling: { constant: '5 min' },
      notice: { constant: '1 h' },
      answers: { disputedBill: 1 },
      source: 'assumption',
    });
    const { staff: _staff, hours: _hours, notice: _notice, ...others } = desk;
    const alone = '  - { role: track-and-trace, answer: { constant: 1 h } }\n';
    expect(roleOf(peopleUnder('as-is-to-be', alone), 'track-and-trace')).toEqual({
      ...others,
      answer: { constant: '1 h' },
    });
  });

  test('and with a team goes all that says when it answers, also how tired it gets', () => {
    const head = 'overlay: mine\npeople:\n  - { role: track-and-trace,';
    const files = {
      'tired.yaml': `${head} fatigue: { perQueued: 0.1, most: 2 } }\n`,
      'alone.yaml': `${head} answer: { constant: 1 h } }\n`,
    };
    const under = (...overlays: string[]) =>
      roleOf(outboundScenario(loadFrom('as-is-to-be', files, { with: overlays })).people, 'track-and-trace');
    expect(under('tired.yaml')).toHaveProperty('fatigue');
    expect(under('tired.yaml', 'alone.yaml')).toEqual(under('alone.yaml'));
  });

  test('does so too where it is changed by name or by settings', () => {
    const set = ['people.planner.staff=2', 'people.planner.handling={ constant: 5 min }'];
    expect(roleOf(outboundScenario(loadFrom('quickstart', {}, { set })).people, 'planner')).toEqual({
      role: 'planner',
      staff: 2,
      handling: { constant: '5 min' },
      source: 'assumption',
    });
  });

  test('and both ways in one entry are the mistake that they were', () => {
    expect(
      refusal(
        'overlay: mine\npeople: [{ role: planner, staff: 1, handling: { constant: 1 h }, answer: { constant: 1 h } }]\n',
      ),
    ).toMatch(/^mine\.yaml:2:\d+: "planner" has staff: .*Leave `answer` out/);
  });
});

test('a file that is an overlay is no scenario, by itself or below one: it is said in one line', () => {
  const files = {
    'mine.yaml': 'overlay: mine\nplatform: { workers: 1 }\n',
    'yours.yaml': 'extends: ./mine.yaml\nname: yours\n',
  };
  for (const ref of ['mine.yaml', 'yours.yaml'])
    expect(problemsIn(loadFrom(ref, files))).toEqual([
      expect.stringMatching(
        /^\S*mine\.yaml:1:1: this is an overlay, to be laid over a scenario: dray run quickstart --with \S*mine\.yaml\. A scenario has no key "overlay"$/,
      ),
    ]);
});

test('a role that an overlay names twice is still a mistake', () => {
  const planner = '{ role: planner, answer: { constant: 1 h }, source: mine }';
  expect(refusal(`overlay: mine\npeople: [${planner}, ${planner}]\n`)).toMatch(
    /^mine\.yaml:2:\d+: .*planner/,
  );
});

test('a file that extends gives its people as a whole, as any list', () => {
  const files = {
    'mine.yaml':
      'dray: 1\nextends: quickstart\nname: mine\npeople: [{ role: planner, answer: { constant: 1 h }, source: mine }]\n',
  };
  expect(outboundScenario(loadFrom('mine.yaml', files)).people.map(({ role }) => role)).toEqual(['planner']);
});

test('a scenario has no overlay of its name unless there is one', () => {
  for (const name of ['brunel', 'b2b-distributor', 'governance-drill'])
    expect(problemsIn(loadFrom('quickstart', {}, { with: [name] }))).toEqual([
      expect.stringMatching(
        `^overlay: "${name}" is a scenario, and .* a network of its own.*dray run ${name}`,
      ),
    ]);
  expect(problemsIn(loadFrom('peak'))).toEqual([
    'scenario: "peak" is an overlay, to be laid over a scenario: dray run quickstart --with peak',
  ]);
});

test('a world without an orchestrator is called a phase', () => {
  const hint = /unknown key "world": .*`phase: as-is` at the top.*--set phase=as-is/;
  expect(problemsIn(loadFrom('quickstart', {}, { set: ['world=as-is'] }))).toEqual([
    expect.stringMatching(new RegExp(`^--set world: ${hint.source}`)),
  ]);
  const mine =
    'dray: 1\nextends: quickstart\nname: mine\nworld: as-is\npolicies: [{ name: a, sourcing: cheapest-feasible, world: as-is }]\n';
  expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': mine }))).toEqual([
    expect.stringMatching(new RegExp(`^mine\\.yaml:4:1: ${hint.source}`)),
    expect.stringMatching(new RegExp(`^mine\\.yaml:5:\\d+: ${hint.source}`)),
  ]);
  expect(problemsIn(loadFrom('quickstart', {}, { set: ['demand.world=1'] })).join()).not.toMatch(hint);
});

describe('of which nothing counts', () => {
  const warned = (...overlays: readonly string[]): readonly string[] => {
    const files = Object.fromEntries(overlays.map((text, i) => [`${i}.yaml`, `overlay: no. ${i}\n${text}`]));
    const loaded = loadFrom('quickstart', files, { with: Object.keys(files) });
    return loaded.ok ? loaded.warnings.map(({ file, message }) => `${file} ${message}`) : ['refused'];
  };

  test('is warned of, since those after it say all of it', () => {
    const two = 'demand: { days: 2, ordersPerDay: 50 }\n';
    const undone = '0.yaml nothing of this overlay counts: those after it say all of it as well.';
    const all = warned(two, 'demand: { days: 3 }\n', 'demand: { ordersPerDay: 60 }\n');
    expect(all).toEqual([expect.stringContaining(undone)]);
    expect(warned(two, 'demand: { days: 3 }\n')).toEqual([]);
    expect(warned('demand: { days: 3 }\n', two)).toEqual([expect.stringContaining(undone)]);
  });

  test('is not one that says nothing, or stands alone', () => {
    expect(warned('', 'demand: { days: 3 }\n')).toEqual([]);
    expect(warned('demand: { days: 3 }\n')).toEqual([]);
  });

  test('so `min-max` says that it goes on top of the stores that it is for', () => {
    const loaded = loadFrom('quickstart', {}, { with: ['min-max', 'retail-replenishment'] });
    expect(loaded.ok && loaded.warnings.map(({ file }) => file)).toEqual(['library:overlays/min-max.yaml']);
    const onTop = loadFrom('quickstart', {}, { with: ['retail-replenishment', 'min-max'] });
    expect(onTop.ok && onTop.warnings).toEqual([]);
  });
});
