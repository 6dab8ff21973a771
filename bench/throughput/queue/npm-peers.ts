/**
 * The same queue by what the npm registry has: two simulation packages in the way they are meant to be used, and two virtual
 * clocks with a queue written by hand. Each in a child process; where its packages lie is in `DRAY_BENCH_PEERS`.
 */
import { createRequire } from 'node:module';
import { VirtualTimeScheduler } from 'rxjs';
import { cpuMs } from '../../harness/measure.ts';
import { LOAD, type QueueResult, type QueueWork, WARMUP_RUNS } from './queue-bench.ts';

export const PEERS_FOLDER = 'DRAY_BENCH_PEERS';
/** Customers of each run before the clock starts. */
const WARMUP = 100_000;

type Run = (work: QueueWork) => number[] | Promise<number[]>;

async function measured(work: QueueWork, run: Run): Promise<QueueResult> {
  for (let n = 0; n < WARMUP_RUNS; n++) await run({ ...work, customers: WARMUP });
  const before = cpuMs();
  const waits = await run(work);
  const spent = cpuMs() - before;
  if (waits.length !== work.customers)
    throw new Error(`${waits.length} waits of ${work.customers} customers`);
  return { cpuMs: spent, meanWait: waits.reduce((sum, wait) => sum + wait, 0) / waits.length };
}

function exponential(mean: number): number {
  return -Math.log(1 - Math.random()) * mean;
}

function peer(name: string): unknown {
  return createRequire(`${process.env[PEERS_FOLDER]}/`)(name);
}

/** What of simscript is used. Source: its README and type declarations, version 1.0.37. */
interface Simscript {
  readonly Simulation: new () => {
    readonly timeNow: number;
    activate(entity: object): Promise<number>;
    start(reset: boolean): Promise<void>;
    onFinished(): void;
  };
  readonly Entity: new () => {
    readonly simulation: { readonly timeNow: number; activate(entity: object): Promise<number> };
    delay(time: number): Promise<number>;
    enterQueue(queue: object): Promise<number>;
    leaveQueue(queue: object): void;
  };
  readonly Queue: new (name: string, capacity: number) => object;
}

export function simscript(work: QueueWork): Promise<QueueResult> {
  // It gives way to the browser's painting now and then.
  Object.assign(globalThis, { requestAnimationFrame: (then: () => void) => setImmediate(then) });
  const { Simulation, Entity, Queue } = peer('simscript') as Simscript;
  return measured(work, ({ servers, customers }) => {
    const server = new Queue('server', servers);
    const waits: number[] = [];
    class Customer extends Entity {
      async script(): Promise<void> {
        const arrived = this.simulation.timeNow;
        await this.enterQueue(server);
        waits.push(this.simulation.timeNow - arrived);
        await this.delay(exponential(1));
        this.leaveQueue(server);
      }
    }
    class Source extends Entity {
      async script(): Promise<void> {
        for (let n = 0; n < customers; n++) {
          await this.delay(exponential(1 / (LOAD * servers)));
          void this.simulation.activate(new Customer());
        }
      }
    }
    return new Promise((done) => {
      class Shop extends Simulation {
        onStarting(): void {
          void this.activate(new Source());
        }
        override onFinished(): void {
          done(waits);
        }
      }
      void new Shop().start(true);
    });
  });
}

/** What of simjs is used. Source: its documentation, version 2.0.3. */
interface Simjs {
  readonly Sim: new () => {
    addEntity(entity: unknown, name: string): void;
    simulate(until: number): boolean;
  };
  readonly Entity: new (
    name: string,
  ) => {
    time(): number;
    setTimer(delay: number): { done(work: () => void): void };
    useFacility(facility: object, duration: number): { done(work: () => void): void };
  };
  readonly Facility: new (name: string, discipline: number, servers: number) => object;
}

export function simjs(work: QueueWork): Promise<QueueResult> {
  // Its build exports nothing: it is made for a page, and hangs itself into the window.
  const window: { Sim?: Simjs } = {};
  Object.assign(globalThis, { window });
  peer('simjs');
  const { Sim, Entity, Facility } = window.Sim!;
  return measured(work, ({ servers, customers }) => {
    const server = new Facility('server', 1, servers);
    const waits: number[] = [];
    let arrived = 0;
    class Source extends Entity {
      start(): void {
        this.setTimer(exponential(1 / (LOAD * servers))).done(() => {
          arrived += 1;
          const [now, service] = [this.time(), exponential(1)];
          this.useFacility(server, service).done(() => waits.push(this.time() - now - service));
          if (arrived < customers) this.start();
        });
      }
    }
    const sim = new Sim();
    sim.addEntity(Source, 'source');
    sim.simulate(1e12);
    return waits;
  });
}

/** A queue over nothing but a clock. `run` lets time pass until nothing is scheduled. */
interface Clock {
  now(): number;
  after(delay: number, work: () => void): void;
  run(): void;
}

function overClock({ servers, customers }: QueueWork, clock: Clock): number[] {
  const waits: number[] = [];
  const arrivals: number[] = [];
  let free = servers;
  const begin = (): void => {
    waits.push(clock.now() - arrivals[waits.length]!);
    clock.after(exponential(1), leave);
  };
  const leave = (): void => {
    if (waits.length < arrivals.length) begin();
    else free += 1;
  };
  const arrive = (): void => {
    arrivals.push(clock.now());
    if (arrivals.length < customers) clock.after(exponential(1 / (LOAD * servers)), arrive);
    if (free === 0) return;
    free -= 1;
    begin();
  };
  clock.after(0, arrive);
  clock.run();
  return waits;
}

/** What of fake-timers is used. */
interface FakeTimers {
  createClock(
    start: number,
    loopLimit: number,
  ): { readonly now: number; setTimeout(work: () => void, delayMs: number): unknown; runAll(): void };
}

/** Its timers are whole ms. */
const UNIT_MS = 1000;

export function fakeTimers(work: QueueWork): Promise<QueueResult> {
  const { createClock } = peer('@sinonjs/fake-timers') as FakeTimers;
  return measured(work, (each) => {
    const clock = createClock(0, 10 * each.customers);
    return overClock(each, {
      now: () => clock.now / UNIT_MS,
      after: (delay, then) => clock.setTimeout(then, Math.round(delay * UNIT_MS)),
      run: () => clock.runAll(),
    });
  });
}

export function rxVirtualTime(work: QueueWork): Promise<QueueResult> {
  return measured(work, (each) => {
    const scheduler = new VirtualTimeScheduler();
    return overClock(each, {
      now: () => scheduler.now(),
      after: (delay, then) => scheduler.schedule(then, delay),
      run: () => scheduler.flush(),
    });
  });
}
