/**
 * What a day of `quickstart` comes to is frozen: a change of behaviour anywhere in core, mocks or kernel shows here. And taking one
 * of its orders out changes no draw of any other order.
 */
import { afterEach, expect, test, vi } from 'vitest';
import { RandomStream } from '#sim/random/random';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../world/outbound/build.ts';
import { outboundPolicies } from './deciders/outbound-decider.ts';
import { OutboundTwin } from './outbound-twin.ts';

function ran(sourcing: string, without: readonly number[] = []): OutboundTwin {
  const set = ['thresholds=[]', 'demand.days=1', `demand.exclude=[${without}]`];
  const scenario = outboundScenario(loadFrom('quickstart', {}, { set }));
  const world = buildOutboundWorld(scenario, scenario.seed);
  const policies = outboundPolicies({ sourcing }, world.decidedBy);
  const twin = new OutboundTwin({ world, policies, seed: scenario.seed });
  twin.start();
  expect(twin.run()).toBe('empty');
  return twin;
}

afterEach(() => {
  vi.restoreAllMocks();
});

// Where a change was meant, what the failing test found is the new value; the commit says why.
test.each([
  [
    'cheapest-feasible',
    {
      events: 26453,
      digest: 'b3b6ee43e7f652a0',
      businessDigest: '313505a8bf67ebde',
      outcomeDigest: '1742363f2b8ed19d',
    },
  ],
])('frozen: %s', (sourcing, frozen) => {
  const twin = ran(sourcing);
  expect({ events: twin.kernel.events, ...twin.digests() }).toEqual(frozen);
});

/** `path key entity/index` of every uniform drawn meanwhile. */
function draws(work: () => void): Set<string> {
  const seen = new Set<string>();
  const { unit, units } = RandomStream.prototype;
  const note = (stream: RandomStream, entity: number, index: number): unknown =>
    seen.add(`${stream.path} ${stream.keyHex()} ${entity}/${index}`);
  vi.spyOn(RandomStream.prototype, 'unit').mockImplementation(function (this: RandomStream, entity, index) {
    note(this, entity, index);
    return unit.call(this, entity, index);
  });
  vi.spyOn(RandomStream.prototype, 'units').mockImplementation(function (
    this: RandomStream,
    ...[entity, from, into, count]
  ) {
    for (let i = 0; i < count; i++) note(this, entity, from + i);
    units.call(this, entity, from, into, count);
  });
  work();
  vi.restoreAllMocks();
  return seen;
}

/** Of a warehouse's feed or of a truck: what several orders share. */
const SHARED = /^(wms\/feed-|carriers\/(?!condition ))/;

test('one order less: no draw of any other order is made, left out or changed', () => {
  const all = draws(() => ran('cheapest-feasible'));
  const less = draws(() => ran('cheapest-feasible', [17]));
  const changed = [...all]
    .filter((draw) => !less.has(draw))
    .concat([...less].filter((draw) => !all.has(draw)));
  const ofOrders = changed.filter((draw) => !SHARED.test(draw));
  expect(less.size).toBeGreaterThan(10_000);
  expect(ofOrders.length).toBeGreaterThan(20);
  expect(ofOrders.filter((draw) => !/ 17\/\d+$/.test(draw))).toEqual([]);
  // Beyond that the truck that came for it alone, and what is told of the stock that it took.
  expect(changed.length - ofOrders.length).toBeLessThan(less.size / 200);
});
