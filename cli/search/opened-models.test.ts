/**
 * A search runs the scenario's own models among its arms: they are drawn like rules of thumb, their models answer and are governed as the
 * scenario says, and what breaks under one of them is a file that breaks the same. Endpoints are left out.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { Desk, dray, type Ran } from '#testing/outside/command-line';
import { runTrial, type TrialOutcome } from '#testing/search/trial';
import { type OpenSearch, openSearch, variationOf } from './search-words.ts';

const PLANTED = fileURLToPath(new URL('./planted.fixture.ts', import.meta.url));
const SMALL = { ref: 'governance-drill', orders: 12, faults: 'none' } as const;

async function opened<T>(
  words: Parameters<typeof openSearch>[0],
  work: (open: OpenSearch) => T,
): Promise<Awaited<T>> {
  const open = await openSearch(words);
  try {
    return await work(open);
  } finally {
    await open.models.close();
  }
}

describe('of a scenario with models', () => {
  test('each arm is drawn; what is said of models stays where it is about the one that decides', () =>
    opened(SMALL, (open) => {
      const found = new Map<string, unknown>();
      for (let seed = 1; seed <= 30; seed++) {
        const { policy, scenario } = variationOf(open, seed);
        const { governance, featureFaults } = scenario;
        found.set(policy, [governance?.models, featureFaults?.length]);
      }
      expect(Object.fromEntries(found)).toEqual({
        cheapest: [undefined, undefined],
        unwatched: [undefined, 1],
        governed: [['governed'], 1],
      });
    }));

  test('its model answers, as long as it is told to: what it stands over is another run', () =>
    opened({ ...SMALL, policy: 'unwatched' }, async (open) => {
      const { scenario } = variationOf(open, 3);
      const trial = { scenario, files: open.files, seed: 3 };
      const run = (): Promise<TrialOutcome> =>
        runTrial({ ...trial, policies: open.models.armIn(scenario, open.parts)! });
      const one = await run();
      expect([one.finding, one.fired.get('model-answered')! > 3]).toEqual([null, true]);
      expect((await run()).digests).toEqual(one.digests);
      const [entry] = scenario.policies;
      const byRule = { name: 'unwatched', carrier: Object(entry).baseline };
      const plain = await runTrial({ ...trial, scenario: { ...scenario, policies: [byRule] } });
      expect(plain.fired.get('model-answered')).toBeUndefined();
      expect(plain.digests.digest).not.toBe(one.digests.digest);
    }));

  test('a file that has changed is another search', async () => {
    const identityOf = (set: readonly string[]): Promise<string> =>
      opened({ ...SMALL, set }, ({ identity }) => identity);
    const other = ['policies.unwatched.model=learned-carrier'];
    expect(await identityOf([])).toBe(await identityOf([]));
    expect(await identityOf(other)).not.toBe(await identityOf([]));
  });

  test('a rule of thumb needs nothing opened', () =>
    opened({ ref: 'quickstart' }, ({ models, variations, parts }) => {
      expect(models.digests).toEqual([]);
      expect(models.armIn(variations.of({ seed: 1, orders: 5, faults: [] }).scenario, parts)).toBeUndefined();
    }));
});

test('an endpoint is asked nothing: its arm is not drawn, and is refused by name', async () => {
  const arm =
    '{ name: far, http: { protocol: mlflow, url: "http://localhost:8080" }, baseline: cheapest-in-stock, mode: active, thinking: { constant: 1 ms }, timeout: 1 s, source: x }';
  const words = { ref: 'quickstart', set: [`policies=[home-node, ${arm}]`, 'thresholds=[]'] };
  await opened(words, (open) => {
    const drawn = Array.from({ length: 20 }, (_, seed) => variationOf(open, seed).policy);
    expect(new Set(drawn)).toEqual(new Set(['home-node']));
  });
  await expect(openSearch({ ...words, policy: 'far' })).rejects.toThrow(
    /--policy far: a model at an endpoint decides in it, and a search asks none\. There are home-node$/,
  );
  const only = { ...words, set: [`policies=[${arm}]`, 'thresholds=[]'] };
  await expect(openSearch(only)).rejects.toThrow(/every policy is a model at an endpoint/);
});

describe('as it is typed', () => {
  const desk = new Desk();
  afterAll(() => desk.clear());
  const typed = (...words: string[]): Ran =>
    dray([...words, '--quiet'], desk.path, {
      NODE_OPTIONS: `--import=${PLANTED}`,
      PLANT_FROM: '0',
    });

  test('what breaks while a model decides breaks at the same event in its file', () => {
    const words = ['governance-drill', '--orders', '8', '--runs', '1', '--workers', '1', '--faults', 'none'];
    const found = typed('search', ...words, '--policy', 'governed', '--out', 'found');
    expect([found.code, found.stderr]).toEqual([3, '']);
    const kept = JSON.parse(readFileSync(desk.file('found/search.json'), 'utf8'));
    const [{ policy, file, finding }] = kept.failures;
    expect([policy, finding.invariant]).toEqual(['governed', 'side-effect-once']);
    const again = typed('run', file, '--report', 'none', '--out', 'again');
    expect(again.code).toBe(3);
    const { place } = JSON.parse(readFileSync(desk.file('again/violation.json'), 'utf8'));
    expect([place.invariant, place.event]).toEqual(['side-effect-once', finding.event]);
  });
});
