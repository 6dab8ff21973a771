/**
 * The scenario `three-pl` shows what its page says: a third party's line costs by the interval of its files, less by what goes astray on it,
 * and next to nothing by how often stock is advised. Everything that can happen on such a line happens in it.
 */
import { expect, test } from 'vitest';
import { carrierCodecs } from '#mock-systems/wire/codecs';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import { HOUR_MS } from '#sim/shifts/civil';
import { hoursToShip } from '#testing/runs/hours-to-ship';
import { loadFrom, outboundScenario, problemsIn } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { nullRecorder, type Recorder } from '../../recording/recorder.ts';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundTwinOptions } from '../outbound-twin.ts';

const FAULTS = [
  ...['lost', 'halfWritten', 'overtaken', 'doubled', 'late', 'recordSpoilt'],
  ...['receiptLost', 'receiptLate'],
];

const TENDERING = 'systems.tms.tendering={every: 30 min, source: assumption}';
const NOTHING_ASTRAY = [
  'systems.threePl.faults={lost: 0, halfWritten: 0, overtaken: 0, doubled: 0, late: 0, recordSpoilt: 0}',
  'systems.threePl.receiptFaults={lost: 0, late: 0}',
];

/** @param set settings as of `--set` */
function ran(set: readonly string[], options: Partial<OutboundTwinOptions> = {}, name = 'three-pl') {
  const scenario = outboundScenario(loadFrom(name, {}, { set: [...set] }));
  const hours = hoursToShip();
  const twin = distributorTwin(buildOutboundWorld(scenario, 1), { watchers: [hours], ...options });
  twin.start();
  expect(twin.run()).toBe('empty');
  expect(twin.openWork().orders).toBe(0);
  return { mean: hours.mean(), digests: twin.digests() };
}

test('the interval of the files is what the line costs: more than what goes astray on it, and than the age of stock', () => {
  const direct = ran(
    ['policies=[cheapest-in-stock]', 'responsibilities={tender: tms, book: tms}', TENDERING],
    {},
    'as-is-to-be',
  ).mean;
  const quick = ran(['systems.threePl.cutoffEvery=5min', 'systems.threePl.pollEvery=5min']).mean;
  const line = ran([]).mean;
  const slow = ran(['systems.threePl.cutoffEvery=4h']).mean;
  expect(quick - direct).toBeLessThan(3);
  expect(line - direct).toBeGreaterThan(4);
  expect(slow - line).toBeGreaterThan(15);
  for (const set of [NOTHING_ASTRAY, ['systems.threePl.stockEvery=1h']])
    expect(Math.abs(ran(set).mean - line)).toBeLessThan(3);
});

test('every kind of fault of a line of files fires in it, and text gives the same run', () => {
  const seen = new Set<string>();
  const recorder: Recorder = Object.assign(Object.create(nullRecorder), {
    fault: (_at: number, kind: string) => seen.add(kind),
  });
  const objects = ran([], { recorder }).digests;
  expect(FAULTS.filter((kind) => !seen.has(kind))).toEqual([]);
  expect(ran([], { fidelity: { kind: 'wire', carriers: carrierCodecs } }).digests).toEqual(objects);
});

test('the overlay has the line of the scenario, and fits what makes its own orders', () => {
  for (const name of ['quickstart', 'b2b-distributor', 'customs-heavy', 'inbound-dock', 'returns-wave'])
    for (const beside of [[], ['tms-tenders'], ['legacy-batch']])
      expect(problemsIn(loadFrom(name, {}, { with: ['three-pl', ...beside] })), name).toEqual([]);
  const lineOf = (name: string, overlays: readonly string[]) =>
    outboundScenario(loadFrom(name, {}, { with: [...overlays] })).systems.threePl;
  const { source: _assumed, ...line } = lineOf('quickstart', ['three-pl'])!;
  expect(lineOf('three-pl', [])).toMatchObject(line);
  expect(problemsIn(loadFrom('brunel', {}, { with: ['three-pl'] })).join('\n')).toMatch(/threePl/);
});

test('a third party over a rough week leaves nothing behind with customers who return, docks and customs', () => {
  for (const name of ['inbound-dock', 'returns-wave', 'customs-heavy']) {
    const set = ['demand.days=2', 'demand.ordersPerDay=40'];
    const scenario = outboundScenario(loadFrom(name, {}, { with: ['three-pl'], set }));
    const twin = distributorTwin(buildOutboundWorld(scenario, 2), { seed: 2 });
    twin.start();
    expect(twin.run(), name).toBe('empty');
    expect(twin.openWork().orders, name).toBe(0);
  }
});

const ROUGH =
  'systems.threePl.faults={lost: 0.05, halfWritten: 0.05, overtaken: 0.15, doubled: 0.05, late: 0.2, recordSpoilt: 0.02, delayBy: { uniform: { min: 10 min, max: 8 h } }}';

test.each([1, 2, 3])(
  'waves of the third party: what it picks may be heard of before its reservation, and nothing waits for ever; the same as text: seed %i',
  (seed) => {
    const set = ['responsibilities.wave=wms', 'demand.days=3', 'demand.ordersPerDay=60', ROUGH];
    const world = buildOutboundWorld(outboundScenario(loadFrom('three-pl', {}, { set })), seed);
    const early: number[] = [];
    const digests = [undefined, { kind: 'wire', carriers: carrierCodecs } as const].map((fidelity) => {
      const twin = distributorTwin(world, { seed, ...(fidelity === undefined ? {} : { fidelity }) });
      let most = 0;
      twin.start();
      for (let at = world.startAt; twin.kernel.run({ until: at }) !== 'empty'; at += HOUR_MS)
        for (const key of twin.host.living(SHIPMENT))
          if (twin.host.state<ShipmentState>(SHIPMENT, key)?.early != null) most += 1;
      early.push(most);
      expect(Object.values(twin.openWork()).every((count) => count === 0)).toBe(true);
      return twin.digests();
    });
    expect(digests[1]).toEqual(digests[0]);
    expect(early[0]).toBeGreaterThan(0);
  },
);
