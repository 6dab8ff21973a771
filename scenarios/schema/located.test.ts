/** Values of a YAML file know where they stand, also behind an anchor; what one map takes over from another stays where it was written. */
import { describe, expect, test } from 'vitest';
import { type Located, parseLocated, placeOf, plain } from './located.ts';

function parsed(text: string): Located {
  const tree = parseLocated('f.yaml', text);
  if (!('kind' in tree)) throw new Error(tree.map(({ message }) => message).join('\n'));
  return tree;
}

const at = (tree: Located, ...path: PropertyKey[]): string => {
  const { file, line, column } = placeOf(tree, path);
  return `${file}:${line}:${column}`;
};

describe('anchors', () => {
  const tree = parsed(`first:
  stock: &stock
    days: 3
    review: 7 d
  packing: &packing { units: 24 }
second:
  stock: *stock
  packing: *packing
`);

  test('an alias is the value of its anchor, at the same place', () => {
    expect(plain(tree)).toEqual({
      first: { stock: { days: 3, review: '7 d' }, packing: { units: 24 } },
      second: { stock: { days: 3, review: '7 d' }, packing: { units: 24 } },
    });
    expect([at(tree, 'first', 'stock', 'review'), at(tree, 'second', 'stock', 'review')]).toEqual([
      'f.yaml:4:13',
      'f.yaml:4:13',
    ]);
    expect(at(tree, 'second', 'packing', 'units')).toBe('f.yaml:5:30');
    // What is missing is missing in the map.
    expect(at(tree, 'second', 'packing', 'weight')).toBe(at(tree, 'first', 'packing'));
  });

  test('an alias without an anchor, and one that holds itself', () => {
    expect(parseLocated('f.yaml', 'a: *nothing\n')).toEqual([
      {
        file: 'f.yaml',
        line: 1,
        column: 4,
        message: '*nothing stands for nothing: there is no &nothing above it',
      },
    ]);
    expect(parseLocated('f.yaml', 'a: &a { b: *a }\n')).toEqual([
      expect.objectContaining({ file: 'f.yaml', message: expect.stringMatching(/holds itself|[Aa]lias/) }),
    ]);
  });
});

describe('<<: *anchor', () => {
  const tree = parsed(`first: &first
  days: 3
  wait: { constant: 1 d }
second:
  days: 5
  <<: *first
`);

  test('what is said stays, what is not is taken over, each at its place', () => {
    expect(plain(tree)).toMatchObject({ second: { days: 5, wait: { constant: '1 d' } } });
    expect([at(tree, 'second', 'days'), at(tree, 'second', 'wait', 'constant')]).toEqual([
      'f.yaml:5:9',
      'f.yaml:3:21',
    ]);
  });

  test('of something that is no map it is a key like any other', () => {
    expect(plain(parsed('a: &a [1]\nb: { <<: *a }\n'))).toEqual({ a: [1], b: { '<<': [1] } });
  });
});
