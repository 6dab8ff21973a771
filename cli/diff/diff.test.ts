/**
 * `dray diff` as it is typed: the same run, another seed, another value, another policy, an older format, a run that is not whole: what
 * can be compared is, only what differs is shown, the rest is named, and where nothing can be compared it is an error.
 */
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DiffReport, KpiDifference } from '#reports/diff/diff-report';
import { OUTBOUND_KPIS, type OutboundKpi } from '#reports/kpis/outbound/catalogue';
import type { OutboundRunReport } from '#reports/outbound/outbound-report';
import { widthOf } from '#reports/text/width';
import { Desk } from '#testing/outside/command-line';
import { dray } from '../in-process.fixture.ts';

const desk = new Desk();
afterAll(() => desk.clear());
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const SMALL = [
  'quickstart',
  '--set',
  'demand.maxOrders=25',
  '--set',
  'thresholds=[]',
  '--quiet',
  '--report',
  'none',
];

async function run(name: string, ...words: string[]): Promise<string> {
  const dir = desk.file(name);
  expect((await dray('run', ...SMALL, ...words, '--out', dir)).code).toBe(0);
  return dir;
}

async function diff(one: string, other: string, ...words: string[]): Promise<DiffReport> {
  const { code, stdout, stderr } = await dray('diff', one, other, '--json', ...words);
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as DiffReport;
}

const reportOf = (dir: string): OutboundRunReport => JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'));
function rewritten(dir: string, change: (report: Record<string, unknown>) => unknown): void {
  const report = JSON.parse(readFileSync(join(dir, 'run.json'), 'utf8'));
  writeFileSync(join(dir, 'run.json'), JSON.stringify(change(report) ?? report));
}

let [base, seeded, valued, policied] = ['', '', '', ''];

beforeAll(async () => {
  base = await run('base');
  seeded = await run('seeded', '--seed', '9');
  valued = await run('valued', '--set', 'costs.latePenalty=0.3');
  policied = await run('policied', '--policy', 'cheapest-in-stock');
}, 120_000);

function copied(dir: string, name: string): string {
  const copy = desk.file(name);
  rmSync(copy, { recursive: true, force: true });
  cpSync(dir, copy, { recursive: true });
  return copy;
}

test('a run and its copy are the same run, and nothing is shown as different', async () => {
  const report = await diff(base, copied(base, 'copy'));
  expect(report).toMatchObject({ sameRun: true, facts: [], values: [], caveats: [], surer: null });
  for (const { kpis, same } of report.pairs) {
    expect(kpis).toEqual([]);
    expect(same.length).toBeGreaterThan(100);
  }
  const { stdout } = await dray('diff', base, desk.file('copy'));
  expect(stdout).toContain('They are the same run, to the last event: their digests are equal.');
  expect(stdout).not.toContain('KPIs of');
});

test('another seed: only that was configured, and other luck is said', async () => {
  const report = await diff(base, seeded);
  expect(report.facts).toEqual([{ what: 'seed', one: '1', other: '9' }]);
  expect(report.values).toEqual([]);
  expect(report.caveats.join(' ')).toContain('Their seeds differ: other orders, other luck.');
  expect(report.pairs.map(({ arms }) => arms)).toEqual([
    ['cheapest-feasible', 'cheapest-feasible'],
    ['fastest-feasible', 'fastest-feasible'],
  ]);
});

describe('another value', () => {
  test('is named by its path with both, and nothing else is', async () => {
    const { facts, values, caveats, surer } = await diff(base, valued);
    expect(values).toEqual([
      { path: 'costs.latePenalty', one: expect.not.stringContaining('0.3'), other: '0.3' },
    ]);
    expect(facts.map(({ what }) => what)).toEqual(['scenario digest', 'settings']);
    expect(caveats.join(' ')).toContain('Both have the same seed');
    expect(surer).toContain('dray compare');
  });

  test('KPIs are those of run.json, with difference, share and direction; what is the same is not among them', async () => {
    const { pairs } = await diff(base, valued);
    for (const { arms, kpis, same } of pairs) {
      const [one, other] = [base, valued].map(
        (dir, i) => reportOf(dir).arms.find(({ policy }) => policy === arms[i])!,
      );
      const all: readonly KpiDifference[] = [...kpis, ...same];
      expect(all.length).toBe(Object.keys(OUTBOUND_KPIS).length);
      for (const each of all) {
        const name = each.kpi as OutboundKpi;
        expect([each.one, each.other]).toEqual([one!.kpis[name], other!.kpis[name]]);
        if (each.difference !== null) expect(each.difference).toBe(each.other! - each.one!);
        if (each.better !== null)
          expect(each.better).toBe(each.difference! > 0 === (OUTBOUND_KPIS[name].better === 'more'));
      }
      for (const { kpi, one: before, other: after } of kpis) expect([kpi, before]).not.toEqual([kpi, after]);
    }
    // What an order costs depends on the penalty; when it arrives does not.
    const [{ kpis, pots }] = pairs as [(typeof pairs)[0]];
    const cost = kpis.find(({ kpi }) => kpi === 'landedCostPerOrder')!;
    expect(cost).toMatchObject({ better: false, unit: 'money' });
    expect(cost.relative).toBeCloseTo(cost.difference! / cost.one!, 12);
    expect(kpis.some(({ kpi }) => kpi === 'otif')).toBe(false);
    expect(pots.map(({ pot }) => pot)).toEqual(['latePenalty']);
  });

  test('of runs without the scenario beside them: it is resolved from the command, and counts if it is the same', async () => {
    const older = [copied(base, 'older-a'), copied(valued, 'older-b')] as const;
    for (const dir of older) rmSync(join(dir, 'scenario.resolved.json'));
    expect((await diff(...older)).values?.map(({ path }) => path)).toEqual(['costs.latePenalty']);
    rewritten(older[1], (report) => ({
      ...report,
      scenario: { ...(report.scenario as object), digest: '0123456789abcdef' },
    }));
    const report = await diff(...older);
    expect(report.values).toBeNull();
    expect(report.missing.join(' ')).toContain('older-b: its scenario');
    expect(report.pairs.length).toBe(2);
  });
});

describe('another policy', () => {
  test('policies of the same name stand side by side; who ran in one only is named', async () => {
    const report = await diff(base, policied);
    expect(report.only).toEqual({ one: [], other: ['cheapest-in-stock'] });
    expect(report.values).toEqual([]);
    expect(report.facts.find(({ what }) => what === 'policies')?.other).toContain('cheapest-in-stock');
    for (const { kpis } of report.pairs) expect(kpis).toEqual([]);
    expect(report.caveats).toEqual([]);
  });

  test('two that are asked for', async () => {
    const report = await diff(base, policied, '--arm', 'fastest-feasible', '--arm', 'cheapest-in-stock');
    expect(report.pairs).toMatchObject([
      { arms: ['fastest-feasible', 'cheapest-in-stock'], why: 'asked for' },
    ]);
    const one = await diff(base, policied, '--arm', 'fastest-feasible');
    expect(one.pairs).toMatchObject([{ arms: ['fastest-feasible', 'fastest-feasible'], why: null }]);
    const within = await diff(base, base, '--arm', 'cheapest-feasible', '--arm', 'fastest-feasible');
    expect(within.verdict).toMatch(/same run.* \d+ of \d+ KPIs differ/);
    expect(within.surer).toBe(
      "dray compare quickstart --baseline cheapest-feasible --candidate fastest-feasible --set demand.maxOrders=25 --set 'thresholds=[]'",
    );
  });

  test('of a run that an invariant stopped nothing counts, and that is said first', async () => {
    const stopped = copied(base, 'stopped');
    rewritten(stopped, (report) => ({
      ...report,
      digest: 'another',
      arms: (report.arms as object[]).map((arm) => ({ ...arm, end: 'violated' })),
    }));
    expect((await diff(base, stopped)).verdict).toMatch(
      /^B was stopped by an invariant .* counts for nothing\. /,
    );
    expect((await diff(base, policied)).verdict).not.toContain('stopped');
  });

  test('where none ran in both, the first of each do, and that is said', async () => {
    const other = copied(policied, 'renamed');
    rewritten(other, (report) => ({
      ...report,
      arms: (report.arms as object[]).slice(0, 1).map((arm) => ({ ...arm, policy: '<b>another' })),
    }));
    const [pair] = (await diff(base, other)).pairs;
    expect(pair).toMatchObject({ arms: ['cheapest-feasible', '<b>another'] });
    expect(pair!.why).toContain('no policy ran in both');
  });
});

describe('runs that are not whole', () => {
  test('of another format, and with KPIs that nobody knows: compared by name, and said', async () => {
    const other = copied(base, 'format');
    rewritten(other, (report) => ({
      format: 0,
      end: 'empty',
      seed: 1,
      arms: (report.arms as Record<string, unknown>[]).map(({ policy, kpis }) => ({
        policy,
        kpis: { otif: (kpis as Record<string, number>).otif! / 2, oldKpi: 4 },
      })),
    }));
    const report = await diff(base, other);
    expect(report.missing.join(' ')).toContain('run.json is of format 0');
    const { kpis } = report.pairs[0]!;
    expect(kpis.find(({ kpi }) => kpi === 'otif')).toMatchObject({ relative: -0.5, better: false });
    expect(kpis.find(({ kpi }) => kpi === 'oldKpi')).toMatchObject({
      unit: null,
      one: null,
      other: 4,
      better: null,
    });
    expect(report.facts).toContainEqual({ what: 'format', one: '1', other: '0' });
  });

  test.each([
    ['killed', '{"format":1,"end":"running"}', 'it has not ended, or was killed'],
    ['broken', '{"format":1,"end":"failed","error":"disk full"}', 'it broke down (disk full)'],
    ['cut', '{"format":1,"arms":[', 'run.json is no JSON'],
    ['foreign', '[1,2]', 'run.json is no JSON'],
  ])('%s: what was configured is compared, figures are named as missing', async (name, text, says) => {
    const other = copied(valued, name);
    writeFileSync(join(other, 'run.json'), text);
    const report = await diff(base, other);
    expect(report.values?.map(({ path }) => path)).toEqual(['costs.latePenalty']);
    expect(report.pairs).toEqual([]);
    expect(report.missing.join(' ')).toContain(says);
    rmSync(join(other, 'scenario.resolved.json'));
    const { code, stderr } = await dray('diff', base, other);
    expect(code).toBe(2);
    expect(stderr).toContain('nothing of them can be compared');
    expect(stderr).toContain(says);
  });

  test('without its recording, and moved: all of it is compared', async () => {
    const other = copied(valued, 'moved');
    for (const policy of ['cheapest-feasible', 'fastest-feasible'])
      rmSync(join(other, policy), { recursive: true });
    expect((await diff(base, other)).pairs).toEqual((await diff(base, valued)).pairs);
  });
});

describe('refuses with a way out', () => {
  test.each([
    [['nowhere'], 'there is no such folder'],
    [['base/run.json'], 'is a file'],
    [['.'], 'nothing of them can be compared'],
    [['base', '--arm', 'nobody'], 'It has cheapest-feasible, fastest-feasible'],
    [['base', '--arm', 'a', '--arm', 'b', '--arm', 'c'], 'at most two'],
    [['base', '--report', 'htm'], 'Did you mean "html"?'],
    [['base', '--report', 'junit'], 'unknown report: "junit". Known: html, md, json, none.\n'],
    [['base', '--md', '--json'], 'only one of them'],
  ])('%j', async ([folder, ...words], says) => {
    const { code, stderr } = await dray('diff', base, desk.file(folder!), ...words);
    expect(code).toBe(2);
    expect(stderr).toContain(says);
  });
});

describe('shown', () => {
  test.each([40, 80])('in %i columns', async (columns) => {
    vi.stubEnv('COLUMNS', String(columns));
    const { stdout } = await dray('diff', base, valued);
    for (const line of stdout.split('\n')) expect(widthOf(line)).toBeLessThanOrEqual(columns);
    expect(stdout).toContain('costs.latePenalty');
    expect(stdout).toContain('worse');
  });

  test('only what differs, unless all is asked for', async () => {
    const [few, all] = [await dray('diff', base, valued), await dray('diff', base, valued, '--all')];
    expect(few.stdout).not.toContain('On time in full');
    expect(all.stdout).toContain('On time in full');
  });

  test('as Markdown, JSON and a page, the same again; names do nothing but stand there', async () => {
    const other = copied(valued, 'hostile');
    rewritten(other, (report) => ({
      ...report,
      scenario: { name: '<img src=x onerror=alert(1)>', digest: 'x' },
      reproduce: 'dray run <script>alert(1)</script>',
      arms: (report.arms as object[]).map((arm) => ({
        ...arm,
        carrierPolicy: '@team [x](http://evil) | \u001b[31m',
      })),
    }));
    const out = desk.file('out');
    const { code } = await dray('diff', base, other, '--report', 'html,md,json', '--out', out);
    expect(code).toBe(0);
    const files = ['diff.html', 'diff.md', 'diff.json'].map((name) => readFileSync(join(out, name), 'utf8'));
    const [page, markdown] = files as [string, string, string];
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(page).not.toMatch(/<img src=x|<script>alert/);
    expect(page + markdown).not.toContain('\u001b');
    expect(page).not.toContain(desk.path);
    expect(markdown).not.toMatch(/\| @team/);
    expect(markdown).toContain('### Dray: difference of two runs');
    const printed = await dray('diff', base, other, '--md');
    expect(printed.stdout).toBe(markdown);
    expect(existsSync(join(out, 'diff.html.part'))).toBe(false);
  });
});
