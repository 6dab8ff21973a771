/**
 * An observation is in the bin whose edges it lies between, and nothing is lost. Shown as properties against a search of
 * the edges, with observations on the edges and beside them.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { Histogram, type HistogramBins } from './histogram.ts';

/** Widths that have no exact binary form, and large offsets. */
const layout: fc.Arbitrary<HistogramBins> = fc
  .tuple(
    fc.oneof(
      fc.integer({ min: -50, max: 50 }).map((k) => k / 10),
      fc.constantFrom(0, 1.7e12),
    ),
    fc.constantFrom(0.1, 0.3, 1, 7, 1000, 86_400_000),
    fc.integer({ min: 1, max: 60 }),
  )
  .map(([from, size, bins]) => ({ from, to: from + size, bins }));

/** On an edge, one step of the last bit beside one, or anywhere. */
const place = fc.record({
  edge: fc.nat(),
  beside: fc.constantFrom(-1, 0, 1, 2),
  part: fc.double({ noNaN: true, min: -0.2, max: 1.2 }),
});
const places = fc.array(place, { minLength: 1, maxLength: 100, size: 'max' });
type Place = { edge: number; beside: number; part: number };

function valueAt({ from, to }: HistogramBins, edges: Float64Array, { edge, beside, part }: Place): number {
  if (beside === 2) return from + part * (to - from);
  const x = edges[edge % edges.length]!;
  const step = Math.max(Math.abs(x) * 2 ** -52, 2 ** -1074);
  return x + beside * step;
}

function valuesAt(bins: HistogramBins, list: readonly Place[]): number[] {
  const { edges } = new Histogram('x', bins);
  return list.map((each) => valueAt(bins, edges, each));
}

function histogramOf(bins: HistogramBins, data: readonly number[]): Histogram {
  const histogram = new Histogram('dwell', bins);
  data.forEach((x, i) => {
    histogram.add(x, 1 + (i % 3));
  });
  return histogram;
}

test('against a search of the edges', () => {
  fc.assert(
    fc.property(layout, places, (bins, list) => {
      const data = valuesAt(bins, list);
      const histogram = histogramOf(bins, data);
      const { edges } = histogram;
      const counts = new Array<number>(bins.bins).fill(0);
      let below = 0;
      let above = 0;
      data.forEach((x, i) => {
        const weight = 1 + (i % 3);
        const bin = edges.findLastIndex((edge) => x >= edge);
        if (bin < 0) below += weight;
        else if (bin === bins.bins) above += weight;
        else counts[bin]! += weight;
      });
      expect(Array.from(histogram.counts)).toEqual(counts);
      expect([histogram.below, histogram.above]).toEqual([below, above]);
      const total = counts.reduce((sum, count) => sum + count, below + above);
      expect(histogram.total).toBe(total);
      counts.forEach((count, bin) => {
        expect(histogram.share(bin)).toBe(count / total);
      });
    }),
    { numRuns: runs(300) },
  );
});

test('rounding is met: where dividing by the width would give the wrong bin', () => {
  const histogram = new Histogram('tenths', { from: 0, to: 1, bins: 10 });
  const { edges } = histogram;
  edges.subarray(0, 10).forEach((edge) => {
    histogram.add(edge);
  });
  expect(Array.from(histogram.counts)).toEqual(new Array(10).fill(1));
  let wrong = 0;
  for (let bins = 2; bins < 200; bins++) {
    const { edges: bounds } = new Histogram('x', { from: 0.1, to: 0.8, bins });
    const width = (0.8 - 0.1) / bins;
    bounds.forEach((bound, i) => {
      if (Math.floor((bound - 0.1) / width) !== i) wrong += 1;
    });
  }
  expect(wrong).toBeGreaterThan(100);
});

test('edges: equal widths, both ends exact', () => {
  const { edges } = new Histogram('x', { from: -1, to: 3, bins: 4 });
  expect(Array.from(edges)).toEqual([-1, 0, 1, 2, 3]);
  // 0.7 + (3.4 - 0.7) is not 3.4.
  expect(new Histogram('x', { from: 0.7, to: 3.4, bins: 3 }).edges.at(-1)).toBe(3.4);
  fc.assert(
    fc.property(layout, ({ from, to, bins }) => {
      const list = new Histogram('x', { from, to, bins }).edges;
      expect([list.length, list[0], list[bins]]).toEqual([bins + 1, from, to]);
    }),
  );
});

test('what is given out is a copy', () => {
  const histogram = histogramOf({ from: 0, to: 10, bins: 2 }, [1]);
  histogram.counts[0] = 99;
  histogram.edges[0] = 99;
  expect([histogram.counts[0], histogram.edges[0]]).toEqual([1, 0]);
});

test('weights: the time for which a value held', () => {
  const histogram = new Histogram('queue', { from: 0, to: 4, bins: 4 });
  histogram.add(0, 30);
  histogram.add(2, 10.5);
  histogram.add(3, 0);
  expect(Array.from(histogram.counts)).toEqual([30, 0, 10.5, 0]);
  expect(histogram.share(0)).toBe(30 / 40.5);
});

describe('parts and copies', () => {
  test('merged from any two parts; the other one stays as it was', () => {
    fc.assert(
      fc.property(layout, places, places, (bins, first, second) => {
        const data = valuesAt(bins, first);
        const more = valuesAt(bins, second);
        const histogram = histogramOf(bins, data);
        const other = histogramOf(bins, more);
        const before = other.save();
        histogram.merge(other);
        const all = histogramOf(bins, data);
        more.forEach((x, i) => {
          all.add(x, 1 + (i % 3));
        });
        expect(histogram.save()).toEqual(all.save());
        expect(other.save()).toEqual(before);
      }),
    );
  });

  test('saved, loaded and reset', () => {
    const bins = { from: 0, to: 10, bins: 5 };
    const histogram = histogramOf(bins, [-1, 3, 3, 9.99, 10]);
    const state = JSON.parse(JSON.stringify(histogram.save()));
    const copy = histogramOf(bins, [1, 2]);
    copy.load(state);
    expect(copy.save()).toEqual(histogram.save());
    copy.add(5);
    expect(histogram.save()).toEqual(state);
    copy.reset();
    expect(copy.save()).toEqual(new Histogram('x', bins).save());
  });
});

describe('faults are named and change nothing', () => {
  const bins = { from: 0, to: 10, bins: 5 };

  test('observations and weights', () => {
    const histogram = histogramOf(bins, [1]);
    const before = histogram.save();
    for (const bad of [NaN, Infinity, -Infinity])
      expect(() => histogram.add(bad)).toThrow(`histogram "dwell": observation is ${bad}`);
    for (const bad of [NaN, -1, Infinity])
      expect(() => histogram.add(1, bad)).toThrow(`"dwell": weight must be a number >= 0, got ${bad}`);
    expect(histogram.save()).toEqual(before);
  });

  test('bins', () => {
    for (const [from, to] of [
      [1, 1],
      [2, 1],
      [NaN, 1],
      [0, Infinity],
      [-1.7e308, 1.7e308],
    ] as const)
      expect(() => new Histogram('x', { from, to, bins: 1 })).toThrow(
        `from must be below to, both finite, got ${from} and ${to}`,
      );
    for (const count of [0, 1.5, NaN, 1e7])
      expect(() => new Histogram('x', { from: 0, to: 1, bins: count })).toThrow(
        `bins must be a whole number from 1 to 1000000, got ${count}`,
      );
    expect(() => new Histogram('x', { from: 1, to: 1 + 2 ** -50, bins: 5 })).toThrow(
      'narrower than numbers can tell apart',
    );
  });

  test('shares', () => {
    expect(() => new Histogram('dwell', bins).share(0)).toThrow(
      '"dwell": a share was asked for before any observation',
    );
    for (const bin of [-1, 5, 0.5, NaN])
      expect(() => histogramOf(bins, [1]).share(bin)).toThrow(
        `bin must be a whole number below 5, got ${bin}`,
      );
  });

  test('other bins', () => {
    for (const other of [
      { ...bins, from: 1 },
      { ...bins, to: 11 },
      { ...bins, bins: 6 },
    ]) {
      const histogram = new Histogram('dwell', bins);
      const says = `which has ${other.bins} bins from ${other.from} to ${other.to}, into 5 bins from 0 to 10`;
      expect(() => histogram.merge(new Histogram('far', other))).toThrow(`can't merge "far", ${says}`);
      expect(() => histogram.load(new Histogram('far', other).save())).toThrow(
        `can't load a saved state, ${says}`,
      );
    }
  });
});
