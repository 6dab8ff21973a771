/** What goes by file and by hand arrives once, in its order, when the file leaves or somebody is done; copies go on alike. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { HOUR_MS, KINDS, type Line, MINUTE_MS, type WaysRig, waysRig } from './ways.fixture.ts';

const times = (rig: WaysRig, at: 'partner' | 'core'): (readonly [counter: number, at: number])[] =>
  rig.got[at].map(({ counter, at: when }) => [counter, when]);

describe('a message of the core', () => {
  test("that goes directly is transmitted at once, and its answer is the partner's", () => {
    const rig = waysRig();
    rig.sends(5 * MINUTE_MS, 'core', KINDS.direct, 7, 1);
    rig.kernel.run();
    expect(times(rig, 'partner')).toEqual([[1, 5 * MINUTE_MS]]);
    expect(rig.got.acknowledged).toEqual([{ at: 5 * MINUTE_MS + 1_000, key: 7, counter: 1 }]);
  });

  test('by file has arrived for its sender, and leaves with the next file', () => {
    const rig = waysRig();
    rig.sends(5 * MINUTE_MS, 'core', KINDS.file, 7, 1);
    rig.sends(HOUR_MS, 'core', KINDS.file, 8, 2);
    rig.kernel.run();
    expect(rig.got.acknowledged.map(({ at }) => at)).toEqual([5 * MINUTE_MS + 1_000, HOUR_MS + 1_000]);
    expect(times(rig, 'partner')).toEqual([
      [1, HOUR_MS],
      [2, 2 * HOUR_MS],
    ]);
    expect(rig.ways.size).toBe(0);
  });

  test('by hand leaves when somebody has done it; done wrongly, when it has been done once more', () => {
    const rig = waysRig({ person: ({ no }) => ({ afterMs: 10 * MINUTE_MS, answer: no < 0x10000 ? 1 : 0 }) });
    rig.sends(0, 'core', KINDS.hand, 7, 1);
    rig.kernel.run();
    expect(times(rig, 'partner')).toEqual([[1, 20 * MINUTE_MS]]);
    expect(rig.hand.size).toBe(0);
  });

  test('that was forgotten in a tray is come across', () => {
    const rig = waysRig({ person: ({ no }) => (no < 0x10000 ? null : { afterMs: MINUTE_MS, answer: 0 }) });
    rig.sends(0, 'core', KINDS.hand, 7, 1);
    rig.kernel.run();
    expect(times(rig, 'partner')).toEqual([[1, 5 * HOUR_MS + MINUTE_MS]]);
  });

  test('that nobody sends is taken, and arrives nowhere', () => {
    const rig = waysRig();
    rig.sends(0, 'core', KINDS.never, 7, 1);
    rig.kernel.run();
    expect(rig.got.acknowledged).toHaveLength(1);
    expect(rig.got.partner).toEqual([]);
  });

  test('that is sent again, since the answer was lost, is taken once', () => {
    const rig = waysRig();
    rig.sends(0, 'core', KINDS.file, 7, 1);
    rig.sends(MINUTE_MS, 'core', KINDS.file, 7, 1, 2);
    rig.sends(2 * HOUR_MS, 'core', KINDS.file, 7, 1, 3);
    rig.kernel.run();
    expect(rig.got.acknowledged).toHaveLength(3);
    expect(times(rig, 'partner')).toEqual([[1, HOUR_MS]]);
  });
});

test('about one key the direct one waits behind the file; about another it does not', () => {
  const rig = waysRig();
  rig.sends(0, 'core', KINDS.file, 7, 1);
  rig.sends(1, 'core', KINDS.direct, 7, 2);
  rig.sends(2, 'core', KINDS.direct, 8, 3);
  rig.kernel.run();
  expect(rig.got.partner.map(({ counter }) => counter)).toEqual([3, 1, 2]);
});

test('what the core refuses while it is down is offered until it is taken, in its order', () => {
  const rig = waysRig({ coreIsDown: (now) => now < HOUR_MS + 90_000 });
  rig.sends(0, 'partner', KINDS.file, 7, 1);
  rig.sends(1, 'partner', KINDS.file, 7, 2);
  rig.kernel.run();
  expect(times(rig, 'core')).toEqual([
    [1, HOUR_MS + 2 * MINUTE_MS],
    [2, HOUR_MS + 2 * MINUTE_MS],
  ]);
});

test('what a partner says again while its file waits, or after it has left, is taken once', () => {
  const rig = waysRig();
  rig.sends(0, 'partner', KINDS.file, 7, 1);
  rig.sends(MINUTE_MS, 'partner', KINDS.file, 7, 1);
  rig.sends(HOUR_MS + MINUTE_MS, 'partner', KINDS.file, 7, 1);
  // This one went directly; said again, it would wait behind a file.
  rig.sends(0, 'partner', KINDS.direct, 8, 2);
  rig.sends(MINUTE_MS, 'partner', KINDS.file, 8, 3);
  rig.sends(2 * MINUTE_MS, 'partner', KINDS.direct, 8, 2);
  rig.kernel.run();
  expect(times(rig, 'core')).toEqual([
    [2, 0],
    [1, HOUR_MS],
    [3, HOUR_MS],
  ]);
  expect(rig.ways.size).toBe(0);
});

test('what the core has refused is no repeat when it comes again', () => {
  const rig = waysRig({ coreIsDown: (now) => now < MINUTE_MS });
  rig.sends(0, 'partner', KINDS.direct, 7, 1);
  rig.sends(MINUTE_MS, 'partner', KINDS.file, 7, 2);
  rig.sends(2 * MINUTE_MS, 'partner', KINDS.direct, 7, 1);
  rig.kernel.run();
  expect(times(rig, 'core')).toEqual([
    [2, HOUR_MS],
    [1, HOUR_MS],
  ]);
});

interface Sent {
  readonly at: number;
  readonly from: 'core' | 'partner';
  readonly kind: string;
  readonly key: number;
}

const sent: fc.Arbitrary<Sent> = fc.record({
  at: fc.integer({ min: 0, max: 6 * HOUR_MS }),
  from: fc.constantFrom('core', 'partner'),
  kind: fc.constantFrom(KINDS.direct, KINDS.file, KINDS.hand),
  key: fc.integer({ min: 0, max: 2 }),
});

/** A rough line, slow people, a core that is down now and then: functions of what they are asked alone. */
function rough(salt: number): Line {
  const hash = (x: number, y: number): number =>
    (Math.imul(x + 1, 0x9e3779b1) ^ Math.imul(y + salt, 0x85ebca6b)) >>> 8;
  return {
    person: ({ no }, key) =>
      hash(no, key) % 5 === 0
        ? null
        : { afterMs: hash(key, no) % (3 * HOUR_MS), answer: hash(no, 3) % 4 === 0 ? 1 : 0 },
    fate: (counter, attempt) =>
      (['taken', 'lost', 'busy', 'taken', 'answerLost'] as const)[hash(counter, attempt) % 5]!,
    coreIsDown: (now) => hash(Math.floor(now / HOUR_MS), 9) % 4 === 0,
  };
}

function loaded(list: readonly Sent[], salt: number): WaysRig {
  const rig = waysRig(rough(salt));
  // As partners and lanes number: in the order of sending.
  list
    .toSorted((x, y) => x.at - y.at)
    .forEach(({ at, from, kind, key }, i) => {
      rig.sends(at, from, kind, key, i + 1);
    });
  return rig;
}

test('whatever goes wrong: each message arrives once, about one key in the order in which it was sent', () => {
  fc.assert(
    fc.property(fc.array(sent, { maxLength: 40 }), fc.nat(1000), (list, salt) => {
      const rig = loaded(list, salt);
      rig.kernel.run();
      for (const [from, to] of [
        ['core', 'partner'],
        ['partner', 'core'],
      ] as const) {
        const ordered = list.toSorted((x, y) => x.at - y.at);
        for (const key of [0, 1, 2]) {
          const counters = ordered.flatMap((each, i) =>
            each.from === from && each.key === key ? [i + 1] : [],
          );
          // A direct one whose transmission is lost is the core's to send again: nobody keeps it here.
          const arrived = rig.got[to].filter((each) => each.key === key).map(({ counter }) => counter);
          const kept = counters.filter((counter) => ordered[counter - 1]!.kind !== KINDS.direct);
          expect(arrived).toEqual(counters.filter((counter) => arrived.includes(counter)));
          expect(kept.filter((counter) => !arrived.includes(counter))).toEqual([]);
        }
      }
      expect([rig.ways.size, rig.hand.size]).toEqual([0, 0]);
    }),
    { numRuns: runs(100) },
  );
});

test('a copy made at any instant goes on as the run that was copied', () => {
  fc.assert(
    fc.property(
      fc.array(sent, { minLength: 1, maxLength: 40 }),
      fc.nat(1000),
      fc.nat(200),
      (list, salt, events) => {
        const straight = loaded(list, salt);
        const source = loaded(list, salt);
        source.kernel.run({ events });
        const copy = source.kernel.snapshot();
        source.kernel.run();
        straight.kernel.run();
        const branch = waysRig(rough(salt));
        branch.kernel.restore(copy);
        branch.kernel.run();
        expect(branch.got).toEqual(straight.got);
        expect(branch.kernel.digest.hex()).toBe(straight.kernel.digest.hex());
        expect(source.kernel.digest.hex()).toBe(straight.kernel.digest.hex());
      },
    ),
    { numRuns: runs(60) },
  );
});
