/** A case that is still more than a file holds when time is up is written as the seed draws it, and told so, with a way out. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { EXIT } from '../exit-codes.ts';
import { NERVOUS_DESK, WITH_NERVOUS_DESK } from './nervous-desk.fixture.ts';

const desk = new Desk();
afterAll(() => desk.clear());
writeFileSync(desk.file('nervous-desk.ts'), NERVOUS_DESK);
writeFileSync(desk.file('nervous.yaml'), WITH_NERVOUS_DESK);

test('told, and written as it is drawn: the file is read, and breaks the same', () => {
  // The first of them is cancelled when all of them have come.
  const set = [
    ...['demand.days=1', 'demand.ordersPerDay=5600', 'systems.erp.cancelAfter={ constant: 62 min }'],
    'demand.hourWeights=[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  ].flatMap((each) => ['--set', each]);
  const { code, stdout, stderr } = dray(
    ['reduce', 'nervous.yaml', ...set, '--time', '1 ms', '--out', 'fails', '--quiet'],
    desk.path,
  );
  expect(code).toBe(EXIT.violated);
  expect(stdout).toMatch(/\): \d{4} events from outside, none left out in 2 runs, .*; stopped before /);
  expect(stderr).toMatch(
    /^stopped at 5,\d\d\d orders, where a file holds 5,000: in the file the case is as the seed draws it, .* more time \(--time 10m\)/,
  );
  const [file = '', ...others] = readdirSync(desk.file('fails'));
  expect(others).toEqual([]);
  expect(readFileSync(desk.file(`fails/${file}`), 'utf8')).toMatch(/^ {2}ordersPerDay: 5600$/m);
  expect(dray(['replay', `fails/${file}`], desk.path)).toMatchObject({
    code: EXIT.violated,
    stdout: expect.stringContaining('breaks no-throw again'),
  });
});
