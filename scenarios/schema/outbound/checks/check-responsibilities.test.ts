/** Each activity has one owner: what gives it to two is refused, with both places and the way out; so is what is not built. */
import { describe, expect, test } from 'vitest';
import { libraryText, loadFrom, problemsIn } from '#testing/worlds/library-scenario';

const FILE = 'mine.yaml';
const TMS = 'responsibilities: { tender: tms, book: tms }\n';
const TENDERING = 'tendering: { every: 30 min, source: assumption }';

/** The distributor with a section in front of its policies, and TMS tendering or not. */
function problems(
  section: string,
  tendering = '',
  overlays: Readonly<Record<string, string>> = {},
): string[] {
  const text = libraryText('b2b-distributor.yaml')
    .replace('\npolicies:', `\n${section}policies:`)
    .replace('\n  tms:\n', `\n  tms:\n${tendering === '' ? '' : `    ${tendering}\n`}`);
  return problemsIn(loadFrom(FILE, { [FILE]: text, ...overlays }, { with: Object.keys(overlays) }));
}

test('one owner each is right: said, unsaid, and as the overlay of the library has it', () => {
  expect(problems('')).toEqual([]);
  expect(problems(TMS, TENDERING)).toEqual([]);
  expect(problems('responsibilities: { tender: tms }\n', TENDERING)).toEqual([]);
  for (const overlay of [
    'tms-tenders',
    'tms-consolidates',
    'own-rates',
    'people-tender',
    'erp-allocates',
    'level-load',
  ])
    expect(problemsIn(loadFrom('quickstart', {}, { with: [overlay] }))).toEqual([]);
});

describe('two who tender', () => {
  test('by the file: TMS has its runs, the orchestrator the responsibility; both places are named', () => {
    const [said] = problems('responsibilities: { tender: orchestrator }\n', TENDERING);
    expect(said).toMatch(
      /^mine\.yaml:(\d+):\d+: two tender: TMS does here, and the orchestrator at mine\.yaml:(\d+):29\. Say/,
    );
  });

  test('where nothing is said the orchestrator tenders', () => {
    expect(problems('', TENDERING)).toEqual([
      expect.stringMatching(
        /two tender: .* the orchestrator where nothing is said of `responsibilities\.tender`/,
      ),
    ]);
  });

  test('by a phase: people or a rule choose carriers in it', () => {
    const phase = 'phase: mine\nphases: { mine: { decisions: { carrier: { by: rule } } } }\n';
    expect(problems(TMS + phase, TENDERING)).toEqual([
      expect.stringMatching(
        /^mine\.yaml:\d+:\d+: phase "mine" has the orchestrator choose carriers \(by rule\), and TMS tenders by its routing guide, at mine\.yaml:\d+:29/,
      ),
    ]);
    const ofHouse = problemsIn(loadFrom('as-is-to-be', {}, { with: ['tms-tenders'] }));
    expect(ofHouse[0]).toMatch(/phase "as-is" has the orchestrator choose carriers.*tms-tenders\.yaml:4:29/);
  });

  test('by two overlays that name different owners', () => {
    const said = problems('', '', {
      'one.yaml':
        'overlay: one\nresponsibilities: { tender: tms }\nsystems: { tms: { tendering: { every: 1 h, source: assumption } } }\n',
      'two.yaml': 'overlay: two\n\nresponsibilities: { tender: orchestrator }\n',
    });
    expect(said).toEqual([
      'two.yaml:3:29: two own `tender`: orchestrator here, tms at one.yaml:2:29. Lay only one of the two over it',
    ]);
  });
});

test('two who consolidate: TMS by its section, the orchestrator by default; and runs with nothing to plan', () => {
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  const runs = 'systems.tms.consolidation={ every: 2 h, source: assumption }';
  expect(said(runs)).toEqual([
    expect.stringMatching(
      /^--set systems\.tms\.consolidation: two consolidate: TMS does here, .* nothing is said of `responsibilities\.consolidate`/,
    ),
  ]);
  expect(said(runs, 'responsibilities.consolidate=orchestrator')).toEqual([
    expect.stringMatching(/two consolidate: .* the orchestrator at --set responsibilities\.consolidate/),
  ]);
  expect(said('responsibilities.consolidate=tms')).toEqual([
    expect.stringMatching(
      /nothing says when TMS plans loads\. Add `systems\.tms\.consolidation: .*`tms-consolidates`/,
    ),
  ]);
  expect(said(runs, 'responsibilities.consolidate=tms')).toEqual([]);
  const set = [runs, 'responsibilities.consolidate=tms'];
  const text = libraryText('b2b-distributor.yaml').replaceAll(/\n +cutoffs: .*/g, '');
  expect(problemsIn(loadFrom(FILE, { [FILE]: text }, { set }))).toEqual([
    expect.stringMatching(/TMS has nothing to plan: no node has cut-offs/),
  ]);
});

test('two who rate: the orchestrator by its copy, TMS by default; what no copy holds, and a copy that nobody looks into', () => {
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  const copy = 'systems.tms.rateCopy={ every: 7 d, source: assumption }';
  const byCore = 'responsibilities.rate=orchestrator';
  expect(said(copy)).toEqual([
    expect.stringMatching(
      /^--set systems\.tms\.rateCopy: two rate: the orchestrator does by its copy here, and TMS where nothing is said/,
    ),
  ]);
  expect(said(byCore)).toEqual([
    expect.stringMatching(
      /nothing says how old the orchestrator's copy of the rate table gets\. Add .*`own-rates`/,
    ),
  ]);
  expect(said(copy, byCore)).toEqual([]);
  const nothing = [
    'responsibilities={ rate: orchestrator, allocate: erp, tender: tms }',
    'policies=[cheapest-in-stock]',
    'systems.erp.allocation={ answer: { constant: 2 s }, source: assumption }',
    `systems.tms.${TENDERING.replace(': ', '=')}`,
  ];
  expect(said(copy, ...nothing)).toEqual([
    expect.stringMatching(/there is nothing to rate: ERP allocates at --set/),
  ]);
});

test('two who allocate: ERP by its section, the orchestrator by default; and arms that would differ in nothing', () => {
  const section = 'systems.erp.allocation={ answer: { constant: 2 s }, source: assumption }';
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  expect(said(section)).toEqual([
    expect.stringMatching(/two allocate: ERP does here, .* nothing is said of `responsibilities\.allocate`/),
  ]);
  expect(said('responsibilities.allocate=erp', 'policies=[cheapest-in-stock]')).toEqual([
    expect.stringMatching(/nothing says how long ERP takes to allocate/),
  ]);
  expect(said(section, 'responsibilities.allocate=erp')).toEqual([
    expect.stringMatching(
      /ERP allocates, at --set responsibilities\.allocate: 2 policies for sourcing would differ in nothing/,
    ),
  ]);
});

test('waves that WMS releases need times, and nobody else levels them', () => {
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  expect(said('responsibilities.wave=wms')).toEqual([]);
  expect(said('responsibilities.wave=wms', 'workloadPolicy=level-load')).toEqual([
    expect.stringMatching(/no waves to level: WMS releases them, at --set responsibilities\.wave/),
  ]);
  expect(said('workloadPolicy=level-laod')).toEqual([expect.stringMatching(/Did you mean "level-load"\?/)]);
});

test('who goes first is asked only where somebody goes by it', () => {
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  const asked = ['orderPriorityPolicy=highest-value', 'waveSequencePolicy=savable-first'];
  expect(said(...asked)).toEqual([]);
  expect(said('responsibilities.wave=people', asked[0]!)).toEqual([]);
  expect(said('responsibilities.wave=people', asked[1]!)).toEqual([
    expect.stringMatching(
      /no waves to put in sequence: people release them, at --set responsibilities\.wave.*Take one of them out/,
    ),
  ]);
  expect(said('responsibilities.wave=wms', ...asked)).toEqual([
    expect.stringMatching(/nobody goes by it: WMS releases waves, first come, first served, at --set/),
    expect.stringMatching(/no waves to put in sequence: WMS releases them/),
  ]);
  const noWaves = problemsIn(loadFrom('quickstart', {}, { set: asked }));
  expect(noWaves).toEqual(asked.map(() => expect.stringMatching(/no node has waves that less fits into/)));
  expect(said('waveSequencePolicy=first-in')).toEqual([
    expect.stringMatching(/unknown policy for the sequence of waves: "first-in"/),
  ]);
});

test.each([
  [
    'who tenders without a time for it',
    'responsibilities: { tender: tms }\n',
    '',
    /nothing says when TMS tenders\. Add `systems\.tms\.tendering:/,
  ],
  [
    'who books what it was never told of',
    'responsibilities: { book: tms }\n',
    '',
    /TMS can't book what it was never told of: .*where nothing is said of `responsibilities\.tender`/,
  ],
  [
    'a carrier that allocates',
    'responsibilities: { allocate: carrier }\n',
    '',
    /^mine\.yaml:\d+:31: not built: carrier can't allocate/,
  ],
  [
    'people who book',
    'responsibilities: { book: people }\n',
    '',
    /not built: people can't book .*\. Who can: orchestrator, tms/,
  ],
  [
    'people who tender, and are not there',
    'responsibilities: { tender: people }\n',
    '',
    /^mine\.yaml:\d+:29: nobody is "transport-desk", who would tender\. .* `phases\.workflow\.decisions\.carrier: /,
  ],
  [
    'people who tender, and a phase in which a rule does',
    'responsibilities: { tender: people }\nphase: mine\nphases: { mine: { decisions: { carrier: { by: rule } } }, workflow: { decisions: { carrier: { by: person, role: planner } } } }\n',
    '',
    /two tender: people do here, and phase "mine" has carrier decided by rule, at mine\.yaml:\d+:\d+/,
  ],
  [
    'an activity that there is not',
    'responsibilities: { tendr: tms }\n',
    '',
    /unknown key "tendr".* Did you mean/,
  ],
])('%s is refused', (_what, section, tendering, message) => {
  expect(problems(section, tendering)).toEqual([expect.stringMatching(message)]);
});

test('people own what a desk of the scenario decides; an arm with a phase of its own says otherwise', () => {
  const said = (...set: string[]): string[] => problemsIn(loadFrom('b2b-distributor', {}, { set }));
  const desk =
    'phases={ workflow: { decisions: { carrier: { by: person, role: planner, mistakes: 0.02 } } } }';
  expect(said('responsibilities.tender=people', desk)).toEqual([]);
  expect(
    said('responsibilities.tender=people', desk, 'policies=[{ name: other, phase: optimised }]'),
  ).toEqual([
    expect.stringMatching(
      /people tender, at --set responsibilities\.tender, and an arm with a phase of its own/,
    ),
  ]);
});

test("loads can't be rerouted by the orchestrator where TMS tenders: both places", () => {
  const said = problemsIn(loadFrom('b2b-distributor', {}, { with: ['tms-tenders', 'reroute'] }));
  expect(said).toEqual([
    expect.stringMatching(/reroute\.yaml:4:23: not built: .* TMS tenders at .*tms-tenders\.yaml:4:29/),
    '--with reroute: this overlay fits "b2b-distributor", but not on top of tms-tenders. Leave one of them out',
  ]);
});

test('an order list says who carries what: no responsibilities there', () => {
  const said = problemsIn(loadFrom('brunel', {}, { set: ['responsibilities={ tender: tms }'] }));
  expect(said[0]).toMatch(/not built with demand from a file/);
});
