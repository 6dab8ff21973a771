/** A test that a page names is there: its path is the end of one that exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { ROOMS } from './import-rules.ts';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

function filesBelow(folder: string, ending: string): string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith(ending)).map((file) => `/${folder}/${file}`);
}

const TESTS = [...ROOMS, 'tools', 'docs'].flatMap((room) => filesBelow(room, '.test.ts'));

/** Tests named in a text that no path ends with; `*` stands for part of a name. */
function unknownTests(text: string): string[] {
  const named = [...text.matchAll(/`([\w*/.-]+\.test\.ts)`/g)].map(([, path]) => path!);
  return [...new Set(named)].filter((path) => {
    const pattern = path.replaceAll('.', '\\.').replaceAll('*', '[^/]*');
    return !TESTS.some((file) => new RegExp(`/${pattern}$`).test(file));
  });
}

test('of no page', () => {
  const lost = filesBelow('docs', '.md').map((page) => [
    page,
    unknownTests(readFileSync(join(ROOT, page), 'utf8')),
  ]);
  expect(lost.filter(([, paths]) => paths!.length > 0)).toEqual([]);
  expect(
    unknownTests('`twin/library-faults.test.ts`, `house.test.ts`, `channels/*-fidelity.test.ts`'),
  ).toEqual(['twin/library-faults.test.ts']);
});
