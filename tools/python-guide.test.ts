/** What the guide to Python shows is what there is: the class in it is the file beside it, and that is a model that answers. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPythonModel } from '#bench/models/python-model';
import { SOURCING_COLUMNS } from '#orchestrator/decisions/points/sourcing';
import { hasPython, PYTHON } from '#testing/outside/python';

const file = fileURLToPath(new URL('../examples/cheapest_in_time.py', import.meta.url));

test('the class in the guide is the one in the file', () => {
  const guide = readFileSync(new URL('../docs/guides/python.md', import.meta.url), 'utf8');
  const shown = /<!-- \.\.\/\.\.\/examples\/cheapest_in_time\.py -->\n```python\n([\s\S]*?)```/.exec(
    guide,
  )?.[1];
  expect(shown).toBe(readFileSync(file, 'utf8'));
});

test.skipIf(!hasPython)('and prefers the cheap, in time, and in stock', async () => {
  const options = { answerWithinMs: 20_000, python: PYTHON };
  const model = await openPythonModel(`${file}:CheapestInTime`, 'sourcing', options);
  const row = (values: Readonly<Record<string, number>>): number[] =>
    SOURCING_COLUMNS.map(({ name }) => values[name] ?? 0);
  const rows = [
    row({ priced: 1, freight: 900, handling: 100 }),
    row({ priced: 1, freight: 800, handling: 100, shortfall: 3 }),
    row({ priced: 1, freight: 800, handling: 100, uncovered: 1 }),
    row({ handling: 100 }),
  ];
  const { scores } = await model.score(Float32Array.from(rows.flat()), rows.length);
  await model.close();
  expect(scores).toEqual([-1000, -1050, -1200, -1_000_100]);
});
