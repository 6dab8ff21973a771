/**
 * M/M/c at load 0.9 with every waiting time kept, our two ways: generator processes on a resource, and typed events over a
 * queue of the model's own. And many processes that only hold.
 */
import { Kernel } from '#sim/kernel';
import { hold } from '#sim/process/ask';
import { compile } from '#sim/random/distributions';
import { Draws } from '#sim/random/draws';
import { Random } from '#sim/random/random';
import { Simulation } from '#sim/simulation';
import { Series } from '#sim/stats/series';
import { cpuMs } from '../../harness/measure.ts';

export interface QueueWork {
  readonly servers: number;
  readonly customers: number;
}

/** What a run came to. */
export interface QueueResult {
  /** CPU time of the run, ms. */
  readonly cpuMs: number;
  readonly meanWait: number;
}

export const LOAD = 0.9;
/**
 * Runs before the clock starts, and the customers of each: until the last function is optimised, and optimised again for
 * a second simulation, which is no constant any more. Peers get as many runs of 100,000; Python needs none.
 */
export const WARMUP_RUNS = 5;
const WARMUP = 400_000;

/** Runs some times to warm up, then measures. */
function measured(work: QueueWork, run: (work: QueueWork) => Series): QueueResult {
  for (let n = 0; n < WARMUP_RUNS; n++) run({ ...work, customers: WARMUP });
  const before = cpuMs();
  const waits = run(work);
  const spent = cpuMs() - before;
  if (waits.length !== work.customers)
    throw new Error(`${waits.length} waits of ${work.customers} customers`);
  return { cpuMs: spent, meanWait: waits.values.reduce((sum, wait) => sum + wait, 0) / waits.length };
}

export function byProcesses(work: QueueWork): QueueResult {
  return measured(work, runProcesses);
}

function runProcesses({ servers, customers }: QueueWork): Series {
  const sim = new Simulation();
  const server = sim.resource('server', { capacity: servers });
  const gaps = sim.draws('gaps', { kind: 'exponential', mean: 1 / (LOAD * servers) });
  const service = sim.draws('service', { kind: 'exponential', mean: 1 });
  const waits = new Series('waits');
  function* customer() {
    const arrived = sim.now;
    yield server.request();
    waits.push(sim.now - arrived);
    yield hold(service.next());
    server.release();
  }
  sim.source('customer', gaps, customer, { count: customers });
  sim.run();
  return waits;
}

export function byTypedEvents(work: QueueWork): QueueResult {
  return measured(work, ({ servers, customers }) => {
    const kernel = new Kernel();
    const random = new Random(1);
    const gaps = new Draws(
      compile({ kind: 'exponential', mean: 1 / (LOAD * servers) }),
      random.stream('gaps'),
    );
    const service = new Draws(compile({ kind: 'exponential', mean: 1 }), random.stream('service'));
    const arrivals = new Float64Array(customers);
    const waits = new Series('waits');
    let arrived = 0;
    let begun = 0;
    let free = servers;
    const begin = (): void => {
      waits.push(kernel.now - arrivals[begun]!);
      begun += 1;
      kernel.schedule(leave, kernel.now + service.next());
    };
    const arrive = kernel.handler('arrive', () => {
      arrivals[arrived] = kernel.now;
      arrived += 1;
      if (arrived < customers) kernel.schedule(arrive, kernel.now + gaps.next());
      if (free > 0) {
        free -= 1;
        begin();
      }
    });
    const leave = kernel.handler('leave', () => {
      if (begun < arrived) begin();
      else free += 1;
    });
    kernel.schedule(arrive, gaps.next());
    kernel.run();
    return waits;
  });
}

/** Peak resident memory of a process that runs the queue once, MB. */
export function queueMemory(work: QueueWork): { readonly rssMb: number } {
  runProcesses(work);
  return { rssMb: process.resourceUsage().maxRSS / 1024 };
}

export interface HoldersWork {
  readonly processes: number;
  readonly resumes: number;
}

/** Resumes of each process before the clock starts: the first few are its start, and code that is not yet optimised. */
const HOLDS_BEFORE = 10;

/** CPU ns a resume, all processes alive and holding for times of their own. */
export function holders({ processes, resumes }: HoldersWork): { readonly nsPerResume: number } {
  const sim = new Simulation();
  const times = sim.draws('times', { kind: 'exponential', mean: 1 });
  let count = 0;
  function* holder() {
    while (true) {
      yield hold(times.next());
      count += 1;
      if (count === resumes) sim.kernel.pause();
    }
  }
  for (let n = 0; n < processes; n++) sim.process('holder', holder());
  sim.run({ events: HOLDS_BEFORE * processes });
  const [first, before] = [count, cpuMs()];
  sim.run();
  return { nsPerResume: ((cpuMs() - before) * 1e6) / (count - first) };
}
