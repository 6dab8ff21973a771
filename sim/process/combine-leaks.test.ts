/**
 * Whatever processes ask for, in whatever combination, with time-outs, patience, pre-emption, outages, interrupts and cancels,
 * many at one instant: nothing is granted to somebody who does not wait for it. Shown on random programs: each process gives back what
 * it knows that it holds, so that at the end nothing is in use, nobody is in a line, and no event is left; and after each event
 * what is in use is what living processes hold.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '#testing/properties/properties';
import { Simulation } from '../simulation.ts';
import { type Activity, type Ask, hold, type Yieldable } from './ask.ts';
import { allOf, anyOf, within } from './combine.ts';
import { Interrupt } from './interrupt.ts';
import type { Process } from './process.ts';

type Wish =
  | { kind: 'hold'; time: number }
  | { kind: 'request'; of: number; units: number; priority: number; patience: number }
  | { kind: 'member'; skilled: boolean }
  | { kind: 'get' | 'put' | 'take' | 'fill' | 'signal' }
  | { kind: 'any' | 'all'; of: Wish[] }
  | { kind: 'within'; time: number; of: Wish };

const time = fc.integer({ min: 0, max: 6 });
const leaf: fc.Arbitrary<Wish> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('hold' as const), time }) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      of: fc.nat(2),
      units: fc.integer({ min: 1, max: 3 }),
      priority: fc.nat(2),
      patience: fc.oneof(time, fc.constant(Infinity)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('member' as const), skilled: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('get', 'put', 'take', 'fill', 'signal' as const) }),
  },
);
const { wish } = fc.letrec<{ wish: Wish }>((tie) => ({
  wish: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    leaf,
    fc.record({
      kind: fc.constantFrom('any' as const, 'all' as const),
      of: fc.array(tie('wish'), { minLength: 1, maxLength: 4 }),
    }),
    fc.record({ kind: fc.constant('within' as const), time, of: tie('wish') }),
  ),
}));
const program = fc.record({
  preemption: fc.constantFrom('none' as const, 'resume' as const, 'interrupt' as const),
  processes: fc.array(
    fc.record({
      start: time,
      steps: fc.array(fc.record({ wish, patience: time, work: time }), { maxLength: 4 }),
    }),
    { minLength: 2, maxLength: 8 },
  ),
  outages: fc.array(
    fc.record({
      at: fc.nat(20),
      length: time,
      units: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom('finish' as const, 'suspend' as const),
    }),
    { maxLength: 3 },
  ),
  disturbances: fc.array(fc.record({ at: fc.nat(20), who: fc.nat(7), cancel: fc.boolean() }), {
    maxLength: 10,
  }),
});
type Program = typeof program extends fc.Arbitrary<infer P> ? P : never;

/** Things to wait for, and what must be true of them at any time. */
function world(preemption: Program['preemption']) {
  const sim = new Simulation();
  const resources = [1, 3, 3].map((capacity, i) =>
    sim.resource(`r${i}`, { capacity, preemption: i === 2 ? preemption : 'none' }),
  );
  /** To all that takes units away. */
  const prone = resources[2]!;
  prone.trackHolders();
  const store = sim.store<number>('store', { capacity: 2 });
  const fuel = sim.container('fuel', { capacity: 3 });
  const signal = sim.signal('signal');
  const staff = sim.pool('staff', [{ name: 'Ann', skills: ['s'] }, { name: 'Bob' }]);
  let items = 0;
  function ask(wish: Wish): Yieldable {
    switch (wish.kind) {
      case 'hold':
        return hold(wish.time);
      case 'request': {
        const resource = resources[wish.of]!;
        const { priority, patience } = wish;
        return resource.request({ units: Math.min(wish.units, resource.capacity), priority, patience });
      }
      case 'member':
        return staff.request(wish.skilled ? { skills: ['s'] } : {});
      case 'get':
        return store.get();
      case 'put':
        return store.put(++items);
      case 'take':
        return fuel.take(2);
      case 'fill':
        return fuel.put(1);
      case 'signal':
        return signal.wait();
      case 'any':
        return anyOf(...wish.of.map(ask));
      case 'all':
        return allOf(...wish.of.map(ask));
      case 'within':
        return within(wish.time, ask(wish.of) as Ask<unknown>);
    }
  }
  function releaseAll(): void {
    for (const resource of resources) if (sim.current.holds(resource) > 0) resource.release();
    for (const member of staff.members) if (member.holder === sim.current) staff.release(member);
  }
  function check(): void {
    const living = sim.processes.living();
    for (const resource of resources) {
      const held = living.reduce((sum, process) => sum + process.holds(resource), 0);
      expect(resource.inUse).toBeLessThanOrEqual(resource.capacity);
      if (resource !== prone) expect(resource.inUse).toBe(held);
      else expect(resource.inUse).toBeLessThanOrEqual(held);
    }
    expect(resources[0]!.queueLength === 0 || resources[0]!.inUse === 1).toBe(true);
    expect(staff.busy).toBe(
      living.reduce((sum, p) => sum + staff.members.filter((m) => p.holds(m)).length, 0),
    );
    expect(store.gettersWaiting === 0 || store.items.length === 0).toBe(true);
    expect(store.puttersWaiting === 0 || store.items.length === 2).toBe(true);
    expect(new Set(store.items).size).toBe(store.items.length);
    expect(fuel.takersWaiting === 0 || fuel.level < 2).toBe(true);
    expect(fuel.puttersWaiting === 0 || fuel.level === 3).toBe(true);
  }
  function left(): readonly number[] {
    return [
      ...resources.flatMap((resource) => [resource.inUse, resource.queueLength]),
      store.gettersWaiting,
      store.puttersWaiting,
      fuel.takersWaiting,
      fuel.puttersWaiting,
      signal.waiting,
      staff.busy,
      staff.queueLength,
      sim.kernel.pending,
      sim.whereabouts().length,
    ];
  }
  return { sim, prone, signal, ask, releaseAll, check, left };
}

function run({ preemption, processes, outages, disturbances }: Program): {
  left: readonly number[];
  digest: string;
} {
  const { sim, prone, signal, ask, releaseAll, check, left } = world(preemption);
  function* body({ start, steps }: Program['processes'][number]): Activity<void> {
    let at = -1;
    while (at < steps.length) {
      const step = steps[at];
      at += 1;
      try {
        if (step === undefined) yield hold(start);
        else {
          // Else two could wait for each other for ever.
          yield within(step.patience, ask(step.wish) as Ask<unknown>);
          yield hold(step.work);
        }
      } catch (error) {
        if (!(error instanceof Interrupt)) throw error;
      } finally {
        releaseAll();
      }
    }
  }
  const all: Process[] = processes.map((each) => sim.process('p', body(each)) as Process);
  for (const { at, who, cancel } of disturbances) {
    sim.kernel.call(at, () => {
      const process = all[who % all.length]!;
      if (process.ended) return;
      if (cancel && at % 2 === 0) process.cancel();
      else process.interrupt();
    });
  }
  for (const { at, length, units, mode } of outages) {
    sim.kernel.call(at, () => prone.takeDown(units, mode));
    sim.kernel.call(at + length, () => prone.bringUp(units));
  }
  for (let at = 1; at < 40; at += 3) sim.kernel.call(at, () => signal.fire());
  const checked = () => {
    check();
    return false;
  };
  sim.run({ stopWhen: checked });
  // One that stands still and holds itself what it would need to go on stands still for ever.
  const stuck = sim.processes.living();
  if (preemption === 'resume' || outages.length > 0) for (const process of stuck) process.cancel();
  sim.run({ stopWhen: checked });
  return { left: left(), digest: sim.kernel.digest.hex() };
}

test('nothing is granted to anybody who does not wait', () => {
  fc.assert(
    fc.property(program, (each) => {
      const { left, digest } = run(each);
      expect(left.every((count) => count === 0)).toBe(true);
      expect(run(each).digest).toBe(digest);
    }),
    { numRuns: runs(400) },
  );
});
