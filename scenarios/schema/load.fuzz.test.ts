/**
 * What must hold of any text that is given as a scenario, an overlay or a setting: loading comes to an end and throws nothing; what is
 * refused has a place and words of bounded length; no key is taken for something of JavaScript's; a file that loads gives the same
 * scenario when it is read again from JSON. Shown by texts like those of the library.
 */
import { describe, expect, test } from 'vitest';
import { fuzz } from '#testing/fuzz/fuzz-target';
import { libraryText, loadFrom } from '#testing/worlds/library-scenario';
import type { Loaded } from './load.ts';
import { parseLocated, plain } from './located.ts';
import { type Problem, showProblem } from './source-files.ts';

/** Of a problem as it is shown. */
const SHOWN_MAX = 2_000;

const WORDS = [
  ...[
    'extends: quickstart',
    'extends: mine.yaml',
    'overlay: x',
    'dray: 1',
    'dray: 2',
    '<<: *a',
    '&a',
    '*a',
    '? ',
  ],
  ...[
    '!!js/function "x"',
    '!!set',
    '--- ',
    '...',
    '%YAML 1.1',
    '|',
    '>',
    '- - - -',
    '{a: {a: {a: ',
    '[[[[[[',
  ],
  ...['1e400', '0x7fffffffffffffff', '.nan', '-.inf', '~', '0 min', '-1 h', '15 min', '1e3 USD', '12.50 EUR'],
  ...['demand', 'carriers', 'nodes', 'people', 'policies', 'faults', 'name', 'role', 'kind', 'file', 'days'],
];

/** Beside the name of the file or the option, which the user gave. */
function tooLong(problem: Problem): boolean {
  return showProblem(problem).length > SHOWN_MAX + problem.file.length;
}

function expectPlaced(loaded: Loaded): void {
  const said = loaded.ok ? loaded.warnings : loaded.problems;
  if (!loaded.ok) expect(said).not.toEqual([]);
  // There may be thousands, too many for an assertion each.
  const unplaced = said.find((each) => each.file === '' || !(each.line >= 0) || tooLong(each));
  expect(unplaced).toBeUndefined();
}

const SMALL = 'extends: quickstart\nname: mine\ndemand: { ordersPerDay: 10, days: 2 }\nseed: 7\n';
const ALIASES = 'base: &a { x: [1, 2] }\nother: { <<: *a, y: *a }\nlist: [*a, *a]\n';

fuzz({
  name: 'yaml',
  samples: [libraryText('quickstart.yaml'), SMALL, ALIASES, libraryText('overlays/morning-peak.yaml')],
  words: WORDS,
  inputs: 100,
  take: (input) => {
    const tree = parseLocated('mine.yaml', Buffer.from(input).toString());
    if (!('kind' in tree)) {
      expect(tree.find((each) => !(each.line > 0) || tooLong(each))).toBeUndefined();
      return tree;
    }
    const value = plain(tree);
    const again = parseLocated('again.json', JSON.stringify(value, numbersToo));
    expect('kind' in again && plain(again)).toEqual(JSON.parse(JSON.stringify(value, numbersToo)));
    return value;
  },
});

/** JSON has no NaN, no infinity and no negative zero. */
function numbersToo(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' || Object.is(value, -0) ? String(value) : value;
}

fuzz({
  name: 'scenario',
  samples: [libraryText('quickstart.yaml'), SMALL],
  words: WORDS,
  inputs: 30,
  take: (input) => {
    const loaded = loadFrom('mine.yaml', { 'mine.yaml': Buffer.from(input).toString() });
    expectPlaced(loaded);
    return loaded;
  },
});

fuzz({
  name: 'overlay',
  samples: [
    libraryText('overlays/morning-peak.yaml'),
    'overlay: more\ncarriers: { heron: { reliability: 1 } }\n',
  ],
  words: WORDS,
  inputs: 30,
  take: (input) => {
    const loaded = loadFrom('quickstart', { 'o.yaml': Buffer.from(input).toString() }, { with: ['o.yaml'] });
    expectPlaced(loaded);
    return loaded;
  },
});

fuzz({
  name: 'setting',
  samples: ['demand.ordersPerDay=20', 'policies=[cheapest-feasible]', 'carriers.heron.name=x', 'seed=x9'],
  words: WORDS,
  inputs: 60,
  take: (input) => {
    const loaded = loadFrom('quickstart', {}, { set: [Buffer.from(input).toString()] });
    expectPlaced(loaded);
    return loaded;
  },
});

describe('aliases', () => {
  test('that stand for a thousand million values are refused, with the file', () => {
    const levels = Array.from({ length: 9 }, (_, i) => `l${i + 1}: &l${i + 1} [${`*l${i},`.repeat(10)}]`);
    const bomb = ['l0: &l0 [x,x,x,x,x,x,x,x,x,x]', ...levels].join('\n');
    expect(parseLocated('mine.yaml', bomb)).toMatchObject([
      { file: 'mine.yaml', message: expect.stringContaining('aliases stand for too much') },
    ]);
  });
});
