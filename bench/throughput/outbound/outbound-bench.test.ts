/** The children's work on a few orders: what is counted is there, and a recording changes nothing but its cost. */
import { expect, test } from 'vitest';
import { distributorTwin, smallDistributor } from '#testing/worlds/outbound-world';
import { countsOfOrders } from './outbound-bench.ts';
import { checkEvents, type SimpyResult } from './simpy-peer.ts';
import { livingActors } from './snapshot-size.ts';

test('messages, events, steps, loads and lines of an order are counted', () => {
  const counts = countsOfOrders({ orders: 40 });
  expect(counts.messagesPerOrder).toBeGreaterThan(15);
  expect(counts.acknowledgementsPerOrder).toBeGreaterThan(5);
  expect(counts.acknowledgementsPerOrder).toBeLessThan(counts.messagesPerOrder);
  expect(counts.stepsPerOrder).toBeGreaterThan(counts.messagesPerOrder / 2);
  expect(counts.eventsPerOrder).toBeGreaterThan(counts.stepsPerOrder);
  expect(counts.loadsPerOrder).toBeGreaterThan(0.1);
  expect(counts.loadsPerOrder).toBeLessThan(2);
  expect(counts.linesPerOrder).toBeGreaterThan(2);
  expect(counts.linesPerOrder).toBeLessThan(6);
});

test('a snapshot says how many actors live: those of the open work, and the middleware', () => {
  const world = smallDistributor({ ordersPerDay: 40 });
  const twin = distributorTwin(world);
  twin.start();
  twin.run({ until: world.startAt + 2 * 86_400_000 });
  const { orders, shipments, loads, freightInvoices } = twin.openWork();
  const open = Object.values(twin.openWork()).reduce((sum, count) => sum + count);
  const actors = livingActors(twin.snapshot());
  expect(orders).toBeGreaterThan(10);
  expect(actors).toBeGreaterThan(orders + shipments + loads + freightInvoices);
  // Gates, and lanes: 64 at most of each of nine partners.
  expect(actors).toBeLessThan(open + 9 * 65 + 20);
});

test('a snapshot without a host is refused', () => {
  const twin = distributorTwin(smallDistributor({ ordersPerDay: 40 }));
  const { components: _, ...rest } = twin.snapshot();
  expect(() => livingActors({ ...rest, components: { world: '' } })).toThrow('no component "host"');
});

test('a peer with other than our number of events, give or take a tenth, is refused', () => {
  const result = (eventsPerOrder: number): SimpyResult => ({
    cpuMs: 1,
    eventsPerOrder,
    ownEventsPerOrder: 23,
    loadsPerOrder: 0.5,
    simpy: '4',
  });
  expect(() => checkEvents(result(109), 100)).not.toThrow();
  expect(() => checkEvents(result(91), 100)).not.toThrow();
  expect(() => checkEvents(result(111), 100)).toThrow('111.0 events an order and our kernel 100.0');
  expect(() => checkEvents(result(89), 100)).toThrow('within a tenth');
});
