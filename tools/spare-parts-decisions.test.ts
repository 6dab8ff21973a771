/**
 * What the page of `spare-parts-decisions` shows is what comparisons give: each table is made of the figures beside it, and those of runs. Seed 1 of every third row is run again
 * here; `npm run test:long` makes every comparison anew, with its bound. Where behaviour was meant to change, `node tools/spare-parts-decisions.ts` makes figures and tables anew.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { figuresSpec } from '#bench/experiments/figures-spec';
import { figureLines } from '#bench/experiments/page-figures';
import { pointNamed } from '#orchestrator/decisions/point-words';
import { POINT_LIST } from '#orchestrator/decisions/points';
import { MODEL_POINTS } from '#scenarios/library/index';
import { long } from '#testing/properties/properties';
import { decisionTables, figuresOf, type RowFigures } from './decision-figures.ts';
import { comparedRow, FIGURES, PAGE, ROOT, tablesInPage } from './decision-page.ts';
import { DECISION_ROWS, type DecisionRow, PAIRS, SCENARIO, SMALLER } from './decision-rows.ts';

const page = readFileSync(PAGE, 'utf8');
const figures = readFileSync(FIGURES, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): RowFigures => JSON.parse(line));
const desk = mkdtempSync(join(tmpdir(), 'dray-decisions-'));
afterAll(() => rmSync(desk, { recursive: true, force: true }));

/** Of the issue. Source: docs/decisions.md has the words. */
const NINE = [
  ...['order-priority', 'node-selection', 'wave-sequence', 'carrier-selection', 'delay-prediction'],
  ...['exception-routing', 'invoice-anomaly', 'workload-balance', 'dock-slot'],
];

test('every decision point has a row, with its baseline, and with each learned policy of the library that stands on its own', () => {
  for (const name of NINE) {
    const rows = DECISION_ROWS.filter(({ point }) => point === name);
    const point = POINT_LIST.find((each) => each.name === pointNamed(name))!;
    const rules = point.policies.map((each) => each.name);
    expect(rows.some(({ candidate }) => rules.includes(candidate))).toBe(true);
    for (const { baseline } of rows) expect(rules).toContain(baseline);
    const learned = Object.keys(MODEL_POINTS).filter(
      (model) => MODEL_POINTS[model] === point.name && !model.includes('cost-and-lateness'),
    );
    for (const model of learned) expect(rows.map(({ candidate }) => candidate)).toContain(`onnx:${model}`);
  }
});

test('the page has every table as the figures make it, and one that is off by a cent is seen', () => {
  expect(tablesInPage(page, decisionTables(DECISION_ROWS, figures))).toBe(page);
  const [first, ...rest] = figures as [RowFigures, ...RowFigures[]];
  const { saving } = first.regret!;
  const off = { ...first, regret: { ...first.regret!, saving: { ...saving, mean: saving.mean + 100 } } };
  expect(tablesInPage(page, decisionTables(DECISION_ROWS, [off, ...rest]))).not.toBe(page);
});

const nameOf = ({ point, baseline, candidate }: DecisionRow): string =>
  `${point}: ${candidate} against ${baseline}`;

/** As many as fit beside the other tests; among them a learned model, a wave and a prediction. */
const FEW = DECISION_ROWS.filter((_row, no) => no % 3 === 2);

describe.skipIf(long)('seed 1 gives what the figures say', () => {
  test.each(FEW.map((row) => [nameOf(row), row] as const))('%s', { timeout: 60_000 }, async (_name, row) => {
    const { pairs } = figures[DECISION_ROWS.indexOf(row)]!;
    expect(pairs).toHaveLength(PAIRS);
    const lines = await figureLines(specOf(row), 'pair', 1);
    expect(lines.map((line) => line.figures[0])).toEqual(pairs[0]);
  });
});

describe.skipIf(!long)('every comparison gives what the figures say', () => {
  test.each(DECISION_ROWS.map((row) => [nameOf(row), row] as const))(
    '%s',
    { timeout: 3_600_000 },
    (_name, row) => {
      const again = figuresOf(row, comparedRow(row, desk));
      expect(JSON.parse(JSON.stringify(again))).toEqual(figures[DECISION_ROWS.indexOf(row)]);
    },
  );
});

/** What `--candidate onnx:MODEL` says of a model. Source: `cli/policies.ts`. */
const AS_TYPED = { mode: 'active', thinking: { constant: '50 ms' }, timeout: '500 ms', source: 'assumption' };

/** Both policies of a row as two arms of one run, each with landed cost an order. */
function specOf({
  point: word,
  baseline,
  candidate,
  with: overlays,
}: DecisionRow): ReturnType<typeof figuresSpec> {
  const point = pointNamed(word)!;
  const arm = (name: string, policy: string): object =>
    policy.startsWith('onnx:')
      ? { ...AS_TYPED, name, model: policy.slice('onnx:'.length), point, baseline }
      : { name, [point]: policy };
  const policies = JSON.stringify([arm('one', baseline), arm('other', candidate)]);
  const run = {
    scenario: SCENARIO,
    with: overlays.map((each) => (each.includes('/') ? resolve(ROOT, each) : each)),
    set: [...SMALLER, `policies=${policies}`],
    policies: ['one', 'other'],
  };
  const columns = ['one', 'other'].map((policy) => ({ title: policy, run: 'pair', policy }));
  const rows = [{ title: 'cost', of: 'landedCostPerOrder', as: 'USD' }];
  return figuresSpec(JSON.stringify({ seeds: 1, runs: { pair: run }, tables: [{ columns, rows }] }));
}
