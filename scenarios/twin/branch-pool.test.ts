/**
 * A branch in a twin that stands ready comes to what it comes to in a twin made for it, whatever ran there before; it writes
 * into no snapshot and no sister, and a run that it was taken of goes on as if there were none.
 */
import { deserialize, serialize } from 'node:v8';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { modelArm, modelOf, modelRun, thumbArm } from '#testing/runs/model-run';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { BranchPool } from './branch-pool.ts';
import { outboundPolicies } from './deciders/outbound-decider.ts';

const world = roughWorld();
const policies = world.policies.map((sourcing) => outboundPolicies({ sourcing }, world.decidedBy));
/** Shares of all events, in percent. */
const INSTANTS = [0, 15, 40, 85];

const straight = roughTwin(world);
straight.start();
straight.run();
const eventsIn = (percent: number): number => Math.floor((straight.kernel.events * percent) / 100);
const copies = INSTANTS.map((percent) => {
  const twin = roughTwin(world);
  twin.start();
  twin.run({ events: eventsIn(percent) });
  return twin.snapshot();
});
/** By instant, then policy: the digests of a twin of its own. */
const expected = copies.map((copy) =>
  policies.map((by) => {
    const twin = roughTwin(world);
    twin.restore(copy, by);
    twin.run();
    return twin.digests();
  }),
);

function poolOf(): { readonly pool: BranchPool; readonly made: () => number } {
  let made = 0;
  const make = () => {
    made += 1;
    return roughTwin(world);
  };
  return { pool: new BranchPool(make), made: () => made };
}

test('the policies make a difference, and those of the run go on as it did', () => {
  expect(policies.length).toBeGreaterThan(1);
  expect(expected[1]![1]).not.toEqual(expected[1]![0]);
  for (const each of expected) expect(each[0]).toEqual(straight.digests());
});

test('one twin does for all branches, whatever ran in it before, and no copy is written into', () => {
  const branch = fc.record({
    copy: fc.nat(copies.length - 1),
    by: fc.nat(policies.length - 1),
    // Most are left somewhere on their way.
    events: fc.nat(eventsIn(60)),
  });
  const before = copies.map((copy) => serialize(copy));
  fc.assert(
    fc.property(fc.array(branch, { minLength: 1, maxLength: 5 }), branch, (left, last) => {
      const { pool, made } = poolOf();
      for (const { copy, by, events } of left)
        pool.branch(copies[copy]!, policies[by]!, (twin) => twin.run({ events }));
      const cameTo = pool.branch(copies[last.copy]!, policies[last.by]!, (twin) => {
        expect(twin.policies).toBe(policies[last.by]);
        twin.run();
        return twin.digests();
      });
      expect(cameTo).toEqual(expected[last.copy]![last.by]);
      expect(made()).toBe(1);
    }),
    { numRuns: runs(8) },
  );
  // Bytes may differ where values do not: V8 writes a whole number by how it holds it, and holds it otherwise once a field has had a fraction.
  for (const [i, copy] of copies.entries())
    if (!serialize(copy).equals(before[i]!)) expect(copy).toEqual(deserialize(before[i]!));
});

test('branches of one copy, and of a branch, run in turns with the run it was taken of: each as if alone', () => {
  const source = roughTwin(world);
  source.start();
  source.run({ events: eventsIn(40) });
  const copy = source.snapshot();
  const { pool, made } = poolOf();
  const [one, other] = [pool.take(copy, policies[0]!), pool.take(copy, policies[1]!)];
  // Its states are still the copy's own.
  const again = pool.take(other.snapshot(), policies[1]!);
  const all = [source, one, other, again];
  for (let open = all; open.length > 0; ) open = open.filter((twin) => twin.run({ events: 97 }) !== 'empty');
  expect(all.map((twin) => twin.digests())).toEqual([0, 0, 1, 1].map((by) => expected[2]![by]));
  for (const twin of [one, other, again]) pool.giveBack(twin);
  expect(pool.take(copy, policies[0]!)).toBe(again);
  expect(made()).toBe(3);
});

test('a copy of a branch that has touched little is the copy that a twin of its own makes', () => {
  const { pool } = poolOf();
  const [first, second] = [pool.take(copies[1]!, policies[0]!), roughTwin(world)];
  first.run({ events: 300 });
  second.restore(copies[1]!);
  second.run({ events: 300 });
  const [one, other] = [first.snapshot(), second.snapshot()];
  expect(one).toEqual(other);
  first.run();
  expect(one).toEqual(other);
});

test('a twin that threw is not used again, and one is given back once', () => {
  const { pool, made } = poolOf();
  const broken = (): never => {
    throw new Error('looked at it the wrong way');
  };
  expect(() => pool.branch(copies[1]!, policies[0]!, broken)).toThrow('wrong way');
  const twin = pool.take(copies[1]!, policies[0]!);
  expect(made()).toBe(2);
  pool.giveBack(twin);
  expect(() => pool.giveBack(twin)).toThrow('given back before');
  expect(() => pool.giveBack(roughTwin(world))).toThrow('of another pool');
});

test('a snapshot that does not fit leaves a twin as it was, with its policies', () => {
  const twin = roughTwin(world);
  twin.restore(copies[1]!, policies[1]!);
  expect(() => twin.restore({ ...copies[1]!, components: {} }, policies[0]!)).toThrow(
    'is not in the snapshot',
  );
  twin.run();
  expect(twin.digests()).toEqual(expected[1]![1]);
});

test('a twin goes from a rule of thumb to a model and back, with questions open', async () => {
  const [model, thumb] = [modelArm(modelOf()), thumbArm()];
  const { twin: source } = modelRun(model);
  source.start();
  while (source.host.pendingAnswers.size < 5) await source.runQuiescent({ events: 20 });
  const copy = source.snapshot();
  const alone = async (by: typeof model) => {
    const { twin } = modelRun(by);
    twin.restore(copy);
    await twin.runQuiescent();
    return twin.digests();
  };
  const [byModel, byThumb] = [await alone(model), await alone(thumb)];
  expect(byModel).not.toEqual(byThumb);
  const pool = new BranchPool(() => modelRun(thumb).twin);
  for (const [by, digests] of [
    [thumb, byThumb],
    [model, byModel],
    [thumb, byThumb],
  ] as const) {
    const twin = pool.take(copy, by);
    await twin.runQuiescent();
    expect(twin.digests()).toEqual(digests);
    pool.giveBack(twin);
  }
});
