/** A hit that is written down and hits nothing is told at the end of a run, by its name; one that hits is not, and the run is the same. */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const HITS = [
  '{ kind: event-delayed, partner: ERP, message: salesOrderReleased, key: 3, by: 2 min }',
  '{ kind: event-delayed, partner: ERP, message: salesOrderReleased, key: 999, by: 2 min }',
  '{ kind: event-lost, partner: ERP, message: salesOrderReleased, key: 3 }',
  '{ kind: zombie, actor: order, message: salesOrderReleased, key: 4, by: 2 min }',
  '{ kind: zombie, actor: order, message: salesOrderReleased, key: 998, by: 2 min }',
];

function ran(name: string, hits: readonly string[], ...words: string[]) {
  const text = `extends: quickstart\nname: hits\ndemand: { maxOrders: 12 }\nthresholds: []\npolicies: [cheapest-feasible]\nfaults:\n  written: [ { kind: outage, partner: TMS, from: 40 d, lasts: 1 h } ]\n  hits: [ ${hits.join(', ')} ]\n  source: assumption\n`;
  writeFileSync(desk.file(`${name}.yaml`), text);
  const done = dray(
    ['run', `${name}.yaml`, '--quiet', '--report', 'none', '--out', name, ...words],
    desk.path,
  );
  return { ...done, report: JSON.parse(readFileSync(desk.file(`${name}/run.json`), 'utf8')) };
}

test('those that hit nothing are named, also one behind another; those that hit are not', () => {
  const { code, stderr, report } = ran('some', HITS);
  expect(code).toBe(0);
  const says =
    'faults.hits: in the run of cheapest-feasible nothing was hit by ' +
    'fault#3 (event-delayed, partner ERP, message salesOrderReleased, key 999, by 2 min); ' +
    'fault#4 (event-lost, partner ERP, message salesOrderReleased, key 3); ' +
    'fault#6 (zombie, actor order, message salesOrderReleased, key 998, by 2 min)';
  expect(stderr).toBe(`warning: ${says}\n`);
  expect(report.warnings).toEqual([says]);
  const right = ran('right', [HITS[0]!, HITS[3]!]);
  expect(right.stderr).toBe('');
  expect(right.report.arms[0].digest).toBe(report.arms[0].digest);
});

test('of two hits of one step the one of its key hits, wherever it stands', () => {
  const ofAny = '{ kind: zombie, actor: order, message: salesOrderReleased, by: 1 min }';
  expect(ran('any', [ofAny, HITS[3]!]).stderr).toBe('');
});

test('of a run that was stopped before its end nothing is known', () => {
  expect(ran('early', HITS, '--until', '1 h').stderr).toBe('');
});
