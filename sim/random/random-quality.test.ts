/**
 * The bits are good however they are addressed: along entities, along indices, along sub-streams, along streams of one
 * draw, over a grid, and with large strides. Each walk of 2^18 draws is put to chi-square (even, in one and in two
 * dimensions), to bit counts, to serial correlation at several lags, and to a count of runs. Seeds are fixed and levels
 * strict, so a failure is a defect, not bad luck. A plainly bad generator is put to the same tests and must fail.
 */
import { describe, expect, test } from 'vitest';
import { Random } from './random.ts';

const N = 2 ** 18;
const stream = new Random('quality').stream('walk');
const next = new Random('quality').stream('walk 2');

const WALKS: Readonly<Record<string, (i: number) => number>> = {
  'along entities': (i) => stream.unit(i, 0),
  'along indices': (i) => stream.unit(0, i),
  'over a grid of 512 x 512': (i) => stream.unit(i >>> 9, i & 511),
  'along entities in strides of 2^14': (i) => stream.unit(i * 2 ** 14, 1),
  'along sub-streams': (i) => stream.sub(i).unit(0, 0),
  'along composite sub-streams': (i) => stream.sub(i & 63, i >>> 6).unit(1, 0),
  'along streams of one draw': (i) => stream.at(i, 0).unit(0, 0),
  'two streams in turn': (i) => (i % 2 === 0 ? stream : next).unit(i >>> 1, 0),
};

/** How many standard deviations a chi-square value is from its mean. */
function chiSquareScore(counts: Uint32Array, total: number): number {
  const expected = total / counts.length;
  let sum = 0;
  for (const count of counts) sum += (count - expected) ** 2 / expected;
  const freedom = counts.length - 1;
  return (sum - freedom) / Math.sqrt(2 * freedom);
}

/** The largest score of all tests, in standard deviations; around 3 for true randomness, given their number. */
function worstScore(u: Float64Array): number {
  const scores: number[] = [];
  const line = new Uint32Array(1024);
  const square = new Uint32Array(1024);
  const ones = new Float64Array(52);
  let descents = 0;
  for (let i = 0; i < N; i++) {
    line[Math.floor(u[i]! * 1024)]! += 1;
    if (i % 2 === 1) square[Math.floor(u[i - 1]! * 32) * 32 + Math.floor(u[i]! * 32)]! += 1;
    if (i > 0 && u[i]! < u[i - 1]!) descents += 1;
    let rest = u[i]!;
    for (let bit = 0; bit < 52; bit++) {
      rest *= 2;
      if (rest >= 1) {
        rest -= 1;
        ones[bit]! += 1;
      }
    }
  }
  scores.push(chiSquareScore(line, N), chiSquareScore(square, N / 2));
  // The number of descents has mean (n - 1) / 2 and variance (n + 1) / 12.
  scores.push((descents - (N - 1) / 2) / Math.sqrt((N + 1) / 12));
  for (const count of ones) scores.push((count - N / 2) / Math.sqrt(N / 4));
  for (const lag of [1, 2, 3, 64, 512, 4096]) {
    let sum = 0;
    for (let i = lag; i < N; i++) sum += (u[i]! - 0.5) * (u[i - lag]! - 0.5);
    scores.push((sum * 12) / Math.sqrt(N - lag));
  }
  return Math.max(...scores.map(Math.abs));
}

describe('each walk is even and without memory', () => {
  test.each(Object.entries(WALKS))('%s', (_, walk) => {
    expect(worstScore(Float64Array.from({ length: N }, (_unused, i) => walk(i)))).toBeLessThan(4.5);
  });

  test('a bad generator fails', () => {
    let x = 12345;
    const bad = Float64Array.from({ length: N }, () => {
      x = (x * 65539) % 2 ** 31;
      return x / 2 ** 31;
    });
    expect(worstScore(bad)).toBeGreaterThan(6);
    const counter = Float64Array.from({ length: N }, (_, i) => (i + 0.5) / N);
    expect(worstScore(counter)).toBeGreaterThan(6);
  });
});

test('streams of neighbouring seeds and paths are uncorrelated', () => {
  const streams = [
    ...[0, 1, 2, 3].map((seed) => new Random(seed).stream('a')),
    ...['b', 'a/1', 'a/2', 'a/'].map((path) => new Random(0).stream(path)),
  ];
  const n = 50_000;
  for (let a = 0; a < streams.length; a++) {
    for (let b = a + 1; b < streams.length; b++) {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += (streams[a]!.unit(i, 0) - 0.5) * (streams[b]!.unit(i, 0) - 0.5);
      expect(Math.abs((sum * 12) / Math.sqrt(n)), `${a} and ${b}`).toBeLessThan(4);
    }
  }
});

test('integer(n) is even', () => {
  for (const n of [2, 3, 7, 10, 1000]) {
    const counts = new Uint32Array(n);
    for (let i = 0; i < 100_000; i++) counts[stream.integer(i, 7, n)]! += 1;
    expect(Math.abs(chiSquareScore(counts, 100_000)), `n = ${n}`).toBeLessThan(4);
  }
});
