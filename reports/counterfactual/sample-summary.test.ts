/** What is said of single decisions: how many, what they were worth, and how to look at the best of them. */
import { expect, test } from 'vitest';
import type { CounterfactualReport, SampledDecision } from './sample-report.ts';
import { sampleWords } from './sample-summary.ts';

const DECISION: SampledDecision = {
  seed: 3,
  no: 321,
  point: 'sourcing',
  entityType: 'order',
  entityKey: 123,
  attempt: 1,
  baseline: 7,
  candidate: 4,
  advantageMinor: 487,
};
const EXPLAIN = 'dray explain quickstart --decision 321';

function words(more: Partial<CounterfactualReport>): string[] {
  return sampleWords(
    { replications: 4, decisions: [DECISION], advantage: null, explain: EXPLAIN, ...more },
    'USD',
  );
}

test('several have a mean with its interval, one its figure, none a word for it', () => {
  const decisions = [DECISION, { ...DECISION, advantageMinor: -72 }];
  const advantage = { count: 2, mean: 207.5, low: -3344, high: 3759, method: 't' } as const;
  expect(words({ decisions, advantage })).toEqual([
    "2 single decisions that the candidate would make otherwise, tried in the baseline's runs: its choice is worth +2.08 USD each (-33.44 to +37.59), and more than nothing in 1",
    `the best of them: ${EXPLAIN}`,
  ]);
  expect(words({})[0]).toBe(
    "1 single decision that the candidate would make otherwise, tried in the baseline's runs: its choice is worth +4.87 USD",
  );
  expect(words({ decisions: [], explain: null })).toEqual([
    'of 4 runs looked at, none has a decision that the candidate would make otherwise',
  ]);
});

test('what was interrupted says so, and no more than it has seen', () => {
  const stopped = 'single decisions: interrupted before all of them had been tried';
  expect(words({ interrupted: true, replications: 0, decisions: [], explain: null })).toEqual([stopped]);
  expect(words({ interrupted: true })).toEqual([stopped, ...words({})]);
});
