/** Scores as people read them: a row a policy in summary and report, a line a design with its intervals, and what the figures leave out. */
import { expect, test } from 'vitest';
import { scoring } from '../html/parts/scoring.ts';
import type { OutboundArmReport, OutboundRunReport } from '../outbound/outbound-report.ts';
import { sampleReport } from '../outbound/sample.fixture.ts';
import type { PointScores, PointScoresOver } from './point-scores.ts';
import { SCORE_HEADS, scoreCells, scoreLine, scoreNotes, scoreTitle } from './score-words.ts';

const scores: PointScores = {
  point: 'delay-prediction',
  policy: 'late-loads',
  mode: 'shadow',
  labelled: 1_234,
  open: 2,
  acted: 3,
  withProbability: 1_234,
  said: { truePositives: 10, falsePositives: 4, falseNegatives: 6, trueNegatives: 1_214 },
  k: 50,
  scores: {
    prevalence: 0.01297,
    precision: 0.7143,
    recall: 0.625,
    brier: 0.01,
    logLoss: 0.05,
    calibrationError: 0.003,
    averagePrecision: null,
    precisionAtK: 0.3,
  },
};

test('a row has a cell for each head; what has no value is a dash', () => {
  const cells = scoreCells(scores);
  expect(cells).toHaveLength(SCORE_HEADS.length);
  expect(cells[SCORE_HEADS.indexOf('said in vain')]).toBe('4');
  expect(cells[SCORE_HEADS.indexOf('PR-AUC')]).toBe('–');
  expect(cells[SCORE_HEADS.indexOf('recall')]).toBe('0.625');
});

test('a policy that is not obeyed says so, and what the figures leave out is told', () => {
  expect(scoreTitle(scores)).toBe('delay-prediction by late-loads, shadow (late)');
  expect(scoreTitle({ ...scores, mode: 'active' })).toBe('delay-prediction by late-loads (late)');
  expect(scoreNotes(scores)).toBe(
    '2 of which nothing was known at the end; 3 about which something was done before it was known',
  );
  expect(scoreNotes({ ...scores, open: 0, acted: 0, withProbability: 0 })).toBe('yes or no counts as 1 or 0');
});

test('over replications each score has its interval, where there is one', () => {
  const over: PointScoresOver = {
    ...scores,
    replications: 20,
    intervals: { brier: { low: 0.008, high: 0.0123 } },
  };
  const line = scoreLine(over);
  expect(line).toMatch(/^delay-prediction by late-loads, shadow \(late\): 1,234 decisions in 20 runs; /);
  expect(line).toContain('Brier 0.010 [0.008, 0.012]');
  expect(line).toContain('recall 0.625, ');
});

test('the report has them only where there are any', () => {
  const report: OutboundRunReport = sampleReport();
  expect(scoring(report)).toBe(null);
  const arms = report.arms.map((arm): OutboundArmReport => ({ ...arm, scores: [scores] }));
  const text = scoring({ ...report, arms })!.text;
  expect(text).toContain('delay-prediction by late-loads, shadow (late)');
  expect(text.match(/<th scope="row">/g)).toHaveLength(arms.length);
});
