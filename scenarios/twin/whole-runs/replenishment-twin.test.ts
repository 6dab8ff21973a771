/**
 * Whole runs of stores that are replenished, with every invariant watched: shelves are sold from and filled, what is short is shared, and
 * what does not leave in time is asked of another node. A run is the same again, also from a copy, and the same demand comes whatever is
 * decided.
 */
import { describe, expect, test } from 'vitest';
import {
  orderUpTo,
  REPLENISHMENT_POLICIES,
  type ReplenishmentPolicy,
  urgentOnly,
} from '#orchestrator/decisions/replenishment';
import { notedRun, notedTwin } from '#testing/runs/noted-run';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { storesWorld } from '#testing/worlds/replenishment-world';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OutboundTwinOptions } from '../outbound-twin.ts';

const DAY_MS = 86_400_000;

const WORLD = storesWorld();

describe('six days of sixteen stores', () => {
  const { twin, notes } = notedRun(WORLD);

  test('shelves are filled by transfers, which come out of the nodes, and every unit is accounted for', () => {
    const done = notes.of('transferDone');
    expect(done.length).toBeGreaterThan(30);
    expect(done.length).toBe(notes.of('transferReleased').length);
    expect(notes.sum('transferReceived')).toBe(notes.sum('transferReceiptPosted'));
    const { ledger, shelves } = twin.systems.stores!;
    const left = WORLD.replenishment!.stores.map((_name, store) => shelves.totalOf(store).units);
    const began = notes.sum('shelfOpened');
    expect(left.reduce((all, each) => all + each, 0)).toBe(
      began + ledger.receivedUnits - ledger.soldUnits - ledger.shrunkUnits,
    );
  });

  test('a store has one delivery a truck where it stands alone, several where stores share a place', () => {
    const { first } = WORLD.replenishment!.core.numbering;
    const loadOf = new Map(notes.of('shipmentLoaded').map(({ key, a }) => [key, a]));
    const transfers = notes.of('transferReceived').map(({ key }) => loadOf.get(key)!);
    expect(transfers.every((load) => load !== undefined)).toBe(true);
    expect(new Set(transfers).size).toBeLessThan(transfers.length);
    expect(notes.of('transferReceived').every(({ key }) => key >= first * 8)).toBe(true);
  });

  test('sales orders keep their numbers below those of transfers', () => {
    const { first } = WORLD.replenishment!.core.numbering;
    const orders = notes.of('orderReleased').map(({ key }) => key);
    const transfers = new Set(notes.of('transferReleased').map(({ key }) => key));
    for (const order of orders) expect(order >= first).toBe(transfers.has(order));
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
});

describe('what is decided', () => {
  const policiesBy = (replenishment: ReplenishmentPolicy): OutboundTwinOptions['policies'] => {
    const { policies } = distributorTwin(WORLD);
    return { ...policies, by: { ...policies.by, replenishment } };
  };
  const wanted = (policy: ReplenishmentPolicy): Map<string, number> => {
    const { notes } = notedRun(WORLD, { policies: policiesBy(policy) });
    const asked = new Map<string, number>();
    for (const event of ['shelfSold', 'salesLost'])
      for (const { key, n, a } of notes.of(event))
        asked.set(`${key} ${n}`, (asked.get(`${key} ${n}`) ?? 0) + a);
    return asked;
  };

  test('changes what is sold, and not what customers of the stores want', () => {
    const much = wanted(orderUpTo);
    expect(wanted(urgentOnly)).toEqual(much);
  });

  test.each(REPLENISHMENT_POLICIES)('policy $name runs to the end', (replenishment) => {
    const { twin } = notedRun(storesWorld({ days: 3 }), { policies: policiesBy(replenishment) });
    expect(twin.policies.by.replenishment.name).toBe(replenishment.name);
  });
});

describe('where a node is short', () => {
  const SHORT = storesWorld({ stock: { daysOfDemand: 0.5, leadTime: { constant: '60 d' } } });

  test('stores get their share of it, and where nothing is left the other node is asked', () => {
    const { notes } = notedRun(SHORT);
    const cut = notes.of('transferCut');
    expect(cut.length).toBeGreaterThan(5);
    for (const { a, b } of cut) expect(b).toBeLessThan(a);
    // Asked of the second node: tries are numbered 2, 4, ...
    const proposals = notes.of('replenishmentProposed');
    expect(proposals.some(({ n }) => n % 2 === 0)).toBe(true);
    const western = new Set(
      ['Chicago Loop', 'Milwaukee'].map((name) => SHORT.replenishment!.stores.indexOf(name)),
    );
    const helped = proposals.filter(
      ({ n, key, b }) => n % 2 === 0 && western.has(Math.floor(key / 2)) && b === 1,
    );
    expect(helped.length).toBeGreaterThan(0);
  });
});

test('beyond the authority limit a planner is asked first: the proposal waits for the answer', () => {
  const HOUR_MS = 3_600_000;
  const late = (world: OutboundWorld): number =>
    notedRun(world)
      .notes.of('replenishmentProposed')
      .filter(({ n, at }) => n % 2 === 1 && at % HOUR_MS > 60_000).length;
  expect(late(storesWorld({ days: 3 }))).toBe(0);
  expect(late(storesWorld({ days: 3, set: ['replenishment.limits.authority=500 USD'] }))).toBeGreaterThan(5);
});

test('with messages lost and repeated on the way, every unit is still accounted for', () => {
  const window = { from: '1 h', lasts: '4 d' };
  const by = { constant: '10 min' };
  const faults = {
    written: [
      { kind: 'call-lost', partner: 'STORES', ...window, share: 0.3 },
      { kind: 'call-lost', partner: 'ERP', ...window, share: 0.2 },
      { kind: 'event-duplicated', partner: 'STORES', ...window, share: 0.3, by },
      { kind: 'event-reordered', partner: 'ERP', ...window, share: 0.3, by },
    ],
    source: 'assumption',
  };
  const { notes } = notedRun(storesWorld({ days: 4, set: [`faults=${JSON.stringify(faults)}`] }));
  expect(notes.of('transferDone').length).toBeGreaterThan(20);
});

test('a crash without outage changes no business event', () => {
  const crashes = {
    written: [
      { kind: 'crash', from: '30 h' },
      { kind: 'crash', from: '60 h' },
    ],
    source: 'assumption',
  };
  const { twin: plain } = notedRun(storesWorld({ days: 3 }));
  const { twin: crashed } = notedRun(storesWorld({ days: 3, set: [`faults=${JSON.stringify(crashes)}`] }));
  expect(crashed.digests().businessDigest).toBe(plain.digests().businessDigest);
});

/** Half of the days and one of the seeds that the page's figures are of, and its moral already. */
test('the moral of the page: at no more stock, order-up-to loses fewer sales than a minimum and a maximum', () => {
  const shelf = (overlays: readonly string[]) => {
    const days = 14;
    const { notes } = notedRun(storesWorld({ days, ordersPerDay: 60, overlays }));
    const lost = notes.sum('salesLost');
    return { lostShare: lost / (lost + notes.sum('shelfSold')), stock: notes.sum('shelfClosed') };
  };
  const upTo = shelf([]);
  const minMax = shelf(['min-max']);
  expect(upTo.stock).toBeLessThan(minMax.stock);
  expect(upTo.lostShare).toBeLessThan(0.85 * minMax.lostShare);
});
