/**
 * Nightly files between ERP, the core and WMS: a file leaves at its time of the day, the overlay fits every scenario of the library, and the
 * scenario shows what its page says: behind a WMS that speaks by night, a nightly ERP costs nothing more.
 */
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { hoursToShip } from '#testing/runs/hours-to-ship';
import { libraryText, loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { OVERLAYS, SCENARIOS } from '../../library/index.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import { armOf } from '../deciders/arm.ts';
import { OutboundTwin } from '../outbound-twin.ts';
import { HOUR_MS, KINDS, waysRig } from '../ways/ways.fixture.ts';

const DAY_MS = 24 * HOUR_MS;

/** Of the ways of a phase, by kind: when its file leaves. */
type WayTable = readonly { readonly kinds: readonly string[]; readonly every?: string }[];

test('of a chain of night jobs each order passes that of WMS thrice and that of ERP once', () => {
  const scenario = outboundScenario(loadFrom('legacy-batch', {}, { set: ['demand.days=4'] }));
  const world = buildOutboundWorld(scenario, 1);
  const medians = new Map<string, number>();
  for (const entry of scenario.policies) {
    if (typeof entry === 'string' || !('phase' in entry)) throw new Error('an arm without a phase');
    const hours = hoursToShip();
    const twin = new OutboundTwin({ world, policies: armOf(scenario, entry), seed: 1, watchers: [hours] });
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(twin.openWork().orders).toBe(0);
    medians.set(entry.name, hours.median());
  }
  const of = (arm: string): number => medians.get(arm)!;
  const over = (arm: string): number => of(arm) - of('connected');
  // Connecting WMS alone: a day lost, not four.
  expect(over('erp-nightly')).toBeLessThan(36);
  expect(over('wms-nightly')).toBeGreaterThan(2.5 * over('erp-nightly'));
  // Connecting ERP alone: nothing won.
  expect(Math.abs(of('legacy-batch') - of('wms-nightly'))).toBeLessThan(2);
  expect(of('all-at-midnight') - of('legacy-batch')).toBeGreaterThan(24);
  expect(over('every-two-hours')).toBeLessThan(over('legacy-batch') / 2);
});

test('the overlay has the ways of the scenario', () => {
  const phasesOf = (path: string): { readonly ways: WayTable } =>
    parse(libraryText(path)).phases['legacy-batch'];
  expect(phasesOf('overlays/legacy-batch.yaml')).toEqual(phasesOf('legacy-batch.yaml'));
});

test('the overlay fits every scenario of the library, alone and over another', () => {
  expect(OVERLAYS).toContain('legacy-batch');
  for (const name of SCENARIOS) {
    for (const below of [[], ['lean-desk'], ['peak-season']]) {
      const own = problemsIn(loadFrom(name, {}, { with: below }));
      if (own.length === 0)
        expect(problemsIn(loadFrom(name, {}, { with: [...below, 'legacy-batch'] })), name).toEqual([]);
    }
  }
});

test('a run under the overlay ends with nothing open, later than in real time, and alike when repeated', () => {
  const set = ['demand.days=1', 'demand.ordersPerDay=60'];
  const ran = (overlays: readonly string[]) => {
    const world = buildOutboundWorld(
      outboundScenario(loadFrom('b2b-distributor', {}, { with: [...overlays], set })),
      1,
    );
    const hours = hoursToShip();
    const twin = distributorTwin(world, { watchers: [hours] });
    twin.start();
    expect(twin.run()).toBe('empty');
    expect(Object.values(twin.openWork()).every((count) => count === 0)).toBe(true);
    return { digests: twin.digests(), median: hours.median() };
  };
  const batch = ran(['legacy-batch']);
  expect(ran(['legacy-batch'])).toEqual(batch);
  expect(batch.median - ran([]).median).toBeGreaterThan(24);
  const swarmed = ran(['legacy-batch', 'swarm']);
  expect(swarmed.digests).not.toEqual(batch.digests);
});

test('a file leaves at its time of the day, and what comes at that very instant waits for the next', () => {
  const offsetMs = 2 * HOUR_MS;
  const rig = waysRig({}, new Map([[KINDS.file, { kind: 'file', everyMs: DAY_MS, offsetMs }]]));
  for (const [i, at] of [0, offsetMs - 1, offsetMs, DAY_MS].entries())
    rig.sends(at, 'core', KINDS.file, i + 1, i + 1);
  rig.kernel.run();
  const days = rig.got.partner.map(({ at }) => Math.floor((at - offsetMs) / DAY_MS));
  expect(days).toEqual([0, 0, 1, 1]);
  expect(rig.got.partner.every(({ at }) => (at - offsetMs) % DAY_MS < HOUR_MS)).toBe(true);
});
