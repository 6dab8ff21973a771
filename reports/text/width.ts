/**
 * How many columns of a terminal a text takes, and what of a text may be printed at all.
 *
 * 1. What is printed moves no cursor, changes no colour and turns no line around: control characters, and those that override the
 *    direction of writing, are shown as a replacement.
 */

/** Takes no column of its own: marks that combine, joiners, selectors of variants. */
const ZERO = /^(?:\p{M}|[\u200b-\u200d]|\u2060)$/u;
/** Takes two. Source: Unicode TR11, East Asian Width W and F, as far as terminals agree. */
const WIDE =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]$/u;
/** One that a terminal would obey, not show; a line break is none. */
const OBEYED = /[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

export function widthOf(text: string): number {
  // Nearly all of it is plain, and each character one column.
  if (/^[\u0020-\u007e]*$/.test(text)) return text.length;
  let columns = 0;
  for (const character of text) columns += ZERO.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return columns;
}

/** A text as it may be printed; tabs are spaces. */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(OBEYED, '\ufffd');
}

/** Filled up with spaces to a width. */
export function padded(text: string, columns: number, side: 'left' | 'right'): string {
  const filling = ' '.repeat(Math.max(0, columns - widthOf(text)));
  return side === 'left' ? `${text}${filling}` : `${filling}${text}`;
}

/** Broken at spaces into lines of at most so many columns; a word that is longer is cut, after a hyphen where it has one. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (widthOf(longer) <= columns) {
      line = longer;
      continue;
    }
    if (line !== '') lines.push(line);
    const pieces = cut(word, columns);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1)!;
  }
  return line === '' && lines.length > 0 ? lines : [...lines, line];
}

/** After a hyphen or a stroke where there is one in what fits, else anywhere. */
function cut(word: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece !== '' && widthOf(piece + character) > columns) {
      const whole = /^.+[-/](?=.)/u.exec(piece)?.[0] ?? piece;
      pieces.push(whole);
      piece = piece.slice(whole.length);
    }
    piece += character;
  }
  return [...pieces, piece];
}
