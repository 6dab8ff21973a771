/**
 * The tutorials, followed as a reader follows them: in an empty folder, with the packed package, every file saved and every command typed, in
 * order. What is printed is what the page shows.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { long } from '#testing/properties/properties';
import { packedArchive } from './packed-package.ts';
import { TutorialDesk } from './tutorial-desk.ts';
import { isShown, trimmed, tutorialSteps } from './tutorial-steps.ts';

const TUTORIALS = fileURLToPath(new URL('../docs/tutorials', import.meta.url));
/** Types and all of the package's JavaScript are built, where nobody has yet. */
const PACK_TIMEOUT_MS = 600_000;
const FOLLOW_TIMEOUT_MS = 600_000;

describe.each(['architect', 'data-scientist', 'qa-engineer'])('%s', (reader) => {
  const desk = new TutorialDesk();
  beforeAll(() => {
    packedArchive();
  }, PACK_TIMEOUT_MS);
  afterAll(() => desk.clear());

  const steps = tutorialSteps(readFileSync(`${TUTORIALS}/${reader}.md`, 'utf8'));

  test('begins in an empty folder', () => {
    expect(readdirSync(desk.path)).toEqual([]);
    expect(steps[0]).toMatchObject({
      kind: 'commands',
      script: expect.stringMatching(/^npm init -y\nnpm install --ignore-scripts dray\b/),
    });
  });

  test.each(
    steps
      .filter((step) => long || step.kind === 'file' || !step.long)
      .map((step) => [step.line, step] as const),
  )(
    'line %i',
    (_line, step) => {
      const { status, printed, complained } = desk.follow(step);
      expect(status, complained).toBe(0);
      if (step.kind === 'commands' && step.prints !== null && !isShown(step.prints, printed))
        expect(trimmed(printed)).toBe(trimmed(step.prints));
    },
    FOLLOW_TIMEOUT_MS,
  );
});
