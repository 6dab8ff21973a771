/** Sections on proofs of delivery that the format allows and no run could honour: each is told, with the place and the way out. */
import { expect, test } from 'vitest';
import { libraryText, loadFrom } from '#testing/worlds/library-scenario';
import { showProblem } from '../../source-files.ts';

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

const DIFFERENCES =
  'otherwise: hold, differences: { short: 0.1, damaged: 0.1, over: 0.1, ofLine: 0.5, bill: received, overs: collected, source: assumption }';

test('units that differ have no problem where somebody settles them', () => {
  expect(problemsOf('otherwise: hold', DIFFERENCES)).toEqual([]);
  expect(problemsOf('otherwise: hold', DIFFERENCES.replace('collected', 'billed'))).toEqual([]);
  expect(problemsOf('otherwise: hold', DIFFERENCES.replace('received', 'shipped'))).toEqual([]);
});

test.each<[string, string, RegExp, string?]>([
  [
    'more than all deliveries',
    DIFFERENCES.replace('short: 0.1', 'short: 0.9'),
    /short, damaged and over are of the same shipments and sum to more than 1/,
  ],
  [
    'a bill of what was never shipped',
    DIFFERENCES.replace('received', 'shipped').replace('collected', 'billed'),
    /mine\.yaml:\d+:\d+: with "bill: shipped" nobody bills what was never shipped\. Say "overs: collected"/,
  ],
  [
    'stores, which count by themselves',
    DIFFERENCES,
    /stores count what they get by themselves.*Take differences or replenishment out/,
    'retail-replenishment.yaml',
  ],
  [
    'a credit by an ERP that knows no bill',
    DIFFERENCES.replace('received', 'shipped'),
    /the next ERP knows no bill of the first\. Say "bill: received", or take erpMigration out/,
    'erp-migration.yaml',
  ],
  [
    'what files of a third party can not say',
    DIFFERENCES.replace('collected', 'billed'),
    /files of a third party have no record for what left beyond a shipment\. Say "overs: collected"/,
    'three-pl.yaml',
  ],
])('units that differ, with %s', (_what, to, expected, scenario) => {
  expect(problemsOf('otherwise: hold', to, scenario).join('\n')).toMatch(expected);
});

test('units that differ, and nobody to settle them', () => {
  const text = libraryText('b2b-distributor.yaml')
    .replace('systems:\n', PROOF.replace('otherwise: hold', DIFFERENCES))
    .replace('role: claims-desk', 'role: quality-desk');
  const loaded = loadFrom('mine.yaml', { 'mine.yaml': text });
  const problems = loaded.ok ? [] : loaded.problems.map(showProblem);
  expect(problems.join('\n')).toMatch(
    /nobody would settle a difference at all: people has no claims-desk\. Add the role/,
  );
});
