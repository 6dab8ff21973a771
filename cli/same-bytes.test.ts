/**
 * A run is a value: the same words give the same digests and the same recording in any time zone and language, in a
 * worker thread, and when it is stopped half-way and goes on in another process. Shown on `quickstart`, on a short
 * `b2b-distributor` (borders, documents, every mode), and on real orders where the data folder is there (the first of them; in the long test
 * all).
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, dray } from '#testing/outside/command-line';
import { long } from '#testing/properties/properties';

const BRUNEL = fileURLToPath(new URL('../../shared/data/brunel', import.meta.url));
const HALF_RUN = fileURLToPath(new URL('./replay/half-run.fixture.ts', import.meta.url));
const ELSEWHERE = { TZ: 'Asia/Tokyo', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' };

const desk = new Desk();
afterAll(() => desk.clear());

interface Result {
  readonly digest: string;
  readonly businessDigest: string;
  readonly outcomeDigest: string;
  readonly arms: readonly { readonly policy: string; readonly digest: string }[];
}

function result(words: readonly string[], out: string, env: Readonly<Record<string, string>> = {}): Result {
  const { code, stdout, stderr } = dray(
    ['run', ...words, '--json', '--quiet', '--out', desk.file(out)],
    desk.path,
    env,
  );
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

/** SHA-256 of every table, by policy and name. */
function recorded(out: string): Record<string, string> {
  const folder = desk.file(out);
  const policies = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const tables = policies.flatMap(({ name }) =>
    readdirSync(join(folder, name)).map((table) => join(name, table)),
  );
  expect(tables.length).toBeGreaterThanOrEqual(2 * 11);
  return Object.fromEntries(
    tables.map((table) => [
      table,
      createHash('sha256')
        .update(readFileSync(join(folder, table)))
        .digest('hex'),
    ]),
  );
}

function part(which: 'whole' | 'first' | 'second', file: string, words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [HALF_RUN, which, file, ...words], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

function inWorker(words: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(HALF_RUN, { argv: ['whole', 'none', ...words], execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

describe.each([
  { scenario: 'quickstart', more: [], there: true },
  {
    scenario: 'b2b-distributor',
    more: ['--set', 'demand.days=1', '--set', 'demand.ordersPerDay=200'],
    there: true,
  },
  {
    scenario: 'brunel',
    more: ['--data', BRUNEL, ...(long ? [] : ['--set', 'demand.maxOrders=1500'])],
    there: existsSync(BRUNEL),
  },
])('$scenario', ({ scenario, more, there }) => {
  const words = [scenario, ...more];
  let base: Result | null = null;
  const first = (): Result => {
    base ??= result(words, `${scenario}-1`);
    return base;
  };

  test.runIf(there)(
    'twice, and in another time zone and language: every byte of the recording is equal',
    () => {
      const once = first();
      expect(result(words, `${scenario}-2`, ELSEWHERE)).toEqual(once);
      expect(recorded(`${scenario}-2`)).toEqual(recorded(`${scenario}-1`));
    },
  );

  test.runIf(there)('another seed differs', () => {
    const { digest, businessDigest, outcomeDigest } = first();
    const other = result([...words, '--seed', '2'], `${scenario}-other`);
    expect(other.digest).not.toBe(digest);
    expect(other.businessDigest).not.toBe(businessDigest);
    expect(other.outcomeDigest).not.toBe(outcomeDigest);
  });

  test.runIf(there)('in a worker thread, and stopped half-way and continued in another process', async () => {
    const { arms } = first();
    const whole = part('whole', desk.file('none'), words);
    expect(JSON.parse(whole).digest).toBe(arms[0]!.digest);
    expect(await inWorker(words)).toBe(whole);
    const file = desk.file(`${scenario}.snapshot`);
    expect(part('first', file, words)).not.toBe(whole);
    expect(part('second', file, words)).toBe(whole);
  });
});
