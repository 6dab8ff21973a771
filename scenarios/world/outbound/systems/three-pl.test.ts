/** How long a message may take on a third party's line: what the scenario says in full, and what goes astray as often as one in a million does. */
import { expect, test } from 'vitest';
import { loadFrom, outboundScenario } from '#testing/worlds/library-scenario';
import { buildOutboundWorld } from '../build.ts';
import { worldInPhase } from '../phases/in-phase.ts';

const HOUR_MS = 3_600_000;
const NOTHING_ASTRAY =
  'systems.threePl.faults={lost: 0, halfWritten: 0, overtaken: 0, doubled: 0, late: 0, recordSpoilt: 0}';

function world(set: readonly string[], overlays: readonly string[] = []) {
  return buildOutboundWorld(
    outboundScenario(loadFrom('three-pl', {}, { set: [...set], with: [...overlays] })),
    1,
  );
}

test('where nothing goes astray it is a cut-off and a poll', () => {
  expect(world([NOTHING_ASTRAY]).postingDelayMs).toBe(0.75 * HOUR_MS);
  const slow = ['systems.threePl.cutoffEvery=30 d', 'systems.threePl.pollEvery=30 min'];
  expect(world([NOTHING_ASTRAY, ...slow]).postingDelayMs).toBe(720.5 * HOUR_MS);
});

test('a share that is lost is put again, so often that no more than one in a million is lost once more', () => {
  const lost = (share: number) =>
    world([NOTHING_ASTRAY, `systems.threePl.faults.lost=${share}`]).postingDelayMs;
  // Receipt's time-out of an hour, a cut-off and a poll, each time.
  expect(lost(0.001)).toBe((0.75 + 1.75) * HOUR_MS);
  expect(lost(0.005)).toBe((0.75 + 2 * 1.75) * HOUR_MS);
  expect(lost(1)).toBe(Infinity);
});

test('what then lies in the files of a phase lies there as well', () => {
  const nightly = world([NOTHING_ASTRAY], ['legacy-batch']);
  expect(nightly.phase).toBeDefined();
  expect(worldInPhase(nightly, nightly.phase).postingDelayMs).toBe((0.75 + 2 * 24) * HOUR_MS);
});

test('a line counts in what an order may take, by each file of it', () => {
  const bound = (set: readonly string[]) => world([NOTHING_ASTRAY, ...set]).settleBoundMs!;
  const daily = bound(['systems.threePl.cutoffEvery=1 d']);
  expect(bound(['systems.threePl.cutoffEvery=2 d']) - daily).toBe(24 * 24 * HOUR_MS);
});

test('without a third party nothing waits for files', () => {
  const direct = outboundScenario(loadFrom('as-is-to-be', {}, { set: ['policies=[cheapest-in-stock]'] }));
  expect(buildOutboundWorld(direct, 1).postingDelayMs).toBeUndefined();
});
