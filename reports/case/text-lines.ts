/** Lines for a terminal of a given width: none is wider, whatever the words. */
import { padded, printable, widthOf, wrapped } from '../text/width.ts';

/** Of one text. Source: assumption; a name that is longer says nothing more. */
const CHARS_MAX = 400;
/** Below this a text has no room beside its title. */
const ROOM_MIN = 16;
const INDENT = '  ';

/** As it may be printed, in lines. */
export function broken(text: string, width: number): string[] {
  const line = printable(text).replaceAll('\n', ' ');
  const cut = line.length <= CHARS_MAX ? line : `${line.slice(0, CHARS_MAX)}...`;
  return wrapped(cut, width);
}

/** A text beside what it is called; where there is no room for it, below. */
export function titled(title: string, text: string, titleWidth: number, width: number): string[] {
  const left = `${INDENT}${padded(title, titleWidth, 'left')}${INDENT}`;
  const room = width - widthOf(left);
  if (room >= ROOM_MIN)
    return broken(text, room).map((line, i) => `${i === 0 ? left : ' '.repeat(widthOf(left))}${line}`);
  return [
    ...broken(title, width - INDENT.length).map((line) => `${INDENT}${line}`),
    ...broken(text, width - 2 * INDENT.length).map((line) => `${INDENT}${INDENT}${line}`),
  ];
}
