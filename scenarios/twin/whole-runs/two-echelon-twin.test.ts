/**
 * Whole runs in which one centre is filled from another as a store is, with every invariant watched: stock that leaves there comes here,
 * in WMS and in ERP, and stores are served from it. A run is the same again, also from a copy.
 */
import { describe, expect, test } from 'vitest';
import { siteOf } from '#orchestrator/contracts/replenishment';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { notedRun, notedTwin } from '#testing/runs/noted-run';
import { storesWorld } from '#testing/worlds/replenishment-world';

const DAY_MS = 86_400_000;
const WORLD = storesWorld({ days: 8, overlays: ['two-echelon'] });
const { numbering } = WORLD.replenishment!.core;
const STORES = WORLD.replenishment!.stores.length;
const EAST = 1;

const toNode = (shipment: number): boolean =>
  orderOf(shipment) >= numbering.first && siteOf(numbering, orderOf(shipment)) >= STORES;

describe('eight days of sixteen stores behind two centres in a row', () => {
  const { twin, notes } = notedRun(WORLD);
  const products = WORLD.wms.products.length;

  test('what leaves the one for the other comes into its stock, product by product', () => {
    const left = notes.of('goodsIssued').filter(({ key }) => toNode(key));
    expect(left.length).toBeGreaterThan(2);
    expect(left.every(({ a }) => a === 0)).toBe(true);
    expect(notes.sum('transferPutAway')).toBe(left.reduce((sum, { b }) => sum + b, 0));
    expect(notes.sum('goodsTransferred', ({ b }) => b)).toBe(notes.sum('transferPutAway'));
    expect(new Set(notes.of('goodsTransferred').map(({ a }) => a))).toEqual(new Set([EAST]));
  });

  test('nothing that stores sell comes to it from outside', () => {
    const listed = WORLD.replenishment!.core.groups.flatMap((group) => group.products);
    const outside = notes.of('goodsReceived').filter(({ key, a }) => key === EAST && listed.includes(a));
    expect(outside).toEqual([]);
    expect(notes.of('goodsReceived').some(({ key }) => key === 0)).toBe(true);
  });

  test('stores are sent what it has, and ERP has posted what came', () => {
    const { stock } = twin.systems.wms;
    expect(notes.of('goodsIssued').filter(({ key, a }) => a === EAST && !toNode(key)).length).toBeGreaterThan(
      10,
    );
    for (let product = 0; product < products; product++) {
      const { received, shipped } = stock.balance(EAST, product);
      const began = WORLD.wms.nodes[EAST]!.stock!.lots.find((lot) => lot.product === product)!.units;
      // ERP hears of what has left and come, of counts and returns it does not.
      expect(twin.systems.erp.pictureOf(EAST, product)).toBe(began + received - shipped);
    }
  });

  test('the same run again is the same, and a copy from its middle goes on alike', () => {
    const again = notedTwin(WORLD);
    again.twin.start();
    again.twin.run({ until: WORLD.startAt + 3.3 * DAY_MS });
    const copy = notedTwin(WORLD);
    copy.twin.restore(again.twin.snapshot());
    again.twin.run();
    copy.twin.run();
    expect(again.twin.digests()).toEqual(twin.digests());
    expect(copy.twin.digests()).toEqual(twin.digests());
  });
});

test('with messages lost and repeated on the way, every unit is still accounted for', () => {
  const window = { from: '1 h', lasts: '4 d' };
  const by = { constant: '10 min' };
  const faults = {
    written: [
      { kind: 'call-lost', partner: 'WMS', ...window, share: 0.3 },
      { kind: 'event-duplicated', partner: 'WMS', ...window, share: 0.3, by },
      { kind: 'event-reordered', partner: 'WMS', ...window, share: 0.2, by },
    ],
    source: 'assumption',
  };
  const set = [`faults=${JSON.stringify(faults)}`];
  const { notes } = notedRun(storesWorld({ days: 4, overlays: ['two-echelon'], set }));
  expect(notes.of('transferPutAway').length).toBeGreaterThan(0);
});

test('with routes as well, stores are driven to and the line haul goes by carrier', () => {
  const { notes } = notedRun(storesWorld({ days: 4, overlays: ['two-echelon', 'routes'] }));
  expect(notes.of('routeReturned').length).toBeGreaterThan(4);
  expect(notes.of('transferPutAway').length).toBeGreaterThan(0);
});

test('under a swarm of faults it comes to its end all the same', () => {
  const { notes } = notedRun(storesWorld({ days: 4, overlays: ['two-echelon', 'routes', 'swarm'] }));
  expect(notes.of('transferDone').length).toBeGreaterThan(20);
});

/** Half of the days and one of the seeds that the page's figures are of. */
test('the moral of the page: what goes by way of another centre is carried and handled twice, and shelves are no fuller for it', () => {
  const ran = (overlays: readonly string[]) => {
    const { notes } = notedRun(storesWorld({ days: 14, ordersPerDay: 60, overlays }));
    return {
      freight: notes.sum('freightPaid'),
      handling: notes.sum('warehouseCharged'),
      available: notes.sum('shelfAvailable') / notes.sum('shelfAvailable', ({ b }) => b),
    };
  };
  const one = ran([]);
  const two = ran(['two-echelon']);
  expect(two.freight).toBeGreaterThan(1.1 * one.freight);
  expect(two.handling).toBeGreaterThan(1.2 * one.handling);
  expect(Math.abs(two.available - one.available)).toBeLessThan(0.02);
});
