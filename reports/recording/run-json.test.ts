/** A `run.json` that Dray did not write is told with why: above all one whose arms would lead out of the run's folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RUN_REPORT_VERSION } from '../run-head.ts';
import { isArmName, readRunJson } from './run-json.ts';

const dir = mkdtempSync(join(tmpdir(), 'dray-run-json-'));
afterAll(() => rmSync(dir, { recursive: true }));

const written = (report: object): (() => unknown) => {
  mkdirSync(dir, { recursive: true });
  writeFileSync(
    join(dir, 'run.json'),
    JSON.stringify({ format: RUN_REPORT_VERSION, end: 'empty', ...report }),
  );
  return () => readRunJson(dir);
};

test.each(['../../etc', '..', '.', '', 'a/b', 'a\\b', 'a\0', 7, null])(
  'an arm called %j is refused',
  (policy) => {
    expect(isArmName(policy)).toBe(false);
    expect(written({ arms: [{ policy: 'mine' }, { policy }] })).toThrow(
      /run\.json can't be used: an arm is called .*, which is no name of a folder in it\. Run the scenario again/,
    );
  },
);

test('what is no list of arms is, too', () => {
  expect(written({})).toThrow(/it names no arms/);
  expect(written({ arms: [null] })).toThrow(/an arm is called undefined/);
});

test('the names that arms have are taken', () => {
  const arms = ['cheapest-in-stock', 'carrier-mine.v2', 'x..y'].map((policy) => ({ policy }));
  expect(written({ arms })()).toMatchObject({ arms });
});

test('a byte order mark that an editor left in front is no fault', () => {
  const report = JSON.stringify({ format: RUN_REPORT_VERSION, end: 'empty', arms: [{ policy: 'mine' }] });
  writeFileSync(join(dir, 'run.json'), `\uFEFF${report}`);
  expect(readRunJson(dir)).toMatchObject({ end: 'empty' });
});
