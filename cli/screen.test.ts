/** What results are printed on is told by the terminal and the environment, and by nothing else; a pipe gets 80 columns and no colour. */
import { describe, expect, test } from 'vitest';
import { screenOf } from './screen.ts';

const PIPE = { isTTY: false, columns: 0 };
const TERMINAL = { isTTY: true, columns: 132 };

test('a pipe: 80 columns, no colour, whole sentences', () => {
  expect(screenOf(PIPE, {})).toEqual({ columns: 80, sentences: 'whole', color: false, sparks: 'blocks' });
});

test('a terminal: as wide as it is, in colour, sentences broken', () => {
  expect(screenOf(TERMINAL, {})).toEqual({
    columns: 132,
    sentences: 'broken',
    color: true,
    sparks: 'blocks',
  });
});

describe('the environment', () => {
  test.each([
    ['40', 40],
    ['', 132],
    ['-3', 132],
    ['wide', 132],
  ])('COLUMNS=%j: %d columns', (COLUMNS, columns) => {
    expect(screenOf(TERMINAL, { COLUMNS }).columns).toBe(columns);
  });

  test.each([
    [{ NO_COLOR: '1' }, false],
    [{ NO_COLOR: '' }, true],
    [{ TERM: 'dumb' }, false],
    [{ TERM: 'xterm' }, true],
  ])('%j: colour %s', (env, color) => {
    expect(screenOf(TERMINAL, env).color).toBe(color);
    expect(screenOf(PIPE, env).color).toBe(false);
  });

  test.each([
    [{ LANG: 'C' }, 'digits'],
    [{ LANG: 'de_DE.UTF-8' }, 'blocks'],
    [{ LC_ALL: 'POSIX', LANG: 'de_DE.UTF-8' }, 'digits'],
    [{ LC_ALL: '', LANG: 'en_US.utf8' }, 'blocks'],
    [{ LANG: 'de_DE.ISO-8859-1' }, 'digits'],
  ])('%j: sparks as %s', (env, sparks) => {
    expect(screenOf(TERMINAL, env).sparks).toBe(sparks);
  });
});
