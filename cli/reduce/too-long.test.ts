/** A case that is still more than a file holds when time is up: it is told so, with a way out, and no file is left that nothing reads. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { EXIT } from '../exit-codes.ts';
import { NERVOUS_DESK, WITH_NERVOUS_DESK } from './nervous-desk.fixture.ts';

const desk = new Desk();
afterAll(() => desk.clear());
writeFileSync(desk.file('nervous-desk.ts'), NERVOUS_DESK);
writeFileSync(desk.file('nervous.yaml'), WITH_NERVOUS_DESK);

test('told, and not written', () => {
  // The first of them is cancelled when all of them have come.
  const set = [
    ...['demand.days=1', 'demand.ordersPerDay=5600', 'systems.erp.cancelAfter={ constant: 30 h }'],
    'demand.hourWeights=[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]',
  ].flatMap((each) => ['--set', each]);
  const { code, stdout, stderr } = dray(
    ['reduce', 'nervous.yaml', ...set, '--time', '1 ms', '--out', 'fails', '--quiet'],
    desk.path,
  );
  expect([code, stdout]).toEqual([EXIT.violated, '']);
  expect(stderr).toMatch(
    /^stopped at 5,\d\d\d orders, where a file holds 5,000: there is no file of it\. Give it more time \(--time 10m\)/,
  );
  expect(existsSync(desk.file('fails')) ? readdirSync(desk.file('fails')) : []).toEqual([]);
});
