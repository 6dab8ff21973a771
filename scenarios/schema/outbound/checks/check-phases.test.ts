/** What can't be right about phases is said with its place: in the file, or where two places contradict each other, in both. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn } from '#testing/worlds/library-scenario';

const AFTER = '\npolicies:\n';

/** The scenario with a section of phases in front of its policies, and with edits. */
function problems(phases: string, edits: readonly (readonly [from: string, to: string])[] = []): string[] {
  let text = libraryText('as-is-to-be.yaml').replace(AFTER, `\n${phases}${AFTER}`);
  for (const [from, to] of edits) {
    if (!text.includes(from)) throw new Error(`there is no ${from}`);
    text = text.replace(from, to);
  }
  return problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text })).map((problem) =>
    problem.replace(/^mine\.yaml:\d+:\d+: /, ''),
  );
}

const asIs = (section: string): string => `phases:\n  as-is:\n    ${section}`;
const way = (entry: string): string => asIs(`ways: [${entry}]`);

test('the scenario of the library is right, also with a section that changes nothing', () => {
  expect(problems('')).toEqual([]);
  expect(problems(way('{ kinds: [reserveStock], way: file, every: 2 h }'))).toEqual([]);
});

test.each([
  [
    'a kind that there is not',
    way('{ kinds: [reserveStok], way: direct }'),
    /^unknown kind of message: "reserveStok"\. Did you mean "reserveStock"\?$/,
  ],
  [
    'what the process needs',
    way('{ kinds: [offerTender], way: never }'),
    /^the process can't do without "offerTender"\. What nobody may send: reportSlaRisk,/,
  ],
  [
    'a file that never leaves',
    way('{ kinds: [loadBooked], way: file }'),
    /^`every` and way file go together; the way is file$/,
  ],
  [
    'a direct way with a role',
    way('{ kinds: [loadBooked], way: direct, role: planner }'),
    /^`role` and way by-hand go together; the way is direct$/,
  ],
  [
    'by nobody',
    way('{ kinds: [loadBooked], way: by-hand }'),
    /^`role` and way by-hand go together; the way is by-hand$/,
  ],
  [
    'a mail with a time of the day',
    way('{ kinds: [loadBooked], way: direct, offset: 1 h }'),
    /^only a file leaves at a time; the way is direct\. Leave it out$/,
  ],
  [
    'a time of the day beyond the interval',
    way('{ kinds: [loadBooked], way: file, every: 2 h, offset: 2 h }'),
    /^2 h is no part of the interval: a file leaves every 2 h\. Give less than that$/,
  ],
  ['files every second', way('{ kinds: [loadBooked], way: file, every: 1 s }'), /must be at least 1 min/],
  [
    'a person without a role',
    asIs('decisions: { sourcing: { by: person } }'),
    /^`role` goes with by person and confirm; it is by person$/,
  ],
  [
    'a rule that slips',
    asIs('decisions: { carrier: { by: rule, mistakes: 0.1 } }'),
    /^nobody decides who could slip: it is by rule/,
  ],
  [
    'overrides of nothing',
    asIs('decisions: { carrier: { by: person, role: planner, overrides: 0.1 } }'),
    /^nothing is recommended that could be overridden: it is by person/,
  ],
  ['a rule of thumb that there is not', asIs('thumbs: { sourcing: home }'), /^unknown policy: "home"/],
  [
    'a phase like one that there is not',
    'phases: { mine: { like: as-was } }',
    /^unknown phase: "as-was"\. Did you mean "as-is"\?$/,
  ],
  [
    'phases in a circle',
    'phases: { mine: { like: yours }, yours: { like: mine } }',
    /^phase "mine" is like itself in the end/,
  ],
  ['a way of no kind', way('{ kinds: [loadBooked], way: pigeon }'), /direct/],
])('refused: %s', (_what, phases, expected) => {
  const found = problems(phases);
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toMatch(expected);
});

test('two ways of one kind: refused at the second, which names the first', () => {
  const section =
    'phases:\n  as-is:\n    ways:\n      - { kinds: [loadBooked], way: direct }\n      - { kinds: [loadBooked, reserveStock], way: file, every: 1 h }';
  const text = libraryText('as-is-to-be.yaml').replace(AFTER, `\n${section}${AFTER}`);
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.includes('[loadBooked], way: direct')) + 1;
  expect(problemsIn(loadFrom('mine.yaml', { 'mine.yaml': text }))).toEqual([
    `mine.yaml:${first + 1}:19: "loadBooked" has a way already, at mine.yaml:${first}:19. Leave it in one of them`,
  ]);
});

test('a phase that there is not, of an arm and of the whole scenario', () => {
  const arm = problems('', [['{ name: workflow, phase: workflow,', '{ name: workflow, phase: workflows,']]);
  expect(arm).toEqual(['unknown phase: "workflows". Did you mean "workflow"?']);
  expect(problems('phase: as-was')).toEqual(['unknown phase: "as-was". Did you mean "as-is"?']);
});

test('a way by a role that has no people, in each phase that uses it', () => {
  const text = libraryText('as-is-to-be.yaml');
  // Its hours are those of others.
  const orderDesk = / {2}- role: order-desk\n(?: {4}.*\n)+/.exec(text)![0];
  const planner = orderDesk
    .replace('order-desk', 'planner')
    .replace(/ {4}kinds:\n(?: {6}.*\n)+/, '')
    .replace(/ {4}mistakes.*\n/, '');
  const other = / {2}- \{ role: planner,.*\n/.exec(text)![0];
  expect(
    problems('', [
      [orderDesk, planner],
      [other, ''],
    ]),
  ).toEqual(
    [
      ['as-is', 'cancelShipment, reduceReservation, requestMasterData'],
      ['visibility', 'cancelShipment, reduceReservation, requestMasterData'],
      ['workflow', 'decideSourcing'],
      ['recommendations', 'confirmSourcing'],
    ].map(
      ([phase, tasks]) =>
        `nobody is "order-desk", who in phase "${phase}" has ${tasks}: these would lie for ever. Add the role to \`people\``,
    ),
  );
});

test('a policy of an arm that there is not', () => {
  expect(problems('', [['phase: as-is, sourcing: home-node', 'phase: as-is, sourcing: home']])[0]).toMatch(
    /^unknown policy: "home"/,
  );
  expect(problems('', [['phase: as-is, sourcing: home-node', 'phase: as-is, carrier: guide']])[0]).toMatch(
    /^unknown policy for carriers: "guide"/,
  );
});

test('a model where a person decides', () => {
  const model =
    '- { name: m, model: cost-and-lateness, baseline: home-node, mode: active, thinking: { constant: 1 s }, timeout: 2 s, source: assumption }';
  const found = problems('phase: workflow', [
    ['- { name: as-is, phase: as-is, sourcing: home-node }', model],
  ]);
  expect(found).toEqual([
    'a model can\'t decide in phase "workflow", where sourcing is by person. Leave one of them out',
  ]);
});
