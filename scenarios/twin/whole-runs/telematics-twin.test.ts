/**
 * Whole runs of a distributor with devices on its carriers' vehicles, with every invariant watched: positions are bounded and right, late
 * bursts and outages lose nothing, goods that were too warm are decided on, and no decision of others changes a device's luck.
 */
import { describe, expect, test } from 'vitest';
import { QUALITY_CASE, TRACK } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { computeOutboundKpis } from '#reports/kpis/outbound/kpis';
import { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import { FACTS } from '#reports/kpis/outbound/story.fixture';
import { telematicsKpis } from '#reports/kpis/outbound/telematics-kpis';
import { EventNotes } from '#testing/runs/event-notes';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { smallTelematics } from '#testing/worlds/telematics-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwin, OutboundTwinOptions } from '../outbound-twin.ts';

const HOUR_MS = 3_600_000;
const SMALL = { days: 3, ordersPerDay: 120 };
const ALL_FITTED = 'systems.telematics.fitted={ TL: 1, LTL: 1, AIR: 1, OCEAN: 1 }';
const WARM = [ALL_FITTED, 'systems.telematics.coldChain.excursions=0.26', 'network.products.coldChain=0.5'];

/** The events of a run, and its KPIs. */
class TelematicsNotes extends EventNotes {
  readonly outcomes = new OutboundOutcomes();

  override business(...args: Parameters<EventNotes['business']>): void {
    super.business(...args);
    this.outcomes.business(...args);
  }

  override save(): readonly [notes: unknown, outcomes: unknown] {
    return [super.save(), this.outcomes.save()];
  }

  override load(saved: unknown): void {
    const [notes, outcomes] = saved as ReturnType<TelematicsNotes['save']>;
    super.load(notes);
    this.outcomes.load(outcomes);
  }
}

function ran(
  world: OutboundWorld,
  options: Partial<OutboundTwinOptions> & { readonly sourcing?: string } = {},
): { twin: OutboundTwin; notes: TelematicsNotes } {
  const notes = new TelematicsNotes();
  const twin = distributorTwin(world, { watchers: [notes], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  return { twin, notes };
}

const world = smallTelematics({ ...SMALL, set: [ALL_FITTED] });
const asItIs = ran(world);

describe('a run', () => {
  const { twin, notes } = asItIs;

  test('is over with every track, and has no more positions of a trip than are allowed', () => {
    for (const type of [TRACK, QUALITY_CASE]) expect(twin.host.living(type as ActorTypeNo)).toEqual([]);
    const byTrip = Map.groupBy(notes.of('positionReported'), ({ key }) => key);
    expect(byTrip.size).toBeGreaterThan(50);
    for (const positions of byTrip.values())
      expect(positions.length).toBeLessThanOrEqual(world.telematics!.readingsMax);
  });

  test('has bursts after dead zones, silence and devices heard again', () => {
    expect(twin.systems.telematics!.ledger.bursts).toBeGreaterThan(10);
    expect(notes.of('deviceSilent').length).toBeGreaterThan(notes.of('deviceHeardAgain').length);
    expect(notes.of('deviceHeardAgain').length).toBeGreaterThan(0);
  });

  test('opens no exception case for what devices say late', () => {
    expect(notes.of('exceptionOpened')).toEqual([]);
  });

  test('is the same run again, and another with another seed', () => {
    expect(ran(world).twin.digests()).toEqual(twin.digests());
    expect(ran(world, { seed: 2 }).twin.digests().businessDigest).not.toBe(twin.digests().businessDigest);
  });

  test('goes on from a copy as the run never stopped', () => {
    const source = distributorTwin(world, { watchers: [new TelematicsNotes()] });
    source.start();
    source.run({ until: notes.of('positionReported')[100]!.at });
    const again = distributorTwin(world, { watchers: [new TelematicsNotes()] });
    again.restore(structuredClone(source.snapshot()));
    expect(again.run()).toBe('empty');
    expect(again.digests()).toEqual(twin.digests());
  });
});

/** The moral of docs/mocks/telematics.md. */
test('positions buy foresight, not punctuality: of the same loads a delay is seen sooner than by reports, and no more are in time', () => {
  const kpis = telematicsKpis(asItIs.notes.outcomes);
  expect(kpis.lateSeenAhead!).toBeGreaterThan(1.2 * kpis.lateSeenAheadReports!);
  expect(kpis.etaErrorDay!).toBeLessThan(0.8 * kpis.etaErrorDayReports!);
  const blind = ran(smallDistributor(SMALL));
  const onTime = ({ outcomes }: TelematicsNotes): number =>
    computeOutboundKpis(outcomes, { ...FACTS, endAt: world.endAt }).onTimeDelivery!;
  expect(Math.abs(onTime(asItIs.notes) - onTime(blind.notes))).toBeLessThan(0.01);
});

test('a device of one trip has the same luck whoever is sourced otherwise', () => {
  const other = ran(world, { sourcing: world.policies[1]! }).notes;
  const here = devices(asItIs.notes);
  const there = devices(other);
  let compared = 0;
  for (const [trip, device] of here) {
    if (!there.has(trip)) continue;
    expect([trip, there.get(trip)]).toEqual([trip, device]);
    compared += 1;
  }
  expect(compared).toBeGreaterThan(20);
});

/** Devices by lane and cut-off, which is when a load is formed: on the hour. Parcels are formed at any time. */
function devices(notes: TelematicsNotes): Map<string, number> {
  const timetabled = notes.of('loadFormed').filter(({ at }) => at % HOUR_MS < 2_000);
  const formed = new Map(
    timetabled.map(({ key, a: lane, at }) => [key, `${lane} at ${Math.floor(at / HOUR_MS)}`]),
  );
  const fitted = notes.of('deviceAttached').filter(({ key }) => formed.has(key));
  return new Map(fitted.map(({ key, a: device }) => [formed.get(key)!, device]));
}

test('a wrong device is found out, and the estimate goes back to what the carrier says', () => {
  const { notes } = ran(
    smallTelematics({ ...SMALL, set: [ALL_FITTED, 'systems.telematics.wrongDevices=0.5'] }),
  );
  const wrong = notes.of('deviceMistrusted').length;
  expect(wrong).toBeGreaterThan(10);
  expect(new Set(notes.of('deviceMistrusted').map(({ a }) => a)).size).toBeGreaterThan(1);
});

describe('where goods get warm', () => {
  const { twin, notes } = ran(smallTelematics({ ...SMALL, set: WARM }));

  test('each excursion has its case, released or refused; refused goods are claimed for and not billed', () => {
    const opened = notes.of('qualityCaseOpened');
    expect(opened.length).toBe(notes.of('temperatureExceeded').length);
    expect(opened.length).toBeGreaterThan(10);
    const decided = notes.of('qualityDecided');
    expect(decided.length).toBe(opened.length);
    const refused = new Set(decided.filter(({ a }) => a === 1).map(({ key }) => key));
    expect(refused.size).toBeGreaterThan(3);
    expect(refused.size).toBeLessThan(decided.length);
    const loadOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
    const good = new Set(
      notes
        .of('shipmentDelivered')
        .filter(({ b: condition }) => condition === 0)
        .map(({ key }) => key),
    );
    const claimed = notes.of('claimOpened').filter(({ key }) => good.has(key));
    expect(claimed.length).toBeGreaterThan(3);
    for (const { key } of claimed) expect(refused.has(loadOf.get(key)!)).toBe(true);
    const credited = new Set(
      notes
        .of('claimAnswered')
        .filter(({ a }) => a > 0)
        .map(({ key }) => key),
    );
    expect(claimed.filter(({ key }) => credited.has(key)).length).toBeGreaterThan(0);
    expect(twin.openWork().orders).toBe(0);
  });
});

test('where nobody is at the quality desk goods wait for it, and nothing else does', () => {
  const { people, ...open } = smallTelematics({ ...SMALL, set: WARM });
  const { twin, notes } = ran({
    ...open,
    people: people.filter(({ role }) => role !== 'quality-desk' && role !== 'supervisor'),
  });
  expect(notes.of('qualityDecided').every(({ b: byPerson }) => byPerson === 0)).toBe(true);
  expect(twin.openWork().orders).toBeGreaterThan(0);
});

test.each([
  ['is down for two days', '{ kind: outage, partner: TELEMATICS, from: 12 h, lasts: 2 d }'],
  [
    'answers late',
    '{ kind: event-delayed, partner: TELEMATICS, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 h, max: 9 h } } }',
  ],
  [
    'says things twice',
    '{ kind: event-duplicated, partner: TELEMATICS, from: 0 s, lasts: 20 d, share: 0.5, by: { uniform: { min: 1 min, max: 9 h } } }',
  ],
  [
    'says things out of order',
    '{ kind: event-reordered, partner: TELEMATICS, from: 0 s, lasts: 20 d, share: 0.5, by: { exponential: { mean: 3 h } } }',
  ],
])('a provider that %s loses nothing, and holds nobody up', (_what, fault) => {
  const { twin, notes } = ran(
    smallTelematics({ ...SMALL, set: [...WARM, `faults={ written: [${fault}], source: assumption }`] }),
  );
  expect(twin.openWork()).toMatchObject({ orders: 0, loads: 0 });
  expect(notes.of('qualityDecided').length).toBe(notes.of('qualityCaseOpened').length);
  expect(notes.of('deviceEstimated').length).toBeGreaterThan(100);
});
