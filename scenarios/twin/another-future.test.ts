/**
 * A run goes on into another future without contradicting its past: no invariant breaks, what was said of goods and devices stays so, and
 * the same number is the same future.
 */
import { expect, test } from 'vitest';
import { Random } from '#sim/random/random';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../world/outbound/build.ts';
import { AnotherFuture } from './another-future.ts';
import { armOf } from './deciders/arm.ts';
import { OutboundTwin } from './outbound-twin.ts';

/** Events into the midst of the damage claims, where a bill still waits for what has been said of the goods. */
const MIDST = [
  ['b2b-distributor', 19_152],
  ['returns-wave', 24_944],
] as const;

test.each(MIDST)('in the midst of %s the luck changes, and every rule still holds', (ref, events) => {
  const set = ['demand.maxOrders=150', 'thresholds=[]'];
  const scenario = outboundScenario(loadFrom(ref, {}, { set }));
  const world = buildOutboundWorld(scenario, 1);
  const policies = armOf(scenario, scenario.policies[0]!);
  const run = new OutboundTwin({ world, policies, seed: 1 });
  run.start();
  run.run({ events });
  const snapshot = run.snapshot();
  const into = (luck?: number): string => {
    const twin = new OutboundTwin({ world, policies, seed: 1, ...(luck === undefined ? {} : { luck }) });
    twin.restore(snapshot);
    expect(twin.run()).toBe('empty');
    return twin.digests().digest;
  };
  run.run();
  const digests = [into(), into(1), into(2)];
  expect(new Set(digests).size).toBe(3);
  expect(digests[0]).toBe(run.digests().digest);
  expect(into(1)).toBe(digests[1]);
});

test('what is looked up is as it was, what is drawn is drawn anew', () => {
  const [run, future] = [new Random(7), new AnotherFuture(7, 1)];
  const same = (path: string): boolean => run.stream(path).keyHex() === future.stream(path).keyHex();
  expect(['carriers/condition', 'fleet/traffic', 'broker/poison'].map(same)).toEqual([true, true, true]);
  expect(['carriers/transit-ms', 'demand/arrivals', 'carriers/conditions'].map(same)).toEqual([
    false,
    false,
    false,
  ]);
});

test.each([0, -1, 1.5, Number.NaN])('luck %s is refused', (luck) => {
  expect(() => new AnotherFuture(1, luck)).toThrow(`luck must be a whole number from 1, got ${luck}`);
});
