/**
 * What an experiment leaves in its folder: a result and a page that is drawn of it alone, whole or not at all, or the result without a page. Each command is
 * a process of its own.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { experimentIn } from '#reports/comparison/experiment-report';
import { renderExperimentPage } from '#reports/html/experiments/experiment-page';
import { Desk, dray, type Ran } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const SMALL = ['--set', 'demand.maxOrders=12', '--set', 'thresholds=[]', '--until', '9 d', '--quiet'];
const TWENTY = ['--replications', '20', '--no-bounds', '--counterfactuals', '0'];
const type = (...words: string[]): Ran => dray(words, desk.path);
const read = (path: string): string => readFileSync(desk.file(path), 'utf8');

describe('a comparison', () => {
  const words = ['compare', 'quickstart', ...SMALL, ...TWENTY, '--out', 'c'];
  const ran = type(...words);

  test('writes a result and its page, says where, and leaves nothing half-written', () => {
    expect([ran.code, ran.stderr]).toEqual([0, '']);
    expect(ran.stdout).toMatch(
      /\nresult {5}c.result\.json\nreport {5}c.report\.html\nagain {6}dray compare /,
    );
    expect(readdirSync(desk.file('c')).sort()).toEqual(['replications.jsonl', 'report.html', 'result.json']);
  });

  test('the page is drawn of the result alone, and says what the terminal says', () => {
    const kept = experimentIn(JSON.parse(read('c/result.json')));
    if (!('report' in kept)) throw new Error(kept.unusable);
    const page = read('c/report.html');
    expect(page).toBe(renderExperimentPage(kept.report));
    expect(page).toContain('dray compare quickstart --seed 1');
    expect(page).toContain((kept.report as ComparisonReport).verdict);
  });

  test('the result has the pairs, the segments and what is assumed', () => {
    const report: ComparisonReport = JSON.parse(read('c/result.json'));
    expect(report.primary.pairs).toHaveLength(20);
    const kinds = new Set(report.segments!.segments.map(({ by }) => by));
    expect([...kinds]).toEqual(expect.arrayContaining(['class', 'size']));
    const classes = report.segments!.segments.filter(({ by }) => by === 'class').map(({ name }) => name);
    expect(classes.every((name) => ['shop', 'workshop'].includes(name))).toBe(true);
    expect(report.assumptions!.length).toBeGreaterThan(3);
  });

  test('--report none leaves the page out, also one of an earlier result', () => {
    const again = type(...words, '--report', 'none');
    expect([again.code, again.stderr]).toEqual([0, '']);
    expect(again.stdout).not.toContain('report.html');
    expect(again.stdout).not.toContain('replaced');
    expect(existsSync(desk.file('c/report.html'))).toBe(false);
    expect(existsSync(desk.file('c/result.json'))).toBe(true);
  });
});

describe('two scenarios', () => {
  test('what they have otherwise is told, value by value, and nothing else', () => {
    writeFileSync(
      desk.file('busier.yaml'),
      'extends: quickstart\nname: busier\ntitle: Busier\nplatform: { workers: 3 }\n',
    );
    const policy = ['--baseline', 'cheapest-feasible', '--candidate', 'cheapest-feasible'];
    const { code, stderr } = type(
      'compare',
      'quickstart',
      'busier.yaml',
      ...SMALL,
      ...TWENTY,
      ...policy,
      '--out',
      't',
    );
    expect([code, stderr]).toEqual([0, '']);
    const { configured }: ComparisonReport = JSON.parse(read('t/result.json'));
    expect(configured).toEqual({
      values: [{ path: 'platform.workers', baseline: expect.stringMatching(/^\d+$/), candidate: '3' }],
      more: 0,
    });
    expect(read('t/report.html')).toContain('Nothing else differs');
  });
});

describe('other experiments', () => {
  test('a sweep writes both, too', () => {
    const vary = ['--vary', 'platform.workers=1,2', '--replications', '1'];
    const { code, stderr } = type('sweep', 'quickstart', ...SMALL, ...vary, '--out', 'sweep');
    expect([code, stderr]).toEqual([0, '']);
    const kept = experimentIn(JSON.parse(read('sweep/result.json')));
    expect('report' in kept && renderExperimentPage(kept.report)).toBe(read('sweep/report.html'));
  });

  test('one in the folder of another says whose result it replaces', () => {
    const vary = ['--vary', 'platform.workers=1,2', '--replications', '1', '--seed', '2'];
    const { stdout } = type('sweep', 'quickstart', ...SMALL, ...vary, '--out', 'sweep');
    expect(stdout).toMatch(/\nreplaced {3}the result of dray sweep .*--seed 1/);
  });

  test.each([
    ['compare', []],
    ['best', []],
    ['sweep', ['--vary', 'platform.workers=1,2']],
    ['sensitivity', []],
    ['warmup', []],
  ])('%s --report pdf: refused before anything has run', (command, more) => {
    const { code, stdout, stderr } = type(command, 'quickstart', ...more, '--report', 'pdf', '--out', 'pdf');
    expect([code, stdout, stderr]).toEqual([2, '', expect.stringMatching(/unknown report: "pdf"/)]);
    expect(existsSync(desk.file('pdf'))).toBe(false);
  });

  test('where the page can’t be written, it is said, and the result is there', () => {
    mkdirSync(desk.file('taken/report.html'), { recursive: true });
    const { code, stderr } = type(
      'sweep',
      'quickstart',
      ...SMALL,
      '--vary',
      'platform.workers=1,2',
      '--replications',
      '1',
      '--out',
      'taken',
    );
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^can't write to .*report\.html \(\w+\)\. Name another/),
    ]);
    expect(existsSync(desk.file('taken/result.json'))).toBe(true);
    expect(readdirSync(desk.file('taken')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
