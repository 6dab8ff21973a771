/**
 * `--sensitivity` as typed: what `dray sensitivity` measured stands in the page of a run, the same from `dray run` as from `dray report`; the command
 * that the page of a run gives is one that can be typed. What was measured on something else is refused, or named. One small analysis is made.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SensitivityReport } from '#reports/comparison/sensitivity-report';
import { dray, type Said } from '../in-process.fixture.ts';
import { splitCommand } from '../split-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'dray-sensitivity-'));
afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const SMALL = ['--set', 'demand.maxOrders=10', '--quiet'];
const json = (name: string): unknown => JSON.parse(readFileSync(at(name), 'utf8'));
const page = (name: string) => parseHTML(readFileSync(at(`${name}/report.html`), 'utf8')).document;

/** The analysis, of which something is changed. */
function changed(name: string, change: (found: SensitivityReport) => object): string {
  mkdirSync(at(name), { recursive: true });
  writeFileSync(
    at(`${name}/result.json`),
    JSON.stringify(change(json('measured/result.json') as SensitivityReport)),
  );
  return at(name);
}

beforeAll(async () => {
  expect((await dray('run', 'quickstart', ...SMALL, '--out', at('run'))).code).toBe(0);
  const vary = ['--vary', 'costs.latePenalty=0..0.3', '--worlds', '0'];
  const measured = await dray('sensitivity', 'quickstart', ...SMALL, ...vary, '--out', at('measured'));
  expect([measured.code, measured.stderr]).toEqual([0, '']);
}, 120_000);

const report = (place: string, ...words: string[]): Promise<Said> =>
  dray('report', at('run'), '--sensitivity', place, ...words);

describe('the page of a run', () => {
  test('has beside an assumption what was measured of it, and says nothing differs', async () => {
    const { code, stderr } = await report(at('measured'));
    expect([code, stderr]).toEqual([0, '']);
    const section = page('run').querySelector('section#ground')!;
    const first = section.querySelector('tbody tr')!;
    expect(first.querySelector('th')!.textContent).toBe('costs');
    const { inputs, baseline } = json('measured/result.json') as SensitivityReport;
    const said = first.textContent!;
    expect(said).toContain('costs.latePenalty 0 to 0.3');
    for (const end of [inputs[0]!.low, inputs[0]!.high])
      expect(said).toContain((end.baseline / 100).toFixed(2));
    expect(said).toContain(`${baseline.policy}: `);
    expect(first.querySelectorAll('svg')).toHaveLength(1);
    expect(section.querySelectorAll('p.bad')).toHaveLength(0);
    expect(section.textContent).toContain('seeds 1 to 20');
  });

  test('has the same bytes when the run was made with it; and without it those that it had', async () => {
    const again = ['run', 'quickstart', ...SMALL, '--out', at('again'), '--sensitivity', at('measured')];
    expect((await dray(...again)).code).toBe(0);
    const text = readFileSync(at('again/report.html'), 'utf8');
    await report(at('measured'));
    expect(readFileSync(at('run/report.html'), 'utf8') === text).toBe(true);
    // What is run is not touched by it.
    expect(readFileSync(at('again/run.json'), 'utf8')).toBe(readFileSync(at('run/run.json'), 'utf8'));
    await dray('report', at('run'));
    expect(page('run').querySelector('#ground svg')).toBeNull();
  });

  test('gives commands that can be typed: of the same scenario, settings and seed', async () => {
    await dray('report', at('run'));
    const [measure, lay] = page('run').querySelector('#ground pre')!.textContent!.split('\n');
    const words = splitCommand(measure!.replace('sensitivity', 'run').replace(/ --candidate .*/, ''));
    expect(words).toMatchObject({ ref: 'quickstart', seed: '1', set: ['demand.maxOrders=10'] });
    expect(measure).toMatch(/ --candidate fastest-feasible --out sensitivity$/);
    expect(lay).toBe('dray report RUN --sensitivity sensitivity');
    const { digest } = (json('run/run.json') as { readonly scenario: { readonly digest: string } }).scenario;
    expect((json('measured/result.json') as SensitivityReport).candidate.digest).toBe(digest);
  });
});

/** By the place at which it is not what the page shows. */
const SPOILT: readonly (readonly [string, (found: SensitivityReport) => object])[] = [
  ['plausible', ({ plausible: _, ...found }) => found],
  ['plausible.holds.share', (found) => ({ ...found, plausible: { worlds: [], holds: { low: 0, high: 1 } } })],
  ['assumed.hurt[0]', (found) => ({ ...found, assumed: { ...found.assumed, hurt: ['none'] } })],
  [
    'assumed.difference.high',
    (found) => ({
      ...found,
      assumed: { ...found.assumed, difference: { ...found.assumed.difference, high: '9' } },
    }),
  ],
  ['reproduce', (found) => ({ ...found, reproduce: {} })],
  ['seed', (found) => ({ ...found, seed: null })],
  ['replications', (found) => ({ ...found, replications: '20' })],
  [
    'inputs[0].high.difference.low',
    (found) => ({
      ...found,
      inputs: found.inputs.map(({ high, ...each }) => ({
        ...each,
        high: { ...high, difference: { ...high.difference, low: undefined } },
      })),
    }),
  ],
];

describe('what is not of the same', () => {
  test('another version of the scenario, or of Dray, is named on the page and on stderr', async () => {
    const place = changed('older', (found) => ({
      ...found,
      baseline: { ...found.baseline, digest: 'feedfeedfeedfeed' },
      versions: { ...found.versions, dray: '0.0.1' },
    }));
    const { code, stderr } = await report(place);
    expect(code).toBe(0);
    expect(stderr).toMatch(
      /^sensitivity: .*digest feedfeedfeedfeed and [0-9a-f]{16}; this run: .*\nsensitivity: .*dray 0\.0\.1/,
    );
    const said = [...page('run').querySelectorAll('#ground p.bad')].map((each) => each.textContent);
    expect(said).toHaveLength(2);
  });

  test.each<[string, () => string, readonly string[], RegExp]>([
    [
      'another scenario',
      () =>
        changed('other', (found) => ({
          ...found,
          baseline: { ...found.baseline, scenario: 'b2b' },
          candidate: { ...found.candidate, scenario: 'b2b' },
        })),
      [],
      /was measured on b2b, and the run is of quickstart\. Measure it on that: dray sensitivity quickstart/,
    ],
    ['a run', () => at('run'), [], /there is no result\.json in it/],
    ['nothing', () => at('nowhere'), [], /it is not there/],
    ['a file', () => at('measured/result.json'), [], /it is a file/],
    [
      'another experiment',
      () => changed('sweep', (found) => ({ ...found, process: 'sweep' })),
      [],
      /the result of a sweep/,
    ],
    ['another format', () => changed('newer', (found) => ({ ...found, format: 99 })), [], /its format is 99/],
    [
      'half of it',
      () => changed('half', ({ assumed: _, ...found }) => found),
      [],
      /in its result\.json "assumed" is not there/,
    ],
    ...SPOILT.map(([at, spoil]): [string, () => string, readonly string[], RegExp] => [
      `another ${at}`,
      () => changed('spoilt', spoil),
      [],
      new RegExp(
        `"${at.replace(/[[\].]/g, '\\$&')}" is not there, or is not what Dray writes: it was changed\\. Name`,
      ),
    ]),
    [
      'an end without a figure',
      () =>
        changed('end', (found) => ({
          ...found,
          inputs: found.inputs.map((each) => ({ ...each, low: { ...each.low, baseline: null } })),
        })),
      [],
      /in its result\.json "inputs\[0\]\.low\.baseline" is not there/,
    ],
    [
      'no page',
      () => at('measured'),
      ['--report', 'json'],
      /goes into the page, and --report json asks for none/,
    ],
  ])('%s is refused, with the way out, and the page stays as it was', async (_what, place, words, says) => {
    const before = readFileSync(at('run/report.html'), 'utf8');
    const { code, stderr } = await report(place(), ...words);
    expect([code, stderr]).toEqual([2, expect.stringMatching(says)]);
    expect(readFileSync(at('run/report.html'), 'utf8') === before).toBe(true);
  });

  test('is refused before anything is run', async () => {
    const place = changed('other', (found) => ({
      ...found,
      candidate: { ...found.candidate, scenario: 'b2b' },
    }));
    const { code, stderr } = await dray(
      'run',
      'quickstart',
      ...SMALL,
      '--out',
      at('never'),
      '--sensitivity',
      place,
    );
    expect([code, stderr]).toEqual([2, expect.stringContaining('was measured on quickstart against b2b')]);
    expect(existsSync(at('never'))).toBe(false);
  });

  test('an experiment is no run, and a run without a result has nothing to put it beside', async () => {
    const on = await dray('report', at('measured'), '--sensitivity', at('measured'));
    expect([on.code, on.stderr]).toEqual([2, expect.stringContaining('is no run')]);
    cpSync(at('run'), at('killed'), { recursive: true });
    writeFileSync(at('killed/run.json'), '{"format":1,"end":"running"}');
    const killed = await dray('report', at('killed'), '--sensitivity', at('measured'));
    expect([killed.code, killed.stderr]).toEqual([2, expect.stringContaining('has no result')]);
  });
});
