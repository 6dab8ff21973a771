/**
 * A resource does what its rules say: who is served when, who balks, reneges, is pre-empted, stands still and goes on, for every
 * rule, with units, priorities, interrupts and outages. Shown against `resource-reference.fixture.ts` on random programs; its
 * monitor says what can be counted in the reference. After each event what is in use is what is held, and nobody waits who
 * could be served.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { type Activity, hold } from '../process/ask.ts';
import { Preempted } from '../process/interrupt.ts';
import type { Process } from '../process/process.ts';
import { Random } from '../random/random.ts';
import { Simulation } from '../simulation.ts';
import { type Job, type Program, type Seen, simulate } from './resource-reference.fixture.ts';

/** Whole numbers to which `apart` adds a fraction that no other time of the program has. */
const time = fc.integer({ min: 0, max: 20 });
const limit = fc.oneof({ weight: 3, arbitrary: fc.constant(Infinity) }, { weight: 1, arbitrary: fc.nat(4) });

function jobFor(capacity: number): fc.Arbitrary<Job> {
  return fc
    .record({
      gap: time,
      units: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: capacity })),
      priority: fc.nat(2),
      size: fc.nat(10),
      due: fc.nat(10),
      patience: fc.oneof(fc.constant(Infinity), time),
      balkAt: limit,
      work: time,
      part: fc.nat(capacity),
      rest: time,
    })
    .map((job) => ({ ...job, part: job.part % job.units }));
}

const program: fc.Arbitrary<Program> = fc.integer({ min: 1, max: 4 }).chain((capacity) =>
  fc.record({
    capacity: fc.constant(capacity),
    rule: fc.constantFrom('fifo', 'lifo', 'shortest', 'earliest-due' as const),
    queueLimit: limit,
    preemption: fc.constantFrom('none', 'resume', 'interrupt' as const),
    processes: fc.array(fc.array(jobFor(capacity), { minLength: 1, maxLength: 4 }), {
      minLength: 1,
      maxLength: 8,
    }),
    interrupts: fc.array(fc.record({ at: fc.nat(60), who: fc.nat(7) }), { maxLength: 3 }),
    outages: fc.array(
      fc.record({
        at: fc.nat(60),
        length: time,
        units: fc.integer({ min: 1, max: capacity }),
        mode: fc.constantFrom('finish' as const, 'suspend' as const),
      }),
      { maxLength: 3 },
    ),
  }),
);

const random = new Random('fractions').stream('apart');

/** So that no two times coincide, nor sums of times. */
function apart(program: Program): Program {
  let count = 0;
  const own = (whole: number): number => {
    count += 1;
    return whole + random.unit(0, count) / 8 + 0.01;
  };
  // Who works for longer than it said is less urgent all at once, and nothing happens at the resource that would show it.
  const exact = program.rule === 'shortest' && program.preemption !== 'none';
  return {
    ...program,
    processes: program.processes.map((jobs) =>
      jobs.map((job) => {
        const { gap, work, rest, size, patience } = job;
        const apart = { ...job, gap: own(gap), work: own(work), patience: own(patience) };
        if (exact) return { ...apart, size: apart.work, rest: 0 };
        return { ...apart, size: own(size), rest: own(rest) };
      }),
    ),
    interrupts: program.interrupts.map(({ at, who }) => ({ at: own(at), who })),
    outages: program.outages.map((outage) => ({ ...outage, at: own(outage.at), length: own(outage.length) })),
  };
}

function run(program: Program): Seen & { readonly counted: readonly number[] } {
  const sim = new Simulation();
  const { capacity, rule, queueLimit, preemption } = program;
  const resource = sim.resource('r', { capacity, rule, queueLimit, preemption });
  if (program.outages.some(({ mode }) => mode === 'suspend')) resource.trackHolders();
  const monitor = sim.monitor(resource);
  const logs: [number, string][][] = program.processes.map(() => []);
  const grants: number[] = [];
  const waits: number[] = [];
  function* work(who: number, job: Job): Activity<void> {
    const asked = sim.now;
    const { units, priority, size, due, patience, balkAt } = job;
    const outcome = yield* resource.request({ units, priority, size, due, patience, balkAt });
    logs[who]!.push([sim.now, outcome]);
    if (outcome !== 'granted') return;
    grants.push(who);
    waits.push(sim.now - asked);
    try {
      yield hold(job.work);
      logs[who]!.push([sim.now, 'half']);
      if (job.part > 0) resource.release(job.part);
      yield hold(job.rest);
      logs[who]!.push([sim.now, 'done']);
    } finally {
      if (sim.current.holds(resource) > 0) resource.release();
    }
  }
  function* body(jobs: readonly Job[], who: number): Activity<void> {
    for (const job of jobs) {
      try {
        yield hold(job.gap);
        yield* work(who, job);
      } catch (error) {
        logs[who]!.push([sim.now, error instanceof Preempted ? 'preempted' : 'interrupted']);
      }
    }
  }
  const all: Process[] = program.processes.map((jobs, who) => sim.process('p', body(jobs, who)) as Process);
  for (const { at, who } of program.interrupts)
    sim.kernel.call(at, () => {
      const process = all[who % all.length]!;
      if (!process.ended) process.interrupt();
    });
  for (const { at, length, units, mode } of program.outages) {
    sim.kernel.call(at, () => resource.takeDown(units, mode));
    sim.kernel.call(at + length, () => resource.bringUp(units));
  }
  const pushesBack =
    program.preemption === 'resume' || program.outages.some(({ mode }) => mode === 'suspend');
  const single = program.processes.flat().every(({ units }) => units === 1);
  function checked(): boolean {
    const held = sim.processes.living().reduce((sum, process) => sum + process.holds(resource), 0);
    expect(resource.inUse).toBeGreaterThanOrEqual(0);
    expect(resource.inUse).toBeLessThanOrEqual(program.capacity);
    if (pushesBack) expect(resource.inUse).toBeLessThanOrEqual(held);
    else expect(resource.inUse).toBe(held);
    // Nobody waits who could be served.
    if (single) expect(resource.queueLength === 0 || resource.free <= 0).toBe(true);
    return false;
  }
  sim.run({ stopWhen: checked });
  expect(sim.whereabouts()).toEqual([]);
  expect([resource.inUse, resource.queueLength, resource.down]).toEqual([0, 0, 0]);
  return {
    logs,
    grants,
    waits,
    queued: monitor.queueLength * sim.now,
    worked: monitor.unitsBusy * sim.now,
    counted: [monitor.granted, monitor.balked, monitor.reneged, monitor.delayed, monitor.wait.sum],
  };
}

const round = (x: number): number => Math.round(x * 1e6) / 1e6;

function compare(loose: Program): void {
  const program = apart(loose);
  const [seen, expected] = [run(program), simulate(program)];
  const rounded = ({ logs }: Seen) => logs.map((log) => log.map(([at, what]) => `${round(at)} ${what}`));
  expect(rounded(seen)).toEqual(rounded(expected));
  expect(seen.grants).toEqual(expected.grants);
  expect(seen.waits.map(round)).toEqual(expected.waits.map(round));
  expect([seen.queued, seen.worked].map(round)).toEqual([expected.queued, expected.worked].map(round));
  const count = (what: string) => expected.logs.flat().filter((entry) => entry[1] === what).length;
  expect(seen.counted.map(round)).toEqual([
    count('granted'),
    count('balked'),
    count('reneged'),
    expected.waits.filter((wait) => wait > 0).length,
    round(expected.waits.reduce((sum, wait) => sum + wait, 0)),
  ]);
}

describe('random programs', () => {
  test('as the reference has them', () => {
    fc.assert(fc.property(program, compare), { numRuns: runs(600) });
  });

  test('also where times coincide everybody is served in the end, and a run is the same twice', () => {
    fc.assert(
      fc.property(program, (each) => void expect(run(each)).toEqual(run(each))),
      { numRuns: runs(200) },
    );
  });

  test('the times of a program are apart', () => {
    fc.assert(
      fc.property(program, (loose) => {
        const { processes, interrupts, outages } = apart(loose);
        const times = [
          ...processes.flat().flatMap(({ gap, work }) => [gap, work]),
          ...interrupts.map(({ at }) => at),
          ...outages.flatMap(({ at, length }) => [at, length]),
        ];
        expect(new Set(times.map(round)).size).toBe(times.length);
      }),
      { numRuns: 20 },
    );
  });
});
