/**
 * What befalls the orchestrator itself, beside crashes: acknowledgements that nobody hears, zombies, upgrades in mid-process, a clock
 * that is off. Each leaves the business of the run as it was, or every invariant standing; each is planted once to be caught.
 */
import { describe, expect, test } from 'vitest';
import type { Actor } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { LOAD, ORDER, SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import { expectCaught, type Inside, replaced, violationOf } from '#testing/worlds/outbound-plants';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { CoreClock } from '../../host/core-clock.ts';
import { nextVersion, stored } from '../../host/next-version.ts';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { type ClockJump, type FaultSettings, NO_FAULTS } from '../../world/fault-settings.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin } from '../outbound-twin.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const plain: OutboundWorld = { ...smallDistributor({ days: 1, ordersPerDay: 40 }), partners: [] };
const from = plain.startAt;

function withFaults(faults: Partial<FaultSettings>): OutboundWorld {
  return { ...plain, faults: { ...NO_FAULTS, ...faults } };
}

interface Ran {
  readonly twin: OutboundTwin;
  readonly faults: ReadonlyMap<string, number>;
  readonly audits: ReadonlyMap<string, number>;
}

function ran(faults: Partial<FaultSettings>): Ran {
  const [counts, audits] = [new Map<string, number>(), new Map<string, number>()];
  const count = (map: Map<string, number>, name: string): unknown => map.set(name, (map.get(name) ?? 0) + 1);
  const recorder: Recorder = {
    ...nullRecorder,
    fault: (_time, kind) => count(counts, kind),
    audit: (_time, subject) => count(audits, subject),
  };
  const twin = distributorTwin(withFaults(faults), { recorder });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, faults: counts, audits };
}

function businessOf({ twin }: Ran): unknown {
  const { businessDigest, outcomeDigest } = twin.digests();
  return { businessDigest, outcomeDigest };
}

const quiet = ran({});

test('an acknowledgement that nobody hears: what is sent again is known again', () => {
  const window = { fromAt: from, untilAt: from + 3 * DAY_MS, share: 0.5, byMs: null };
  const run = ran({ messages: [{ kind: 'commit-unacknowledged', partner: null, ...window }] });
  expect(run.faults.get('commit-unacknowledged')).toBeGreaterThan(500);
  expect(businessOf(run)).toEqual(businessOf(quiet));
});

test('... and where it is not known again, that is caught', () => {
  const window = { fromAt: from, untilAt: from + 3 * DAY_MS, share: 0.5, byMs: null };
  expectCaught(
    'applied-once',
    /the core has taken \d+ messages of .*, which sent \d+|not each of these once/,
    ({ host }) => {
      (host as Inside).window.note = () => 'new';
    },
    withFaults({ messages: [{ kind: 'commit-unacknowledged', partner: null, ...window }] }),
  );
});

describe('zombies', () => {
  const steps = (share: number, lateMs: number): Partial<FaultSettings> => ({
    steps: [
      {
        kind: 'zombie',
        fromAt: from,
        untilAt: from + 5 * DAY_MS,
        share,
        byMs: { kind: 'constant', value: lateMs },
      },
    ],
  });

  test.each([0, 1, 20_000, HOUR_MS])('of every fifth step, %i ms late, commit nothing', (lateMs) => {
    const run = ran(steps(0.2, lateMs));
    const zombies = run.faults.get('zombie')!;
    expect(zombies).toBeGreaterThan(500);
    expect(run.audits.get('staleCommitRefused')).toBe(zombies);
    expect(businessOf(run)).toEqual(businessOf(quiet));
  });

  test('with nothing to fence them off are caught', () => {
    expectCaught(
      'side-effect-once',
      /orderSourced 1 after orderSourced 1/,
      ({ host }) => {
        (host as Inside).stepper.zombies.mayCommit = () => true;
      },
      withFaults(steps(0.2, 1000)),
    );
  });

  test('under way are copied with the run', () => {
    const faults = steps(0.2, HOUR_MS);
    const source = distributorTwin(withFaults(faults));
    source.start();
    source.run({ until: from + 18 * HOUR_MS });
    const copy = distributorTwin(withFaults(faults));
    copy.restore(structuredClone(source.snapshot()));
    source.run();
    copy.run();
    expect(copy.digests()).toEqual(source.digests());
  });
});

describe('an upgrade in mid-process', () => {
  const upgrades = Array.from({ length: 12 }, (_, i) => ({
    kind: 'upgrade' as const,
    at: from + 10 * HOUR_MS + i * 7_654_321,
  }));

  test('twelve times in a run changes nothing of its business', () => {
    const run = ran({ upgrades });
    expect(run.faults.get('upgrade')).toBe(12);
    expect(businessOf(run)).toEqual(businessOf(quiet));
  });

  test('is in a copy of the run, whose twin has not been upgraded yet', () => {
    const source = distributorTwin(withFaults({ upgrades }));
    source.start();
    source.run({ until: upgrades[5]!.at + 1 });
    const copy = distributorTwin(withFaults({ upgrades }));
    copy.restore(structuredClone(source.snapshot()));
    expect(copy.run()).toBe('empty');
    source.run();
    expect(copy.digests()).toEqual(source.digests());
    expect(businessOf({ ...quiet, twin: copy })).toEqual(businessOf(quiet));
  });

  test('that forgets what was open is caught', () => {
    const violation = violationOf(({ host }) => {
      const { actors } = host as Inside;
      replaced(actors, 'upgrade', (right) => {
        const states = right();
        const { store } = actors.of(ORDER);
        store.replaceAll((state: Inside) => ({ ...state, open: state.open.map(() => 0) }));
        return states;
      });
    }, withFaults({ upgrades }));
    expect(violation?.invariant).toBe('order-lines-conserved');
  });

  test('refuses a state that is no plain JSON, and names it', () => {
    const actor = { name: 'order', version: 4 } as unknown as Actor;
    expect(() => stored(actor, { open: [1, Number.NaN] })).toThrow(/open of order holds NaN/);
    expect(() => stored(actor, { open: undefined })).toThrow(/open of order holds undefined/);
    const next = nextVersion({
      ...actor,
      migrate: (_old, version) => {
        throw new Error(`version ${version} is unknown`);
      },
    });
    expect(next.migrate(stored(actor, { a: 1, b: [2] }), 4)).toEqual({ a: 1, b: [2] });
    expect(() => next.migrate({}, 3)).toThrow('version 3 is unknown');
  });
});

/** Fields that came with telematics. */
function beforeTelematics(state: Inside): Inside {
  const { tracked: _tracked, carrierEstimate: _carrierEstimate, quarantined: _quarantined, ...rest } = state;
  return rest;
}

/** Fields that came with customs. */
function beforeCustoms(state: Inside): Inside {
  const {
    clearance: _clearance,
    declared: _declared,
    borderMilestone: _borderMilestone,
    estimateOf: _estimateOf,
    heldAt: _heldAt,
    heldUsualMs: _heldUsualMs,
    ...rest
  } = beforeTelematics(state);
  return rest;
}

/** Ratings had no terms of detention, loads had them apart. */
function beforeTerms(state: Inside): Inside {
  const { detention, guide, onward, former, ...rest } = beforeCustoms(state);
  const bare = ({ detention: _, ...rating }: Inside): Inside => rating;
  return {
    ...rest,
    freeTimeMs: detention.freeTimeMs,
    detentionPerHourMinor: detention.perHourMinor,
    guide: guide?.map(bare) ?? null,
    onward: onward?.map(bare) ?? null,
    former: former === null ? null : bare(former),
  };
}

describe('states of versions that were really in use', () => {
  /** Current states as an older version had them: without what came later. */
  const OLDER: readonly (readonly [string, ActorTypeNo, number, (state: Inside) => Inside])[] = [
    ['order', ORDER as ActorTypeNo, 2, ({ rounds: _, care: __, erp: ___, ...rest }) => rest],
    ['order', ORDER as ActorTypeNo, 3, ({ care: _, erp: __, ...rest }) => rest],
    ['order', ORDER as ActorTypeNo, 4, ({ erp: _, ...rest }) => rest],
    // What was rated without terms has none: it comes to its end otherwise.
    ['load', LOAD as ActorTypeNo, 2, beforeTerms],
    ['load', LOAD as ActorTypeNo, 3, beforeCustoms],
    ['load', LOAD as ActorTypeNo, 4, beforeTelematics],
    ['shipment', SHIPMENT as ActorTypeNo, 4, ({ wantedBy: _, erp: __, ...rest }) => rest],
    ['shipment', SHIPMENT as ActorTypeNo, 5, ({ erp: _, ...rest }) => rest],
  ];

  test.each(OLDER)(
    '%s (type %i), of version %i, is taken over in the middle of a run',
    (name, type, version, older) => {
      const source = distributorTwin(plain);
      source.start();
      source.run({ until: from + 18 * HOUR_MS });
      expect(source.host.living(type).length).toBeGreaterThan(0);
      const snapshot = structuredClone(source.snapshot()) as Inside;
      const host = componentOf(snapshot, 'host');
      const stores = host.actors.stores as [string, number, Inside][];
      const at = stores.findIndex(([each]) => each === name);
      const store = stores[at]![2];
      const states = store.states.map((state: Inside) => (state === undefined ? state : older(state)));
      stores[at] = [name, version, { ...store, states }];
      const copy = distributorTwin(plain);
      copy.restore(snapshot);
      expect(copy.run()).toBe('empty');
      expect(businessOf({ ...quiet, twin: copy })).toEqual(businessOf(quiet));
    },
  );
});

describe('a clock that is off', () => {
  const jump = (kind: ClockJump['kind'], fromMs: number, lastsMs: number, byMs: number): ClockJump => ({
    kind,
    fromAt: from + fromMs,
    untilAt: from + fromMs + lastsMs,
    byMs,
  });

  test.each([
    ['ahead for a day', [jump('clock-fast', 15 * HOUR_MS, DAY_MS, HOUR_MS)]],
    ['behind for a day', [jump('clock-slow', 15 * HOUR_MS, DAY_MS, HOUR_MS)]],
    [
      'ahead by an hour, over and over',
      Array.from({ length: 24 }, (_, i) => jump('clock-fast', (10 + 2 * i) * HOUR_MS, HOUR_MS, HOUR_MS)),
    ],
    [
      'behind, then ahead',
      [
        jump('clock-slow', 15 * HOUR_MS, HOUR_MS, 20 * MINUTE_MS),
        jump('clock-fast', 16 * HOUR_MS, HOUR_MS, 20 * MINUTE_MS),
      ],
    ],
  ])('%s: every invariant holds, all comes to its end, and it shows in the run', (_what, clocks) => {
    const run = ran({ clocks });
    expect(run.faults.get(clocks[0]!.kind)).toBeGreaterThan(0);
    expect(run.twin.openWork()).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
    expect(businessOf(run)).not.toEqual(businessOf(quiet));
  });

  test('goes on in a copy where it stood', () => {
    const clocks = [jump('clock-fast', 15 * HOUR_MS, 2 * HOUR_MS, HOUR_MS)];
    const source = distributorTwin(withFaults({ clocks }));
    source.start();
    source.run({ until: from + 17 * HOUR_MS + MINUTE_MS });
    const copy = distributorTwin(withFaults({ clocks }));
    copy.restore(structuredClone(source.snapshot()));
    source.run();
    copy.run();
    expect(copy.digests()).toEqual(source.digests());
  });

  test('that goes back is caught', () => {
    const clocks = [jump('clock-fast', 15 * HOUR_MS, 2 * HOUR_MS, HOUR_MS)];
    const plant = ({ host }: OutboundTwin): void => {
      const { clock } = host as Inside;
      clock.read = (at: number) => {
        clock.now = at + clock.offMs(at);
        return clock.now;
      };
    };
    expect(() => violationOf(plant, withFaults({ clocks }))).toThrow(/the core's clock went back/);
  });

  test('shows what it should, and a timer rings when it shows that', () => {
    const clock = new CoreClock([
      { fromAt: 100, untilAt: 200, byMs: 50 },
      { fromAt: 300, untilAt: 400, byMs: -30 },
    ]);
    const dues = [120, 140, 180, 250, 260, 290, 320, 380, 500].map((shown) => clock.instantOf(shown, 0));
    const shown = new Map<number, number>();
    for (let at = 0; at < 600; at++) shown.set(at, clock.read(at));
    expect([99, 100, 199, 200, 249, 250, 299, 300, 329, 330, 399, 400].map((at) => shown.get(at))).toEqual([
      99, 150, 249, 249, 249, 250, 299, 299, 299, 300, 369, 400,
    ]);
    const first = (least: number): number => [...shown].find(([, each]) => each >= least)![0];
    expect(dues).toEqual([120, 140, 180, 250, 260, 290, 320, 380, 500].map(first));
  });
});

/** Of a snapshot. */
function componentOf(snapshot: Inside, name: string): Inside {
  const found = snapshot.components[name];
  if (found === undefined) throw new Error(`no component ${name}`);
  return found;
}
