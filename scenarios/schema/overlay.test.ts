/**
 * What is an overlay, and whom it leaves in place: a file that does not say what it does, or names the scenario anew, is refused with the way
 * out; people come in by role; a scenario's name where an overlay is needed is told from a slip.
 */
import { expect, test } from 'vitest';
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

test('people of an overlay take the places of their roles, and the others stay', () => {
  const overlay =
    'overlay: mine\npeople:\n  - { role: buyer, answer: { constant: 2 h }, source: mine }\n  - { role: planner, answer: { constant: 1 h }, source: mine }\n';
  const before = outboundScenario(loadFrom('b2b-distributor')).people;
  const { people } = outboundScenario(
    loadFrom('b2b-distributor', { 'mine.yaml': overlay }, { with: ['mine.yaml'] }),
  );
  expect(people.map(({ role }) => role)).toEqual([...before.map(({ role }) => role), 'buyer']);
  const changed = people.filter((each, i) => JSON.stringify(each) !== JSON.stringify(before[i]));
  expect(changed).toEqual([
    { role: 'planner', answer: { constant: '1 h' }, source: 'mine' },
    { role: 'buyer', answer: { constant: '2 h' }, source: 'mine' },
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
  for (const name of ['inbound-dock', 'retail-replenishment', 'spare-parts-global'])
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
