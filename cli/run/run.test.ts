/**
 * A run as a user types it leaves a report that opens from disk, beside the figures it shows, and says where both lie; also where the
 * run was stopped, and whatever a scenario calls itself.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { renderPage } from '#reports/html/page';
import { Desk, dray } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const SMALL = ['--set', 'demand.maxOrders=30', '--set', 'thresholds=[]'];

function run(...words: readonly string[]) {
  return dray(['run', 'quickstart', ...SMALL, ...words], desk.path);
}

const PLANTED = fileURLToPath(new URL('../replay/planted-run.fixture.ts', import.meta.url));

const read = (name: string): string => readFileSync(desk.file(name), 'utf8');

describe('the report of a run', () => {
  test('is written unasked, is that of run.json, and the last lines say where it lies', async () => {
    const { code, stdout } = run('--out', 'plain');
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n').slice(-3);
    expect(lines.slice(0, 2)).toEqual(['recording  plain', 'report     plain/report.html']);
    const { report, aggregates } = {
      report: JSON.parse(read('plain/run.json')),
      aggregates: JSON.parse(read('plain/aggregates.json')),
    };
    expect(read('plain/report.html')).toBe(await renderPage(report, aggregates));
  });

  test('is written where --report html asks for it, as npm start does, and without --out', () => {
    const { stdout } = run('--report', 'html', '--seed', '5');
    expect(stdout).toContain('\nreport     runs/quickstart-5/report.html\n');
    expect(read('runs/quickstart-5/report.html')).toMatch(/^<!doctype html>/);
  });

  test('is left out by --report none', () => {
    const { code, stdout } = run('--report', 'none', '--out', 'none');
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/^report /m);
    expect([existsSync(desk.file('none/run.json')), existsSync(desk.file('none/report.html'))]).toEqual([
      true,
      false,
    ]);
  });

  test('with --json, stdout is the JSON alone and stderr says where the report lies', () => {
    const { stdout, stderr } = run('--json', '--out', 'json');
    expect(JSON.parse(stdout)).toEqual(JSON.parse(read('json/run.json')));
    expect(stderr).toContain('report     json/report.html');
  });

  test('of one policy that was stopped before anything arrived: whole, and nothing runs that a title says', () => {
    const { code, stdout } = run(
      '--set',
      'policies=[cheapest-feasible]',
      '--set',
      'title=<script>alert(1)</script>',
      '--until',
      '1 h',
      '--out',
      'early',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('<script>alert(1)</script>');
    const page = read('early/report.html');
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>');
    expect(page).toContain('stopped at the time given with --until');
    expect(page).toContain('No shipment has arrived');
  });

  test('of a run that broke an invariant: opens with which one and where, and says that no figure counts', () => {
    const words = ['run', 'quickstart', ...SMALL, '--quiet', '--out', 'bad'];
    const { status, stdout } = spawnSync(process.execPath, [PLANTED, ...words], {
      cwd: desk.path,
      encoding: 'utf8',
    });
    expect(status).toBe(3);
    expect(stdout).toContain('\nreport     bad/report.html\nviolation  bad/violation.json');
    const page = read('bad/report.html');
    expect(page).toMatch(
      /<p class="verdict"><strong>Stopped: cheapest-feasible broke an invariant, so no figure here counts\.<\/strong> invariant side-effect-once violated: /,
    );
    expect(page).toContain('<span class="bad">broken:</span> invariant side-effect-once violated');
  });
});
