/**
 * The stories of `spare-parts-global`, `retail-replenishment` and `inbound-dock` on networks of others: each fits all of the library but what
 * it says it can't, does on a network what its story is about, breaks no invariant there, and gives the same digests twice.
 */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../recording/recorder.ts';
import { buildOutboundWorld } from '../world/outbound/build.ts';
import { SCENARIOS } from './index.ts';

const STORIES = ['spare-parts-global', 'retail-replenishment', 'inbound-dock'] as const;
/** One that waits for a migration can't be told in the middle of it; a data set brings a network of its own. */
const FITS_NOT: Readonly<Record<(typeof STORIES)[number], readonly string[]>> = {
  'spare-parts-global': ['brunel'],
  'retail-replenishment': ['brunel', 'erp-migration'],
  'inbound-dock': ['brunel', 'erp-migration'],
};

const scenarioOf = (name: string, overlays: readonly string[], set: readonly string[] = []) =>
  outboundScenario(loadFrom(name, {}, { with: [...overlays], set: [...set] }));

function ran(name: string, overlays: readonly string[], set: readonly string[]) {
  const events = new Map<string, number>();
  const recorder: Recorder = {
    ...nullRecorder,
    business: (_time, event) => events.set(event, (events.get(event) ?? 0) + 1),
  };
  const world = buildOutboundWorld(scenarioOf(name, overlays, set), 1);
  const twin = distributorTwin(world, { seed: 1, recorder });
  twin.start();
  const end = twin.run();
  return { end, events, digests: twin.digests(), open: twin.openWork() };
}

describe.each(STORIES)('the overlay %s', (story) => {
  test('fits the library, and says of the rest that it does not', () => {
    const others = SCENARIOS.filter((name) => problemsIn(loadFrom(name, {}, { with: [story] })).length > 0);
    expect(others).toEqual(FITS_NOT[story]);
    for (const name of others)
      expect(problemsIn(loadFrom(name, {}, { with: [story] })).at(-1)).toBe(
        `--with ${story}: this overlay does not fit "${name}". Of the library it fits all but ${others.join(', ')}`,
      );
  });

  test.each(['quickstart', 'b2b-distributor'])('runs on %s, and again the same', (name) => {
    const set = ['demand.days=3', 'demand.ordersPerDay=30'];
    const first = ran(name, [story], set);
    expect(first.end).toBe('empty');
    expect(first.open).toMatchObject({ orders: 0, shipments: 0, loads: 0 });
    expect(ran(name, [story], set).digests).toEqual(first.digests);
    expect(ran(name, [], set).digests).not.toEqual(first.digests);
  });
});

test('spare parts are few a line, dangerous or controlled, with a licence for each country with customers', () => {
  const { network } = scenarioOf('b2b-distributor', ['spare-parts-global']);
  expect(network.licences.map(({ country }) => country)).toEqual(['US', 'CA', 'MX', 'DE']);
  expect(network.nodes.map(({ feed }) => feed.every)).toEqual(network.nodes.map(() => '6 h'));
  const plain = scenarioOf('b2b-distributor', []).network;
  expect(network.customers.classes.map(({ lead: _lead, ...others }) => others)).toEqual(
    plain.customers.classes.map(({ lead: _lead, ...others }) => others),
  );
  expect(network.carriers).toEqual(plain.carriers);
  const few = ['demand.days=3', 'demand.ordersPerDay=60'];
  const { events } = ran('quickstart', ['spare-parts-global'], few);
  // Nobody is abroad: papers are those of controlled goods.
  expect(events.get('documentsPrepared')).toBeGreaterThan(0);
  expect(ran('quickstart', [], few).events.get('documentsPrepared')).toBeUndefined();
});

test('stores are at places with customers in a country with nodes, and served by these, the nearest first', () => {
  const { replenishment, network } = scenarioOf('b2b-distributor', ['retail-replenishment']);
  const { stores } = replenishment!;
  const home = network.places.filter(({ country, demand = 0 }) => country === 'US' && demand > 0);
  expect(stores.map(({ name, place }) => [name, place])).toEqual(
    home.map(({ name }) => [`${name} Store`, name]),
  );
  const byOf = (place: string) => stores.find((each) => each.place === place)!.suppliedBy;
  expect(byOf('Seattle')).toEqual(['DC Reno', 'DC Dallas', 'DC Harrisburg']);
  expect(byOf('Boston')).toEqual(['DC Harrisburg', 'DC Dallas', 'DC Reno']);
  const { events } = ran('quickstart', ['retail-replenishment'], ['demand.days=4', 'demand.ordersPerDay=20']);
  for (const event of ['shelfSold', 'transferReleased', 'transferReceived', 'transferDone'])
    expect(events.get(event) ?? 0, event).toBeGreaterThan(0);
});

test('docks are at nodes with stock, and suppliers go by the clock of the first of them', () => {
  const { inbound } = scenarioOf('spare-parts-global', ['inbound-dock']);
  expect(inbound!.docks.map(({ node }) => node)).toEqual([
    ...['Rotterdam Hub', 'Memphis Depot', 'Dubai Depot', 'Singapore Depot'],
  ]);
  expect(new Set(inbound!.suppliers.map(({ zone }) => zone))).toEqual(new Set(['Europe/Amsterdam']));
  const { events } = ran('quickstart', ['inbound-dock'], ['demand.days=20', 'demand.ordersPerDay=20']);
  for (const event of ['purchaseOrderReleased', 'slotBooked', 'truckDocked', 'receiptPutAway'])
    expect(events.get(event) ?? 0, event).toBeGreaterThan(0);
});
