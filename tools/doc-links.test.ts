/**
 * No page sends its reader nowhere: each relative link leads to a file or folder that is there, each `#anchor` to a heading of it, by
 * GitHub's rule for headings; addresses outside are well formed (nobody is called). Shown for all pages, and for planted dead links.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FENCE = /^ {0,3}(```+|~~~+)[\s\S]*?^ {0,3}\1\s*$/gm;
const CODE = /(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g;
const COMMENT = /<!--[\s\S]*?-->/g;
/** `[text](target)` and `![text](target)`, with or without a title. */
const LINK = /\]\(\s*(?:<([^>]*)>|([^()\s]*(?:\([^()\s]*\)[^()\s]*)*))(?:\s+"[^"]*")?\s*\)/g;
const REFERENCE = /^ {0,3}\[[^\]]+\]:\s*(\S+)/gm;

const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'bench/RESULTS.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md') && !file.includes('node_modules'))
    .map((file) => join('docs', file)),
];
const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

describe.each(pages)('%s', (page) => {
  test('leads somewhere', () => {
    expect(deadLinks(page, read(page))).toEqual([]);
  });
});

test('the pages that are looked at are all there are, and have links', () => {
  expect(pages.length).toBeGreaterThan(80);
  expect(pages.flatMap((page) => targetsOf(read(page))).length).toBeGreaterThan(400);
});

test('the index of the docs links each page, but for single decision records', () => {
  const index = new Set(targetsOf(read('docs/README.md')).map((target) => join('docs', target)));
  const lost = pages.filter(
    (page) => /^docs\/(?!adr\/\d)/.test(page) && page !== 'docs/README.md' && !index.has(page),
  );
  expect(lost).toEqual([]);
});

test('the index has each page in one place', () => {
  const targets = targetsOf(read('docs/README.md')).filter((target) => target !== '../README.md');
  expect(targets.filter((target, i) => targets.indexOf(target) !== i)).toEqual([]);
});

test.each([
  ['a file that is not there', '[a](no-such.md)'],
  ['a file of other letters', '[a](README.MD)'],
  ['a heading that is not there', '[a](README.md#no-such-heading)'],
  ['a heading of the same page', '# One\n\n[a](#two)'],
  ['a picture', '![a](no-such.png)'],
  ['a file outside of the project', '[a](../elsewhere.md)'],
  ['an anchor of what has no headings', '[a](package.json#scripts)'],
  ['an address with a blank', '[a](<https://exam ple.org>)'],
  ['an address without a host', '[a](https://)'],
  ['a link by reference', '[a][1]\n\n[1]: no-such.md'],
])('%s is seen', (_what, text) => {
  expect(deadLinks('README.md', text)).toHaveLength(1);
});

test('what is no link, and what is right, is let be', () => {
  const text = [
    '# A `b` (c), d: *e*',
    '## Same',
    '## Same',
    '[a](#a-b-c-d-e) [b](#same-1) [c](docs/adr/README.md) [d](docs) [e](https://example.org/a_(b)) [f](mailto:a@example.org)',
    '`[g](no-such.md)` <!-- [h](no-such.md) -->',
    '```\n[i](no-such.md)\n```',
  ].join('\n\n');
  expect(deadLinks('README.md', text)).toEqual([]);
});

/** @returns each link of the text that leads nowhere, with why */
function deadLinks(page: string, text: string): readonly string[] {
  return targetsOf(text).flatMap((target) => {
    const why = whyDead(page, text, target);
    return why === null ? [] : [`${target}: ${why}`];
  });
}

function targetsOf(text: string): readonly string[] {
  const words = text.replaceAll(FENCE, '').replaceAll(COMMENT, '').replaceAll(CODE, '');
  const inline = [...words.matchAll(LINK)].map(([, angled, plain]) => angled ?? plain ?? '');
  return [...inline, ...[...words.matchAll(REFERENCE)].map(([, target]) => target!)];
}

function whyDead(page: string, text: string, target: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return wellFormed(target) ? null : 'is no address';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(ROOT, page) : resolve(ROOT, dirname(page), decodeURIComponent(path));
  if (relative(ROOT, file).startsWith('..')) return 'is outside of the project';
  if (!isThere(file)) return 'is not there';
  if (anchor === undefined) return null;
  if (!file.endsWith('.md')) return 'has no headings';
  const headings = anchorsOf(path === '' ? text : readFileSync(file, 'utf8'));
  return headings.has(decodeURIComponent(anchor)) ? null : 'has no such heading';
}

function wellFormed(address: string): boolean {
  if (address.startsWith('mailto:')) return /^mailto:[^@\s]+@[^@\s]+$/.test(address);
  return !/\s/.test(address) && URL.canParse(address) && /^https?:\/\/[^/]+\.[^/]+/.test(address);
}

/** With the letters that are written: some file systems take any. */
function isThere(path: string): boolean {
  if (!existsSync(path)) return false;
  const parts = relative(ROOT, path).split('/').filter(Boolean);
  return parts.every((part, i) => readdirSync(join(ROOT, ...parts.slice(0, i))).includes(part));
}

/** As GitHub makes them: small letters, no punctuation, blanks to hyphens; the second of a name has `-1` behind it. */
function anchorsOf(text: string): ReadonlySet<string> {
  const found = new Set<string>();
  const seen = new Map<string, number>();
  for (const [, heading] of text.replaceAll(FENCE, '').matchAll(/^#{1,6} +(.+?)(?: +#+)? *$/gm)) {
    const slug = heading!
      .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[*`]/g, '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const times = seen.get(slug) ?? 0;
    seen.set(slug, times + 1);
    found.add(times === 0 ? slug : `${slug}-${times}`);
  }
  for (const [, id] of text.matchAll(/<a (?:id|name)="([^"]+)"/g)) found.add(id!);
  return found;
}
