/** Scores from counted thousandths are those of the rows they were counted from, and intervals are over replications. */
import { describe, expect, test } from 'vitest';
import type { LabelledDecisions } from '#reports/scoring/labelled-decisions';
import { Random } from '#sim/random/random';
import {
  averagePrecision,
  brier,
  calibrationError,
  logLoss,
  precisionAt,
  type Scored,
} from '../statistics/scores.ts';
import { scoresOf, scoresOver } from './point-scores.ts';

const stream = new Random('labelled').stream('rows');
const rowsOf = (run: number, count: number): Scored[] =>
  Array.from({ length: count }, (_, i) => {
    const predicted = Math.round(1000 * stream.unit(run, 2 * i)) / 1000;
    return { predicted, came: stream.unit(run, 2 * i + 1) < predicted };
  });
const labelledOf = (rows: readonly Scored[], policy = 'p'): LabelledDecisions => {
  const cells = new Map<number, [number, number, number]>();
  const said = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 };
  for (const { predicted, came } of rows) {
    const at = Math.round(predicted * 1000);
    const cell = cells.get(at) ?? [at, 0, 0];
    cells.set(at, cell);
    cell[came ? 2 : 1] += 1;
    if (predicted >= 0.5) said[came ? 'truePositives' : 'falsePositives'] += 1;
    else said[came ? 'falseNegatives' : 'trueNegatives'] += 1;
  }
  return {
    point: 'delay-prediction',
    policy,
    mode: 'active',
    cells: [...cells.values()].sort(([one], [other]) => one - other),
    said,
    withProbability: rows.length,
    open: 1,
    acted: 2,
  };
};

test('of one run', () => {
  const rows = rowsOf(0, 500);
  const [{ scores, labelled, said, k }] = scoresOf([labelledOf(rows)]) as [ReturnType<typeof scoresOf>[0]];
  expect(labelled).toBe(500);
  expect(scores.brier).toBeCloseTo(brier(rows), 12);
  expect(scores.logLoss).toBeCloseTo(logLoss(rows), 12);
  expect(scores.calibrationError).toBeCloseTo(calibrationError(rows), 12);
  expect(scores.averagePrecision).toBeCloseTo(averagePrecision(rows), 12);
  expect(scores.precisionAtK).toBeCloseTo(precisionAt(rows, k), 12);
  expect(scores.precision).toBeCloseTo(said.truePositives / (said.truePositives + said.falsePositives), 12);
});

test('what has no value is null', () => {
  const never: LabelledDecisions = {
    ...labelledOf([]),
    cells: [[0, 5, 0]],
    said: { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 5 },
  };
  const [{ scores }] = scoresOf([never]) as [ReturnType<typeof scoresOf>[0]];
  expect(scores).toMatchObject({
    precision: null,
    recall: null,
    averagePrecision: null,
    brier: 0,
    prevalence: 0,
  });
});

describe('over replications', () => {
  const runs = Array.from({ length: 8 }, (_, run) => rowsOf(run, 120));
  const over = scoresOver(runs.map((rows) => labelledOf(rows)));

  test('scores are those of all rows together, within their interval', () => {
    const [{ scores, intervals, replications, labelled, open, acted }] = over as [(typeof over)[0]];
    expect([replications, labelled, open, acted]).toEqual([8, 960, 8, 16]);
    expect(scores.brier).toBeCloseTo(brier(runs.flat()), 12);
    const { low, high } = intervals.brier!;
    expect(low).toBeLessThan(scores.brier!);
    expect(high).toBeGreaterThan(scores.brier!);
    expect(Object.keys(intervals).length).toBe(12);
  });

  test('policies stand apart, and one replication has no interval', () => {
    const both = scoresOver([labelledOf(runs[0]!), labelledOf(runs[0]!, 'q')]);
    expect(both.map(({ policy, intervals }) => [policy, intervals])).toEqual([
      ['p', {}],
      ['q', {}],
    ]);
  });
});
