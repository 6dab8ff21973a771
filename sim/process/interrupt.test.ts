/**
 * An interrupt reaches a process wherever it is, ends its wait at once and for good, and loses nothing that was given to it.
 * Shown for each state a process can be in.
 */
import { expect, test } from 'vitest';
import { world as actorsWorld } from './actors.fixture.ts';
import { type Activity, type Ask, hold } from './ask.ts';
import { allOf, within } from './combine.ts';
import { Interrupt } from './interrupt.ts';

/** A simulation, and a log of who was where when. */
function world() {
  const actors = actorsWorld();
  const { note } = actors;
  /** Waits, again and again, and notes what interrupts it. */
  function* patient(wait: () => Activity | Ask<unknown>, times: number): Activity<string> {
    for (let i = 0; i < times; i++) {
      try {
        note(`got ${yield* wait()}`);
      } catch (error) {
        note((error as Error).message);
      }
    }
    return 'patient to the end';
  }
  return { ...actors, patient };
}

function* holding(time: number): Activity<string> {
  yield hold(time);
  return 'its time';
}

test('of a hold: it ends now, and its own end does not come any more', () => {
  const { sim, log, at, patient } = world();
  const sleeper = sim.process(
    'sleeper',
    patient(() => holding(10), 2),
  );
  at(4, () => sleeper.interrupt('alarm'));
  sim.run();
  expect(log).toEqual(['4 interrupted: alarm', '14 got its time']);
  expect(sim.kernel.pending).toBe(0);
});

test('the reason comes as it was given, and whoever interrupts goes on first', () => {
  const { sim, log, note, at } = world();
  const reason = { of: 'importance' };
  const sleeper = sim.process(
    'sleeper',
    (function* () {
      try {
        yield hold(10);
      } catch (error) {
        expect(error).toBeInstanceOf(Interrupt);
        expect((error as Interrupt).reason).toBe(reason);
        note('sleeper');
      }
    })(),
  );
  at(4, () => {
    sleeper.interrupt(reason);
    note('actor goes on');
  });
  sim.run();
  expect(log).toEqual(['4 actor goes on', '4 sleeper']);
});

test('of one who waits in a line: it is in the line no more, and the next one moves up', () => {
  const { sim, log, note, at, patient } = world();
  const desk = sim.resource('desk');
  sim.process('first', desk.use(10));
  const second = sim.process(
    'second',
    patient(() => desk.use(1), 1),
  );
  sim.process(
    'third',
    (function* () {
      yield* desk.use(1);
      note('third is done');
    })(),
  );
  at(4, () => second.interrupt('enough'));
  sim.run();
  expect(log).toEqual(['4 interrupted: enough', '11 third is done']);
  expect([desk.inUse, desk.queueLength]).toEqual([0, 0]);
});

test('of one whose turn is still to come: it keeps what it was woken with, and is interrupted at its next wait', () => {
  const { sim, log, patient } = world();
  const box = sim.store<string>('box');
  const getter = sim.process(
    'getter',
    patient(() => box.get(), 3),
  );
  sim.process(
    'putter',
    (function* () {
      yield hold(4);
      yield box.put('parcel');
      expect(getter.state).toBe('ready');
      getter.interrupt('too late for this one');
      yield hold(2);
      yield box.put('another');
    })(),
  );
  sim.run();
  expect(log).toEqual(['4 got parcel', '4 interrupted: too late for this one', '6 got another']);
  expect([getter.result, box.items]).toEqual(['patient to the end', []]);
});

test('of one that was granted a unit in this instant: it has the unit, and releases it', () => {
  const { sim, log, note } = world();
  const desk = sim.resource('desk');
  function* owner(): Activity<void> {
    yield desk.request();
    yield hold(5);
    desk.release();
    expect(next.state).toBe('ready');
    next.interrupt('x');
  }
  sim.process('owner', owner());
  const next = sim.process(
    'next',
    (function* () {
      yield desk.request();
      note('granted');
      try {
        yield hold(100);
      } finally {
        desk.release();
      }
    })(),
  );
  expect(() => sim.run()).toThrow('process "next #2" at time 5, where it is ready: interrupted: x');
  expect([log, desk.inUse]).toEqual([['5 granted'], 0]);
});

test('of one that has not begun: it begins, and is interrupted at its first wait', () => {
  const { sim, log, note, patient } = world();
  const sleeper = sim.process(
    'sleeper',
    (function* () {
      note('begins');
      yield* patient(() => holding(10), 2);
    })(),
  );
  sleeper.interrupt('early');
  sim.run();
  expect(log).toEqual(['0 begins', '0 interrupted: early', '10 got its time']);
});

test('several at one instant come one at each wait, in their order', () => {
  const { sim, log, at, patient } = world();
  const sleeper = sim.process(
    'sleeper',
    patient(() => holding(10), 4),
  );
  at(4, () => {
    for (const reason of ['one', 'two', 'three']) sleeper.interrupt(reason);
  });
  sim.run();
  expect(log).toEqual([
    '4 interrupted: one',
    '4 interrupted: two',
    '4 interrupted: three',
    '14 got its time',
  ]);
});

test('one that ends without waiting again never sees it', () => {
  const { sim, at } = world();
  const go = sim.signal('go');
  const listener = sim.process(
    'listener',
    (function* () {
      yield go.wait();
      return 'heard';
    })(),
  );
  at(1, () => {
    go.fire();
    listener.interrupt('too late');
  });
  sim.run();
  expect(listener.result).toBe('heard');
});

test('of itself and of one that has ended are errors', () => {
  const { sim, at } = world();
  const self = sim.process(
    'self',
    (function* () {
      yield hold(1);
      expect(() => self.interrupt()).toThrow('process "self #1" interrupts itself: throw instead');
      expect(() => self.cancel()).toThrow('process "self #1" cancels itself: return instead');
    })(),
  );
  at(2, () => {
    expect(() => self.interrupt()).toThrow('process "self #1" has ended: it can\'t be interrupted');
    self.cancel();
  });
  sim.run();
  expect(self.ended).toBe(true);
});

test('one that nobody catches stops the run, naming the process, the time and where it waited', () => {
  const { sim, at } = world();
  const desk = sim.resource('desk');
  sim.process('first', desk.use(10));
  const second = sim.process('second', desk.use(1));
  at(4, () => second.interrupt('fire drill'));
  expect(() => sim.run()).toThrow(
    'process "second #2" at time 4, where it waits for 1 of resource "desk" since 0: interrupted: fire drill',
  );
  expect(() => sim.run()).toThrow('run() after the run was stopped by a fault');
});

test('also where it waited for several things', () => {
  const { sim, at } = world();
  const signal = sim.signal('s');
  function* waiter(): Activity<void> {
    yield allOf(within(7, signal.wait()), hold(2), sim.store('box').get());
  }
  const process = sim.process('waiter', waiter());
  at(4, () => process.interrupt('stop'));
  expect(() => sim.run()).toThrow(
    'process "waiter #1" at time 4, where it waits for signal "s" and for time 7 and to get from store "box": interrupted: stop',
  );
});

test.each([
  [undefined, 'interrupted: no reason given'],
  ['text', 'interrupted: text'],
  [7, 'interrupted: 7'],
  [null, 'interrupted: null'],
  [new Error('cause'), 'interrupted: cause'],
  [{ truck: 3 }, 'interrupted: {"truck":3}'],
  [[1, 2], 'interrupted: [1,2]'],
  [{ id: 1n }, 'interrupted: Object'],
])('the message for the reason %o', (reason, message) => {
  expect(new Interrupt(reason === undefined ? 'no reason given' : reason).message).toBe(message);
  const { sim, at } = world();
  const sleeper = sim.process('sleeper', holding(10));
  at(1, () => sleeper.interrupt(reason));
  expect(() => sim.run()).toThrow(message);
});

test('a process and a resource may be the reason: the message has their name', () => {
  const { sim, log, at, patient } = world();
  const desk = sim.resource('desk');
  const sleeper = sim.process(
    'sleeper',
    patient(() => holding(10), 2),
  );
  const actor = at(1, () => sleeper.interrupt(actor));
  at(2, () => sleeper.interrupt(desk));
  sim.run();
  expect(log).toEqual(['1 interrupted: actor #2', '2 interrupted: desk']);
});

test('an error of the caller’s own comes as it is', () => {
  const { sim, log, at, patient } = world();
  const sleeper = sim.process(
    'sleeper',
    patient(() => holding(10), 1),
  );
  at(1, () => sleeper.interruptWith(new RangeError('mine')));
  sim.run();
  expect(log).toEqual(['1 mine']);
});
