/** Every row of a forest plot has a mark, also one that is beyond the picture's ends: there it stands at the edge, with an arrow. */
import { parseHTML } from 'linkedom';
import { expect, test } from 'vitest';
import { type ForestRow, forestPlot } from './forest-plot.ts';

const row = (name: string, mean: number, low = mean - 1, high = mean + 1): ForestRow => ({
  ...{ name, mean, low, high },
  ...{ tone: 'bad', words: name },
});

/** Places of what the picture draws in its transforms: [x, y]. */
function drawn(rows: readonly ForestRow[]) {
  const { text } = forestPlot({ says: 's', label: 'l', band: null, rows, reach: 10 });
  const svg = parseHTML(`<html><body>${text}</body></html>`).document.querySelector('svg')!;
  const placeOf = (element: { getAttribute(name: string): string | null }): readonly [number, number] => {
    const [x, y] = /translate\(([-\d.]+),([-\d.]+)\)/.exec(element.getAttribute('transform') ?? '')!.slice(1);
    return [Number(x), Number(y)];
  };
  const marks = [...svg.querySelectorAll('g[data-mark=dot]')].flatMap((group) => {
    const shift = Number(/translate\(([-\d.]+)/.exec(group.getAttribute('transform') ?? '')?.[1] ?? 0);
    return [...group.querySelectorAll('path, circle')].map(
      (mark) => [placeOf(mark)[0] + shift, placeOf(mark)[1]] as const,
    );
  });
  const arrows = [...svg.querySelectorAll('g[data-mark=text] text')]
    .filter(({ textContent }) => /[◀▶]/.test(textContent!))
    .map((each) => ({ sign: each.textContent, x: placeOf(each)[0] }));
  return { marks, arrows };
}

test('a mark a row, within the picture, and inside of the arrow', () => {
  const rows = [row('low', -50), row('in', 2), row('high', 90), row('wide', 3, -40, 40)];
  const { marks, arrows } = drawn(rows);
  expect(marks).toHaveLength(rows.length);
  expect(arrows.map(({ sign }) => sign)).toEqual(['◀', '▶', '◀', '▶']);
  const [left, right] = [Math.min(...arrows.map(({ x }) => x)), Math.max(...arrows.map(({ x }) => x))];
  const byHeight = [...marks].sort((one, other) => one[1] - other[1]).map(([x]) => x);
  expect(byHeight[0]).toBe(left + 12);
  expect(byHeight[2]).toBe(right - 12);
  for (const x of [byHeight[1]!, byHeight[3]!]) {
    expect(x).toBeGreaterThan(left + 12);
    expect(x).toBeLessThan(right - 12);
  }
});

test('an interval that its mean is not in has a mark where the mean is', () => {
  const [[skewed], [plain]] = [drawn([row('skewed', 2, 3, 9)]), drawn([row('plain', 2, -1, 9)])].map(
    ({ marks }) => marks,
  ) as [[readonly [number, number]], [readonly [number, number]]];
  expect(skewed[0]).toBeGreaterThan(0);
  expect(plain[0]).toBeGreaterThan(0);
});
