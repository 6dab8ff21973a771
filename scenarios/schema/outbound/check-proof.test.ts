/** Sections on proofs of delivery that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom } from '#testing/library-scenario';
import { showProblem } from '../source-files.ts';

const PROOF = `systems:
  proof: { unread: 0.1, copies: 2, otherwise: hold, source: assumption }
`;

function problemsOf(from: string | RegExp, to: string, scenario = 'b2b-distributor.yaml'): string[] {
  const text = libraryText(scenario).replace('systems:\n', PROOF);
  const edited = text.replace(from, to);
  if (from !== to) expect(edited).not.toBe(text);
  const loaded = loadFrom('mine.yaml', { 'mine.yaml': edited });
  return loaded.ok ? [] : loaded.problems.map(showProblem);
}

test('what a run can honour has no problem', () => {
  expect(problemsOf('', '')).toEqual([]);
  expect(
    problemsOf('unread: 0.1, copies: 2, otherwise: hold', 'unread: 1, copies: 0, otherwise: bill'),
  ).toEqual([]);
});

test.each<[string, string | RegExp, string, RegExp, string?]>([
  [
    'copies that can never be read',
    'unread: 0.1',
    'unread: 0.95',
    /mine\.yaml:\d+:\d+.*of 0\.95 hardly any could\. Give at most 0\.9, or "otherwise: bill"/s,
  ],
  [
    'nobody who goes after one',
    /role: track-and-trace/,
    'role: freight-auditor',
    /people has no track-and-trace\. Add the role, or say "otherwise: bill"/,
  ],
  [
    'stores that are billed by rule',
    'otherwise: hold',
    'otherwise: bill',
    /stores count what they get: it can not be taken as arrived by rule\. Say "otherwise: hold"/,
    'retail-replenishment.yaml',
  ],
  [
    'a rule that is none',
    'otherwise: hold',
    'otherwise: wait',
    /systems\.proof\.otherwise: "wait" is none of hold, bill/,
  ],
])('%s', (_what, from, to, expected, scenario) => {
  expect(problemsOf(from, to, scenario).join('\n')).toMatch(expected);
});
