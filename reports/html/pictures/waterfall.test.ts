/** Steps must lead from one sum to the other, be told apart without colour, and never make a small change look large unsaid. */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type Waterfall, waterfallPicture } from './waterfall.ts';

const WATERFALL: Waterfall = {
  says: 'from a to b',
  unit: 'USD an order',
  from: { name: 'cheap', value: 10 },
  steps: [
    { name: 'Freight', by: 5 },
    { name: 'Holding', by: 0.001 },
    { name: 'Claims', by: -3 },
  ],
  to: { name: 'fast', value: 12 },
  show: (value) => value.toFixed(2),
};

function drawn(waterfall: Waterfall) {
  const { text } = waterfallPicture(waterfall);
  const { document } = parseHTML(`<!doctype html><html><body>${text}</body></html>`);
  const svg = document.querySelector('svg')!;
  const bars = [...svg.querySelectorAll('g[data-mark="bar"] rect')].map((rect) => {
    const [x, width] = [Number(rect.getAttribute('x')), Number(rect.getAttribute('width'))];
    return { from: x, to: x + width, y: Number(rect.getAttribute('y')) };
  });
  const texts = [...svg.querySelectorAll('text')].map(({ textContent }) => textContent);
  return { svg, text, bars: bars.sort((one, other) => one.y - other.y), texts };
}

describe('a waterfall', () => {
  test('begins at one sum, ends at the other, and each step begins where the last ended', () => {
    const { bars } = drawn(WATERFALL);
    const [start, freight, claims, end] = bars as [
      (typeof bars)[0],
      (typeof bars)[0],
      (typeof bars)[0],
      (typeof bars)[0],
    ];
    expect(bars).toHaveLength(4);
    const pixelsEach = (start.to - start.from) / 10;
    expect(end.to - end.from).toBeCloseTo(12 * pixelsEach, 0);
    expect(start.from).toBeCloseTo(end.from, 1);
    expect(freight.from).toBeCloseTo(start.to, 0);
    expect(freight.to - freight.from).toBeCloseTo(5 * pixelsEach, 0);
    expect(claims.to).toBeCloseTo(freight.to, 0);
    expect(claims.from).toBeCloseTo(end.to, 0);
  });

  test('names and signs every step that can be seen in its figure; others are left out', () => {
    const { texts } = drawn(WATERFALL);
    expect(texts).toEqual(
      expect.arrayContaining(['cheap', 'Freight', 'Claims', 'fast', '10.00', '+5.00', '-3.00', '12.00']),
    );
    expect(texts).not.toContain('Holding');
    expect(texts.join()).not.toContain('does not begin at 0');
  });

  test('where changes are small the axis is cut, and says so; ends are lines, not bars whose length means nothing', () => {
    const { texts, bars, svg } = drawn({
      ...WATERFALL,
      from: { name: 'a', value: 100 },
      to: { name: 'b', value: 102 },
    });
    expect(texts.join()).toContain('the axis does not begin at 0');
    expect(bars).toHaveLength(2);
    expect(svg.querySelectorAll('g[data-mark="tick"] line')).toHaveLength(2);
  });

  test('sums may be negative, or both the same', () => {
    const { bars } = drawn({ ...WATERFALL, from: { name: 'a', value: -1 }, to: { name: 'b', value: 1 } });
    for (const { from, to } of bars) expect(to).toBeGreaterThan(from);
    const { text } = drawn({
      ...WATERFALL,
      from: { name: 'a', value: 0 },
      steps: [],
      to: { name: 'a', value: 0 },
    });
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  test('parts of one name are parts all the same, and names are text', () => {
    const name = '<img src=x onerror=alert(1)>';
    const { svg, bars, texts } = drawn({
      ...WATERFALL,
      steps: [
        { name, by: 4 },
        { name, by: 4 },
      ],
      from: { name, value: 10 },
    });
    expect(bars).toHaveLength(4);
    expect(svg.querySelectorAll('img')).toHaveLength(0);
    expect(texts.filter((each) => each === name)).toHaveLength(3);
    const long = drawn({ ...WATERFALL, to: { name: 'N'.repeat(10_000), value: 12 } });
    expect(long.text.length).toBeLessThan(20_000);
  });
});
