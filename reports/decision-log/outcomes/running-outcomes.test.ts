/**
 * While a run goes on, what is told of a decision is what its decision log will say: shown at every point by whole runs, whose decisions are
 * followed as they are made, by followers that are now and then put aside and taken up again from their copies; and by a day that is planted.
 */
import { describe, expect, test } from 'vitest';
import type { DecisionPoint } from '#orchestrator/core/out';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import { OUTCOME_FIELDS } from '#own-parts/told';
import type { Recorder } from '#scenarios/recording/recorder';
import { type PointWorld, pointRun } from '#testing/worlds/decision-worlds';
import type { AskedRows } from './outcome.ts';
import { outcomeOf } from './outcomes.ts';
import { type Figures, RunningOutcomes, type ToldOfDecision } from './running-outcomes.ts';

type Event = readonly [time: number, event: string, key: number, n: number, a: number, b: number];

interface Asked {
  readonly entityKey: number;
  readonly attempt: number;
  readonly now: number;
  readonly context: unknown;
  readonly option: unknown;
}

/** Events between two times that followers are put aside. */
const COPIED_EVERY = 997;

/** Of a point in a run: decisions by their numbers from 1, what was told of them meanwhile, and when. */
class Followed {
  readonly asked: Asked[] = [];
  readonly told = new Map<number, readonly [at: number, figures: Figures]>();
  private readonly point: DecisionPoint;
  private follower: RunningOutcomes;
  private events = 0;

  constructor(point: DecisionPoint) {
    this.point = point;
    this.follower = new RunningOutcomes(outcomeOf(point));
  }

  decided(asked: Asked): void {
    this.asked.push(asked);
    this.follower.decided(this.asked.length, asked);
  }

  business(...event: Event): void {
    this.follower.business(...event);
    this.take(event[0], this.follower.settled());
    this.events += 1;
    if (this.events % COPIED_EVERY > 0) return;
    const copy = structuredClone(this.follower.save());
    this.follower = new RunningOutcomes(outcomeOf(this.point));
    this.follower.load(copy);
  }

  private take(at: number, told: readonly ToldOfDecision[]): void {
    for (const [no, figures] of told) {
      expect(this.told.has(no)).toBe(false);
      this.told.set(no, [at, figures]);
    }
  }
}

/** As the log has it, from all events of the run. By number; and when it was known. */
function logged(
  point: DecisionPoint,
  asked: readonly Asked[],
  events: readonly Event[],
): readonly (readonly [knownAt: number, figures: Figures])[] {
  const outcome = outcomeOf(point);
  const reads = asked.map(({ context, option }) =>
    outcome.reads(
      context as Readonly<Record<string, unknown>>,
      () => option as Readonly<Record<string, unknown>>,
    ),
  );
  const rows: AskedRows = {
    keys: asked.map(({ entityKey }) => entityKey),
    now: asked.map(({ now }) => now),
    attempts: asked.map(({ attempt }) => attempt),
    told: (row, which) => reads[row]![which]!,
  };
  const collected = outcome.collect(rows, () => {});
  for (const row of asked.keys()) collected.add(row);
  for (const [time, event, key, n, a, b] of events) collected.listeners[event]?.(time, key, n, a, b);
  return asked.map((_, row) => [collected.knownAt(row), named(point, collected.valuesOf(row))] as const);
}

function named(point: DecisionPoint, values: readonly number[]): Figures {
  const { columns } = outcomeOf(point);
  return Object.fromEntries(
    columns.map(({ name }, i) => [name, Number.isNaN(values[i]!) ? null : values[i]!]),
  );
}

/** What a week after comes to is known in a run of more than a week. */
const LONGER: Readonly<Record<PointWorld, readonly string[]>> = {
  docks: [],
  stores: ['demand.days=12', 'demand.ordersPerDay=5'],
  waves: [],
};

function followedRun(world: PointWorld): {
  readonly followed: ReadonlyMap<DecisionPoint, Followed>;
  readonly events: readonly Event[];
} {
  const followed = new Map(DECISION_POINTS.map((point) => [point, new Followed(point)] as const));
  const events: Event[] = [];
  const recorder: Partial<Recorder> = {
    decision: (...cells) => {
      const [now, point, , entityKey, attempt] = cells;
      const [chosen, context, options] = [cells[10], cells[16], cells[17] as readonly unknown[]];
      if (chosen < 0) return;
      followed
        .get(point as DecisionPoint)!
        .decided({ entityKey, attempt, now, context, option: options[chosen] });
    },
    business: (now, event, _owner, _type, key, n, a, b) => {
      events.push([now, event, key, n, a, b]);
      for (const each of followed.values()) each.business(now, event, key, n, a, b);
    },
  };
  pointRun(world, LONGER[world], 0, undefined, recorder);
  return { followed, events };
}

const WORLDS = ['docks', 'stores', 'waves'] as const;
const runs = WORLDS.map(followedRun);

/** A deadline is no event: it is seen to have passed by the next one. */
const TOLD_BY_THE_NEXT_EVENT: ReadonlySet<DecisionPoint> = new Set(['wave-sequence', 'workload']);

/** In one truck's case the core hears that an appointment was missed after the truck is at its dock: the log has both, what was told had not. */
test.each(DECISION_POINTS)('%s: what is told in a run is what the log says, when it is known', (point) => {
  let [told, late, other] = [0, 0, 0];
  for (const { followed, events } of runs) {
    const { asked, told: inRun } = followed.get(point)!;
    logged(point, asked, events).forEach(([knownAt, figures], i) => {
      const [at, given] = inRun.get(i + 1) ?? [Number.NaN, null];
      expect([i, Number.isNaN(at)]).toEqual([i, Number.isNaN(knownAt)]);
      if (given === null) return;
      told += 1;
      if (at !== knownAt) late += 1;
      if (JSON.stringify(given) !== JSON.stringify(figures)) other += 1;
    });
  }
  expect(told).toBeGreaterThan(5);
  expect(late).toBe(TOLD_BY_THE_NEXT_EVENT.has(point) ? told : 0);
  expect(other).toBe(point === 'dock-slot' ? 1 : 0);
});

test('what a policy is told has the names that the log has', () => {
  for (const point of DECISION_POINTS)
    expect(outcomeOf(point).columns.map(({ name }) => name)).toEqual(OUTCOME_FIELDS[point]);
});

describe('a planted day', () => {
  const HOUR_MS = 3_600_000;

  test('is told at the event that settles it, once, and what is open is not told', () => {
    const follower = new RunningOutcomes(outcomeOf('exception'));
    const asked = { attempt: 1, context: {}, option: {} };
    follower.decided(1, { ...asked, entityKey: 7, now: 0 });
    follower.decided(2, { ...asked, entityKey: 8, now: 0 });
    follower.decided(3, { ...asked, entityKey: 7, now: HOUR_MS });
    expect(follower.settled()).toEqual([]);
    follower.business(2 * HOUR_MS, 'caseEscalated', 7, 1, 0, 0);
    follower.business(3 * HOUR_MS, 'caseResolved', 7, 1, 2, 0);
    const figures = { resolvedBy: 2, escalated: 1, touches: 0 };
    expect(follower.settled()).toEqual([
      [1, { resolutionMs: 3 * HOUR_MS, ...figures }],
      [3, { resolutionMs: 2 * HOUR_MS, ...figures }],
    ]);
    follower.business(4 * HOUR_MS, 'caseResolved', 7, 2, 2, 0);
    expect(follower.settled()).toEqual([]);
  });

  test('a row that is free is taken again, by another decision with figures of its own', () => {
    const follower = new RunningOutcomes(outcomeOf('exception'));
    for (let no = 1; no <= 50; no++) {
      follower.decided(no, { entityKey: no, attempt: 1, now: no, context: {}, option: {} });
      if (no % 2 === 0) follower.business(no, 'caseEscalated', no, 1, 0, 0);
      follower.business(no + 1, 'caseResolved', no, 1, 0, 0);
      const told = { resolutionMs: 1, resolvedBy: 0, escalated: no % 2 === 0 ? 1 : 0, touches: 0 };
      expect(follower.settled()).toEqual([[no, told]]);
    }
    expect((follower.save() as { readonly asked: readonly unknown[] }).asked).toHaveLength(1);
  });
});
