/**
 * What is wrong in a process stops the run, and the error says what, in which process, when, and what to do instead. Shown
 * by a process for each fault.
 */
import { describe, expect, test } from 'vitest';
import { EventError } from '../kernel.ts';
import { Simulation } from '../simulation.ts';
import { type Activity, hold, type Yieldable } from './ask.ts';
import { allOf, anyOf, until, within } from './combine.ts';
import type { Process } from './process.ts';
import { ProcessError } from './processes.ts';

/** Runs one process that begins at time 3. */
function runOne(activity: (sim: Simulation) => Generator<unknown, unknown, unknown>): void {
  const sim = new Simulation({ start: 3 });
  sim.process('faulty', activity(sim) as Activity);
  sim.run();
}

const WAY_OUT =
  'yield hold(duration >= 0), resource.request(), signal.wait(), process.finished() or another ask';

describe('what is yielded', () => {
  const some = new Simulation();
  const other = some.process('other', some.signal('s').wait()[Symbol.iterator]());
  test.each<[string, unknown]>([
    ['undefined', undefined],
    ['null', null],
    ['"text"', 'text'],
    ['-1', -1],
    ['NaN', NaN],
    ['Infinity', Infinity],
    ['true', true],
    ['Symbol(s)', Symbol('s')],
    ['a Promise', Promise.resolve()],
    ['an object', {}],
    ['an object', Object.create(null)],
    ['an activity', (function* () {})()],
    ['a Process', other],
    ['a Signal', some.signal('signal')],
    ['a Resource', some.resource('resource')],
    ['a Store', some.store('store')],
    ['a Container', some.container('container')],
  ])('%s is nothing to wait for', (name, value) => {
    const message = `process "faulty #1" at time 3: yielded ${name}: ${WAY_OUT}`;
    function* alone() {
      yield value;
    }
    function* among() {
      yield anyOf(hold(1), value as Yieldable);
    }
    function* beside() {
      yield allOf(hold(1), value as Yieldable);
    }
    function* within5() {
      yield within(5, value as never);
    }
    for (const activity of [alone, among, beside, within5]) expect(() => runOne(activity)).toThrow(message);
  });

  test.each([-1, NaN, Infinity])('hold(%d) is refused where it is called', (duration) => {
    expect(() => hold(duration)).toThrow(`hold: the duration must be a finite number >= 0, got ${duration}`);
    expect(() =>
      runOne(function* () {
        yield within(duration, hold(1) as never);
      }),
    ).toThrow(
      `process "faulty #1" at time 3: hold: the duration must be a finite number >= 0, got ${duration}`,
    );
  });

  test.each([
    [2, 'scheduled in the past: 2 < 3'],
    [NaN, 'scheduled not a finite time: NaN'],
    [Infinity, 'scheduled not a finite time: Infinity'],
  ])('until(%d)', (time, message) => {
    const run = () =>
      runOne(function* () {
        yield until(time);
      });
    expect(run).toThrow('process "faulty #1" at time 3: ');
    expect(run).toThrow(message);
  });

  test('anyOf() of nothing is refused; allOf() of nothing has all there is', () => {
    expect(() => anyOf()).toThrow('anyOf: at least one ask is needed');
    const answers: unknown[] = [];
    runOne(function* () {
      answers.push(yield* allOf());
    });
    expect(answers).toEqual([[]]);
  });

  test('an activity that was not called is refused, and so is none', () => {
    const sim = new Simulation();
    function* work(): Activity<void> {}
    expect(() => sim.process('p', work as never)).toThrow(
      'process "p": an activity is needed, got a function. Call a generator function, which is written',
    );
    expect(() => sim.process('p', undefined as never)).toThrow(
      'process "p": an activity is needed, got undefined',
    );
  });
});

describe('a process that waits for itself', () => {
  type Wait = (own: Yieldable) => Yieldable;
  test.each<[string, Wait]>([
    ['finished()', (own) => own],
    ['anyOf', (own) => anyOf(hold(5), own)],
    ['allOf', (own) => allOf(hold(5), own)],
    ['both', (own) => anyOf(hold(5), allOf(hold(1), own))],
    ['within', (own) => within(5, own as never)],
  ])('by %s', (_name, wait) => {
    const sim = new Simulation();
    function* navelGazing(): Activity<void> {
      yield hold(2);
      yield wait(self.finished());
    }
    const self = sim.process('self', navelGazing());
    expect(() => sim.run()).toThrow(
      'process "self #1" at time 2: waits for its own end, which would never come',
    );
  });

  test('round about: the run comes to a standstill, and says where each waits', () => {
    const sim = new Simulation();
    const all: Process[] = [];
    function* waitFor(other: number): Activity<void> {
      yield all[other]!.finished();
    }
    all.push(sim.process('a', waitFor(1)) as Process, sim.process('b', waitFor(0)) as Process);
    expect(sim.run()).toBe('empty');
    expect(sim.whereabouts()).toEqual([
      'a #1 waits for the end of process "b #2"',
      'b #2 waits for the end of process "a #1"',
    ]);
  });
});

describe('loops that never let time pass', () => {
  test.each<[string, Yieldable]>([
    ['holds of no length', hold(0)],
    ['holds too short for the clock to notice', hold(1e-17)],
    ['times among other asks', anyOf(hold(0), hold(1))],
  ])('%s', (_name, wait) => {
    expect(() =>
      runOne(function* (sim) {
        sim.processes.turnsMax = 1000;
        while (true) yield wait;
      }),
    ).toThrow(
      /process "faulty #1" at time 3(, after .*)?: 1000 waits of no length at this time: it never lets time pass/,
    );
  });

  test('asks that are granted at once', () => {
    expect(() =>
      runOne(function* (sim) {
        const desk = sim.resource('desk');
        while (true) {
          yield desk.request();
          desk.release();
        }
      }),
    ).toThrow(/process "faulty #1" at time 3: \d+ times it got what it asked for at once/);
  });

  test('two that keep waking each other', () => {
    const sim = new Simulation();
    sim.processes.turnsMax = 1000;
    const ball = sim.signal('ball');
    function* player(): Activity<void> {
      while (true) {
        yield ball.wait();
        ball.fire();
      }
    }
    sim.process('a', player());
    sim.process('b', player());
    sim.kernel.call(7, () => ball.fire());
    expect(() => sim.run()).toThrow(/1000 turns at time 7: process "[ab] #\d" never lets time pass/);
  });

  test('many at one time are no loop: the count begins anew with each time', () => {
    const sim = new Simulation();
    function* idle(): Activity<void> {
      for (let i = 0; i < 1000; i++) {
        yield hold(0);
        if (i % 10 === 0) yield hold(1);
      }
    }
    sim.processes.turnsMax = 300;
    for (let i = 0; i < 20; i++) sim.process('idle', idle());
    sim.run();
    expect(sim.now).toBe(100);
  });
});

describe('what an activity throws', () => {
  test('stops the run; the cause is kept, and nothing goes on', () => {
    const sim = new Simulation();
    const cause = new TypeError('broken model');
    function* faulty(): Activity<void> {
      yield hold(2);
      throw cause;
    }
    sim.process('faulty', faulty());
    sim.process('later', faulty());
    try {
      sim.run();
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(EventError);
      const processError = (error as Error).cause;
      expect(processError).toBeInstanceOf(ProcessError);
      expect((processError as Error).message).toBe('process "faulty #1" at time 2: broken model');
      expect((processError as Error).cause).toBe(cause);
    }
    expect(() => sim.run()).toThrow('run() after the run was stopped by a fault');
    expect(() => sim.current).toThrow('only a running process can do that');
  });

  test('also what is no error', () => {
    expect(() =>
      runOne(function* () {
        yield hold(1);
        throw 'a text';
      }),
    ).toThrow('process "faulty #1" at time 4: a text');
  });

  test('to end while it holds something names what', () => {
    const run = (end: 'resource' | 'member') =>
      runOne(function* (sim) {
        const desk = sim.resource('desk', { capacity: 3 });
        const staff = sim.pool('staff', [{ name: 'Ann' }]);
        yield desk.request({ units: 2 });
        yield staff.request();
        if (end === 'member') desk.release();
        else desk.release(1);
      });
    expect(() => run('resource')).toThrow(
      'process "faulty #1" at time 3: ended while it holds "desk": release it',
    );
    expect(() => run('member')).toThrow('process "faulty #1" at time 3: ended while it holds "Ann"');
  });
});
