/** Machines in a whole run: every order is done, invariants hold, and a copy made while belts and robots are busy goes on to the same digests. */
import { describe, expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { distributorTwin } from '#testing/worlds/outbound-world';
import { buildOutboundWorld } from '../../world/outbound/build.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';

const HOUR_MS = 3_600_000;
const BELT =
  'network.automation={ conveyor: { meters: 200, metersPerSecond: 0.4, metersPerTote: 0.8, stops: { every: { exponential: { mean: 3 h } }, repair: { exponential: { mean: 20 min } } } }, source: assumption }';

function worldWith(overlays: readonly string[], ...set: readonly string[]): OutboundWorld {
  const options = { with: [...overlays], set: ['demand.days=2', ...set] };
  return buildOutboundWorld(outboundScenario(loadFrom('quickstart', {}, options)), 1);
}

describe.each<[string, OutboundWorld]>([
  ['robots and scanners', worldWith(['robots'])],
  ['a belt that stops', worldWith([], BELT)],
])('%s', (_name, world) => {
  const whole = distributorTwin(world);
  whole.start();

  test('every order is done', () => {
    expect(whole.run()).toBe('empty');
    expect(whole.openWork().orders).toBe(0);
    const byHand = distributorTwin(worldWith([]));
    byHand.start();
    byHand.run();
    expect(whole.digests()).not.toEqual(byHand.digests());
  });

  test('a copy made at any of 4 instants goes on to the digests of the run', () => {
    for (const hours of [9, 12, 15, 33]) {
      const source = distributorTwin(world);
      source.start();
      source.run({ until: world.startAt + hours * HOUR_MS });
      const copy = distributorTwin(world);
      copy.restore(structuredClone(source.snapshot()));
      copy.run();
      expect(copy.digests()).toEqual(whole.digests());
    }
  });
});
