/**
 * A page of an experiment opens from disk by itself, says its verdict first, and its pictures have the figures of the result and no others. Shown on
 * planted results; with names that are as hostile as they come; and with results that know less.
 */
import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { type ExperimentReport, experimentIn } from '../../comparison/experiment-report.ts';
import type { PointRegret } from '../../comparison/regret-report.ts';
import { renderExperimentPage } from './experiment-page.ts';
import {
  across,
  comparison,
  grid,
  HINDSIGHT,
  HOSTILE,
  PLAIN,
  selection,
  sensitivity,
  several,
  sweep,
  warmUp,
} from './planted.fixture.ts';

const KINDS = { comparison, several, across, sweep, grid, selection, sensitivity, warmUp } as const;
const EACH = Object.entries(KINDS) as [keyof typeof KINDS, (names?: typeof PLAIN) => ExperimentReport][];
/** Without pictures of its own each is far below; all pairs of four metrics and 400 runs are not. */
const BYTES_MAX = 600_000;

/** Elements that have no end. */
const VOID = new Set(['meta', 'br', 'link', 'img', 'hr', 'input']);

function unbalanced(page: string): string | null {
  const open: string[] = [];
  for (const [tag, slash, name, selfClosed] of page.matchAll(/<(\/?)([a-z][\w-]*)\b[^>]*?(\/?)>/gi)) {
    if (VOID.has(name!.toLowerCase()) || selfClosed === '/') continue;
    if (slash === '') open.push(name!);
    else if (open.pop() !== name) return tag;
  }
  return open.at(-1) ?? null;
}

describe.each(EACH)('the page of a %s', (_, of) => {
  const text = renderExperimentPage(of());
  const { document } = parseHTML(text);

  test('is whole, fetches nothing, and runs its own script alone', () => {
    expect(text).toMatch(/^<!doctype html>/);
    expect(unbalanced(text)).toBeNull();
    expect(text.replaceAll('http://www.w3.org/', '').match(/https?:|src=|@import|url\(/g)).toBeNull();
    const [script, ...more] = document.querySelectorAll('script');
    expect(more).toEqual([]);
    const hash = createHash('sha256').update(script!.textContent).digest('base64');
    expect(text).toContain(`script-src 'sha256-${hash}'`);
  });

  test('opens with the verdict; says seed, command, versions and what is assumed', () => {
    const header = document.querySelector('header')!;
    expect(header.querySelector('.verdict strong')!.textContent).not.toBe('');
    expect(document.querySelectorAll('h1')).toHaveLength(1);
    expect(header.textContent).toContain('seed 7');
    expect(document.querySelector('#again')!.textContent).toMatch(
      /dray compare harbour --seed 7[\s\S]*dray 9\.9\.9/,
    );
    expect(document.querySelector('#ground')!.textContent).toContain('latePenalty (what retailers charge)');
  });

  test('every link leads somewhere, every id is there once', () => {
    const links = [...document.querySelectorAll('a')].map((a) => a.getAttribute('href')!);
    expect(links.length).toBeGreaterThan(3);
    for (const link of links) expect(document.querySelector(link), link).not.toBeNull();
    const ids = [...document.querySelectorAll('[id]')].map((each) => each.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('each picture says what it is, has a caption, and no figure that is none', () => {
    const figures = [...document.querySelectorAll('figure')];
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.querySelector('figcaption')!.textContent.length).toBeGreaterThan(10);
      const svg = figure.querySelector('svg')!;
      expect([svg.getAttribute('role'), svg.querySelector('title')!.textContent]).toEqual([
        'img',
        svg.getAttribute('aria-label'),
      ]);
    }
    expect(text).not.toMatch(/NaN|Infinity|undefined|\[object|>null</);
  });

  test('the same result gives the same bytes, also when it is read back from its file', () => {
    const kept: unknown = JSON.parse(JSON.stringify(of()));
    const read = experimentIn(kept);
    expect('report' in read && renderExperimentPage(read.report)).toBe(text);
  });

  test('names are text, whatever they are, and a long one is cut in pictures', () => {
    const hostile = renderExperimentPage(of(HOSTILE));
    expect(unbalanced(hostile)).toBeNull();
    const page = parseHTML(hostile).document;
    expect(page.querySelectorAll('img')).toHaveLength(0);
    expect(page.querySelectorAll('script')).toHaveLength(1);
    for (const each of page.querySelectorAll('svg text')) expect(each.textContent.length).toBeLessThan(120);
    expect(Buffer.byteLength(hostile)).toBeLessThan(BYTES_MAX);
  });
});

/** Circles of a picture, by their places. */
type Root = ReturnType<typeof parseHTML>['document'];
type Svg = NonNullable<ReturnType<Root['querySelector']>>;

function circles(svg: Svg): (readonly [x: number, y: number])[] {
  return [...svg.querySelectorAll('circle')].map((dot) => [
    Number(dot.getAttribute('cx')),
    Number(dot.getAttribute('cy')),
  ]);
}

function pictureOf(report: ExperimentReport, says: RegExp): Svg {
  const { document } = parseHTML(renderExperimentPage(report));
  const found = [...document.querySelectorAll('figure svg')].filter((svg) =>
    says.test(svg.getAttribute('aria-label') ?? ''),
  );
  expect(found).toHaveLength(1);
  return found[0]!;
}

const textsOf = (svg: Svg): string[] => [...svg.querySelectorAll('text')].map((each) => each.textContent);

/** Slope and residue of places against figures: 0 where the scale is linear and the figures are those. */
function offLine(places: readonly number[], figures: readonly number[]): number {
  const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
  const [px, fx] = [mean(places), mean(figures)];
  const slope =
    places.reduce((sum, place, i) => sum + (place - px) * (figures[i]! - fx), 0) /
    figures.reduce((sum, each) => sum + (each - fx) ** 2, 0);
  return Math.max(...places.map((place, i) => Math.abs(place - px - slope * (figures[i]! - fx))));
}

describe('pictures have the figures of the result', () => {
  test('the forest of metrics: gains in units of what matters, better to the right', () => {
    const svg = pictureOf(comparison(), /Gain of the candidate/);
    const texts = textsOf(svg);
    expect(texts).toContain('-3.95 · uplift');
    expect(texts).toContain('-1.00 pp · undecided');
    const bars = [...svg.querySelectorAll('line')].filter(
      (line) => line.getAttribute('y1') === line.getAttribute('y2'),
    );
    const lengths = bars
      .filter((line) => line.getAttribute('x1') !== line.getAttribute('x2'))
      .map((line) => Math.abs(Number(line.getAttribute('x2')) - Number(line.getAttribute('x1'))))
      .filter((length) => length > 0);
    // 70 / 110 of the threshold wide, and 0.02 / 0.005.
    const [one, other] = lengths.slice(-2).sort((x, y) => x - y);
    expect(one! / other!).toBeCloseTo(70 / 110 / 4, 3);
  });

  test('a dot a pair, where its figures are', () => {
    const report = comparison();
    const pairs = report.primary.pairs!;
    const scatter = circles(pictureOf(report, /^Landed cost.*candidate against baseline, 20 pairs/));
    expect(scatter).toHaveLength(20);
    expect(
      offLine(
        scatter.map(([x]) => x),
        pairs.map(([one]) => one),
      ),
    ).toBeLessThan(0.01);
    expect(
      offLine(
        scatter.map(([, y]) => y),
        pairs.map(([, other]) => other),
      ),
    ).toBeLessThan(0.01);
    const strip = circles(pictureOf(report, /^Landed cost.*differences of 20 pairs/)).map(([x]) => x);
    const differences = pairs.map(([one, other]) => other - one);
    expect(
      offLine(
        strip.sort((x, y) => x - y),
        differences.sort((x, y) => x - y),
      ),
    ).toBeLessThan(0.01);
  });

  test('reliability: a dot a bin; recall against precision; the matrix a replication with intervals', () => {
    const text = renderExperimentPage(comparison());
    const dots = circles(pictureOf(comparison(), /reliability of by-pace/));
    expect(dots).toHaveLength(2);
    expect((dots[1]![0] - dots[0]![0]) / (dots[0]![1] - dots[1]![1])).toBeCloseTo(
      ((0.6 - 0.1) / (0.4 - 0.05)) * ((470 - 52 - 24) / (330 - 20 - 40)),
      1,
    );
    const cells = parseHTML(text).document.querySelector('#predictions')!.textContent;
    expect(cells).toContain('2.0 (1.5 to 2.5)');
    expect(cells).toMatch(/0\.081\s*0\.070 to 0\.090/);
  });

  test('segments: what helps and what hurts, by name', () => {
    const { document } = parseHTML(renderExperimentPage(comparison()));
    const section = document.querySelector('#segments')!.textContent;
    expect(section).toContain('It helps in: tomorrow. It hurts in: depot.');
    expect(section).toContain('2 more have too few orders');
    const texts = textsOf(pictureOf(comparison(), /saves an order, by segment/));
    expect(texts).toEqual(
      expect.arrayContaining(['+9.00 USD · helps', '-2.50 USD · hurts', '±0.00 USD · open']),
    );
    // What helps is a triangle, what hurts a diamond, what is open (0 here) a circle.
    const svg = pictureOf(comparison(), /saves an order, by segment/);
    const [helps, hurts] = [...svg.querySelectorAll('g[data-mark=dot] path')].map((symbol) =>
      Number(/translate\(([-\d.]+)/.exec(symbol.getAttribute('transform')!)![1]),
    );
    const [[open]] = circles(svg) as [readonly [number, number]];
    expect((helps! - open) / (open - hurts!)).toBeCloseTo(900 / 250, 2);
  });

  test('hindsight: bars as long as costs, and the headroom', () => {
    const svg = pictureOf(comparison(), /above the hindsight bound/);
    const widths = [...svg.querySelectorAll('rect')].map((each) => Number(each.getAttribute('width')));
    const [bound, , , regretBefore, regretAfter] = widths;
    expect(regretBefore! / bound!).toBeCloseTo(2950 / 8000, 3);
    expect(regretAfter! / bound!).toBeCloseTo(2555 / 8000, 3);
    expect(renderExperimentPage(comparison())).toContain('<strong>13.4 %</strong> of the way');
  });

  test('hindsight: a table for each decision point with a bound of its own', () => {
    const of = { mean: 120_000, low: 110_000, high: 130_000 };
    const answers = { decisions: 360, bound: of, came: 240_000, regret: of, certifiedGap: 0 };
    const right = { mean: 0.75, low: 0.7, high: 0.8 };
    const point: PointRegret = {
      ...{
        point: 'exception',
        unit: 'money',
        compared: true,
        baseline: answers,
        candidate: { ...answers, right },
      },
      headroomCaptured: { mean: 0.3, low: 0.2, high: 0.4 },
    };
    const text = renderExperimentPage(comparison(PLAIN, { regret: { ...HINDSIGHT, points: [point] } }));
    const cells = parseHTML(text).document.querySelector('#hindsight')!.textContent;
    expect(cells).toContain('work on exceptions against the least of any answers to the same questions: USD');
    expect(cells).toMatch(/360\s*1,200\.0\s*2,400\.0\s*1,200\.0\s*1,100\.0 to 1,300\.0\s*75 %/);
    expect(cells).toContain('Headroom captured: 30 % (20 % to 40 %).');
  });

  test('single decisions: a dot each, the best first', () => {
    const dots = circles(pictureOf(comparison(), /Worth of 3 single decisions/));
    expect(
      offLine(
        dots.map(([, y]) => y),
        [525, 100, -75],
      ),
    ).toBeLessThan(0.01);
  });

  test('off-policy against truth: how far each estimate is off, and whether it holds the truth', () => {
    expect(textsOf(pictureOf(comparison(), /against the truth/))).toEqual(
      expect.arrayContaining(['+25.0 %', '+10.0 % · holds the truth', '+5.0 % · misses it']),
    );
  });

  test('several candidates and several scenarios: a row each', () => {
    expect(textsOf(pictureOf(several(), /each candidate saves/))).toEqual(
      expect.arrayContaining(['tomorrow', 'third', '-3.95 USD · uplift', '+5.00 USD · harm']),
    );
    expect(textsOf(pictureOf(across(), /saves in each scenario/))).toEqual(
      expect.arrayContaining(['harbour', 'inland', '-3.95 USD · inconclusive', '-3.95 EUR · equivalent']),
    );
    const table = parseHTML(renderExperimentPage(across())).document.querySelector('#uplift')!.textContent;
    expect(table).toMatch(/inconclusive \(alone: uplift\)/);
    expect(table).toContain('0.040');
  });

  test('a sweep: a dot a point, and where it bends; a grid: a cell a point', () => {
    const svg = pictureOf(sweep(), /^Landed cost per order shipped over/);
    const dots = circles(svg);
    expect(
      offLine(
        dots.map(([x]) => x),
        [1, 2, 4, 8],
      ),
    ).toBeLessThan(0.01);
    expect(
      offLine(
        dots.map(([, y]) => y),
        [9000, 5000, 4200, 4100],
      ),
    ).toBeLessThan(0.01);
    expect(textsOf(svg)).toContain('bends here');
    const map = pictureOf(grid(), /^Landed cost/);
    expect(map.querySelectorAll('rect')).toHaveLength(4);
    expect(textsOf(map)).toEqual(expect.arrayContaining(['50.11', '60.11', '50.22', '60.22']));
  });

  test('a sweep: least and most, with the points that they cannot be told apart from', () => {
    const saidOf = (means: readonly number[], halfWidth: number | null): string => {
      const points = means.map((mean, i) => ({
        values: [String(i)],
        kpis: [{ kpi: 'landedCostPerOrder' as const, mean, halfWidth }],
      }));
      return parseHTML(renderExperimentPage(sweep(PLAIN, { points, knees: [] }))).document.querySelector(
        '.verdict',
      )!.textContent;
    };
    expect(saidOf([9000, 4201, 4000], 100)).toMatch(
      /least, 40\.00 USD at platform\.workers = 2, and most, 90\.00 USD at platform\.workers = 0\.$/,
    );
    expect(saidOf([9000, 4200, 4000], 100)).toContain(
      'least, 40.00 USD at platform.workers = 2 (not to be told apart from platform.workers = 1: intervals overlap), and most, 90.00 USD at platform.workers = 0.',
    );
    expect(saidOf([9000, 4200, 4000], null)).not.toContain('told apart');
    expect(saidOf([1, 2, 3, 4, 5, 6], 100)).toContain(
      '= 1; platform.workers = 2; platform.workers = 3 and 2 more: intervals overlap)',
    );
  });

  test('the best of several: who is behind by how much, and the probability of each', () => {
    expect(textsOf(pictureOf(selection(), /is behind/))).toEqual(
      expect.arrayContaining(['+0.20 USD · 400 runs', '+10.90 USD · 20 runs']),
    );
    const bars = [...pictureOf(selection(), /Probability of each/).querySelectorAll('rect')];
    const widths = bars.map((bar) => Number(bar.getAttribute('width')));
    expect(widths[0]! / widths[1]!).toBeCloseTo(83 / 17, 2);
  });

  test('a tornado: bars to both ends, and which end turns the verdict into which', () => {
    const svg = pictureOf(sensitivity(), /^What each assumed input moves/);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['0.02', '0.3 (harm)', 'costs.latePenalty']));
    const widths = [...svg.querySelectorAll('rect')].map((bar) => Number(bar.getAttribute('width')));
    expect(widths[0]! / widths[1]!).toBeCloseTo((900 - 395) / (700 + 395), 2);
    const text = renderExperimentPage(sensitivity());
    expect(text).toContain('holds in 33.3 % of 3 (6.1 % to 79 % with 95 %)');
  });

  test('a warm-up: the curve, and the cut where it is least', () => {
    const svg = pictureOf(warmUp(), /standard error/);
    const [cut] = circles(svg);
    const path = [...svg.querySelectorAll('g[data-mark=line] path')].at(-1)!.getAttribute('d')!;
    const points = [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
    expect(points).toHaveLength(4);
    expect(cut![0]).toBeCloseTo(points[2]![0]!, 1);
    expect(Math.max(...points.map(([, y]) => y!))).toBeCloseTo(cut![1], 1);
  });
});

describe('results that know less', () => {
  test('an older result has no pairs, segments, curves or assumptions: what there is is shown, and what there is not is said', () => {
    const old = JSON.parse(JSON.stringify(comparison())) as Record<string, unknown>;
    const strip = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(strip);
      if (value === null || typeof value !== 'object') return value;
      const newer = new Set([
        'offPolicy',
        'segments',
        'reliability',
        'recallCurve',
        'assumptions',
        'configured',
      ]);
      return Object.fromEntries(
        Object.entries(value).flatMap(([key, each]) =>
          newer.has(key) || (key === 'pairs' && Array.isArray(each)) ? [] : [[key, strip(each)]],
        ),
      );
    };
    const text = renderExperimentPage(strip(old) as ExperimentReport);
    expect(unbalanced(text)).toBeNull();
    expect(text).not.toMatch(/NaN|undefined/);
    expect(text).toContain('it was made by an older version');
    expect(text).not.toContain('id="segments"');
    expect(text).toContain('id="uplift"');
  });

  test('a design against itself: every difference is exactly 0, and is drawn', () => {
    const none = { mean: 0, low: 0, high: 0, halfWidth: 0, method: 't', skew: 0 } as const;
    const { primary } = comparison();
    const pairs = primary.pairs!.map(([one]) => [one, one] as const);
    const same = {
      ...primary,
      difference: none,
      pairs,
      varianceReduction: null,
      judged: 'equivalent',
    } as const;
    const text = renderExperimentPage(
      comparison(PLAIN, {
        same: true,
        verdict: 'equivalent',
        primary: same,
        guardrails: [],
        pairsEnough: null,
      }),
    );
    expect(text).not.toMatch(/NaN|Infinity/);
    expect(text).toContain('every difference exactly 0');
  });

  test('a baseline of 0, where any difference matters, is named and not drawn', () => {
    const { primary } = comparison();
    const zero = { ...primary, baseline: 0, threshold: 0 };
    const text = renderExperimentPage(comparison(PLAIN, { primary: zero, guardrails: [] }));
    expect(text).not.toMatch(/NaN|Infinity/);
    expect(text).toContain('since the baseline has 0');
    const { candidates, ...rest } = several();
    const flat = renderExperimentPage({
      ...rest,
      candidates: candidates.map((each) => ({ ...each, primary: zero })),
    });
    expect(flat).not.toMatch(/NaN|Infinity/);
  });

  test('two scenarios: what they have otherwise, and nothing else', () => {
    const configured = { values: [{ path: 'platform.workers', baseline: '1', candidate: null }], more: 3 };
    const { document } = parseHTML(renderExperimentPage(comparison(PLAIN, { configured })));
    const said = document.querySelector('#configured')!.textContent;
    expect(said).toMatch(/platform\.workers\s*1\s*not said/);
    expect(said).toContain('3 more values differ');
  });

  test('four hundred pairs of four metrics stay small', () => {
    const { primary, guardrails } = comparison();
    const many = Array.from({ length: 400 }, (_, n) => [10_000 + n, 9000 + n] as const);
    const first = { ...primary, pairs: many };
    const rest = [...guardrails, ...guardrails, ...guardrails].map((each) => ({ ...each, pairs: many }));
    const text = renderExperimentPage(comparison(PLAIN, { pairs: 400, primary: first, guardrails: rest }));
    expect(Buffer.byteLength(text)).toBeLessThan(BYTES_MAX);
  });

  test('what is no result of this version is told from one that is', () => {
    expect(experimentIn({ ...comparison(), format: 9 })).toEqual({
      unusable: 'its format is 9, and this version reads 1',
    });
    expect(experimentIn({ process: 'outbound', format: 1 })).toHaveProperty('unusable');
    for (const strange of [null, 7, 'x', [], { process: 'toString', format: 1 }])
      expect(experimentIn(strange)).toHaveProperty('unusable');
  });
});
