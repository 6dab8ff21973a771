/**
 * `dray audit verify` finds what was changed in the decisions of a run after it was written. Shown by a run as it is, and by files in which a
 * figure was changed, a row taken out, or the end cut off. Each command is a process of its own.
 */
import { copyFileSync, cpSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTable } from '#reports/recording/reader';
import { Desk, dray } from '#testing/outside/command-line';

const desk = new Desk();
afterAll(() => desk.clear());

const POLICY = 'cheapest-feasible';
const verify = (dir: string) => dray(['audit', 'verify', dir], desk.path);

beforeAll(() => {
  const small = ['--set', 'demand.maxOrders=12', '--set', 'thresholds=[]', '--until', '9 d', '--quiet'];
  expect(dray(['run', 'quickstart', ...small, '--out', 'run'], desk.path).code).toBe(0);
}, 60_000);

const copied = (name: string): string => {
  cpSync(desk.file('run'), desk.file(name), { recursive: true });
  return desk.file(`${name}/${POLICY}/decisions.arrows`);
};

test('a run as it is', () => {
  const { code, stdout, stderr } = verify('run');
  expect([code, stderr]).toEqual([0, '']);
  const { rows } = readTable(desk.file(`run/${POLICY}`), 'decisions');
  expect(rows.length).toBeGreaterThan(10);
  const head = String(rows.at(-1)!.auditHash).slice(0, 16);
  expect(stdout.split('\n')[0]).toBe(
    `${POLICY}: ${rows.length} decisions, every one as it was written (${head}...)`,
  );
});

test('a figure that was changed: the first decision that does not fit', () => {
  const path = copied('changed');
  const bytes = readFileSync(path);
  const hash = String(readTable(desk.file(`run/${POLICY}`), 'decisions').rows[4]!.auditHash);
  const at = bytes.indexOf(hash);
  bytes[at] = bytes[at] === 0x30 ? 0x31 : 0x30;
  writeFileSync(path, bytes);
  const { code, stdout } = verify('changed');
  expect(code).toBe(98);
  expect(stdout).toMatch(
    new RegExp(
      `^${POLICY}: changed at decision 5 \\(.*-\\d+:1\\), 20.*: its auditHash is not what was written`,
    ),
  );
});

test("another run's decisions, and an end that was cut off", () => {
  const other = copied('other');
  copyFileSync(desk.file('run/fastest-feasible/decisions.arrows'), other);
  expect(verify('other')).toMatchObject({ code: 98 });
  const path = copied('cut');
  truncateSync(path, readFileSync(path).length - 100);
  expect(verify('cut')).toMatchObject({ code: 98, stdout: expect.stringMatching(/cut off/) });
});

test('no run, and no word of what to do', () => {
  expect(verify('nowhere')).toMatchObject({ code: 2, stderr: expect.stringContaining('nowhere') });
  expect(dray(['audit'], desk.path).code).toBe(2);
});

describe('a model that is governed', () => {
  const ARM = 'governed';
  const run = (name: string, ...more: readonly string[]) => {
    const small = ['--set', 'demand.days=2', '--set', 'thresholds=[]', '--until', '2 d', '--quiet', ...more];
    expect(dray(['run', 'governance-drill', ...small, '--out', name], desk.path).code).toBe(0);
  };

  test('notes on its mode are links of the chain: one that was changed, and those of another run, are found', () => {
    run('killed', '--set', 'governance.kill={ at: 30 h, by: operator, reason: looks wrong }');
    const right = verify('killed');
    expect(right).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/governed: \d+ decisions and 2 notes on the mode of governed, every/),
    });
    const file = `${ARM}/modes.arrows`;
    cpSync(desk.file('killed'), desk.file('reworded'), { recursive: true });
    const bytes = readFileSync(desk.file(`reworded/${file}`));
    bytes.write('Looks', bytes.indexOf('looks wrong'));
    writeFileSync(desk.file(`reworded/${file}`), bytes);
    expect(verify('reworded')).toMatchObject({
      code: 98,
      stdout: expect.stringMatching(
        /governed: changed at note 2 on the mode of governed \(row 2 of modes\), 2026-03-03T12:00/,
      ),
    });
    cpSync(desk.file('killed'), desk.file('without'), { recursive: true });
    copyFileSync(desk.file(`killed/cheapest/modes.arrows`), desk.file(`without/${file}`));
    expect(verify('without')).toMatchObject({
      code: 98,
      stdout: expect.stringMatching(/governed: changed at decision 1 \(/),
    });
  });
});
