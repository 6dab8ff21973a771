/** Code and what only looks like it are told apart, each place stays where it was; cases by hand, and texts put together of both. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are texts of code
import { expect, test } from 'vitest';
import { codeOnly } from './code-only.ts';

test.each([
  ['a ** b', 'a ** b'],
  ['// a ** b\nc', '         \nc'],
  ['/** a */ b /* c\n*/ d', '         b     \n   d'],
  ["'a ** b' + c", '         + c'],
  ['"it\'s" ** "\\"" ** c', '       **      ** c'],
  ['`a ** ${b ** `${c}`} ** d` ** e', '        b **    c          ** e'],
  ['`${{ a: 1 }.a}` ** b', '   { a: 1 }.a   ** b'],
  ["x = /[/**]'/ ** y", 'x =          ** y'],
  ['return /\\**"/g ** z', 'return         ** z'],
  ['a / b ** c / d', 'a / b ** c / d'],
  ['(a) / 2 ** "/"', '(a) / 2 **    '],
  ['"open\nb ** c', '"open\nb ** c'],
  ['`open ** ', '         '],
])('%s', (source, code) => {
  expect(codeOnly(source)).toBe(code);
});

test('put together in any order, each piece is what it is alone, and length and lines stay', () => {
  const pieces: readonly (readonly [source: string, code: string])[] = [
    ["'a ** \\' b'", '           '],
    ['`x ${1 ** 2} y`', '     1 ** 2    '],
    ["/* ' ` ** */", '            '],
    ['// " ` **\n', '         \n'],
    ['a ** b', 'a ** b'],
    ["{ c: /'`**/.d }", '{ c:       .d }'],
  ];
  for (let n = 0; n < 6 ** 3; n += 1) {
    const picked = [n % 6, Math.floor(n / 6) % 6, Math.floor(n / 36)].map((i) => pieces[i]!);
    const [source, code] = [0, 1].map((side) => picked.map((piece) => piece[side]).join(';'));
    expect(codeOnly(source!)).toBe(code);
  }
});
