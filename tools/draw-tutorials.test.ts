/** The pictures of the tutorials: each that a page shows is there, small, and known to the script that makes it; and what a palette makes of a picture. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PNG } from 'pngjs';
import { expect, test } from 'vitest';
import { indexedPng } from './indexed-png.ts';
import { PICTURE_BYTES_MOST, TUTORIAL_PICTURES } from './tutorial-pictures.ts';
import { tutorialSteps } from './tutorial-steps.ts';

const TUTORIALS = fileURLToPath(new URL('../docs/tutorials/', import.meta.url));
const page = (tutorial: string): string => readFileSync(`${TUTORIALS}${tutorial}.md`, 'utf8');

test('what the pages show is what the script makes, and what is there', () => {
  const shown = ['architect', 'data-scientist', 'qa-engineer'].flatMap((tutorial) =>
    [...page(tutorial).matchAll(/!\[[^\]]{20,}\]\(pictures\/([\w-]+)\.png\)/g)].map(
      ([, name]) => `${tutorial} ${name}`,
    ),
  );
  expect(shown.sort()).toEqual(TUTORIAL_PICTURES.map(({ tutorial, name }) => `${tutorial} ${name}`).sort());
  const files = readdirSync(`${TUTORIALS}pictures`);
  expect(files.sort()).toEqual(TUTORIAL_PICTURES.map(({ name }) => `${name}.png`).sort());
  expect(files.length).toBeLessThanOrEqual(8);
});

test.each(TUTORIAL_PICTURES)(
  '$name is small, and taken after one command of its page',
  ({ name, tutorial, after }) => {
    const bytes = readFileSync(`${TUTORIALS}pictures/${name}.png`);
    expect(bytes.length).toBeLessThanOrEqual(PICTURE_BYTES_MOST);
    expect(PNG.sync.read(bytes).width).toBe(900);
    const commands = tutorialSteps(page(tutorial)).filter((step) => step.kind === 'commands');
    expect(commands.filter(({ script }) => script.includes(after))).toHaveLength(1);
  },
);

test('a picture with a palette is the same but for rounding, however many colours it had', () => {
  const [width, height] = [40, 25];
  const pixels = Uint8Array.from({ length: 4 * width * height }, (_, i) =>
    i % 4 === 3 ? 255 : (i * 37) % 256,
  );
  const read = PNG.sync.read(indexedPng(width, height, pixels));
  expect([read.width, read.height]).toEqual([width, height]);
  const off = pixels.map((each, i) => Math.abs(each - read.data[i]!));
  expect(Math.max(...off)).toBeLessThan(64);
  const few = Uint8Array.from({ length: 4 * 4 }, (_, i) => (i < 4 || i % 4 === 3 ? 255 : 30));
  expect([...PNG.sync.read(indexedPng(2, 2, few)).data]).toEqual([...few]);
});
