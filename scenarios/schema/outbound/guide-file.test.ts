/**
 * A routing guide in a CSV file is the same as one in the scenario; what is wrong in the file is told with line and column, and a path
 * that leads out of the scenario's folder is not followed.
 */
import { expect, test } from 'vitest';
import { libraryText, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { loadScenario } from '../load.ts';
import type { SourceFiles } from '../source-files.ts';

const ROWS = `from,to,rank,carrier,mode,service
DC North,South,2,Sparrow Parcel,,
 DC North ,South,1,Swift Air,AIR,express
`;
const INLINE = `
      - { from: DC North, to: South, rank: 2, carrier: Sparrow Parcel }
      - { from: DC North, to: South, rank: 1, carrier: Swift Air, mode: AIR, service: express }`;
const GENERAL = 'general: [Sparrow Parcel, Bluebird Freight, Swift Air]';

interface Given {
  readonly set?: readonly string[];
  readonly outside?: string;
}

/** @param csv null = there is no such file */
function load(guide: string, csv: string | null, { set = [], outside }: Given = {}) {
  const text = `extends: quickstart\nname: mine\nnetwork:\n  routingGuide:\n    ${guide}\n    source: assumption\n`;
  const read: string[] = [];
  const sources: SourceFiles = {
    read: (path) => {
      if (path.startsWith('library:')) return libraryText(path.slice(8));
      if (path === 'my/s.yaml') return text;
      read.push(path);
      return csv;
    },
    outsideOf: () => outside ?? null,
  };
  return { loaded: loadScenario('my/s.yaml', sources, { kpis: {}, set: ['thresholds=[]', ...set] }), read };
}

const guideOf = (loaded: ReturnType<typeof load>['loaded']) => outboundScenario(loaded).network.routingGuide;

test('its rows come behind those of the scenario, and nothing is left of the file', () => {
  const { loaded, read } = load(`file: lanes/guide.csv\n    ${GENERAL}`, ROWS);
  expect(guideOf(loaded)).toEqual(guideOf(load(`lanes:${INLINE}\n    ${GENERAL}`, null).loaded));
  expect(read).toEqual(['my/lanes/guide.csv']);
  const more = `lanes: [{ from: '*', to: '*', rank: 1, carrier: Bluebird Freight }]\n    file: guide.csv`;
  expect(guideOf(load(more, ROWS).loaded)).toMatchObject({
    lanes: [{ from: '*' }, { rank: 2 }, { rank: 1 }],
  });
});

test('columns of mode and service may be missing, and others are passed over', () => {
  const csv = 'carrier,remarks,rank,to,from\nSwift Air,"fast, dear",1,South,*\n';
  const { lanes } = guideOf(load(`file: g.csv\n    ${GENERAL}`, csv).loaded) as { readonly lanes: unknown };
  expect(lanes).toEqual([{ from: '*', to: 'South', rank: 1, carrier: 'Swift Air' }]);
});

test('what is typed is meant from where it is typed, and may lie anywhere', () => {
  const set = ['network.routingGuide.file=../guide.csv'];
  const { loaded, read } = load(GENERAL, ROWS, { set, outside: '/elsewhere' });
  expect([loaded.ok, read]).toEqual([true, ['../guide.csv']]);
});

test('a path that leads out of the folder is refused before it is read', () => {
  const { loaded, read } = load(`file: ../guide.csv\n    ${GENERAL}`, ROWS, {
    outside: '/elsewhere/guide.csv',
  });
  expect(problemsIn(loaded)).toEqual([
    "my/s.yaml:5:11: my/../guide.csv is not in the scenario's folder: it leads to /elsewhere/guide.csv. Put the file beside the scenario, or name it with --set network.routingGuide.file=...",
  ]);
  expect(read).toEqual([]);
});

test.each<[string, string | null, readonly string[]]>([
  ['no file', null, ['my/s.yaml:5:11: there is no such file: my/g.csv']],
  ['nothing in it', '', ['my/g.csv:1:1: the file is empty']],
  ['no rows', 'from,to,rank,carrier\n', ['my/g.csv:1:1: there is a header and no row']],
  ['no carriers', 'from,to,rank\nA,B,1\n', ['my/g.csv:1:1: column "carrier" is missing.']],
  [
    'a column twice',
    'from,to,rank,carrier,mode,mode\n*,*,1,Swift Air,,\n',
    ['my/g.csv:1:1: column "mode" is there twice, and nobody could tell which counts. Take one out'],
  ],
  [
    'cells that say nothing',
    `${ROWS}DC North,North,one,Swift Air,,\nDC North,North,0,Swift Air,AER,\n,North,1,Swift Air,,\nDC North,North\n`,
    [
      'my/g.csv:4:16: rank is no whole number from 1 to 20000: "one"',
      'my/g.csv:5:16: rank is no whole number from 1 to 20000: "0"',
      'my/g.csv:5:28: "AER" is none of PARCEL, LTL, TL, AIR, OCEAN, INTERMODAL. Did you mean "AIR"?',
      'my/g.csv:6:1: from is empty',
      'my/g.csv:7:1: 2 of 6 cells: the row is cut off',
    ],
  ],
  [
    'names that nobody has',
    `${ROWS}DC Nort,South,1,Swift Air,,\n*,Suoth,1,Swift Air,,\n*,*,1,"Swift, Air",,\n`,
    [
      'my/g.csv:4:1: unknown node or region of a node: "DC Nort". Did you mean "DC North"?',
      'my/g.csv:5:3: unknown region or country: "Suoth". Did you mean "South"?',
      'my/g.csv:6:7: unknown carrier: "Swift, Air". Did you mean "Swift Air"?',
    ],
  ],
])('%s', (_what, csv, problems) => {
  expect(problemsIn(load(`file: g.csv\n    ${GENERAL}`, csv).loaded)).toEqual(
    problems.map((each) => expect.stringContaining(each)),
  );
});

test('of many wrong rows the first twenty are told, and how many more', () => {
  const csv = `from,to,rank,carrier\n${'*,*,x,Swift Air\n'.repeat(50)}`;
  const told = problemsIn(load(`file: g.csv\n    ${GENERAL}`, csv).loaded);
  expect([told.length, told[0], told.at(-1)]).toEqual([
    21,
    'my/g.csv:2:5: rank is no whole number from 1 to 20000: "x"',
    'my/g.csv: 30 more such rows',
  ]);
  const names = `from,to,rank,carrier\n${Array.from({ length: 50 }, (_, i) => `*,*,${i + 1},Nobody ${i}\n`).join('')}`;
  const unknown = problemsIn(load(`file: g.csv\n    ${GENERAL}`, names).loaded);
  expect([unknown.length, unknown.at(-1)]).toEqual([21, 'my/g.csv:22:8: here, too; 30 more like these']);
});

test.each([
  ['file: guide.xlsx', /a CSV file is needed, such as guide\.csv/],
  ['file: 3', /network\.routingGuide\.file: must be a text, got 3/],
  [`file: g.csv\n    lanes: 3`, /network\.routingGuide\.lanes: must be a list, got 3/],
])('%s: left to the format', (guide, message) => {
  const { loaded, read } = load(`${guide}\n    ${GENERAL}`, ROWS);
  expect(problemsIn(loaded)).toContainEqual(expect.stringMatching(message));
  expect(read).toEqual([]);
});
