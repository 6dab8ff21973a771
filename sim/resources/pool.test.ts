/**
 * A pool gives the member that fits and can do least, serves by priority without letting one that nobody fits hold up the
 * others, keeps hours of duty, and takes back only what it gave. Shown by cases, and on random days against a list of rules.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { anyOf } from '../process/combine.ts';
import { PeriodicCalendar } from '../shifts/periodic-calendar.ts';
import { WorkingCalendar } from '../shifts/working-calendar.ts';
import { Simulation } from '../simulation.ts';
import type { MemberOptions, PoolRequest } from './pool.ts';

function world(members: readonly MemberOptions[]) {
  const sim = new Simulation();
  const staff = sim.pool('staff', members);
  const log: string[] = [];
  /** Comes at a time, and works with whom it gets. */
  function comes(name: string, at: number, work: number, request?: PoolRequest) {
    function* job(): Activity<void> {
      yield hold(at);
      const member = yield* staff.request(request);
      try {
        log.push(`${sim.now} ${name} ${member.name}`);
        yield hold(work);
      } finally {
        staff.release(member);
      }
    }
    return sim.process(name, job());
  }
  return { sim, staff, log, comes };
}

const ANA: MemberOptions = { name: 'Ana', skills: ['pick', 'drive'] };
const BEN: MemberOptions = { name: 'Ben', skills: ['pick'] };
const CAT: MemberOptions = { name: 'Cat', skills: ['pick'] };

describe('who is given', () => {
  test('whoever can do all that is asked and least else; among those the one idle the longest', () => {
    const { sim, log, comes } = world([ANA, BEN, CAT]);
    comes('a', 0, 10, { skills: ['pick'] });
    comes('b', 1, 2);
    comes('c', 2, 1, { skills: ['drive', 'pick'] });
    comes('d', 4, 1);
    comes('e', 11, 1);
    comes('f', 11, 1);
    comes('g', 11, 1);
    sim.run();
    expect(log).toEqual(['0 a Ben', '1 b Cat', '2 c Ana', '4 d Cat', '11 e Cat', '11 f Ben', '11 g Ana']);
  });

  test('by priority, then in the order of coming; one that nobody fits holds up nobody', () => {
    const { sim, staff, log, comes } = world([ANA, BEN]);
    comes('first', 0, 10, { skills: ['drive'] });
    comes('second', 0, 3);
    comes('driver', 1, 1, { skills: ['drive'], priority: -1 });
    comes('usual', 1, 1);
    comes('urgent', 2, 1, { priority: -5 });
    sim.run({ until: 2 });
    expect([staff.busy, staff.queueLength]).toEqual([2, 3]);
    sim.run();
    expect(log).toEqual(['0 first Ana', '0 second Ben', '3 urgent Ben', '4 usual Ben', '10 driver Ana']);
    expect([staff.busy, staff.queueLength]).toEqual([0, 0]);
  });

  test('one who stops waiting is not given anybody', () => {
    const { sim, staff, log, comes } = world([BEN]);
    comes('first', 0, 10);
    const second = comes('second', 1, 1);
    comes('third', 2, 1);
    sim.kernel.call(5, () => second.cancel());
    sim.run();
    expect(log).toEqual(['0 first Ben', '10 third Ben']);
    expect(staff.queueLength).toBe(0);
  });

  test('one who asks for two kinds takes the first that comes, and leaves the other line', () => {
    const { sim, staff, log, comes } = world([ANA, BEN]);
    comes('a', 0, 10, { skills: ['drive'] });
    comes('b', 0, 5);
    function* either(): Activity<void> {
      yield hold(1);
      const { index, answer } = yield* anyOf(staff.request({ skills: ['drive'] }), staff.request());
      log.push(`${sim.now} either ${index} ${answer.name}`);
      staff.release(answer);
    }
    sim.process('either', either());
    sim.run();
    expect(log).toEqual(['0 a Ana', '0 b Ben', '5 either 1 Ben']);
    expect([staff.busy, staff.queueLength]).toEqual([0, 0]);
  });

  test('a process may have several', () => {
    const { sim, staff } = world([ANA, BEN, CAT]);
    const seen: unknown[] = [];
    function* lead(): Activity<void> {
      const driver = yield* staff.request({ skills: ['drive'] });
      const picker = yield* staff.request();
      seen.push(
        driver.name,
        picker.name,
        staff.busy,
        driver.holder === sim.current,
        driver.can(['pick', 'drive']),
      );
      staff.release(driver);
      const again = yield* staff.request({ skills: ['drive'] });
      staff.release(picker);
      staff.release(again);
      seen.push(staff.busy, driver.holder);
    }
    sim.process('lead', lead());
    sim.run();
    expect(seen).toEqual(['Ana', 'Ben', 2, true, true, 0, null]);
  });
});

describe('hours', () => {
  const day = new PeriodicCalendar({ period: 24, open: [[8, 16]] });
  const night = new PeriodicCalendar({
    period: 24,
    open: [
      [0, 8],
      [16, 24],
    ],
  });

  test('nobody is given off duty; who goes off duty at work ends that work', () => {
    const { sim, log, comes } = world([
      { name: 'Day', hours: day },
      { name: 'Night', hours: night },
    ]);
    comes('a', 1, 10);
    comes('b', 2, 1);
    comes('c', 15, 4);
    comes('d', 15.5, 1);
    comes('e', 17.5, 1);
    sim.run({ until: 40 });
    expect(log).toEqual(['1 a Night', '8 b Day', '15 c Day', '16 d Night', '17.5 e Night']);
  });

  test('off duty at the beginning, also for those that were started before', () => {
    const sim = new Simulation();
    const log: string[] = [];
    function* job(): Activity<void> {
      const member = yield* staff.request();
      log.push(`${sim.now} ${member.name}`);
      staff.release(member);
    }
    sim.process('job', job());
    const staff = sim.pool('staff', [{ name: 'Day', hours: day }]);
    expect(staff.members[0]!.onDuty).toBe(false);
    sim.run({ until: 30 });
    expect(log).toEqual(['8 Day']);
  });

  test('hours that never begin are an error', () => {
    const sim = new Simulation({ start: Date.UTC(2026, 1, 1) });
    const hours = new WorkingCalendar({
      zone: 'UTC',
      week: {},
      exceptions: { '2026-01-05': ['08:00-12:00'] },
      name: 'temp',
    });
    expect(() => sim.pool('staff', [{ name: 'Temp', hours }])).toThrow(/no opening at or after .*\(temp\)/);
  });
});

describe('what can’t be meant', () => {
  test('skills that nobody has, or nobody has together', () => {
    const { staff } = world([ANA, { name: 'Dan', skills: ['weld'] }]);
    expect(() => staff.request({ skills: ['fly'] })).toThrow(
      'pool "staff": no member has the skills fly together. Skills there are: drive, pick, weld',
    );
    expect(() => staff.request({ skills: ['pick', 'weld'] })).toThrow(
      'pool "staff": no member has the skills pick and weld together',
    );
    expect(() => world([{ name: 'Eve' }]).staff.request({ skills: ['x'] })).toThrow('Skills there are: none');
    expect(() => staff.request({ priority: NaN })).toThrow('pool "staff": priority is NaN');
  });

  test('a pool of nobody, or of two with one name', () => {
    expect(() => world([])).toThrow('pool "staff" needs at least one member');
    expect(() => world([BEN, BEN])).toThrow('pool "staff": two members have one name');
  });

  test.each([
    ['twice', 'pool "staff": member "Ben" released by process "owner #1", but it is free'],
    [
      'by a stranger',
      'pool "staff": member "Ben" released by process "stranger #2", but process "owner #1" has it',
    ],
  ])('a member released %s', (how, message) => {
    const { sim, staff } = world([BEN]);
    const ben = staff.members[0]!;
    function* owner(): Activity<void> {
      yield staff.request();
      yield hold(5);
      staff.release(ben);
      if (how === 'twice') staff.release(ben);
    }
    function* stranger(): Activity<void> {
      yield hold(1);
      if (how !== 'twice') staff.release(ben);
    }
    sim.process('owner', owner());
    sim.process('stranger', stranger());
    expect(() => sim.run()).toThrow(message);
  });

  test('a member released outside of a process, or never', () => {
    const { sim, staff } = world([BEN]);
    expect(() => staff.release(staff.members[0]!)).toThrow(
      'release of member "Ben": only a running process can do that',
    );
    sim.process('owner', staff.request()[Symbol.iterator]());
    expect(() => sim.run()).toThrow('process "owner #1" at time 0: ended while it holds "Ben"');
  });
});

const skills = fc.subarray(['a', 'b', 'c']);
const day = fc.record({
  members: fc.array(skills, { minLength: 1, maxLength: 4 }),
  jobs: fc.array(fc.record({ at: fc.nat(15), work: fc.nat(8), skills, priority: fc.nat(2) }), {
    maxLength: 20,
  }),
});

test('on any day: nobody works for two, nobody waits for somebody who is free, all are served', () => {
  fc.assert(
    fc.property(day, ({ members, jobs }) => {
      const { sim, staff, log, comes } = world(members.map((skills, i) => ({ name: `m${i}`, skills })));
      const fits = (request: PoolRequest) =>
        staff.members.filter((member) => member.can(request.skills ?? []));
      const possible = jobs.filter((job) => fits(job).length > 0);
      const waiting = new Set(possible.map((_, i) => i));
      possible.forEach(
        ({ at, work, skills, priority }, i) => void comes(`${i}`, at, work, { skills, priority }),
      );
      sim.run({
        stopWhen: () => {
          for (const line of log.splice(0)) expect(waiting.delete(Number(line.split(' ')[1]))).toBe(true);
          const came = [...waiting].filter((i) => possible[i]!.at < sim.now);
          for (const i of came) expect(fits(possible[i]!).every(({ holder }) => holder !== null)).toBe(true);
          const holders = staff.members.flatMap(({ holder }) => holder ?? []);
          expect([staff.busy, new Set(holders).size]).toEqual([holders.length, holders.length]);
          return false;
        },
      });
      expect([waiting.size, staff.busy, staff.queueLength]).toEqual([0, 0, 0]);
    }),
    { numRuns: runs(100) },
  );
});
