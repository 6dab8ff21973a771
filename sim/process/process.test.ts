/**
 * Processes take their turns in the order in which they were woken, hold for exactly the time they say, and give their
 * result to whoever waits for it; a run is a function of its model. Shown by small models whose whole log is known.
 */
import { describe, expect, test } from 'vitest';
import { Simulation } from '../simulation.ts';
import { type Activity, askBy, hold } from './ask.ts';

/** A simulation, and a log of who was where when. */
function world() {
  const sim = new Simulation();
  const log: string[] = [];
  return { sim, log, note: (what: string) => log.push(`${sim.now} ${what}`) };
}

describe('turns', () => {
  test('who starts or wakes another goes on first; those woken follow in the order of waking', () => {
    const { sim, log, note } = world();
    const gate = sim.signal('gate');
    function* guest(name: string): Activity<void> {
      note(`${name} begins`);
      yield gate.wait();
      note(`${name} is in`);
    }
    function* host(): Activity<void> {
      note('host begins');
      sim.process('guest', guest('a'));
      sim.process('guest', guest('b'));
      note('host goes on');
      yield hold(3);
      gate.fire();
      note('host has opened');
      sim.process('guest', guest('c'));
    }
    sim.process('host', host());
    expect(log).toEqual([]);
    sim.run();
    expect(log).toEqual([
      '0 host begins',
      '0 host goes on',
      '0 a begins',
      '0 b begins',
      '3 host has opened',
      '3 a is in',
      '3 b is in',
      '3 c begins',
    ]);
    expect(sim.whereabouts()).toEqual(['guest #4 waits for signal "gate"']);
  });

  test('what is woken has its turn before any other event of the instant, a hold of no length after them', () => {
    const { sim, log, note } = world();
    const done = sim.signal('done');
    function* listener(): Activity<void> {
      yield done.wait();
      note('listener');
      yield hold(0);
      note('listener, after no time');
    }
    function* first(): Activity<void> {
      yield hold(2);
      done.fire();
      note('first');
    }
    function* second(): Activity<void> {
      yield hold(2);
      note('second');
    }
    for (const activity of [listener(), first(), second()]) sim.process('p', activity);
    sim.run();
    expect(log).toEqual(['2 first', '2 listener', '2 second', '2 listener, after no time']);
  });

  test('what typed events and callbacks wake runs at their instant, in an event of its own', () => {
    const { sim, log, note } = world();
    const go = sim.signal<string>('go');
    sim.process(
      'listener',
      (function* () {
        note(`told ${yield* go.wait()}`);
        note(`told ${yield* go.wait()}`);
      })(),
    );
    const tick = sim.kernel.handler('tick', () => {
      expect(go.fire('by an event')).toBe(1);
      note('event');
    });
    sim.kernel.schedule(tick, 4);
    sim.kernel.call(5, () => go.fire('by a callback'));
    sim.run();
    expect(log).toEqual(['4 event', '4 told by an event', '5 told by a callback']);
  });

  test('a process started between runs begins where the run goes on', () => {
    const { sim, log, note } = world();
    sim.run({ until: 10 });
    const late = sim.process(
      'late',
      (function* () {
        note('begins');
        yield hold(1);
      })(),
    );
    expect([late.state, sim.now]).toEqual(['new', 10]);
    sim.run();
    expect([log, late.state, sim.now]).toEqual([['10 begins'], 'ended', 11]);
  });

  test('seats are used again: a thousand short lives in ten seats don’t get into each other’s way', () => {
    const { sim } = world();
    const ended: number[] = [];
    function* short(n: number): Activity<number> {
      yield hold(1 + (n % 7));
      ended.push(n);
      return n;
    }
    function* parent(): Activity<void> {
      for (let n = 0; n < 1000; n++) {
        const child = sim.process('short', short(n));
        if (n % 3 === 0) expect(yield* child.finished()).toBe(n);
        else yield hold(1);
      }
    }
    sim.process('parent', parent());
    sim.run();
    expect(ended.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, n) => n));
  });
});

describe('what a process is told of itself', () => {
  test('its state, kind, name and number; the one that runs is the current one', () => {
    const { sim } = world();
    const states: string[] = [];
    const signal = sim.signal('s');
    function* clerk(): Activity<string> {
      expect(sim.current).toBe(process);
      states.push(process.state);
      yield hold(1);
      yield signal.wait();
      return 'done';
    }
    const process = sim.process('clerk', clerk());
    states.push(process.state);
    expect([process.kind, process.id, process.name, process.result]).toEqual([
      'clerk',
      1,
      'clerk #1',
      undefined,
    ]);
    expect(() => sim.current).toThrow('current: only a running process can do that');
    sim.run({ until: 0.5 });
    states.push(process.state, process.whereabouts);
    sim.run({ until: 2 });
    states.push(process.state, process.whereabouts);
    signal.fire();
    states.push(process.state);
    sim.run();
    states.push(process.state, process.whereabouts);
    expect(states).toEqual([
      'new',
      'running',
      'holding',
      'holds until 1',
      'waiting',
      'waits for signal "s"',
      'ready',
      'ended',
      'is ended',
    ]);
    expect([process.ended, process.result]).toEqual([true, 'done']);
  });

  test('those who live are listed in the order in which they were started, whatever their seats', () => {
    const { sim } = world();
    function* worker(time: number): Activity<void> {
      yield hold(time);
    }
    for (const time of [1, 9, 2, 9]) sim.process('w', worker(time));
    sim.run({ until: 3 });
    for (const time of [7, 8]) sim.process('w', worker(time));
    sim.run({ until: 4 });
    expect(sim.whereabouts()).toEqual([
      'w #2 holds until 9',
      'w #4 holds until 9',
      'w #5 holds until 10',
      'w #6 holds until 11',
    ]);
  });
});

describe('the end of a process', () => {
  test('whoever waits for it gets its result, in the order of joining; later ones at once', () => {
    const { sim, log, note } = world();
    const worker = sim.process(
      'worker',
      (function* () {
        yield hold(5);
        note('worker ends');
        return 42;
      })(),
    );
    function* boss(name: string, late: number): Activity<void> {
      yield hold(late);
      note(`${name} got ${yield* worker.finished()}`);
    }
    sim.process('boss', boss('a', 1));
    sim.process('boss', boss('b', 0));
    sim.process('boss', boss('c', 7));
    sim.run();
    expect(log).toEqual(['5 worker ends', '5 b got 42', '5 a got 42', '7 c got 42']);
  });

  test('an activity may call others by yield*, and use their result and their errors', () => {
    const { sim, log, note } = world();
    function* inner(fails: boolean): Activity<string> {
      yield hold(2);
      if (fails) throw new Error('inner');
      return 'fine';
    }
    function* outer(): Activity<void> {
      note(yield* inner(false));
      try {
        yield* inner(true);
      } catch (error) {
        note((error as Error).message);
      }
    }
    sim.process('outer', outer());
    sim.run();
    expect(log).toEqual(['2 fine', '4 inner']);
  });

  test('an ask of one’s own: wakes once, with its answer, and is withdrawn when given up', () => {
    const { sim, log, note } = world();
    const withdrawn: string[] = [];
    let wake: (answer: string) => void = () => {};
    const bell = askBy<string>((waiter) => {
      wake = (answer) => waiter.wake(answer);
      return { withdraw: () => withdrawn.push(waiter.process.name), where: () => 'for the bell' };
    });
    function* listener(): Activity<void> {
      note(yield* bell);
      yield bell;
    }
    const process = sim.process('listener', listener());
    sim.kernel.call(3, () => wake('ding'));
    sim.run();
    expect(process.whereabouts).toBe('waits for the bell');
    process.cancel();
    sim.run();
    expect([log, withdrawn, process.ended]).toEqual([['3 ding'], ['listener #1'], true]);
  });
});

test('the same model twice is the same run; another order of starting is not', () => {
  const run = (times: readonly number[]): string => {
    const { sim } = world();
    const desk = sim.resource('desk');
    for (const time of times) sim.process('p', desk.use(time));
    sim.run();
    return sim.kernel.digest.hex();
  };
  expect(run([1, 2, 3])).toBe(run([1, 2, 3]));
  expect(run([1, 3, 2])).not.toBe(run([1, 2, 3]));
});
