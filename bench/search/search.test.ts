/**
 * A search is its numbers: whatever lanes there are and however long each takes, the same runs come out; twice means two lanes, and a
 * difference is found; what is kept is not run again; failures are counted by invariant and place. Lanes are made up here.
 */
import { describe, expect, test } from 'vitest';
import type { Finding } from '#testing/search/finding';
import { SEARCH_KINDS } from '#testing/search/kinds';
import { failuresOf } from './failures.ts';
import { kindShares } from './kind-shares.ts';
import { type SearchLane, type SearchStore, search } from './search.ts';
import type { SearchAnswer, SearchRun, SearchTask } from './search-run.ts';

const finding = (invariant: string, place: string, seed: number): Finding => ({
  invariant,
  place,
  at: 0,
  event: 1,
  message: `of ${seed}`,
  subject: `order ${seed}`,
});

/** Every fifth seed breaks one thing, every seventh another. */
function runOf(seed: number, more: Partial<SearchRun> = {}): SearchRun {
  const found = seed % 5 === 0 ? finding('settles', 'order', seed) : null;
  return {
    seed,
    policy: 'one',
    digest: `digest of ${seed}`,
    events: 1000 - seed,
    orders: 1,
    simulatedMs: 1000,
    kinds: [0, 1],
    happened: [0],
    probes: [],
    finding: seed % 7 === 0 ? finding('bounded', 'load', seed) : found,
    ...more,
  };
}

class Lane implements SearchLane {
  readonly seeds: number[] = [];
  private readonly turns: number;
  private readonly more: (task: SearchTask) => Partial<SearchRun>;

  /** @param turns of the event loop that it takes: lanes are not equally fast */
  constructor(turns: number, more: (task: SearchTask) => Partial<SearchRun> = () => ({})) {
    this.turns = turns;
    this.more = more;
  }

  async execute(task: SearchTask): Promise<SearchAnswer> {
    this.seeds.push(task.seed);
    for (let i = 0; i < this.turns; i++) await new Promise((resolve) => setImmediate(resolve));
    return { run: runOf(task.seed, this.more(task)), tookMs: 1 };
  }
}

class Kept implements SearchStore {
  readonly runs = new Map<number, SearchRun>();
  readonly digests = new Map<string, string>();
  get(n: number): SearchRun | undefined {
    return this.runs.get(n);
  }
  put(n: number, { run }: SearchAnswer): void {
    this.runs.set(n, run);
  }
  getWithout(n: number, kind: string): string | undefined {
    return this.digests.get(`${n} ${kind}`);
  }
  putWithout(n: number, kind: string, digest: string): void {
    this.digests.set(`${n} ${kind}`, digest);
  }
}

const PLAN = { seed: 1, runs: 20, twice: false };

test('the runs are the same, whatever lanes there are', async () => {
  const one = await search([new Lane(1)], new Kept(), PLAN);
  const three = await search([new Lane(5), new Lane(1), new Lane(2)], new Kept(), PLAN);
  expect(one.runs.map(({ seed }) => seed)).toEqual(Array.from({ length: 20 }, (_, n) => n + 1));
  expect(three.runs).toEqual(one.runs);
  expect(one).toMatchObject({ complete: true, laneMs: 20 });
});

test('what is kept is not run again', async () => {
  const kept = new Kept();
  await search([new Lane(1)], kept, { ...PLAN, runs: 8 });
  const lane = new Lane(1);
  const all = await search([lane], kept, PLAN);
  expect(lane.seeds).toEqual(Array.from({ length: 12 }, (_, n) => n + 9));
  expect(all.runs).toHaveLength(20);
});

test('told to stop, it begins nothing more, and keeps what ran', async () => {
  const kept = new Kept();
  const stopped = await search([new Lane(1), new Lane(3)], kept, {
    ...PLAN,
    runs: Number.POSITIVE_INFINITY,
    shouldStop: () => kept.runs.size >= 6,
  });
  expect(stopped.runs.length).toBeGreaterThanOrEqual(6);
  expect(stopped.runs.length).toBeLessThanOrEqual(7);
  expect(kept.runs.size).toBe(stopped.runs.length);
});

describe('twice', () => {
  test('each run on two lanes', async () => {
    const lanes = [new Lane(1), new Lane(4), new Lane(2)];
    const { runs } = await search(lanes, new Kept(), { ...PLAN, twice: true });
    expect(runs).toEqual((await search([new Lane(1)], new Kept(), PLAN)).runs);
    for (const { seed } of runs) expect(lanes.filter(({ seeds }) => seeds.includes(seed))).toHaveLength(2);
    expect(lanes.flatMap(({ seeds }) => seeds)).toHaveLength(40);
  });

  test('a difference is a finding of its own', async () => {
    const odd = new Lane(1, ({ seed }) => (seed === 4 ? { digest: 'another' } : {}));
    const { runs } = await search([new Lane(1), odd], new Kept(), { ...PLAN, twice: true });
    expect(
      runs.filter(({ finding: each }) => each?.invariant === 'deterministic').map(({ seed }) => seed),
    ).toEqual([4]);
  });

  test('needs two', async () => {
    await expect(search([new Lane(1)], new Kept(), { ...PLAN, twice: true })).rejects.toThrow(/two lanes/);
  });
});

test('a lane that can not go on ends the search, and no other waits for it', async () => {
  const broken: SearchLane = { execute: () => Promise.reject(new Error('out of memory')) };
  await expect(search([new Lane(1), broken], new Kept(), { ...PLAN, twice: true })).rejects.toThrow(
    /out of memory/,
  );
});

test('failures are one by invariant and place: how many, the first, the shortest', async () => {
  const { runs } = await search([new Lane(1)], new Kept(), { ...PLAN, runs: 21 });
  expect(failuresOf(runs)).toMatchObject([
    {
      invariant: 'settles',
      place: 'order',
      count: 4,
      seed: 5,
      shortestSeed: 20,
      finding: { message: 'of 5' },
    },
    { invariant: 'bounded', place: 'load', count: 3, seed: 7, shortestSeed: 21 },
  ]);
});

test('kinds: in how many runs they were, happened, and changed the trace', async () => {
  const [first, second] = SEARCH_KINDS;
  const { runs } = await search([new Lane(1)], new Kept(), PLAN);
  // Without the first kind the trace differs, without the second it does not.
  const lane = new Lane(1, ({ without }) => (without === first!.name ? { digest: 'otherwise' } : {}));
  const kept = new Kept();
  const shares = await kindShares([lane, new Lane(1)], kept, runs, { each: 3 });
  expect(shares).toMatchObject([
    { kind: first!.name, runs: 20, happened: 20, sampled: 3 },
    { kind: second!.name, runs: 20, happened: 0, sampled: 3, changed: 0 },
  ]);
  expect(shares[0]!.changed).toBeGreaterThan(0);
  const again = new Lane(1);
  expect(await kindShares([again], kept, runs, { each: 3 })).toEqual(shares);
  expect(again.seeds).toEqual([]);
});
