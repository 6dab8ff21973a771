/** Words mean the cases that somebody who types them has in mind; the others are refused with a way out. */
import { expect, test } from 'vitest';
import { allCases } from './cases.ts';
import { selectCases } from './select.ts';

function idsOf(...words: readonly string[]): readonly string[] {
  const selection = selectCases(words, allCases());
  if (!selection.ok) throw new Error(selection.problems.join('\n'));
  return selection.cases.map(({ id }) => id);
}

test('no word: all cases', () => {
  expect(idsOf()).toEqual(allCases().map(({ id }) => id));
});

test('an id is that case alone, also where other ids begin with it', () => {
  expect(idsOf('two-echelon')).toEqual(['two-echelon']);
  expect(idsOf('mginf')).toEqual(['mginf']);
});

test('the beginning of ids', () => {
  expect(idsOf('sS')).toHaveLength(17);
  expect(idsOf('lostsales')).toHaveLength(22);
  expect(idsOf('lostsales-geometric')).toHaveLength(11);
});

test('words of a group, in the order of the file, each case once', () => {
  expect(idsOf('jackson')).toEqual(['tandem3', 'jackson3', 'jackson-pick-pack-ship']);
  expect(idsOf('erlang b')).toEqual(['mmcc-8-10', 'mmcc-20-20']);
  expect(idsOf('tandem', 'jackson')).toEqual(['tandem3', 'jackson3', 'jackson-pick-pack-ship']);
});

test('each unknown word is named, with what was probably meant', () => {
  const selection = selectCases(['mm1-0.55', 'eoq-ex3.1', 'zzz'], allCases());
  expect(selection.ok ? [] : selection.problems).toEqual([
    'unknown case or group: "mm1-0.55". Did you mean "mm1-0.5"?',
    expect.stringMatching(/^unknown case or group: "zzz"\. Known cases: mm1-0\.5, mm1-0\.8, /),
  ]);
});
