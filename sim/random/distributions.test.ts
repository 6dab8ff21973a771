/**
 * Every kind of distribution draws what it says, by key. Shown by: frozen draws for seed 42; mean and variance over
 * 200,000 draws against the closed forms, in standard errors; Kolmogorov-Smirnov or chi-square against distribution
 * functions computed here with the platform's mathematics; monotone inversion; and draws that do not move when others
 * are left out. Seeds are fixed and levels strict, so a failure is a defect; planted faults show that the tests see.
 */
import { describe, expect, test } from 'vitest';
import { compile, type Distribution } from './distributions.ts';
import { Random } from './random.ts';

const stream = new Random(42).stream('test');
const N = 200_000;

function draws(distribution: Distribution, n = N): Float64Array {
  const sampler = compile(distribution);
  return Float64Array.from({ length: n }, (_, entity) => sampler.sample(stream, entity, 0));
}

/** log(Gamma(x)) by Lanczos' series, g = 7. */
function lanczos(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lanczos(1 - x);
  const c = [
    0.9999999999998099, 676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406,
    12.507343278686905, -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
  ];
  const t = x + 6.5;
  const sum = c.reduce((s, a, i) => (i === 0 ? a : s + a / (x - 1 + i)), 0);
  return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(t) - t + Math.log(sum);
}

/** P(Gamma(a) < x) by its series, which converges for all x and is fit for the x met here. */
function gammaCdf(a: number, x: number): number {
  if (x <= 0) return 0;
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-16; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return Math.min(1, sum * Math.exp(a * Math.log(x) - x - lanczos(a)));
}

function normalCdf(z: number): number {
  const half = gammaCdf(0.5, (z * z) / 2) / 2;
  return z < 0 ? 0.5 - half : 0.5 + half;
}

/** P(Beta(a, b) < x) by its continued fraction. Source: DLMF 8.17.22. */
function betaCdf(a: number, b: number, x: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - betaCdf(b, a, 1 - x);
  const front =
    Math.exp(a * Math.log(x) + b * Math.log(1 - x) + lanczos(a + b) - lanczos(a) - lanczos(b)) / a;
  let fraction = 1;
  for (let m = 200; m > 0; m--) {
    const odd = (-(a + m - 1) * (a + b + m - 1) * x) / ((a + 2 * m - 2) * (a + 2 * m - 1));
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    fraction = 1 + odd / (1 + even / fraction);
  }
  return front / fraction;
}

/** Kolmogorov's statistic times root n: 1.95 is exceeded once in a thousand. */
function kolmogorov(sample: Float64Array, cdf: (x: number) => number): number {
  const sorted = sample.toSorted();
  const n = sorted.length;
  let worst = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    worst = Math.max(worst, p - i / n, (i + 1) / n - p);
  });
  return worst * Math.sqrt(n);
}

/** Standard deviations from the mean of chi-square; cells with fewer than 10 expected are put together. */
function chiSquare(sample: Float64Array, chanceOf: (k: number) => number, max: number): number {
  const counts = new Float64Array(max + 1);
  let beyond = 0;
  expect(sample.every(Number.isInteger)).toBe(true);
  for (const k of sample) {
    if (k <= max) counts[k]! += 1;
    else beyond += 1;
  }
  let restExpected = sample.length;
  let restSeen = beyond;
  let sum = 0;
  let cells = 0;
  counts.forEach((count, k) => {
    const expected = chanceOf(k) * sample.length;
    if (expected < 10) {
      restSeen += count;
      return;
    }
    restExpected -= expected;
    sum += (count - expected) ** 2 / expected;
    cells += 1;
  });
  if (restExpected >= 10) {
    sum += (restSeen - restExpected) ** 2 / restExpected;
    cells += 1;
  } else expect(restSeen).toBeLessThan(30);
  return (sum - (cells - 1)) / Math.sqrt(2 * (cells - 1));
}

const poissonChance =
  (mean: number) =>
  (k: number): number =>
    Math.exp(k * Math.log(mean) - mean - lanczos(k + 1));

const points = [
  [0.1, 2],
  [0.4, 5],
  [0.4, 8],
  [0.7, 8],
  [1, 20],
] as const;

const ALL: Readonly<Record<string, Distribution>> = {
  constant: { kind: 'constant', value: 3.5 },
  uniform: { kind: 'uniform', min: -2, max: 6 },
  triangular: { kind: 'triangular', min: 1, mode: 2, max: 6 },
  'triangular, mode at min': { kind: 'triangular', min: 1, mode: 1, max: 2 },
  'triangular, mode at max': { kind: 'triangular', min: 1, mode: 2, max: 2 },
  normal: { kind: 'normal', mean: 10, sd: 3 },
  lognormal: { kind: 'lognormal', mu: 1, sigma: 0.5 },
  exponential: { kind: 'exponential', mean: 4 },
  'gamma 2.5': { kind: 'gamma', shape: 2.5, scale: 2 },
  'gamma 0.3': { kind: 'gamma', shape: 0.3, scale: 10 },
  'gamma 1': { kind: 'gamma', shape: 1, scale: 1 },
  'gamma 60': { kind: 'gamma', shape: 60, scale: 0.5 },
  'weibull 1.7': { kind: 'weibull', shape: 1.7, scale: 5 },
  'weibull 0.8': { kind: 'weibull', shape: 0.8, scale: 5 },
  'beta 2, 5': { kind: 'beta', alpha: 2, beta: 5 },
  'beta 0.5, 0.7 on [-1, 3]': { kind: 'beta', alpha: 0.5, beta: 0.7, min: -1, max: 3 },
  'beta 3, 0.4': { kind: 'beta', alpha: 3, beta: 0.4 },
  'poisson 0.2': { kind: 'poisson', mean: 0.2 },
  'poisson 7.3': { kind: 'poisson', mean: 7.3 },
  'poisson 1000': { kind: 'poisson', mean: 1000 },
  'poisson 1500, by rejection': { kind: 'poisson', mean: 1500 },
  geometric: { kind: 'geometric', p: 0.3 },
  'geometric, certain': { kind: 'geometric', p: 1 },
  'empirical points': { kind: 'empirical', points },
  'empirical samples': { kind: 'empirical', samples: [5, 1, 1, 8, 3.5] },
  discrete: { kind: 'discrete', values: [7, 0, 2, 5], weights: [0.5, 0.2, 0.3, 0] },
  'discrete, alias': { kind: 'discrete', values: [7, 0, 2, 5], weights: [5, 2, 3, 0], method: 'alias' },
  mixture: {
    kind: 'mixture',
    components: [
      { weight: 0.8, distribution: { kind: 'gamma', shape: 4, scale: 1 } },
      { weight: 0.15, distribution: { kind: 'normal', mean: 30, sd: 2 } },
      {
        weight: 0.05,
        distribution: {
          kind: 'mixture',
          components: [
            { weight: 1, distribution: { kind: 'constant', value: 48 } },
            { weight: 3, distribution: { kind: 'uniform', min: 60, max: 72 } },
          ],
        },
      },
    ],
  },
};

/** Name of the distribution; draws 0 of entities 0 to 3. */
const FROZEN: Readonly<Record<string, readonly number[]>> = {
  constant: [3.5, 3.5, 3.5, 3.5],
  uniform: [5.772129104252332, 4.410954039660701, -0.14520055590739833, 5.798543562936856],
  triangular: [5.245230340190353, 4.006858032941896, 2.080433520174904, 5.290323247768493],
  'triangular, mode at min': [1.8312283733311236, 1.5543199072850433, 1.1235582908781527, 1.8413114539959075],
  'triangular, mode at max': [1.9856551821157038, 1.8951923005464175, 1.4815079755430591, 1.987328691655979],
  normal: [15.710675133065934, 12.539566625078713, 7.801695603335705, 15.870575439814198],
  lognormal: [7.041204074424245, 4.150634043669465, 1.8844121846555997, 7.2313753042520394],
  exponential: [14.23367039522602, 6.465230921914163, 1.055080647773683, 14.726494623533512],
  'gamma 2.5': [8.60477086960333, 8.045725770727126, 8.087036047425737, 3.7720103928785518],
  'gamma 0.3': [0.7697845360577982, 2.5024074278324865e-8, 14.627385172068589, 2.05051429003479],
  'gamma 1': [2.088254832664241, 1.8807056632167767, 1.895862910382623, 0.5166450177009535],
  'gamma 60': [34.433042243812025, 33.91338692048254, 33.952411972539245, 29.069232009786575],
  'weibull 1.7': [10.5496676219009, 6.631796791096754, 2.2830452207431535, 10.76302508524019],
  'weibull 0.8': [24.436620604295257, 9.112238262297232, 0.9451529339414523, 25.498770736136436],
  'beta 2, 5': [0.32205319589438347, 0.41975608156956595, 0.29708554486757954, 0.45545094044151163],
  'beta 0.5, 0.7 on [-1, 3]': [2.6255242461347468, 2.19528324093328, 2.4370275183202086, 0.6599367101723532],
  'beta 3, 0.4': [0.9997826865747362, 0.9999999999752358, 0.9898372012318027, 0.873603269730335],
  'poisson 0.2': [1, 0, 0, 1],
  'poisson 7.3': [13, 10, 5, 13],
  'poisson 1000': [1061, 1027, 977, 1062],
  'poisson 1500, by rejection': [1551, 1545, 1545, 1491],
  geometric: [9, 4, 0, 10],
  'geometric, certain': [0, 0, 0, 0],
  'empirical points': [18.86064552126166, 12.054770198303505, 3.318499305115752, 18.99271781468428],
  'empirical samples': [8, 8, 1, 8],
  discrete: [7, 7, 2, 7],
  'discrete, alias': [2, 7, 7, 2],
  mixture: [29.42148546623952, 30.939591663177254, 29.724063081658016, 2.7169078542336096],
};

test('frozen for seed 42: the first draws of every kind', () => {
  for (const [name, distribution] of Object.entries(ALL)) {
    expect([name, ...draws(distribution, 4)]).toEqual([name, ...(FROZEN[name] ?? [])]);
  }
});

describe('mean, variance and bounds over 200,000 draws', () => {
  test.each(Object.entries(ALL))('%s', (_, distribution) => {
    const { mean, variance, min, max } = compile(distribution);
    const sample = draws(distribution);
    const average = (f: (x: number) => number): number => sample.reduce((sum, x) => sum + f(x), 0) / N;
    const seenMean = average((x) => x);
    const seenVariance = average((x) => (x - mean) ** 2);
    const fourth = average((x) => (x - mean) ** 4);
    expect(Math.abs(seenMean - mean)).toBeLessThanOrEqual(4 * Math.sqrt(variance / N));
    const varianceError = Math.sqrt(Math.max(0, fourth - seenVariance ** 2) / N);
    expect(Math.abs(seenVariance - variance)).toBeLessThanOrEqual(4 * varianceError + 1e-12 * variance);
    expect(sample.every((x) => x >= min && x <= max)).toBe(true);
  });
});

const SAMPLES_CDF = (x: number): number => [5, 1, 1, 8, 3.5].filter((y) => y <= x).length / 5;

describe('the shape, by Kolmogorov-Smirnov', () => {
  const triangle = (x: number): number => (x < 2 ? (x - 1) ** 2 / 5 : 1 - (6 - x) ** 2 / 20);
  const CDFS: Readonly<Record<string, (x: number) => number>> = {
    uniform: (x) => (x + 2) / 8,
    triangular: triangle,
    'triangular, mode at min': (x) => 1 - (2 - x) ** 2,
    'triangular, mode at max': (x) => (x - 1) ** 2,
    normal: (x) => normalCdf((x - 10) / 3),
    lognormal: (x) => normalCdf((Math.log(x) - 1) / 0.5),
    exponential: (x) => 1 - Math.exp(-x / 4),
    'gamma 2.5': (x) => gammaCdf(2.5, x / 2),
    'gamma 0.3': (x) => gammaCdf(0.3, x / 10),
    'gamma 1': (x) => 1 - Math.exp(-x),
    'gamma 60': (x) => gammaCdf(60, x * 2),
    'weibull 1.7': (x) => 1 - Math.exp(-((x / 5) ** 1.7)),
    'weibull 0.8': (x) => 1 - Math.exp(-((x / 5) ** 0.8)),
    'beta 2, 5': (x) => betaCdf(2, 5, x),
    'beta 0.5, 0.7 on [-1, 3]': (x) => betaCdf(0.5, 0.7, (x + 1) / 4),
    'beta 3, 0.4': (x) => betaCdf(3, 0.4, x),
  };

  test.each(Object.entries(CDFS))('%s', (name, cdf) => {
    expect(kolmogorov(draws(ALL[name]!, 50_000), cdf)).toBeLessThan(1.95);
  });

  test('a shape off by 3 percent is seen', () => {
    const sample = draws({ kind: 'gamma', shape: 2.5, scale: 2 }, 50_000);
    expect(kolmogorov(sample, (x) => gammaCdf(2.575, x / 2))).toBeGreaterThan(2.5);
  });

  test('a mixture is the weighted sum', () => {
    const cdf = (x: number): number =>
      0.8 * gammaCdf(4, x) +
      0.15 * normalCdf((x - 30) / 2) +
      (x < 48 ? 0 : 0.0125) +
      0.0375 * Math.min(1, Math.max(0, (x - 60) / 12));
    // Atoms aside: at 48 the distribution function jumps.
    const sample = draws(ALL.mixture!, 50_000).map((x) => (x === 48 ? 48.5 : x));
    const spread = (x: number): number => (x === 48.5 ? cdf(48) - 0.00625 : cdf(x));
    expect(kolmogorov(sample, spread)).toBeLessThan(1.95 + 0.0125 * Math.sqrt(50_000));
    const seen = sample.filter((x) => x === 48.5).length / 50_000;
    expect(Math.abs(seen - 0.0125)).toBeLessThan(4 * Math.sqrt(0.0125 / 50_000));
  });
});

describe('the shape of counts, by chi-square', () => {
  test.each([
    ['poisson 0.2', poissonChance(0.2), 20],
    ['poisson 7.3', poissonChance(7.3), 60],
    ['poisson 1000', poissonChance(1000), 2000],
    ['poisson 1500, by rejection', poissonChance(1500), 3000],
    ['geometric', (k: number) => 0.3 * 0.7 ** k, 100],
    ['discrete', (k: number) => [0.2, 0, 0.3, 0, 0, 0, 0, 0.5][k]!, 7],
    ['discrete, alias', (k: number) => [0.2, 0, 0.3, 0, 0, 0, 0, 0.5][k]!, 7],
  ] as const)('%s', (name, chanceOf, max) => {
    expect(Math.abs(chiSquare(draws(ALL[name]!), chanceOf, max))).toBeLessThan(4);
  });

  test('a mean off by 2 percent is seen', () => {
    expect(chiSquare(draws({ kind: 'poisson', mean: 7.3 }), poissonChance(7.45), 60)).toBeGreaterThan(6);
  });

  test('a large Poisson number is nearly normal', () => {
    const mean = 1e6;
    const z = draws({ kind: 'poisson', mean }, 50_000).map(
      (k, i) => (k - 0.5 + stream.unit(i, 9) - mean) / 1000,
    );
    // The skewness of 1/1000 moves the distribution function by less than 1e-4.
    expect(kolmogorov(z, normalCdf)).toBeLessThan(1.95 + 0.03);
  });

  test('empirical samples come as often as they were seen', () => {
    const sample = draws(ALL['empirical samples']!);
    for (const x of [1, 3.5, 5, 8]) {
      const p = SAMPLES_CDF(x) - SAMPLES_CDF(x - 0.25);
      const seen = sample.filter((y) => y === x).length / N;
      expect(Math.abs(seen - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / N));
    }
  });

  test('empirical points: atoms, slopes and gaps where they were put', () => {
    const sample = draws(ALL['empirical points']!);
    const share = (f: (x: number) => boolean): number => sample.filter(f).length / N;
    const near = (seen: number, p: number): void =>
      expect(Math.abs(seen - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / N));
    near(
      share((x) => x === 2),
      0.1,
    );
    near(
      share((x) => x > 2 && x < 3.5),
      0.15,
    );
    near(
      share((x) => x === 8),
      0.3,
    );
    near(
      share((x) => x > 14),
      0.15,
    );
    expect(share((x) => x > 5 && x < 8)).toBe(0);
  });
});

describe('keys', () => {
  test.each(Object.entries(ALL))(
    '%s: leaving out entities or drawing others first changes no draw',
    (_, distribution) => {
      const sampler = compile(distribution);
      const whole = draws(distribution, 300);
      const again = compile(distribution);
      for (let entity = 299; entity >= 0; entity -= 7) {
        again.sample(stream, entity, 1);
        expect(again.sample(stream, entity, 0)).toBe(whole[entity]);
        expect(sampler.sample(stream, entity, 0)).toBe(whole[entity]);
      }
    },
  );

  const monotone = Object.entries(ALL).filter(([name]) => !/gamma|beta|rejection|alias|mixture/.test(name));

  test.each(monotone)(
    '%s: one uniform number, inverted: rises with u, and the antithetic pair is mirrored',
    (_, d) => {
      const sampler = compile(d);
      const pairs = Array.from({ length: 2000 }, (_unused, entity) => ({
        u: stream.unit(entity, 0),
        x: sampler.sample(stream, entity, 0),
        mirrored: sampler.sample(stream.antithetic(), entity, 0),
      })).sort((a, b) => a.u - b.u);
      for (let i = 1; i < pairs.length; i++) {
        expect(pairs[i]!.x).toBeGreaterThanOrEqual(pairs[i - 1]!.x);
        expect(pairs[i]!.mirrored).toBeLessThanOrEqual(pairs[i - 1]!.mirrored);
      }
    },
  );

  test.each(['gamma 2.5', 'gamma 0.3', 'beta 2, 5', 'poisson 1500, by rejection'])(
    '%s: antithetic pairs are negatively correlated all the same',
    (name) => {
      const sampler = compile(ALL[name]!);
      const mirror = stream.antithetic();
      let sum = 0;
      for (let i = 0; i < 20_000; i++) {
        sum += (sampler.sample(stream, i, 0) - sampler.mean) * (sampler.sample(mirror, i, 0) - sampler.mean);
      }
      expect(sum / 20_000 / sampler.variance).toBeLessThan(-0.2);
    },
  );

  test('a small change of weights changes few choices', () => {
    const a = draws({ kind: 'discrete', values: [1, 2, 3], weights: [0.3, 0.3, 0.4] }, 20_000);
    const b = draws({ kind: 'discrete', values: [3, 1, 2], weights: [0.39, 0.3, 0.31] }, 20_000);
    expect(a.filter((x, i) => x !== b[i]).length / 20_000).toBeLessThan(0.015);
  });
});

test('extreme parameters stay finite and within bounds', () => {
  for (const distribution of [
    { kind: 'gamma', shape: 1e-3, scale: 1 },
    { kind: 'gamma', shape: 1e9, scale: 1e-9 },
    { kind: 'beta', alpha: 1e-3, beta: 1e-3 },
    { kind: 'beta', alpha: 1e6, beta: 1 },
    { kind: 'poisson', mean: 0 },
    { kind: 'poisson', mean: 1e-12 },
    { kind: 'poisson', mean: 1e9 },
    { kind: 'geometric', p: 1e-12 },
    { kind: 'lognormal', mu: -700, sigma: 0 },
    { kind: 'normal', mean: 1, sd: 0 },
  ] satisfies Distribution[]) {
    const { min, max } = compile(distribution);
    for (const x of draws(distribution, 2000)) {
      if (!(Number.isFinite(x) && x >= min && x <= max))
        expect.fail(`${JSON.stringify(distribution)} drew ${x}`);
    }
  }
});
