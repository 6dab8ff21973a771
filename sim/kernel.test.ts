/**
 * The kernel keeps order, stops where it is told to, names the place of every fault, and a restored run is the run
 * that was never stopped. Shown by small models and by random programs.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { AssertionError } from './assert.ts';
import { EventError, Kernel } from './kernel.ts';

/** A model that keeps scheduling: each event schedules up to two more and cancels now and then. */
function churn(kernel: Kernel): { readonly log: string[]; start(): void } {
  const log: string[] = [];
  const state = { budget: 400, last: -1 };
  const event = kernel.handler('churn.event', (a, b, payload) => {
    log.push(`${kernel.now}:${a}:${b}:${(payload as { tag: number } | undefined)?.tag ?? '-'}`);
    for (let i = 0; i < 2 && state.budget > 0; i++) {
      state.budget -= 1;
      const delay = (Math.imul(a + i, 2654435761) >>> 28) % 5;
      const payloadOf = a % 3 === 0 ? { tag: a } : undefined;
      const handle = kernel.scheduleCancellable(
        event,
        kernel.now + delay,
        a * 2 + i,
        b + 1,
        payloadOf,
        (a % 3) - 1,
      );
      if (a % 5 === 0 && state.last >= 0) kernel.cancelIfPending(state.last);
      state.last = handle;
    }
  });
  kernel.component('churn', {
    save: () => ({ ...state }),
    load: (saved) => Object.assign(state, saved),
  });
  return { log, start: () => kernel.schedule(event, kernel.now, 1, 0) };
}

describe('order', () => {
  test('events come by time, then priority, then insertion', () => {
    const kernel = new Kernel();
    const seen: string[] = [];
    const at = kernel.handler('at', (a) => seen.push(`${kernel.now}/${a}`));
    kernel.schedule(at, 2, 1);
    kernel.schedule(at, 1, 2, 0, undefined, 5);
    kernel.schedule(at, 1, 3);
    kernel.schedule(at, 1, 4);
    kernel.schedule(at, 1, 5, 0, undefined, -5);
    expect(kernel.run()).toBe('empty');
    expect(seen).toEqual(['1/5', '1/3', '1/4', '1/2', '2/1']);
  });

  test('an event scheduled for now comes after those already there for now', () => {
    const kernel = new Kernel();
    const seen: number[] = [];
    const note = kernel.handler('note', (a) => seen.push(a));
    const first = kernel.handler('first', () => kernel.schedule(note, kernel.now, 3));
    kernel.schedule(first, 1);
    kernel.schedule(note, 1, 1);
    kernel.schedule(note, 1, 2);
    kernel.run();
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('run', () => {
  test('until: events at the limit happen, later ones do not, and now is the limit', () => {
    const kernel = new Kernel({ start: 10 });
    const seen: number[] = [];
    const at = kernel.handler('at', () => seen.push(kernel.now));
    for (const time of [11, 12, 12.5, 13]) kernel.schedule(at, time);
    expect(kernel.run({ until: 12 })).toBe('until');
    expect(seen).toEqual([11, 12]);
    expect(kernel.now).toBe(12);
    expect(kernel.run({ until: 20 })).toBe('empty');
    expect(kernel.now).toBe(20);
  });

  test('events, condition, pause and step end a run where they say', () => {
    const kernel = new Kernel();
    const tick = kernel.handler('tick', (n) => {
      if (n === 7) kernel.pause();
      kernel.schedule(tick, kernel.now + 1, n + 1);
    });
    kernel.schedule(tick, 0, 0);
    expect(kernel.run({ events: 3 })).toBe('events');
    expect(kernel.now).toBe(2);
    expect(kernel.run({ stopWhen: () => kernel.now >= 5 })).toBe('condition');
    expect(kernel.now).toBe(5);
    expect(kernel.run()).toBe('paused');
    expect(kernel.now).toBe(7);
    expect(kernel.step()).toBe(true);
    expect(kernel.now).toBe(8);
    expect(kernel.events).toBe(9);
  });

  test('a limit in the past moves nothing back; a pause between runs ends the next one at once', () => {
    const kernel = new Kernel({ start: 10 });
    const tick = kernel.handler('tick', () => kernel.pause());
    kernel.schedule(tick, 11);
    expect(kernel.run({ until: 3 })).toBe('until');
    expect(kernel.now).toBe(10);
    kernel.pause();
    expect([kernel.run(), kernel.now]).toEqual(['paused', 10]);
    expect(kernel.step()).toBe(true);
    expect(kernel.now).toBe(11);
  });

  test('an observer is told of every event before it happens', () => {
    const kernel = new Kernel();
    const seen: unknown[] = [];
    const tick = kernel.handler('tick', () => seen.push('happened'));
    kernel.observe({ event: (...told) => seen.push(told) });
    kernel.schedule(tick, 3, 7, 0.5, undefined, -2);
    kernel.run();
    kernel.observe(null);
    kernel.schedule(tick, 4);
    kernel.run();
    expect(seen).toEqual([[1, 3, 'tick', -2, 7, 0.5], 'happened', 'happened']);
  });

  test('step tells an event that was the last from no event', () => {
    const kernel = new Kernel();
    kernel.schedule(
      kernel.handler('once', () => {}),
      1,
    );
    expect(kernel.step()).toBe(true);
    expect(kernel.step()).toBe(false);
  });

  test('slicing a run changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1 }), (slices) => {
        const whole = new Kernel();
        const one = churn(whole);
        one.start();
        whole.run();
        const sliced = new Kernel();
        const other = churn(sliced);
        other.start();
        for (const events of slices) sliced.run({ events });
        sliced.run();
        expect(other.log).toEqual(one.log);
        expect(sliced.digest.hex()).toBe(whole.digest.hex());
      }),
    );
  });
});

describe('faults name their place', () => {
  /** A kernel whose event does something wrong. */
  function broken(): { readonly kernel: Kernel; readonly bad: number } {
    const kernel = new Kernel({ start: 5 });
    const snapshot = kernel.snapshot();
    const bad = kernel.handler('bad.event', (mode) => {
      if (mode === 1) kernel.schedule(bad, kernel.now - 1);
      if (mode === 2) kernel.schedule(bad, Number.NaN);
      if (mode === 3) kernel.run();
      if (mode === 4) throw new TypeError('broken model');
      if (mode === 5) kernel.snapshot();
      if (mode === 6) kernel.restore(snapshot);
    });
    return { kernel, bad };
  }

  test.each([
    [1, /"bad.event" scheduled in the past: 5 < 6 \(event \d+, bad.event\(1, 0\) at time 6\)/],
    [2, /"bad.event" scheduled not a finite time: NaN \(event \d+, bad.event\(2, 0\)/],
    [3, /run\(\) called from inside a handler \(event \d+, bad.event\(3, 0\)/],
    [4, /broken model \(event \d+, bad.event\(4, 0\) at time/],
    [5, /snapshot\(\) called from inside a handler/],
    [6, /restore\(\) called from inside a handler/],
  ])('inside an event, mode %i', (mode, message) => {
    const { kernel, bad } = broken();
    kernel.schedule(bad, 6, mode);
    expect(() => kernel.run()).toThrow(message);
  });

  test('nothing goes on after a fault, until a snapshot is restored', () => {
    const { kernel, bad } = broken();
    const before = kernel.snapshot();
    kernel.schedule(bad, 6, 4);
    kernel.schedule(bad, 7, 0);
    expect(() => kernel.run()).toThrow(/broken model/);
    expect(() => kernel.run()).toThrow(/stopped by a fault/);
    expect(() => kernel.snapshot()).toThrow(/stopped by a fault/);
    kernel.restore(before);
    expect(kernel.run()).toBe('empty');
  });

  test('the cause is kept', () => {
    const { kernel, bad } = broken();
    kernel.schedule(bad, kernel.now, 4);
    try {
      kernel.run();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(EventError);
      expect((error as Error).cause).toBeInstanceOf(TypeError);
    }
  });

  test('outside an event', () => {
    const { kernel, bad } = broken();
    expect(() => kernel.schedule(bad, 1)).toThrow(/scheduled in the past: 1 < 5 \(between events, at time 5/);
    for (const priority of [-129, 128, 0.5, Number.NaN])
      expect(() => kernel.schedule(bad, 6, 0, 0, undefined, priority)).toThrow(/priority must be an integer/);
    for (const handler of [0, 99, -1, Number.NaN])
      expect(() => kernel.schedule(handler, 6)).toThrow(/no handler has number/);
    expect(() => kernel.run({ until: Number.NaN })).toThrow(/until is NaN, which is no time/);
    for (const events of [-1, Number.NaN])
      expect(() => kernel.run({ events })).toThrow(/events must be >= 0/);
    expect(kernel.pending).toBe(0);
    expect(() => kernel.schedule(bad, Infinity)).toThrow(/not a finite time/);
    expect(() => kernel.handler('bad.event', () => {})).toThrow(/handler registered twice: "bad.event"/);
    expect(() => new Kernel({ start: Number.NaN })).toThrow(AssertionError);
  });

  test('a stale cancel is an assertion; a second event in the same slot is safe', () => {
    const fresh = new Kernel();
    const none = fresh.handler('none', () => {});
    const handle = fresh.scheduleCancellable(none, 1);
    fresh.cancel(handle);
    const stranger = fresh.scheduleCancellable(none, 1);
    expect(() => fresh.cancel(handle)).toThrow(/stale cancel.*between events, at time 0/);
    expect(fresh.cancelIfPending(handle)).toBe(false);
    expect(fresh.pending).toBe(1);
    expect(fresh.cancelIfPending(stranger)).toBe(true);
  });
});

describe('snapshot', () => {
  test('a restored run is the run that was never stopped, wherever it was copied', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 420 }), (events) => {
        const straight = new Kernel();
        const original = churn(straight);
        original.start();
        straight.run({ events });
        const seenBefore = original.log.length;
        const snapshot = structuredClone(straight.snapshot());
        straight.run();
        const other = new Kernel();
        // Handlers in another order: numbers are mapped by name.
        other.handler('something.else', () => {});
        const branch = churn(other);
        other.handler('kernel.unused', () => {});
        expect(() => other.restore({ ...snapshot, handlers: [...snapshot.handlers, 'gone'] })).toThrow(
          /handler "gone"/,
        );
        other.restore(snapshot);
        other.run();
        expect(branch.log).toEqual(original.log.slice(seenBefore));
        expect(other.digest.hex()).toBe(straight.digest.hex());
        expect(other.events).toBe(straight.events);
      }),
    );
  });

  test('the copy shares nothing with the run', () => {
    const kernel = new Kernel();
    const model = churn(kernel);
    model.start();
    kernel.run({ events: 50 });
    const snapshot = kernel.snapshot();
    const before = structuredClone(snapshot);
    kernel.run();
    expect(snapshot).toEqual(before);
  });

  test('two runs from one snapshot are equal: neither writes into it', () => {
    const kernel = new Kernel();
    const model = churn(kernel);
    model.start();
    kernel.run({ events: 50 });
    const snapshot = kernel.snapshot();
    const digests = [1, 2].map(() => {
      const copy = new Kernel();
      churn(copy);
      copy.restore(snapshot);
      copy.run();
      return copy.digest.hex();
    });
    kernel.run();
    expect(digests).toEqual([kernel.digest.hex(), kernel.digest.hex()]);
  });

  test('one kernel takes over one snapshot after another, whatever it has done since, and writes into none', () => {
    const at = fc.array(
      fc.record({ copied: fc.integer({ min: 0, max: 420 }), goesOn: fc.integer({ min: 0, max: 420 }) }),
      { minLength: 2, maxLength: 4 },
    );
    fc.assert(
      fc.property(at, fc.boolean(), (branches, renumbered) => {
        const ready = new Kernel();
        if (renumbered) ready.handler('something.else', () => {});
        const branch = churn(ready);
        for (const { copied, goesOn } of branches) {
          const straight = new Kernel();
          const original = churn(straight);
          original.start();
          straight.run({ events: copied });
          const snapshot = straight.snapshot();
          const before = structuredClone(snapshot);
          ready.restore(snapshot);
          const had = [original.log.length, branch.log.length];
          straight.run({ events: goesOn });
          ready.run({ events: goesOn });
          expect(branch.log.slice(had[1])).toEqual(original.log.slice(had[0]));
          expect(ready.digest.hex()).toBe(straight.digest.hex());
          expect(ready.pending).toBe(straight.pending);
          expect(snapshot).toEqual(before);
        }
      }),
      { numRuns: runs(30) },
    );
  });

  test('a restored run knows nothing of what stopped or paused the one before', () => {
    const kernel = new Kernel();
    const fails = kernel.handler('fails', () => kernel.fail(new Error('old')));
    const snapshot = kernel.snapshot();
    kernel.schedule(fails, 1);
    expect(() => kernel.run()).toThrow('old');
    kernel.pause();
    kernel.restore(snapshot);
    expect(kernel.run()).toBe('empty');
  });

  test('a component that can not load leaves a kernel that does not run', () => {
    const kernel = new Kernel();
    let broken = true;
    kernel.component('brittle', {
      save: () => null,
      load: () => {
        if (broken) throw new Error('cannot load');
      },
    });
    const snapshot = kernel.snapshot();
    expect(() => kernel.restore(snapshot)).toThrow('cannot load');
    expect(() => kernel.run()).toThrow(/restore a snapshot/);
    broken = false;
    kernel.restore(snapshot);
    expect(kernel.run()).toBe('empty');
  });

  test('over a pending callback nothing is restored: somebody would wait for it for ever', () => {
    const kernel = new Kernel();
    const snapshot = kernel.snapshot();
    kernel.call(5, () => {}, 'coffee break');
    expect(() => kernel.restore(snapshot)).toThrow(/restore\(\) .*callback "coffee break"/);
    expect(kernel.pending).toBe(1);
  });

  test('a pending callback makes it fail with its name; a done or cancelled one does not', () => {
    const kernel = new Kernel();
    const handle = kernel.call(5, () => {}, 'coffee break');
    expect(() => kernel.snapshot()).toThrow(/snapshot\(\) .*callback "coffee break"/);
    kernel.cancel(handle);
    expect(() => kernel.snapshot()).not.toThrow();
    kernel.call(6, () => {}, 'other');
    kernel.run();
    expect(() => kernel.snapshot()).not.toThrow();
  });

  test('a component that only one side has is named', () => {
    const kernel = new Kernel();
    churn(kernel);
    const snapshot = kernel.snapshot();
    const without = new Kernel();
    const pending = without.handler('churn.event', () => {});
    expect(() => without.restore(snapshot)).toThrow(/component "churn"/);
    without.component('other', { save: () => null, load: () => {} });
    without.schedule(pending, 1);
    expect(() => without.restore({ ...snapshot, components: {} })).toThrow(/component "other" is not in/);
    expect(without.pending).toBe(1);
  });
});

test('the digest depends on handler names, times and numbers, not on the order of registration', () => {
  const run = (names: readonly string[], a: number, b = 0, time = 2): string => {
    const kernel = new Kernel();
    const numbers = new Map(names.map((name) => [name, kernel.handler(name, () => {})]));
    kernel.schedule(numbers.get('x')!, 1, a);
    kernel.schedule(numbers.get(names.includes('y') ? 'y' : 'z')!, time, a, b);
    kernel.run();
    return kernel.digest.hex();
  };
  const digest = run(['x', 'y'], 1);
  expect(run(['y', 'x'], 1)).toBe(digest);
  const others = [run(['x', 'y'], 2), run(['x', 'y'], 1, 1), run(['x', 'y'], 1, 0, 3), run(['x', 'z'], 1)];
  expect(new Set([digest, ...others]).size).toBe(5);
});
