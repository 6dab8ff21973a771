/**
 * Units break and are repaired: after so much time, or after so much work; work on them stands still or goes on; a crew that
 * repairs is waited for. Shown by cases with times that are known.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { PeriodicCalendar } from '../shifts/periodic-calendar.ts';
import { Simulation } from '../simulation.ts';
import type { ResourceOptions } from './resource.ts';

/** Times one after another; the last one for ever. */
function times(...list: readonly number[]): () => number {
  let i = 0;
  return () => list[Math.min(i++, list.length - 1)]!;
}

function world(options: ResourceOptions = {}) {
  const sim = new Simulation();
  const mill = sim.resource('mill', options);
  const log: string[] = [];
  const note = (what: string) => log.push(`${sim.now} ${what}`);
  function comes(name: string, at: number, work: number): void {
    function* job(): Activity<void> {
      yield hold(at);
      yield* mill.use(work);
      note(name);
    }
    sim.process(name, job());
  }
  return { sim, mill, log, note, comes };
}

const NEVER = 1e9;

describe('by the calendar', () => {
  test('after each uptime it is down for a repair; work stands still', () => {
    const { sim, mill, log, comes } = world();
    sim.breakdowns(mill, { uptime: times(5, 3, NEVER), repair: times(2, 4) });
    comes('job', 0, 10);
    comes('next', 1, 1);
    sim.run({ until: 6 });
    expect([mill.inUse, mill.down, mill.free, mill.queueLength]).toEqual([0, 1, 0, 1]);
    sim.run({ until: 100 });
    // Down from 5 to 7 and from 10 to 14.
    expect(log).toEqual(['16 job', '17 next']);
  });

  test('work that goes on to its end; the next one waits for the repair', () => {
    const { sim, mill, log, comes } = world();
    sim.breakdowns(mill, { uptime: times(5, NEVER), repair: times(20), work: 'finish' });
    comes('job', 0, 10);
    comes('next', 1, 1);
    sim.run({ until: 100 });
    expect(log).toEqual(['10 job', '26 next']);
  });

  test('one unit of several breaks: the least urgent work stands still, the others go on', () => {
    const { sim, mill, log, comes } = world({ capacity: 2 });
    sim.breakdowns(mill, { uptime: times(5, NEVER), repair: times(20) });
    for (const name of ['a', 'b', 'c']) comes(name, 0, 10);
    sim.run({ until: 100 });
    // A unit comes free at 10: work that stands still goes before the line.
    expect(log).toEqual(['10 a', '15 b', '25 c']);
  });

  test('several causes add up: down until all are over', () => {
    const { sim, mill, log, comes } = world();
    sim.breakdowns(mill, { uptime: times(5, NEVER), repair: times(10) });
    sim.breakdowns(mill, { uptime: times(7, NEVER), repair: times(1, 12) });
    comes('job', 0, 10);
    sim.run({ until: 9 });
    expect([mill.down, mill.free]).toEqual([1, 0]);
    sim.run({ until: 100 });
    expect(log).toEqual(['20 job']);
  });

  test('draws are uptimes, too', () => {
    const { sim, mill, log, comes } = world();
    const uptime = sim.draws('uptime', { kind: 'constant', value: 4 });
    sim.breakdowns(mill, { uptime, repair: sim.draws('repair', { kind: 'constant', value: 1 }) });
    comes('job', 0, 10);
    sim.run({ until: 100 });
    expect(log).toEqual(['12 job']);
  });
});

describe('by use', () => {
  test('only work wears; idle and broken time does not', () => {
    const { sim, mill, log, note, comes } = world();
    sim.breakdowns(mill, { uptime: times(5, 4, NEVER), repair: times(10), clock: 'use' });
    comes('a', 2, 3);
    comes('b', 10, 8);
    sim.kernel.call(12.5, () => note(`down: ${mill.down}`));
    sim.run({ until: 100 });
    // a works from 2 to 5, b from 10: broken at 12 after 5 of work, up at 22; again at 26, up at 36; 2 are left.
    expect(log).toEqual(['5 a', '12.5 down: 1', '38 b']);
  });

  test('a unit wears by the share of units that are at work', () => {
    const { sim, mill, note, log, comes } = world({ capacity: 2 });
    sim.breakdowns(mill, {
      uptime: times(5, NEVER),
      repair: times(1),
      clock: 'use',
      work: 'finish',
      units: 1,
    });
    comes('a', 0, 20);
    comes('b', 4, 20);
    const watcher = { changed: () => note(`${mill.inUse} work, ${mill.down} down`), settled: () => {} };
    sim.run({ until: 6.5 });
    mill.watch(watcher);
    sim.run({ until: 9 });
    // 4 at one half, then 3 at one.
    expect(log).toEqual(['6.5 2 work, 0 down', '7 2 work, 1 down', '8 2 work, 0 down']);
  });

  test('the next uptime begins with the end of the repair, also while another unit works on', () => {
    const { sim, mill, note, log, comes } = world({ capacity: 2 });
    // One of two units works: either has half of the wear.
    sim.breakdowns(mill, {
      uptime: times(5, 4, NEVER),
      repair: times(3),
      clock: 'use',
      work: 'finish',
      units: 1,
    });
    comes('job', 0, 50);
    mill.watch({ changed: () => void note(`${mill.down} down`), settled: () => {} });
    sim.run({ until: 30 });
    expect(log.slice(2)).toEqual(['10 1 down', '13 0 down', '21 1 down', '24 0 down']);
  });

  test('work in overtime goes on while a unit that is not needed breaks', () => {
    const { sim, mill, log, comes } = world({ capacity: 3 });
    sim.shifts(mill, new PeriodicCalendar({ period: 24, open: [[0, 10]] }), { atClose: 'finish' });
    sim.breakdowns(mill, { uptime: times(11, NEVER), repair: times(1), units: 1 });
    for (const name of ['a', 'b', 'c']) comes(name, 8, 4);
    sim.run({ until: 30 });
    // One of the three stands still, and out of hours there is no unit for it to go on with.
    expect(log).toEqual(['12 a', '12 b', '25 c']);
  });

  test('each unit has a clock and a repair of its own: two at once wait for one crew', () => {
    const { sim, mill, note } = world({ capacity: 3 });
    const crew = sim.resource('crew');
    sim.breakdowns(mill, { uptime: times(5, 6, NEVER), repair: times(4), repairedBy: crew });
    const downs: string[] = [];
    mill.watch({ changed: () => void downs.push(`${sim.now} ${mill.down}`), settled: () => {} });
    sim.run({ until: 30 });
    expect(downs).toEqual(['0 0', '5 1', '6 2', '9 1', '13 0']);
    expect(note).toBeDefined();
  });

  test('an uptime of 0 breaks as soon as somebody works, and lets time pass', () => {
    const { sim, mill, log, comes } = world();
    sim.breakdowns(mill, { uptime: times(0, 0, NEVER), repair: times(3), clock: 'use' });
    comes('job', 2, 10);
    sim.run({ until: 100 });
    expect(log).toEqual(['18 job']);
  });

  test('it says how much work it waits for', () => {
    const { sim, mill } = world();
    sim.breakdowns(mill, { uptime: times(7), repair: times(3), clock: 'use' });
    sim.run({ until: 1 });
    expect(sim.whereabouts()).toEqual(['breakdowns of mill #1 waits for resource "mill" to work for 7']);
  });
});

describe('with a crew', () => {
  test('a broken machine waits for the crew, which repairs one after another', () => {
    const sim = new Simulation();
    const crew = sim.resource('crew');
    const up: string[] = [];
    for (const [name, fails] of [
      ['a', 5],
      ['b', 6],
    ] as const) {
      const machine = sim.resource(name);
      sim.breakdowns(machine, { uptime: times(fails, NEVER), repair: times(10), repairedBy: crew });
      const watcher = {
        changed: () => void up.push(`${sim.now} ${name} ${machine.down}`),
        settled: () => {},
      };
      machine.watch(watcher);
    }
    sim.run({ until: 100 });
    expect(up).toEqual(['0 a 0', '0 b 0', '5 a 1', '6 b 1', '15 a 0', '25 b 0']);
  });

  test('a crew with shifts repairs in its hours', () => {
    const { sim, mill, log, comes } = world();
    const crew = sim.resource('crew');
    sim.shifts(crew, new PeriodicCalendar({ period: 24, open: [[8, 16]] }), { atClose: 'suspend' });
    sim.breakdowns(mill, { uptime: times(5, NEVER), repair: times(10), repairedBy: crew });
    comes('job', 0, 10);
    sim.run({ until: 100 });
    // Broken at 5, repaired from 8 to 16 and from 32 to 34.
    expect(log).toEqual(['39 job']);
  });

  test('a crew that turns the machine away is an error: nobody would ever repair it', () => {
    const { sim, mill } = world();
    const crew = sim.resource('crew', { queueLimit: 0 });
    sim.process('other work', crew.use(50));
    sim.breakdowns(mill, { uptime: times(5), repair: times(10), repairedBy: crew });
    expect(() => sim.run()).toThrow(
      'process "breakdowns of mill #2" at time 5: nobody repairs resource "mill": its request for "crew" balked. ' +
        'Give the crew no queueLimit',
    );
  });
});

test('a machine that is broken when its shift begins stays down until it is repaired; closed time repairs, too', () => {
  const { sim, mill, log, comes } = world();
  sim.shifts(mill, new PeriodicCalendar({ period: 24, open: [[8, 16]] }), { atClose: 'suspend' });
  sim.breakdowns(mill, { uptime: times(15, 25, NEVER), repair: times(20, 1) });
  comes('job', 0, 10);
  sim.run({ until: 20 });
  expect([mill.down, mill.free]).toEqual([2, 0]);
  sim.run({ until: 100 });
  // Works from 8 to 15; broken until 35, so from 35 on.
  expect(log).toEqual(['38 job']);
  expect(mill.down).toBe(1);
});

test.each([
  ['calendar', NaN, 'hold: the duration must be a finite number >= 0, got NaN'],
  ['calendar', -1, 'hold: the duration must be a finite number >= 0, got -1'],
  ['use', NaN, 'resource "mill": uptime must be >= 0, got NaN'],
  ['use', Infinity, 'resource "mill": uptime must be >= 0, got Infinity'],
] as const)('an uptime, by %s, of %d is an error', (clock, uptime, message) => {
  const { sim, mill } = world();
  sim.breakdowns(mill, { uptime: () => uptime, repair: () => 1, clock });
  expect(() => sim.run()).toThrow(`process "breakdowns of mill #1" at time 0: ${message}`);
});
