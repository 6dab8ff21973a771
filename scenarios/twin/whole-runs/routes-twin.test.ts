/**
 * Whole runs of stores that are driven to by routes, with every invariant watched: several drops a vehicle, delays and refusals on the
 * way, and every unit accounted for. A run is the same again, also from a copy; and it goes on when messages or the core fail.
 */
import { describe, expect, test } from 'vitest';
import { isRoute } from '#orchestrator/contracts/route-key';
import type { EventNotes } from '#testing/runs/event-notes';
import { notedRun, notedTwin } from '#testing/runs/noted-run';
import { storesWorld } from '#testing/worlds/replenishment-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const DAY_MS = 86_400_000;

const routed = ({ days = 4, set = [] as readonly string[], windows = false } = {}): OutboundWorld =>
  storesWorld({ days, set, overlays: windows ? ['morning-windows', 'routes'] : ['routes'] });

const WORLD = routed({ days: 6 });

describe('six days of sixteen stores and two centres', () => {
  const { twin, notes } = notedRun(WORLD);
  const { stores } = WORLD.replenishment!;

  test('a vehicle has several drops, and comes back empty', () => {
    const served = notes.of('stopServed');
    const returned = notes.of('routeReturned');
    expect(returned.length).toBeGreaterThan(10);
    expect(served.length).toBeGreaterThan(1.5 * returned.length);
    expect(served.length + notes.of('stopRefused').length).toBe(notes.sum('routeDeparted', ({ b }) => b));
  });

  test('who is too far for a day has a carrier, all others a route', () => {
    const routeOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
    const byRoute = (name: string): boolean[] =>
      notes
        .of('transferReceived')
        .filter(({ b }) => stores[b] === name)
        .map(({ key }) => isRoute(routeOf.get(key)!));
    expect(new Set(byRoute('Minneapolis Mall'))).toEqual(new Set([false]));
    expect(new Set(byRoute('Milwaukee'))).toEqual(new Set([true]));
    expect(new Set(byRoute('Detroit'))).toEqual(new Set([true]));
  });

  test('what routes cost is what the fleet has charged, by km, stop and route', () => {
    const { ledger } = twin.systems.fleet!;
    expect(ledger.costMinor).toBe(notes.sum('routeCharged'));
    const { costs } = WORLD.replenishment!.routes!.fleet;
    const { perRouteMinor, perStopMinor, perKmMinor } = costs;
    expect(ledger.costMinor).toBe(
      perRouteMinor * ledger.routes +
        perStopMinor * notes.of('stopArrived').length +
        Math.round(perKmMinor * ledger.km),
    );
  });

  test('the same run again is the same, and a copy from its middle goes on alike', () => {
    const again = notedTwin(WORLD);
    again.twin.start();
    again.twin.run({ until: WORLD.startAt + 2.3 * DAY_MS });
    const copy = notedTwin(WORLD);
    copy.twin.restore(again.twin.snapshot());
    again.twin.run();
    copy.twin.run();
    expect(again.twin.digests()).toEqual(twin.digests());
    expect(copy.twin.digests()).toEqual(twin.digests());
  });

  test('what customers of the stores want is what they want without routes', () => {
    const wanted = (of: EventNotes): Map<string, number> => {
      const asked = new Map<string, number>();
      for (const event of ['shelfSold', 'salesLost'])
        for (const { key, n, a } of of.of(event))
          asked.set(`${key} ${n}`, (asked.get(`${key} ${n}`) ?? 0) + a);
      return asked;
    };
    expect(wanted(notes)).toEqual(wanted(notedRun(storesWorld()).notes));
  });
});

describe('what is not taken', () => {
  const refused = (rides: number) =>
    notedRun(
      routed({ set: ['replenishment.routes.risks.refused=0.5', `replenishment.routes.rides=${rides}`] }),
    ).notes;

  test('is driven there again, then handed back to the warehouse', () => {
    const notes = refused(2);
    const rides = new Map<number, number>();
    for (const { a } of notes.of('shipmentRouted')) rides.set(a, (rides.get(a) ?? 0) + 1);
    expect(Math.max(...rides.values())).toBe(2);
    expect(notes.of('goodsReturned').length).toBeGreaterThan(0);
  });

  test('or handed back at once, where goods are driven once', () => {
    const notes = refused(1);
    const back = notes.sum('routeReturned', ({ b }) => b);
    expect(back).toBeGreaterThan(0);
    const refusedAtAll = notes.of('shipmentDelivered').filter(({ b }) => b === 2).length;
    expect(refusedAtAll).toBeGreaterThanOrEqual(back);
  });
});

test('breakdowns delay what comes after them on the route, and every unit is still accounted for', () => {
  const late = (set: readonly string[]): number =>
    notedRun(routed({ windows: true, set }))
      .notes.of('stopArrived')
      .filter(({ b }) => b > 0).length;
  const breakdowns = [
    'replenishment.routes.risks.kmBetweenBreakdowns=400',
    'replenishment.routes.risks.repair={ constant: 4 h }',
  ];
  expect(late(breakdowns)).toBeGreaterThan(late([]));
});

test.each(['savings', 'fixed', 'direct'])('rule %s runs to the end', (rule) => {
  const { notes } = notedRun(routed({ days: 3, set: [`replenishment.routes.rule=${rule}`] }));
  expect(notes.of('routeReturned').length).toBeGreaterThan(4);
});

test('with messages lost and repeated on the way, every unit is still accounted for', () => {
  const window = { from: '1 h', lasts: '4 d' };
  const by = { constant: '10 min' };
  const faults = {
    written: [
      { kind: 'call-lost', partner: 'FLEET', ...window, share: 0.3 },
      { kind: 'call-lost', partner: 'WMS', ...window, share: 0.2 },
      { kind: 'event-duplicated', partner: 'FLEET', ...window, share: 0.3, by },
      { kind: 'event-reordered', partner: 'FLEET', ...window, share: 0.3, by },
    ],
    source: 'assumption',
  };
  const { notes } = notedRun(routed({ set: [`faults=${JSON.stringify(faults)}`] }));
  expect(notes.of('routeReturned').length).toBeGreaterThan(8);
});

describe('what is called off when its route is formed', () => {
  const undisturbed = notedRun(routed({ days: 1 })).notes;
  const releasedAt = undisturbed.of('transferReleased')[0]!.at;
  /** The core asks the warehouse a second after `at`: a question to ERP and two answers before it, it gives up waiting. */
  const calledOff = (at: number): EventNotes => {
    const issueGrace = `${Math.round((at - releasedAt) / 1000) - 5} s`;
    return notedRun(routed({ days: 1, set: [`replenishment.limits.issueGrace=${issueGrace}`] })).notes;
  };

  test('stays behind, and the vehicle is not wanted', () => {
    const notes = calledOff(undisturbed.of('routeFormed')[0]!.at);
    expect(notes.of('routeCancelled').length).toBeGreaterThan(0);
  });

  test('is driven, where it is loaded already', () => {
    const [loaded] = undisturbed.of('shipmentLoaded').filter(({ a }) => isRoute(a));
    const notes = calledOff(loaded!.at);
    expect(notes.of('routeCancelled').map(({ key }) => key)).not.toContain(loaded!.a);
    expect(notes.of('shipmentDelivered').map(({ key }) => key)).toContain(loaded!.key);
  });
});

test('where proofs are read, nobody reads one of a route: the fleet says itself what it has delivered', () => {
  const { notes } = notedRun(storesWorld({ days: 2, overlays: ['routes', 'unread-proofs'] }));
  const routeOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
  const billed = notes.of('customerBilled').filter(({ key }) => isRoute(routeOf.get(key) ?? -1));
  expect(billed.length).toBeGreaterThan(10);
  expect(notes.of('proofReceived').filter(({ key }) => isRoute(key))).toEqual([]);
});

test('a crash without outage changes no business event', () => {
  const crashes = {
    written: [
      { kind: 'crash', from: '30 h' },
      { kind: 'crash', from: '60 h' },
    ],
    source: 'assumption',
  };
  const plain = notedRun(routed({ days: 3 })).twin;
  const crashed = notedRun(routed({ days: 3, set: [`faults=${JSON.stringify(crashes)}`] })).twin;
  expect(crashed.digests().businessDigest).toBe(plain.digests().businessDigest);
});

/** All of the page's days, with few online orders beside: what is missed is missed when stores no longer order all on the same days. */
test('the moral of the page: joined stops cost a quarter less, and carry delays into windows that a vehicle each does not miss', () => {
  const driven = (rule: string) => {
    const { notes, twin } = notedRun(
      storesWorld({
        days: 28,
        ordersPerDay: 5,
        set: [`replenishment.routes.rule=${rule}`],
        overlays: ['morning-windows', 'routes'],
      }),
    );
    const { costMinor, delivered } = twin.systems.fleet!.ledger;
    return { costEach: costMinor / delivered, late: notes.of('stopArrived').filter(({ b }) => b > 0) };
  };
  const savings = driven('savings');
  const direct = driven('direct');
  expect(savings.costEach).toBeLessThan(0.8 * direct.costEach);
  expect(direct.late).toEqual([]);
  expect(savings.late.length).toBeGreaterThan(0);
  // None of them is the first stop of its route.
  expect(savings.late.every(({ n }) => n > 1)).toBe(true);
});
