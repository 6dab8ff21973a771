/**
 * What a policy learns is the run's: the same run learns the same, a copy that goes on is the run that was never stopped, a branch has what was
 * known until then and nothing else, and two arms share nothing. Shown by runs over seven weeks, since freight is paid after one month.
 */
import { deserialize, serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import type { CarrierOption } from '#orchestrator/decisions/carrier-choice';
import { outcomeOf } from '#reports/decision-log/outcomes/outcomes';
import { RunningOutcomes } from '#reports/decision-log/outcomes/running-outcomes';
import { nullRecorder, type Recorder } from '#scenarios/recording/recorder';
import type { KernelSnapshot } from '#sim/kernel';
import { smallDistributor } from '#testing/worlds/outbound-world';
import { OutboundTwin } from '../outbound-twin.ts';
import { Learning, type LearningPolicy, type ToldOutcome } from './learning.ts';
import { type OutboundPolicies, outboundPolicies } from './outbound-decider.ts';

const world = smallDistributor({ days: 50, ordersPerDay: 5 });

interface Tried {
  readonly loads: number;
  readonly lateDays: number;
}
type Knows = Readonly<Record<string, Tried>>;

/** Freight, and what a carrier's loads were late on average. */
function bandit(name = 'bandit', notes: ToldOutcome[] = []): LearningPolicy {
  const choose = (knows: unknown, options: readonly unknown[]): number => {
    const cost = (options as readonly CarrierOption[]).map(({ carrier, amountMinor }) => {
      const { loads = 0, lateDays = 0 } = (knows as Knows)[carrier] ?? {};
      return amountMinor * (1 + (9 * lateDays) / (loads + 1));
    });
    return cost.indexOf(Math.min(...cost));
  };
  return {
    name,
    summary: 'learns',
    recommend: (_context, options) => choose({}, options),
    learns: {
      initial: {},
      recommendBy: (knows, _context, options) => choose(knows, options),
      learn: (knows, told) => {
        notes.push(told);
        const { carrier } = told.option as CarrierOption;
        const { loads = 0, lateDays = 0 } = (knows as Knows)[carrier] ?? {};
        const late = (told.outcome.lateMs ?? 0) / 86_400_000;
        return { ...(knows as Knows), [carrier]: { loads: loads + 1, lateDays: lateDays + late } };
      },
      follower: () => new RunningOutcomes(outcomeOf('carrier')),
    },
  };
}

function armOf(policy: LearningPolicy | null): OutboundPolicies {
  const own = policy === null ? [] : [{ point: 'carrier' as const, policy }];
  const said = { carrier: policy?.name ?? 'cheapest-carrier', sourcing: 'cheapest-in-stock' };
  return {
    ...outboundPolicies(said, world.decidedBy, own),
    exploration: { point: 'carrier', floor: 0.1 },
  };
}

interface Row {
  readonly key: number;
  readonly attempt: number;
  readonly chosen: number;
}

function twinOf(policies: OutboundPolicies, rows: Row[] = []): OutboundTwin {
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), {
    decision: (...cells: Parameters<Recorder['decision']>) => {
      const [, point, , key, attempt] = cells;
      if (point === 'carrier') rows.push({ key, attempt, chosen: cells[10] });
    },
  });
  return new OutboundTwin({ world, policies, seed: 1, recorder });
}

const HALF = world.startAt + 45 * 86_400_000;
const learner = bandit();
const straight = twinOf(armOf(learner));
straight.start();
straight.run({ until: HALF });
const half = straight.snapshot();
const knownAtHalf = straight.learned();
straight.run();

const notes: ToldOutcome[] = [];
const rows: Row[] = [];
const again = twinOf(armOf(bandit('bandit', notes)), rows);
again.start();
again.run();

function goneOn(copy: KernelSnapshot, policies: OutboundPolicies): OutboundTwin {
  const twin = twinOf(policies);
  twin.restore(copy);
  twin.run();
  return twin;
}

describe('a run in which a policy learns', () => {
  test('is told of what it decided itself, later, and nothing else', () => {
    const { decisions, told } = again.learned()[0]!;
    expect(decisions).toBe(rows.filter(({ chosen }) => chosen >= 0).length);
    expect(told).toBe(notes.length);
    expect(told).toBeGreaterThan(0.9 * decisions);
    expect(Math.min(...notes.map(({ askedAt, knownAt }) => knownAt - askedAt))).toBeGreaterThan(86_400_000);
    const explored = notes.filter(({ propensity }) => propensity !== null && propensity <= 0.1);
    expect(explored.length).toBeGreaterThan(10);
    for (const { knownAt } of notes) expect(knownAt).toBeLessThanOrEqual(again.kernel.now);
  });

  test('comes to other decisions than it would without, and to the same again', () => {
    expect([again.digests(), again.learned()]).toEqual([straight.digests(), straight.learned()]);
    const dull = twinOf(armOf(null));
    dull.start();
    dull.run({ until: world.startAt + 86_400_000 });
    const first = twinOf(armOf(bandit()));
    first.start();
    first.run({ until: world.startAt + 86_400_000 });
    // It begins as the cheapest carrier.
    expect(first.digests().digest).toBe(dull.digests().digest);
    dull.run();
    expect(dull.digests().digest).not.toBe(straight.digests().digest);
  });

  test('of two of them neither knows what the other has learned, though the policy is one', () => {
    const [one, other] = [twinOf(armOf(learner)), twinOf(armOf(learner))];
    one.start();
    one.run({ until: HALF });
    other.start();
    other.run();
    expect([other.digests(), other.learned()]).toEqual([straight.digests(), straight.learned()]);
    expect(
      learner.recommend(
        {},
        [
          { carrier: 0, amountMinor: 2 },
          { carrier: 1, amountMinor: 1 },
        ],
        [],
      ),
    ).toBe(1);
  });
});

test('what a person decided, a model, or nobody is not its own', () => {
  const learning = new Learning();
  learning.follow(armOf(bandit()).by);
  const [policy, chosen] = ['bandit', 0];
  const decided = {
    ...{ policy, chosen, mode: 'active', removed: 0, score: null, confidence: null, propensity: null },
    ...{ fallback: null, latencyMs: 0 },
  };
  const [context, options] = [{ promisedAt: 0 }, [{ carrier: 0 }]];
  const ask = { attempt: 1, entityType: 'load', entityKey: 8, now: 0, context, options, views: [] };
  const person = { role: 'planner', kind: 'confirm', recommended: 0 };
  learning.decided({ ...ask, point: 'carrier' }, { ...decided, person });
  learning.decided({ ...ask, point: 'carrier' }, { ...decided, policy: 'model' });
  learning.decided({ ...ask, point: 'carrier' }, { ...decided, chosen: -1 });
  learning.decided({ ...ask, point: 'sourcing' }, decided);
  expect(learning.learned()).toMatchObject([{ decisions: 0 }]);
  learning.decided({ ...ask, point: 'carrier' }, decided);
  expect(learning.learned()).toMatchObject([{ decisions: 1, told: 0 }]);
  // What was told is kept no longer.
  learning.business(1, 'freightPaid', 'core', 'load', 8, 1, 100, 0);
  expect(learning.save()).toMatchObject([{ decisions: 1, told: 1, open: [] }]);
});

describe('a copy of it', () => {
  test('goes on as the run that was never stopped, also as bytes', () => {
    expect(knownAtHalf[0]!.told).toBeGreaterThan(20);
    expect(knownAtHalf[0]!.decisions).toBeGreaterThan(knownAtHalf[0]!.told + 20);
    for (const copy of [half, deserialize(serialize(half)) as KernelSnapshot]) {
      const twin = goneOn(copy, armOf(bandit()));
      expect([twin.digests(), twin.learned()]).toEqual([straight.digests(), straight.learned()]);
    }
  });

  test('a branch begins with what was known until then, and writes into no other', () => {
    const branch = twinOf(armOf(bandit()));
    branch.restore(half);
    expect(branch.learned()).toEqual(knownAtHalf);
    branch.run();
    const sister = twinOf(armOf(bandit()));
    sister.restore(half);
    expect(sister.learned()).toEqual(knownAtHalf);
    sister.restore(branch.snapshot());
    expect(sister.learned()).toEqual(straight.learned());
  });

  test('what-if: the forced decision is one that it learns from', () => {
    const twin = twinOf(armOf(bandit()));
    const rows: Row[] = [];
    const next = twinOf(armOf(bandit()), rows);
    next.restore(half);
    while (rows.length === 0) next.run({ events: 1 });
    const [{ key, attempt, chosen }] = rows as [Row];
    const forced = {
      ...{ point: 'carrier' as const, entityType: 'load', entityKey: key, attempt },
      option: chosen === 0 ? 1 : 0,
    };
    twin.restore(half, { ...armOf(learner), forced });
    expect(twin.learned()).toEqual(knownAtHalf);
    twin.run();
    expect(twin.learned()[0]!.knows).not.toEqual(straight.learned()[0]!.knows);
  });

  test('goes on by other policies; one that learned nothing in it begins anew, whatever twin it is in', () => {
    const dull = goneOn(half, armOf(null));
    expect(dull.learned()).toEqual([]);
    const started = twinOf(armOf(null));
    started.start();
    started.run({ until: HALF });
    const copy = started.snapshot();
    const [fresh, used] = [twinOf(armOf(null)), twinOf(armOf(learner))];
    used.restore(half);
    used.run();
    for (const twin of [fresh, used]) {
      twin.restore(copy, armOf(learner));
      expect(twin.learned()).toEqual([{ ...knownAtHalf[0], decisions: 0, told: 0, knows: {} }]);
      twin.run();
    }
    expect(fresh.learned()[0]!.told).toBeGreaterThan(5);
    expect([used.digests(), used.learned()]).toEqual([fresh.digests(), fresh.learned()]);
  });

  test('that is refused leaves what was learned as it was', () => {
    const twin = twinOf(armOf(learner));
    twin.restore(half);
    expect(() => twin.restore({ ...half, components: [] } as never, armOf(bandit('other')))).toThrow();
    expect(twin.learned()).toEqual(knownAtHalf);
    twin.run();
    expect(twin.digests()).toEqual(straight.digests());
  });
});
