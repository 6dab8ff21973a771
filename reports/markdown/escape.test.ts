/**
 * Text of a scenario does nothing in GitHub's Markdown: no sign that would begin something is left bare, nothing is mentioned, linked or
 * referred to, a table keeps its cells and a line is a line. What it says can still be read.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fenced, inCode, inText, markdownTable } from './escape.ts';

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.constantFrom(
        '|',
        '`',
        '``',
        '@team',
        '#17',
        '<img src=x>',
        '[a](b)',
        '![a](b)',
        '**',
        '~~',
        '\\',
        '\n',
        ' ',
        'x',
        ':+1:',
        'www.e.com',
        'http://e.com',
        '- ',
        '1. ',
        '# ',
      ),
      { maxLength: 12 },
    )
    .map((parts) => parts.join('')),
);

/** Signs that begin something, where no backslash stands before them. */
function bareSigns(text: string): string[] {
  return [...text.replace(/\\[^A-Za-z0-9\s]/g, '').matchAll(/[`*_[\]<>#|~$]/g)].map(([sign]) => sign);
}

describe('in a sentence', () => {
  test.each([
    ['a|b', 'a\\|b'],
    ['<img onerror=1>', '&lt;img onerror=1&gt;'],
    ['&lt;', '&amp;lt;'],
    ['`code` *b* _i_', '\\`code\\` \\*b\\* \\_i\\_'],
    ['[x](http://e.com)', '\\[x\\](http:\u2060//e.com)'],
    ['@team, #17 and GH-3', '@\u2060team, \\#\u206017 and GH-\u20603'],
    ['www.e.com :smile:', 'www\u2060.e.com :\u2060smile:'],
    ['- no list', '\\- no list'],
    ['1. no list', '1\\. no list'],
    ['90.9 % at 8:30', '90.9 % at 8:30'],
    ['two\nlines\u001b[31m\u202e', 'two lines\ufffd\\[31m\ufffd'],
  ])('%j', (given, expected) => {
    expect(inText(given)).toBe(expected);
  });

  test('nothing is bare, nothing is more than a line, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const text = inText(given);
        expect(bareSigns(text)).toEqual([]);
        expect(text).not.toMatch(/[\n\r]|@\w|:\/\/|^[-+=]|^\d+[.)](?:\s|$)/);
      }),
    );
  });

  test('what is very long is cut, and that is seen', () => {
    expect(inText('x'.repeat(10_000))).toBe(`${'x'.repeat(200)}…`);
  });
});

describe('in code', () => {
  test('a fence is longer than any in it, and a stroke ends no cell', () => {
    expect(inCode('a`b')).toBe('`` a`b ``');
    expect(inCode('a|b')).toBe('`a\\|b`');
    expect(inCode('')).toBe('`  `');
    expect(fenced('a\n```\nb')).toBe('````text\na\n```\nb\n````');
  });

  test('it ends where it should, whatever it is', () => {
    fc.assert(
      fc.property(hostile, (given) => {
        const code = inCode(given);
        const fence = /^`+/.exec(code)![0];
        const inner = code.slice(fence.length, -fence.length);
        expect(code.endsWith(fence)).toBe(true);
        expect([...inner.matchAll(/`+/g)].every(([run]) => run.length !== fence.length)).toBe(true);
        expect(inner).not.toMatch(/\n|(?<!\\)\|/);
      }),
    );
  });
});

test('a table has the cells that it was given', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(hostile, hostile), { minLength: 1, maxLength: 5 }), (rows) => {
      const lines = markdownTable([['a', 'b'], ...rows.map(([x, y]) => [inText(x), inCode(y)])]).split('\n');
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) expect(line.match(/(?<!\\)\|/g)).toHaveLength(3);
    }),
  );
});
