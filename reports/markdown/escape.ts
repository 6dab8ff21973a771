/**
 * Text of a scenario in GitHub's Markdown: it is shown as it is, and does nothing.
 *
 * 1. No name becomes a heading, a cell, a link, an image, HTML, a mention (`@team`), a reference (`#17`), a picture (`:smile:`) or an
 *    address that is linked.
 * 2. Whatever is written is one line; what is very long is cut, and that is seen.
 * Source: GitHub Flavored Markdown 0.29, sections 2.4, 4.10, 6.
 */

/** Of a name: nobody reads more of it in a comment. */
const LENGTH_MAX = 200;
/** Between two characters that would mean something together: invisible, and no space. */
const APART = '\u2060';

/** In a sentence, a heading or a cell. */
export function inText(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_[\]<>#|~$&]/g, (c) => ENTITIES[c] ?? `\\${c}`)
    .replace(/@/g, `@${APART}`)
    .replace(/(\\#|\bGH-)(?=\d)/gi, `$1${APART}`)
    .replace(/:(?=\/\/)/g, `:${APART}`)
    .replace(/:(?=[\w+-]+:)/g, `:${APART}`)
    .replace(/\bwww(?=\.)/gi, `$&${APART}`)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** A name, as code: no mention, no link. Also in a cell, where a stroke would end it. */
export function inCode(text: string): string {
  const line = oneLine(text).replaceAll('|', '\\|');
  const fence = '`'.repeat(longestRun(line, '`') + 1);
  const space = fence.length > 1 || line.startsWith(' ') || line === '' ? ' ' : '';
  return `${fence}${space}${line}${space}${fence}`;
}

/** A block of code, with its line breaks. */
export function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, longestRun(text, '`') + 1));
  return `${fence}text\n${shown(text)}\n${fence}`;
}

/** The first row is the head; cells are Markdown. Columns of figures are to the right. */
export function markdownTable(rows: readonly (readonly string[])[], left = 1): string {
  const [head, ...body] = rows as [readonly string[], ...(readonly string[])[]];
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, c) => (c < left ? '---' : '---:'))), ...body.map(line)].join('\n');
}

function oneLine(text: string): string {
  const line = shown(text).replace(/\s+/g, ' ').trim();
  return line.length <= LENGTH_MAX ? line : `${[...line].slice(0, LENGTH_MAX).join('')}…`;
}

/** Without what is no character to be seen, but for line breaks; nothing turns a line around. */
function shown(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

function longestRun(text: string, character: string): number {
  return Math.max(0, ...[...text.matchAll(new RegExp(`${character}+`, 'g'))].map(([run]) => run.length));
}
