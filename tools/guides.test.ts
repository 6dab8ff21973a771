/**
 * What a guide shows is what there is: each block of code in `docs/guides` is a file, which runs as its reader would run it,
 * and prints what the guide says. Shown by comparing both; the files are type-checked with the rest.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const GUIDES = join(ROOT, 'docs', 'guides');
/** `<!-- file -->`, its code, and what it prints. */
const EXAMPLE = /<!-- (\S+\.ts) -->\n```ts\n([\s\S]*?)\n```\n```text\n([\s\S]*?)\n```/g;

describe.each(readdirSync(GUIDES).filter((name) => name.endsWith('.md')))('%s', (guide) => {
  const text = readFileSync(join(GUIDES, guide), 'utf8');
  const examples = [...text.matchAll(EXAMPLE)].map(([, file, code, prints]) => ({ file, code, prints }));

  test('each block of TypeScript is an example that is run', () => {
    expect(text.match(/^```ts$/gm) ?? []).toHaveLength(examples.length);
    const folder = guide.replace(/\.md$/, '');
    const shown = examples.map(({ file }) => file!.slice(folder.length + 1));
    // A guide in another language has none.
    const files = existsSync(join(GUIDES, folder)) ? readdirSync(join(GUIDES, folder)) : [];
    expect(files.sort()).toEqual(shown.sort());
  });

  test.each(examples)('$file', ({ file, code, prints }) => {
    const path = join(GUIDES, file!);
    expect(code).toBe(readFileSync(path, 'utf8').trimEnd());
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--conditions=dray-source', path], {
      encoding: 'utf8',
    });
    expect({ stdout: stdout.trimEnd(), stderr, status }).toEqual({ stdout: prints, stderr: '', status: 0 });
  });
});
