/**
 * A resource on shifts works in its hours and at no other time: work at closing time either goes on to its end or stands still
 * until it opens, with what was left of it; who comes meanwhile waits. Shown by cases, on a calendar in the model's own unit and
 * on one with a time zone and a holiday, against what the calendar itself says of working time.
 */
import { describe, expect, test } from 'vitest';
import { type Activity, hold } from '../process/ask.ts';
import { PeriodicCalendar } from '../shifts/periodic-calendar.ts';
import { WorkingCalendar } from '../shifts/working-calendar.ts';
import { Simulation } from '../simulation.ts';
import type { RequestOptions } from './claim.ts';
import type { ShiftOptions } from './downtime.ts';
import type { ResourceOptions } from './resource.ts';

const DAY_SHIFT = new PeriodicCalendar({ period: 24, open: [[8, 16]] });

function world(start = 0, options: ResourceOptions = {}) {
  const sim = new Simulation({ start });
  const desk = sim.resource('desk', options);
  const log: string[] = [];
  function comes(name: string, at: number, work: number, request?: RequestOptions): void {
    function* job(): Activity<void> {
      yield hold(at - start);
      yield* desk.use(work, request);
      log.push(`${sim.now} ${name}`);
    }
    sim.process(name, job());
  }
  return { sim, desk, log, comes };
}

describe('in the model’s own time', () => {
  test('suspend: work stands still from closing to opening and loses nothing', () => {
    const { sim, desk, log, comes } = world();
    sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend' });
    comes('two days', 10, 12);
    comes('behind it', 11, 1);
    sim.run({ until: 20 });
    expect([desk.inUse, desk.down, desk.free, desk.queueLength]).toEqual([0, 1, 0, 1]);
    expect(sim.whereabouts()[1]).toBe('two days #2 holds, frozen, with 6 to go');
    sim.run({ until: 100 });
    expect(log).toEqual([
      `${DAY_SHIFT.addWorking(10, 12)} two days`,
      `${DAY_SHIFT.addWorking(10, 13)} behind it`,
    ]);
  });

  test('finish: work goes on after closing to its end; nobody else is served', () => {
    const { sim, desk, log, comes } = world();
    sim.shifts(desk, DAY_SHIFT, { atClose: 'finish' });
    comes('long', 10, 12);
    comes('behind it', 11, 1);
    sim.run({ until: 20 });
    expect([desk.inUse, desk.down, desk.free]).toEqual([1, 1, -1]);
    sim.run({ until: 100 });
    expect(log).toEqual(['22 long', '33 behind it']);
  });

  test('finish: work that is still going on at opening is not doubled', () => {
    const { sim, desk, log, comes } = world(0, { capacity: 2 });
    sim.shifts(desk, DAY_SHIFT, { atClose: 'finish' });
    comes('very long', 15, 20);
    for (const name of ['a', 'b']) comes(name, 20, 1);
    sim.run({ until: 33 });
    expect(desk.inUse).toBe(2);
    sim.run({ until: 100 });
    expect(log).toEqual(['33 a', '34 b', '35 very long']);
  });

  test('closed at the beginning, also for those that were started before it got its shifts', () => {
    for (const atClose of ['suspend', 'finish'] as const) {
      const { sim, desk, log, comes } = world();
      comes('early', 0, 1);
      sim.shifts(desk, DAY_SHIFT, { atClose });
      sim.run({ until: 30 });
      expect(log).toEqual(['9 early']);
    }
  });

  test('a job that ends exactly at closing time ends then', () => {
    const { sim, desk, log, comes } = world();
    sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend' });
    for (const name of ['a', 'b', 'c']) comes(name, 8, 4);
    sim.run({ until: 50 });
    expect(log).toEqual(['12 a', '16 b', '36 c']);
  });

  test('opened again in the instant of closing, nothing has happened', () => {
    const { sim, desk, log, comes } = world();
    desk.trackHolders();
    comes('job', 0, 10);
    sim.kernel.call(4, () => {
      desk.takeDown(1, 'suspend');
      desk.bringUp(1);
    });
    // In the instant of its end, too.
    sim.kernel.call(10, () => {
      desk.takeDown(1, 'suspend');
      desk.bringUp(1);
    });
    sim.run();
    expect(log).toEqual(['10 job']);
  });

  test('two shifts of some units each; the least urgent work stands still', () => {
    const { sim, desk, log, comes } = world(0, { capacity: 3 });
    sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend', units: 2 });
    sim.shifts(desk, new PeriodicCalendar({ period: 24, open: [[6, 18]] }), { atClose: 'suspend', units: 1 });
    comes('usual', 10, 10, { priority: 1 });
    comes('important', 10, 10);
    comes('least', 10, 10, { priority: 2 });
    sim.run({ until: 17 });
    expect([desk.inUse, desk.down]).toEqual([1, 2]);
    sim.run({ until: 100 });
    expect(log).toEqual(['32 important', '36 usual', '36 least']);
  });

  test('work on two resources stands still while either is closed', () => {
    const { sim, desk, log } = world();
    const crane = sim.resource('crane');
    sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend' });
    sim.shifts(crane, new PeriodicCalendar({ period: 24, open: [[9, 18]] }), { atClose: 'suspend' });
    function* job(): Activity<void> {
      yield desk.request();
      yield crane.request();
      yield hold(12);
      log.push(`${sim.now} job`);
      crane.release();
      desk.release();
    }
    sim.process('job', job());
    sim.run({ until: 32.5 });
    // The desk is open again, the crane is not.
    expect(sim.whereabouts()[2]).toBe('job #3 holds, frozen, with 5 to go');
    sim.run({ until: 100 });
    // From 9 to 16, and from 33 on.
    expect(log).toEqual(['38 job']);
  });

  test('statistics: closed time is idle time, and waiting goes on', () => {
    const { sim, desk, comes } = world();
    sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend' });
    const monitor = sim.monitor(desk);
    comes('early', 0, 12);
    sim.run({ until: 48 });
    expect([monitor.wait.mean, monitor.granted, monitor.delayed]).toEqual([8, 1, 1]);
    expect(monitor.utilisation).toBe(12 / 48);
    expect(monitor.queueLength).toBe(8 / 48);
  });

  test('an always open calendar needs no process for ever', () => {
    const { sim, desk, log, comes } = world();
    sim.shifts(desk, new PeriodicCalendar({ period: 24, open: [[0, 24]] }), { atClose: 'suspend' });
    comes('job', 1, 30);
    expect(sim.run()).toBe('empty');
    expect([log, sim.whereabouts()]).toEqual([['31 job'], []]);
  });
});

describe('on a working calendar', () => {
  const HOUR = 3_600_000;
  const berlin = new WorkingCalendar({
    zone: 'Europe/Berlin',
    week: { days: 'mon-fri', hours: ['06:00-14:00'] },
    holidays: ['2026-04-03', '2026-04-06'],
  });

  test('a long job takes its working time across a night, a change of the clocks, weekends and holidays', () => {
    const start = Date.UTC(2026, 2, 26, 8);
    const { sim, desk, log, comes } = world(start);
    sim.shifts(desk, berlin, { atClose: 'suspend' });
    comes('job', start, 60 * HOUR);
    sim.run({ until: start + 30 * 24 * HOUR });
    // 26 March to 8 April: winter time, summer time from the 29th, Good Friday and Easter Monday off.
    expect(log).toEqual([`${berlin.addWorking(start, 60 * HOUR)} job`]);
    expect(new Date(berlin.addWorking(start, 60 * HOUR)).toISOString()).toBe('2026-04-08T11:00:00.000Z');
  });

  test('many jobs one after another: all the open time is worked, to the millisecond', () => {
    const start = Date.UTC(2026, 2, 26, 2);
    const { sim, desk, log, comes } = world(start);
    sim.shifts(desk, berlin, { atClose: 'suspend' });
    const monitor = sim.monitor(desk);
    const works = Array.from({ length: 40 }, (_, i) => 1 + ((i * 7_654_321) % (3 * HOUR)));
    works.forEach((work, i) => void comes(`job ${i}`, start, work));
    sim.run({ until: start + 30 * 24 * HOUR });
    let sum = 0;
    const expected = works.map((work, i) => {
      sum += work;
      return `${berlin.addWorking(start, sum)} job ${i}`;
    });
    expect(log).toEqual(expected);
    expect(Math.round(monitor.unitsBusy * 30 * 24 * HOUR)).toBe(sum);
  });
});

describe('what can’t be meant', () => {
  test.each<[ResourceOptions, ShiftOptions, string]>([
    [
      {},
      { atClose: 'finish', units: 2 },
      'shifts of resource "desk": units must be an integer from 1 to its capacity 1, got 2',
    ],
    [{}, { atClose: 'finish', units: 0 }, 'got 0'],
    [{}, { atClose: 'suspend', units: 0.5 }, 'got 0.5'],
    [{ capacity: Infinity }, { atClose: 'finish' }, 'from 1 to its capacity Infinity, got Infinity'],
    [{ capacity: 0 }, { atClose: 'finish' }, 'from 1 to its capacity 0, got 0'],
  ])('shifts on %o with %o', (resource, options, message) => {
    const { sim, desk } = world(0, resource);
    expect(() => sim.shifts(desk, DAY_SHIFT, options)).toThrow(message);
  });

  test('a calendar that never opens', () => {
    expect(() => new PeriodicCalendar({ period: 24, open: [], name: 'no shift' })).toThrow(
      'never opens (no shift.open)',
    );
    expect(() => new WorkingCalendar({ zone: 'UTC', week: {}, name: 'no shift' })).toThrow('never opens');
    const over = new WorkingCalendar({
      zone: 'UTC',
      week: {},
      exceptions: { '2026-01-05': ['08:00-12:00'] },
      name: 'project',
    });
    const { sim, desk } = world(Date.UTC(2026, 1, 1));
    expect(() => sim.shifts(desk, over, { atClose: 'finish' })).toThrow(/no opening at or after .*project/);
  });

  test('to suspend work that is under way already, or that nobody keeps account of', () => {
    const { sim, desk, comes } = world();
    comes('job', 0, 10);
    sim.run({ until: 1 });
    expect(() => sim.shifts(desk, DAY_SHIFT, { atClose: 'suspend' })).toThrow(
      'resource "desk" is in use: give it its shifts and breakdowns before',
    );
    expect(() => desk.takeDown(1, 'suspend')).toThrow(
      'resource "desk": call trackHolders() before work can be suspended',
    );
    expect(desk.down).toBe(0);
  });

  test.each([0, -1, 1.5, 4, NaN, Infinity])('%d units down or up', (units) => {
    const { desk } = world(0, { capacity: 3 });
    expect(() => desk.takeDown(units, 'finish')).toThrow(
      `resource "desk": ${units} units can't go down, its capacity being 3`,
    );
    desk.takeDown(3, 'finish');
    expect(() => desk.bringUp(units)).toThrow(`resource "desk": ${units} units can't come up, 3 being down`);
  });

  test('units of an endless resource down', () => {
    const { desk } = world(0, { capacity: Infinity });
    expect(() => desk.takeDown(1, 'finish')).toThrow("1 units can't go down, its capacity being Infinity");
  });
});
