/**
 * What an assumption moves must stand beside it, with figures that follow from the analysis and the way they were measured; what was measured on
 * something else must say so; and without an analysis the page gives the commands. No name is trusted.
 */
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import type { SensitivityReport } from '../../comparison/sensitivity-report.ts';
import type { OutboundRunReport } from '../../outbound/outbound-report.ts';
import { sampleReport } from '../../outbound/sample.fixture.ts';
import { HOSTILE, sensitivity } from '../experiments/planted.fixture.ts';
import { renderPage } from '../page.ts';
import { ground } from './ground.ts';
import { moversOf } from './sensitivity.ts';

const ASSUMPTIONS = [
  'limits: tenders',
  'platform: workers, stepLatency',
  'costs: latePenalty, taskMinutes (3 % as Walmart charges)',
];

function run(of: Partial<OutboundRunReport> = {}): OutboundRunReport {
  return { ...sampleReport(), assumptions: ASSUMPTIONS, ...of };
}

function sectionOf(report: OutboundRunReport, measured: SensitivityReport | null) {
  const { document } = parseHTML(`<main>${ground(report, measured).text}</main>`);
  return document.querySelector('section#ground')!;
}

type Section = ReturnType<typeof sectionOf>;

/** Cells of each row, by its head. */
function rowsOf(section: Section): Map<string, Section[]> {
  const rows = [...section.querySelectorAll('tbody tr')];
  return new Map(rows.map((row) => [row.querySelector('th')!.textContent!, [...row.querySelectorAll('td')]]));
}

describe('with an analysis', () => {
  const section = sectionOf(run(), sensitivity());
  const rows = rowsOf(section);

  test('assumptions that were swung come first, the widest before the others; of the rest it is said that nobody swung them', () => {
    expect([...rows.keys()]).toEqual(['costs', 'platform', 'limits']);
    expect(rows.get('limits')![0]!.textContent).toBe('not swung');
  });

  test('beside each stand range, figures of both policies at both ends, difference with interval, and the verdict', () => {
    const text = rows.get('costs')![0]!.textContent!.replace(/\s+/g, ' ');
    expect(text).toContain('costs.latePenalty 0.02 to 0.3');
    // Baseline 109.50 at both ends; the candidate 9.00 less, then 7.00 more.
    expect(text).toContain('today: 109.50 to 109.50');
    expect(text).toContain('tomorrow: 100.50 to 116.50');
    expect(text).toContain('Difference: -9.00 to +7.00 (-10.00 to -8.00; 6.00 to 8.00 with 95 %)');
    expect(text).toContain('harm at 0.3 (hurts On time in full), uplift as the scenario stands.');
    expect(rows.get('platform')![0]!.textContent).toContain('The verdict stays uplift.');
  });

  test('a bar is read out, and goes to both ends from the difference as it stands; a diamond where the verdict turns', () => {
    const [bar, still] = ['costs', 'platform'].map((head) => rows.get(head)![0]!.querySelector('svg')!);
    expect(bar!.getAttribute('role')).toBe('img');
    expect(bar!.getAttribute('aria-label')).toBe(
      'What costs.latePenalty moves: -9.00 USD at 0.02; 7.00 USD at 0.3, harm',
    );
    const widths = [...bar!.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('width')));
    // 5.05 below and 10.95 above.
    expect(widths[1]! / widths[0]!).toBeCloseTo(10.95 / 5.05, 1);
    expect(bar!.querySelectorAll('g[data-mark=dot] path')).toHaveLength(1);
    expect(still!.querySelectorAll('g[data-mark=dot] path')).toHaveLength(0);
  });

  test('it says by what it was measured, what turns the verdict, and in how many worlds it holds', () => {
    const text = section.textContent!.replace(/\s+/g, ' ');
    expect(text).toContain(
      'Landed cost per order shipped of tomorrow less that of today, 20 pairs of runs at each end, seeds 7 to 26.',
    );
    expect(text).toContain('By itself the verdict is turned by costs.latePenalty.');
    expect(text).toContain('33.3 % of 3 plausible worlds');
    expect(section.querySelectorAll('figure svg')).toHaveLength(1);
    expect(text).not.toContain('dray report RUN');
  });

  test.each([
    [1, 'The one input that was swung does not turn the verdict by itself.'],
    [2, 'None of 2 inputs that were swung turns the verdict by itself.'],
  ])('of %i that turn nothing', (size, said) => {
    const inputs = Array.from({ length: size }, () => ({ ...sensitivity().inputs[0]!, moves: false }));
    expect(moversOf({ inputs })).toBe(said);
  });

  test('what is not of the same is said, in words that stand out', () => {
    const said = [...section.querySelectorAll('p.bad')].map((each) => each.textContent);
    expect(said).toEqual([
      expect.stringContaining('another version of the scenario'),
      expect.stringContaining('It was measured by dray 9.9.9'),
      expect.stringContaining('It compares today and tomorrow, which this run does not have.'),
    ]);
  });

  test('an input that no assumption names is shown all the same', () => {
    const other = sectionOf(run({ assumptions: ['limits: tenders'] }), sensitivity());
    const tables = [...other.querySelectorAll('table')].map(
      (each) => each.querySelector('caption')!.textContent,
    );
    expect(tables[0]).toContain('though no assumption of the scenario names it');
    expect([...rowsOf(other).keys()]).toEqual(['costs.latePenalty', 'platform.workers', 'limits']);
  });

  test('the line under the verdict has it in short, with the way to it', async () => {
    const { document } = parseHTML(await renderPage(run(), undefined, { sensitivity: sensitivity() }));
    const link = [...document.querySelectorAll('dl.short a')].at(-1)!;
    expect(link.textContent).toBe('By itself the verdict is turned by costs.latePenalty.');
    expect(document.querySelector(link.getAttribute('href')!)!.textContent).toBe('What they move');
  });

  test('what hardly moves a difference has a short bar, however little all move it: no difference is on the scale', () => {
    const { assumed, inputs, ...rest } = sensitivity();
    const near = (mean: number) => ({ ...assumed.difference, mean });
    const little = inputs.map(({ low, high, ...each }) => ({
      ...each,
      low: { ...low, difference: near(633) },
      high: { ...high, difference: near(632) },
    }));
    const page = sectionOf(run(), {
      ...rest,
      assumed: { ...assumed, difference: near(632) },
      inputs: little,
    });
    const bar = rowsOf(page).get('costs')![0]!.querySelector('svg')!;
    const widths = [...bar.querySelectorAll('rect')].map((rect) => Number(rect.getAttribute('width')));
    expect(Math.max(...widths)).toBeLessThan(1);
    expect(bar.querySelectorAll('[stroke-dasharray="2 3"]')).toHaveLength(1);
  });

  test('what is spoilt is left out by itself: the run, its assumptions and the way to measure them stay', async () => {
    const { plausible: _, ...spoilt } = sensitivity();
    const { document } = parseHTML(
      await renderPage(run(), undefined, { sensitivity: spoilt as SensitivityReport, missing: [] }),
    );
    const missing = [...document.querySelectorAll('#missing li')].map((each) => each.textContent);
    expect(missing).toEqual([expect.stringMatching(/^What --sensitivity says of the assumptions: /)]);
    expect([...rowsOf(document.querySelector('section#ground')!).keys()]).toHaveLength(3);
    expect(document.querySelector('dl.short')).not.toBeNull();
    expect(document.querySelector('#ground pre')!.textContent).toContain('dray sensitivity');
  });

  test('no name is trusted', () => {
    const text = ground(run(), sensitivity(HOSTILE)).text;
    const { document } = parseHTML(`<main>${text}</main>`);
    expect(document.querySelectorAll('script, img, [onerror]')).toHaveLength(0);
  });
});

describe('without one', () => {
  test('the page gives the commands, and what the scenario says might be otherwise', () => {
    const plausible = [{ path: 'platform.workers', low: '1', high: '<4>' }];
    const section = sectionOf(run({ plausible }), null);
    expect(section.querySelector('pre')!.textContent).toBe(
      "dray sensitivity sample --seed 1 --with 'DC North' --candidate dear --out sensitivity\ndray report RUN --sensitivity sensitivity",
    );
    expect(section.textContent).toContain('platform.workers from 1 to <4>');
    expect(section.querySelectorAll('svg')).toHaveLength(0);
  });

  test('where nothing is assumed there is nothing to measure', () => {
    expect(sectionOf(run({ assumptions: [] }), null).textContent).not.toContain('dray sensitivity');
  });
});
