/** What is wrong with the sections on customers is said, with its place and a way out. */
import { describe, expect, test } from 'vitest';
import { loadFrom, problemsIn } from '#testing/library-scenario';

const problems = (set: readonly string[], overlays: readonly string[] = ['returns-wave']): string[] =>
  problemsIn(loadFrom('b2b-distributor', {}, { with: overlays, set }));

const CLASS =
  '{ class: trade, share: 0.1, after: { constant: 5 d }, reasons: { unwanted: 1, damaged: 0, wrong: 0, defective: 0 }, pack: { constant: 1 d }, transit: { constant: 3 d }';

describe('customers', () => {
  test('of the library are right', () => {
    expect(problems([])).toEqual([]);
    expect(problemsIn(loadFrom('returns-wave'))).toEqual([]);
  });

  test.each<[string, string, RegExp]>([
    [
      'a class that is not there',
      'systems.crm.classes=[{ class: retail }]',
      /unknown class of customers: "retail"/,
    ],
    [
      'a class twice',
      'systems.crm.classes=[{ class: trade }, { class: trade }]',
      /two classes of customers|twice|more than once/i,
    ],
    [
      'a right of return beyond what is kept',
      'returns.within=60 d',
      /a done order is kept for 45 d, and may be returned for 60 d/,
    ],
    [
      'shares beyond 1',
      `returns.classes=[${CLASS}, part: 0.7, tooMany: 0.4 }]`,
      /part and tooMany are 1.1 of all requests/,
    ],
    [
      'more that never comes than all',
      `returns.classes=[${CLASS}, never: 0.7, strange: 0.4 }]`,
      /never and strange are 1.1/,
    ],
    [
      'no reason',
      `returns.classes=[${CLASS.replace('unwanted: 1', 'unwanted: 0')} }]`,
      /no reason has a weight: a return has one/,
    ],
    [
      'a bench that never opens',
      'returns.bench.hours={ days: [mon], from: "08:00", to: "08:00" }',
      /the bench of "DC Reno" never opens in the run/,
    ],
  ])('%s is refused', (_what, set, message) => {
    const found = problems([set]);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(message);
  });

  test('returns without CRM are refused: nobody could ask', () => {
    const returns = `returns={ within: 14 d, neverCame: 21 d, answerWithin: 1 d, creditPosting: { constant: 1 h }, creditWithin: 10 d, bench: { workers: 1 }, classes: [${CLASS} }], source: assumption }`;
    expect(problems([returns], []).join('\n')).toMatch(
      /nobody could ask for a return: customers speak through CRM/,
    );
  });

  test('an overlay that names classes the scenario has not says which it has', () => {
    expect(problemsIn(loadFrom('quickstart', {}, { with: ['returns-wave'] })).join('\n')).toMatch(
      /unknown class of customers: "trade"/,
    );
  });
});
