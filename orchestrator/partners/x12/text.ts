/**
 * Text as X12 carries it: what a mapper does to names and remarks, which a person reads and no process decides on.
 *
 * 1. What comes out can be encoded: printable Latin-1 without delimiters, not longer than the element, no blank at an end.
 * 2. Nothing is invented: each character that is not carried becomes a blank. Keys never go through here.
 */

const NOT_CARRIED = /[^\x20-\x7E\u00A0-\u00FF]|[*~>]/g;

/** @returns null when nothing is left */
export function carriedText(text: string, lengthMax: number): string | null {
  const carried = text.replace(NOT_CARRIED, ' ').trim().slice(0, lengthMax).replace(/ +$/, '');
  return carried === '' ? null : carried;
}

/** Cuts text at its blanks into lines of at most `width`; a longer word is cut. `unwrapped` puts it together again. */
export function wrapped(text: string, width: number, linesMax: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').flatMap((each) => cutWord(each, width))) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, linesMax);
}

export function unwrapped(lines: readonly (string | null)[]): string {
  return lines.filter((line) => line !== null).join(' ');
}

function cutWord(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (let at = 0; at < word.length; at += width) pieces.push(word.slice(at, at + width));
  return pieces;
}
