/**
 * The twin: every order comes to its end, a run is a value, it can be copied at any instant, and taking one order out
 * changes no draw of any other.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { cheapestFeasible, fastestFeasible } from '#orchestrator/decisions/node-and-carrier';
import { LANES_PER_PARTNER } from '#orchestrator/middleware/inputs';
import { MESSAGE_KINDS } from '#orchestrator/middleware/message-kinds';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import type { Instant } from '#orchestrator/model/instant';
import { outboundActors } from '#orchestrator/processes/outbound';
import { OrderOutcomes } from '#reports/kpis/order-outcomes';
import { RandomStream } from '#sim/random/random';
import { CollectingOut } from '#testing/collecting-out';
import { SMALL_WORLD_START, type SmallWorldOptions, smallWorld } from '#testing/small-world';
import { nullRecorder } from '../recording/recorder.ts';
import { loadThinScenario } from '../schema/load.ts';
import { buildWorld } from '../world/build.ts';
import { partnerPolicyOf } from './partner-policy.ts';
import { Twin } from './twin.ts';

interface Ran {
  readonly twin: Twin;
  readonly outcomes: OrderOutcomes;
}

function build(options: SmallWorldOptions = {}, seed = 1, policy = cheapestFeasible): Ran {
  const world = smallWorld(options);
  const outcomes = new OrderOutcomes();
  return {
    twin: new Twin({ world, policy, seed, watchers: [outcomes] }),
    outcomes,
  };
}

function ran(options: SmallWorldOptions = {}, seed = 1, policy = cheapestFeasible): Ran {
  const run = build(options, seed, policy);
  run.twin.start();
  expect(run.twin.run()).toBe('empty');
  return run;
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a run', () => {
  test('brings every order to its end: delivered and settled, or found unplannable', () => {
    const { twin, outcomes } = ran();
    expect(twin.openWork()).toEqual({ orders: 0, shipments: 0, freightInvoices: 0, exceptionCases: 0 });
    expect(outcomes.size).toBe(40);
    for (let row = 0; row < outcomes.size; row++) {
      if (outcomes.unplannable[row]! > 0) expect(outcomes.plannedAt[row]).toBe(-1);
      else {
        expect(outcomes.deliveredAt[row]).toBeGreaterThan(outcomes.shippedAt[row]!);
        expect(outcomes.shippedAt[row]).toBeGreaterThan(outcomes.plannedAt[row]!);
        expect(outcomes.paidMinor[row]).toBeGreaterThan(0);
      }
    }
    expect(outcomes.unplannable.subarray(0, 40).some((reason) => reason > 0)).toBe(false);
  });

  test('is a value: the same inputs give the same digests, another seed or policy others', () => {
    const one = ran().twin.digests();
    expect(ran().twin.digests()).toEqual(one);
    expect(ran({}, 2).twin.digests().digest).not.toBe(one.digest);
    expect(ran({}, 2).twin.digests().businessDigest).not.toBe(one.businessDigest);
    expect(ran({}, 1, fastestFeasible).twin.digests().outcomeDigest).not.toBe(one.outcomeDigest);
  });

  test('frozen digests of the small world', () => {
    expect(ran().twin.digests()).toEqual({
      digest: 'cafa2ad0e7eba98b',
      businessDigest: '5040a8987d37f3ab',
      outcomeDigest: '7c81f0d7f60a6707',
    });
  });

  test('a slow platform delays but loses nothing: outcomes are equal, times are not', () => {
    const slow = { workers: 1, stepLatencyMs: 4_000, storeLatencyMs: 1_000 };
    const quick = ran();
    const delayed = ran({ platform: slow });
    expect(delayed.twin.digests().outcomeDigest).toBe(quick.twin.digests().outcomeDigest);
    expect(delayed.twin.digests().businessDigest).not.toBe(quick.twin.digests().businessDigest);
    expect(delayed.twin.host.waitedMsMax).toBeGreaterThan(quick.twin.host.waitedMsMax);
  });

  test('a warehouse without room ships later, never more than its capacity a day', () => {
    const { outcomes } = ran({ dailyCapacity: 3 });
    const perDay = new Map<string, number>();
    for (let row = 0; row < outcomes.size; row++) {
      const key = `${outcomes.plant[row]}/${Math.floor((outcomes.shippedAt[row]! - SMALL_WORLD_START) / 86_400_000)}`;
      perDay.set(key, (perDay.get(key) ?? 0) + 1);
    }
    expect(Math.max(...perDay.values())).toBe(3);
    expect(outcomes.overCapacityDays.subarray(0, outcomes.size).some((days) => days > 0)).toBe(true);
  });
});

describe('snapshot', () => {
  test('a run copied at any of 25 instants and continued elsewhere ends with the digests of the run never stopped', () => {
    const straight = ran();
    const total = straight.twin.kernel.events;
    for (let i = 0; i <= 24; i++) {
      const source = build();
      source.twin.start();
      source.twin.run({ events: Math.floor((total * i) / 24) });
      const snapshot = structuredClone(source.twin.snapshot());
      const copy = build();
      copy.twin.restore(snapshot);
      copy.twin.run();
      expect(copy.twin.digests()).toEqual(straight.twin.digests());
      expect(copy.twin.kernel.events).toBe(total);
      expect(copy.outcomes.save()).toEqual(straight.outcomes.save());
    }
  });

  test('of another seed or world is refused; with another policy it is a branch', () => {
    const source = build();
    source.twin.start();
    source.twin.run({ events: 500 });
    const snapshot = source.twin.snapshot();
    expect(() => build({}, 2).twin.restore(snapshot)).toThrow(
      /the snapshot is of small, .* seed 1; this is .*seed 2/,
    );
    expect(() => build({ orders: 41 }).twin.restore(snapshot)).toThrow(/this is small, 41 orders/);
    const branch = build({}, 1, fastestFeasible);
    branch.twin.restore(snapshot);
    expect(branch.twin.run()).toBe('empty');
    source.twin.run();
    expect(branch.twin.digests().outcomeDigest).not.toBe(source.twin.digests().outcomeDigest);
  });
});

describe('recorded inputs', () => {
  test('folded through the actors, give the states of the run, wherever it stands', () => {
    const world = smallWorld();
    const actors = [
      ...outboundActors({ plants: world.plants, invoiceTolerance: world.invoiceTolerance }),
      ...middlewareActors(partnerPolicyOf(world.systems.linkLatencyMs, 1)),
    ];
    const typeOf = (name: string): number => actors.find((actor) => actor.name === name)?.type ?? PARTNER;
    for (const events of [200, 700, 1200, 5000]) {
      const folded = new Map<string, unknown>();
      const twin = new Twin({
        world,
        policy: cheapestFeasible,
        seed: 1,
        recorder: {
          ...nullRecorder,
          input: (now, type, key, n, kind, fromType, fromKey, sender, counter, businessKey, a, b, body) => {
            const actor = actors.find(({ name }) => name === type)!;
            const at = `${type} ${key}`;
            const state = n === 1 ? actor.initial(key) : folded.get(at);
            // A message to a partner stands under its lane.
            const toPartner = type === 'partner-lane' && MESSAGE_KINDS.includes(kind as never);
            const input = envelope(
              kind,
              typeOf(fromType),
              fromKey,
              toPartner ? PARTNER : actor.type,
              toPartner ? Math.floor(key / LANES_PER_PARTNER) : key,
              sender,
              counter,
              businessKey,
              a,
              b,
              body,
            );
            actor.step(state, input, now as Instant, new CollectingOut());
            if (actor.finished(state)) folded.delete(at);
            else folded.set(at, state);
          },
        },
      });
      twin.start();
      twin.run({ events });
      const living = actors.flatMap(({ type, name }) =>
        twin.host.living(type).map((key) => [`${name} ${key}`, twin.host.state(type, key)] as const),
      );
      expect(Object.fromEntries(folded)).toEqual(Object.fromEntries(living));
    }
  });
});

describe('keyed draws', () => {
  /** Every uniform drawn meanwhile, by stream key, entity and index. */
  function draws(work: () => void): Map<string, number> {
    const seen = new Map<string, number>();
    const unit = RandomStream.prototype.unit;
    vi.spyOn(RandomStream.prototype, 'unit').mockImplementation(function (this: RandomStream, entity, index) {
      const value = unit.call(this, entity, index);
      seen.set(`${this.keyHex()}/${entity}/${index}`, value);
      return value;
    });
    work();
    vi.restoreAllMocks();
    return seen;
  }

  /** Builds the library's quickstart without these orders, and runs it. */
  function runQuickstart(exclude: readonly number[]): void {
    const read = (path: string): string =>
      readFileSync(
        fileURLToPath(new URL(`../library/${path.slice('library:'.length)}`, import.meta.url)),
        'utf8',
      );
    const loaded = loadThinScenario(
      'quickstart',
      { read },
      {
        policies: ['cheapest-feasible', 'fastest-feasible'],
        kpis: {},
        set: ['thresholds=[]', `demand.exclude=[${exclude}]`],
      },
    );
    if (!loaded.ok) throw new Error(loaded.problems.map(({ message }) => message).join('; '));
    const built = buildWorld(loaded.scenario, 1, { read });
    if (!built.ok) throw new Error(built.problems.map(({ message }) => message).join('; '));
    const twin = new Twin({ world: built.world, policy: cheapestFeasible, seed: 1 });
    twin.start();
    expect(twin.run()).toBe('empty');
  }

  test('removing one order from quickstart changes no draw of any other order', () => {
    const all = draws(() => runQuickstart([]));
    const without = draws(() => runQuickstart([17]));
    expect(without.size).toBeGreaterThan(2000);
    for (const [key, value] of without) expect(all.get(key)).toBe(value);
    const gone = [...all.keys()].filter((key) => !without.has(key));
    expect(gone.length).toBeGreaterThan(5);
    expect(gone.every((key) => key.split('/').at(-2) === '17')).toBe(true);
  });

  test('removing one order changes no draw of any other order', () => {
    const all = draws(() => ran());
    const without = draws(() => ran({ without: [17] }));
    expect(without.size).toBeLessThan(all.size);
    expect(without.size).toBeGreaterThan(0);
    for (const [key, value] of without) expect(all.get(key)).toBe(value);
    const gone = [...all.keys()].filter((key) => !without.has(key));
    expect(gone.length).toBeGreaterThan(0);
    expect(gone.every((key) => key.split('/').at(-2) === '17')).toBe(true);
  });
});
