/** Sections on predictions and bills that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

const WITH = ['delay-prediction', 'bill-audit'];

function problemsOf(set: readonly string[], overlays: readonly string[] = WITH): string[] {
  const loaded = loadFrom('b2b-distributor', {}, { with: overlays, set });
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

test('what a run can honour has no problem', () => {
  expect(problemsOf([])).toEqual([]);
  expect(problemsOf(['delayPrediction.policy=by-pace', 'billAudit.policy=to-the-cent'])).toEqual([]);
});

test.each<[string, string[], RegExp]>([
  [
    'a prediction that is no risk',
    ['limits.slaRisk=1 d'],
    /1 d late is no risk by limits\.slaRisk, 1 d.*Make it longer/s,
  ],
  ['a policy misspelt', ['delayPrediction.policy=by-pase'], /policy for delays to come: "by-pase".*by-pace/s],
  ['a policy of another point', ['billAudit.policy=by-pace'], /policy for freight bills: "by-pace"/],
  ['a time that is none', ['delayPrediction.lateBy=soon'], /soon/],
])('%s', (_what, set, message) => {
  expect(problemsOf(set).join('\n')).toMatch(message);
});

test('a policy for a question that nobody asks', () => {
  expect(problemsOf(['policies=[{ name: mine, delay-prediction: by-pace }]'], []).join('\n')).toMatch(
    /nobody asks about delays to come: nothing is said at `delayPrediction\.policy`/,
  );
});

test('where a third party sends loads off and bills them, nobody has anything to ask', () => {
  const problems = problemsOf([], ['three-pl', 'three-pl-freight', ...WITH]).join('\n');
  expect(problems).toMatch(/sends loads off.*Take one of them out/);
  expect(problems).toMatch(/bills all freight by its tariff.*Take one of them out/);
});
