/**
 * What is laid over what: maps key by key, lists as a whole, and an entry of a list by its name, wherever it stands in the list. Shown on
 * small trees, and on the distributor, whose carriers, nodes and classes of customers have names.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { type Located, parseLocated, placeOf, plain } from './located.ts';
import { merge } from './merge.ts';

function parsed(file: string, text: string): Located {
  const tree = parseLocated(file, text);
  if (!('kind' in tree)) throw new Error(tree.map(({ message }) => message).join('\n'));
  return tree;
}

const LOWER = `
carriers:
  - { name: A, profile: parcel, rest: { retryAfter: 1 min, faults: { lost: 0.1 } } }
  - { name: B, profile: ltl }
people: [{ role: planner, staff: 2 }, { role: clerk, staff: 1 }]
guide: [A, B]
`;
const laid = (upper: string): Located => merge(parsed('lower.yaml', LOWER), parsed('upper.yaml', upper));

describe('a map over a list of named entries', () => {
  test('changes the ones that it names, key by key, and nothing else', () => {
    const tree = laid(
      'carriers: { A: { rest: { faults: { late: 0.2 } } } }\npeople: { clerk: { staff: 3 } }\n',
    );
    expect(plain(tree)).toEqual({
      carriers: [
        { name: 'A', profile: 'parcel', rest: { retryAfter: '1 min', faults: { lost: 0.1, late: 0.2 } } },
        { name: 'B', profile: 'ltl' },
      ],
      people: [
        { role: 'planner', staff: 2 },
        { role: 'clerk', staff: 3 },
      ],
      guide: ['A', 'B'],
    });
    // Each value stands where it was written.
    expect(placeOf(tree, ['carriers', 0, 'rest', 'faults', 'late']).file).toBe('upper.yaml');
    expect(placeOf(tree, ['carriers', 0, 'rest', 'faults', 'lost']).file).toBe('lower.yaml');
    expect(placeOf(tree, ['carriers', 1, 'profile']).file).toBe('lower.yaml');
  });

  test('changes by `other` each that it does not name; who is called so is meant alone', () => {
    expect(
      plain(laid('carriers: { other: { profile: sea }, B: { rest: { retryAfter: 1 s } } }\n')),
    ).toMatchObject({
      carriers: [
        { name: 'A', profile: 'sea', rest: { retryAfter: '1 min' } },
        { name: 'B', profile: 'ltl', rest: { retryAfter: '1 s' } },
      ],
    });
    const lower = parsed('lower.yaml', 'list: [{ name: other, n: 1 }, { name: A, n: 2 }]\n');
    const upper = parsed('upper.yaml', 'list: { other: { n: 3 } }\n');
    expect(plain(merge(lower, upper))).toEqual({
      list: [
        { name: 'other', n: 3 },
        { name: 'A', n: 2 },
      ],
    });
    expect(() => laid('carriers: { other: 3 }')).toThrow('what changes in it is written as a map');
  });

  test.each([
    [
      'carriers: { Carrier: { profile: air } }',
      'this list has no "Carrier". Known: A, B. An entry is added by giving the list as a whole',
    ],
    ['carriers: { A: 3 }', '"A" is an entry of a list: what changes in it is written as a map'],
  ])('%s is refused', (upper, message) => {
    expect(() => laid(upper)).toThrow(message);
  });
});

test('a list over a list, and a map over a list without names, replace it', () => {
  expect(plain(laid('carriers: [{ name: C }]\nguide: { A: 1 }\n'))).toMatchObject({
    carriers: [{ name: 'C' }],
    guide: { A: 1 },
  });
});

describe('of a scenario', () => {
  const FILES = {
    'mine.yaml':
      'overlay: mine\nnetwork:\n  carriers: { Kestrel Air: { rest: { retryAfter: 5 min } } }\n  customers: { classes: { plant: { cancelled: 0.2 } } }\n',
    'slip.yaml': 'overlay: slip\nnetwork:\n  carriers:\n    Kestrel Aire: { profile: ltl }\n',
    'whole.yaml':
      'extends: b2b-distributor\nname: whole\nnetwork: { nodes: { DC Reno: { linesPerWave: 7 } } }\n',
  };

  test('an overlay, a file that extends and a setting all reach an entry, the last on top', () => {
    const { network } = outboundScenario(
      loadFrom('whole.yaml', FILES, { with: ['mine.yaml'], set: ['network.nodes.DC Reno.shortPicks=0.5'] }),
    );
    const was = outboundScenario(loadFrom('b2b-distributor')).network;
    expect(network.nodes.find(({ name }) => name === 'DC Reno')).toMatchObject({
      linesPerWave: 7,
      shortPicks: 0.5,
      waves: was.nodes.find(({ name }) => name === 'DC Reno')!.waves,
    });
    expect(network.carriers).toEqual(
      was.carriers.map((carrier) =>
        carrier.name === 'Kestrel Air'
          ? { ...carrier, rest: { ...carrier.rest, retryAfter: '5 min' } }
          : carrier,
      ),
    );
    expect(network.customers.classes.map(({ cancelled }) => cancelled)).toEqual([0.01, 0.2, 0.02]);
  });

  test('the overlay in the README fits, and says what the README says', () => {
    const readme = readFileSync(fileURLToPath(new URL('../../README.md', import.meta.url)), 'utf8');
    const [, text] = /```yaml\n(# rough-air\.yaml[\s\S]*?)```/.exec(readme)!;
    const files = { 'rough-air.yaml': text! };
    const { network, policies } = outboundScenario(
      loadFrom('b2b-distributor', files, {
        with: ['rough-air.yaml'],
        set: ['network.carriers.Kestrel Air.rest.retryAfter=5 min'],
      }),
    );
    expect(network.carriers.find(({ name }) => name === 'Kestrel Air')).toMatchObject({
      profile: 'air',
      rest: { retryAfter: '5 min', faults: { unavailable: 0.05, lost: 0.002 } },
    });
    expect(policies).toEqual(['cheapest-in-stock']);
  });

  test('a slip in a name is told where it stands, with the name that was meant', () => {
    expect(problemsIn(loadFrom('b2b-distributor', FILES, { with: ['slip.yaml'] }))).toEqual([
      'slip.yaml:4:5: this list has no "Kestrel Aire". Did you mean "Kestrel Air"? An entry is added by giving the list as a whole',
    ]);
    const set = (setting: string): string[] =>
      problemsIn(loadFrom('b2b-distributor', {}, { set: [setting] }));
    expect(set('network.carriers.Kestrel Aire.profile=ltl')).toEqual([
      expect.stringMatching(
        /^--set network\.carriers\.Kestrel Aire\.profile: this list has no "Kestrel Aire"/,
      ),
    ]);
    expect(set('network.carriers.Kestrel Air.profil=ltl')).toEqual([
      expect.stringMatching(/unknown key "profil"\. Did you mean "profile"\?/),
    ]);
    expect(set('network.nodes.0.waves=[]')).toEqual([
      expect.stringMatching(
        /--set 'network\.nodes=\[\.\.\.\]'; an entry by its name: --set 'network\.nodes\.NAME\.\.\.'$/,
      ),
    ]);
  });
});
