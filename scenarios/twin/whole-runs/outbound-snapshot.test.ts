/**
 * A copy of the whole house, made at an instant at which something is half done, goes on in a process that has run nothing
 * before as if it had never been copied: every digest is that of the run never stopped.
 */
import { describe, expect, test } from 'vitest';
import type { KernelSnapshot } from '#sim/kernel';
import { continuedElsewhere } from '#testing/runs/outbound-continue';
import { copiesAt, INSTANTS } from '#testing/runs/outbound-instants';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';

const world = roughWorld();
/** Beside those that are named: shares of all events, in percent. */
const ANYWHERE = [10, 50, 90];

function ran(): ReturnType<typeof roughTwin> {
  const twin = roughTwin(world);
  twin.start();
  expect(twin.run()).toBe('empty');
  return twin;
}

/** By what is under way there. */
function copies(events: number): Map<string, KernelSnapshot> {
  const source = roughTwin(world);
  source.start();
  const named = copiesAt(source, INSTANTS);
  for (const percent of ANYWHERE) {
    const twin = roughTwin(world);
    twin.start();
    twin.run({ events: Math.floor((events * percent) / 100) });
    named.set(`${percent} % of all events`, twin.snapshot());
  }
  return named;
}

test('goes on from twenty instants, each with something half done, in a fresh process', () => {
  const straight = ran();
  const { events } = straight.kernel;
  const all = copies(events);
  expect(all.size).toBeGreaterThanOrEqual(20);
  expect(new Set([...all.values()].map((copy) => copy.events)).size).toBe(all.size);
  const expected = { end: 'empty', events, open: straight.openWork(), ...straight.digests() };
  const cameTo = continuedElsewhere([...all.values()]);
  expect(Object.fromEntries([...all.keys()].map((name, i) => [name, cameTo[i]]))).toEqual(
    Object.fromEntries([...all.keys()].map((name) => [name, expected])),
  );
});

describe('a copy that forgets one part', () => {
  const digest = ran().digests().digest;
  const source = roughTwin(world);
  source.start();
  const copy = copiesAt(source, { tender: INSTANTS['a second tender'] }).get('tender')!;
  const fresh = roughTwin(world).snapshot();

  test.each(['host', 'watcher.invariants', 'mock.ERP', 'mock.WMS', 'mock.TMS', 'mock.carrier-0'])(
    'goes another way, or stops: %s',
    (part) => {
      expect(copy.components[part]).toBeDefined();
      const twin = roughTwin(world);
      const goOn = (): string => {
        twin.restore({ ...copy, components: { ...copy.components, [part]: fresh.components[part] } });
        twin.run();
        return twin.digests().digest;
      };
      let cameTo = 'stopped';
      try {
        cameTo = goOn();
      } catch {}
      expect(cameTo).not.toBe(digest);
    },
  );
});
