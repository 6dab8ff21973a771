/** M/M/1 and M/M/10 at load 0.9: against bounds of our own, SimPy, and the npm registry. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import {
  type Contest,
  contestRow,
  figureRow,
  repeated,
  type Sample,
  type Section,
  withCompileCache,
} from '../../harness/section.ts';
import type { Row } from '../../harness/table.ts';
import { PEERS_FOLDER } from './npm-peers.ts';
import { installPeers, pythonWithSimpy, simpy } from './peers.ts';
import type { HoldersWork, QueueResult, QueueWork } from './queue-bench.ts';

const OURS = new URL('./queue-bench.ts', import.meta.url).href;
const PEERS = new URL('./npm-peers.ts', import.meta.url).href;

const CUSTOMERS = 1_000_000;
/** Peers cost ten times as much a customer, which is what is compared. */
const PEER_CUSTOMERS = 200_000;
const SERVERS = [1, 10] as const;
/** Mean waits of these queues in theory; a run of this length is within a fifth. Source: Erlang C. */
const MEAN_WAITS: Readonly<Record<number, number>> = { 1: 9, 10: 0.6687 };
const TOLERANCE = 0.25;
const PROCESSES_MS_MAX = 250;
const TYPED_MS_MAX = 120;
const MEMORY_MB_MAX = 120;
const RESUMES_MIN = 1.5e6;

type Way = 'byProcesses' | 'byTypedEvents';

function checked(work: QueueWork, { cpuMs, meanWait }: QueueResult): Sample {
  const expected = MEAN_WAITS[work.servers]!;
  if (!(Math.abs(meanWait - expected) <= TOLERANCE * expected))
    throw new Error(`M/M/${work.servers}: the mean wait is ${meanWait}, not ${expected}`);
  return { value: (cpuMs * 1e6) / work.customers };
}

function ours(way: Way, servers: number): Sample {
  const work: QueueWork = { servers, customers: CUSTOMERS };
  return checked(work, inChild<QueueResult>(OURS, way, work));
}

const WORDS: Readonly<Record<Way, string>> = {
  byProcesses: 'generator processes',
  byTypedEvents: 'typed events',
};
const WAYS: readonly { readonly way: Way; readonly msMax: number }[] = [
  { way: 'byProcesses', msMax: PROCESSES_MS_MAX },
  { way: 'byTypedEvents', msMax: TYPED_MS_MAX },
];

/** CPU time of a million customers. */
function figures(repetitions: number): Row[] {
  return SERVERS.flatMap((servers) =>
    WAYS.map(({ way, msMax }) => {
      const ms = median(repeated(repetitions, () => (ours(way, servers).value * CUSTOMERS) / 1e6));
      const bound = { target: `<= ${msMax} ms`, met: ms <= msMax };
      return figureRow(`M/M/${servers}, 1M customers, ${WORDS[way]}`, `${ms.toFixed(0)} ms`, bound);
    }),
  );
}

function memoryRow(repetitions: number): Row {
  return withCompileCache((env) => {
    const once = (): number =>
      inChild<{ rssMb: number }>(OURS, 'queueMemory', { servers: 1, customers: CUSTOMERS }, env).rssMb;
    once();
    const rssMb = median(repeated(repetitions, once));
    const bound = { target: `<= ${MEMORY_MB_MAX} MB`, met: rssMb <= MEMORY_MB_MAX };
    return figureRow(
      'M/M/1, 1M customers, processes: peak memory, types stripped before',
      `${rssMb.toFixed(0)} MB`,
      bound,
    );
  });
}

function holdersRow(repetitions: number): Row {
  const work: HoldersWork = { processes: 100_000, resumes: 3_000_000 };
  const ns = median(
    repeated(repetitions, () => inChild<{ nsPerResume: number }>(OURS, 'holders', work).nsPerResume),
  );
  const bound = { target: `>= ${RESUMES_MIN / 1e6}M/s`, met: 1e9 / ns >= RESUMES_MIN };
  return figureRow('100k processes, all holding: resumes a second', `${(1e3 / ns).toFixed(2)}M/s`, bound);
}

interface Peer {
  readonly name: string;
  /** Ours that is written as it is: a package's own resource against ours, a queue by hand against a queue by hand. */
  readonly way: Way;
  readonly target: number;
  run(work: QueueWork): QueueResult;
}

/** `target` of a simulation package is that of the fastest; of a bare clock, to be ahead of it. */
const NPM_PEERS: readonly (Omit<Peer, 'run'> & { readonly call: string })[] = [
  { name: 'simjs 2.0.3 (callbacks)', way: 'byProcesses', call: 'simjs', target: 2.5 },
  { name: 'simscript 1.0.37 (async functions)', way: 'byProcesses', call: 'simscript', target: 2.5 },
  { name: '@sinonjs/fake-timers 15.5.0 (a clock)', way: 'byTypedEvents', call: 'fakeTimers', target: 1 },
  {
    name: 'RxJS 7.8.2 VirtualTimeScheduler (a clock)',
    way: 'byTypedEvents',
    call: 'rxVirtualTime',
    target: 1,
  },
];

function peers(python: string | null, folder: string | null): Peer[] {
  const simpyPeer: Peer[] =
    python === null
      ? []
      : [{ name: 'SimPy', way: 'byProcesses', target: 25, run: (work) => simpy(python, work) }];
  if (folder === null) return simpyPeer;
  const env = { [PEERS_FOLDER]: folder };
  const npmPeers = NPM_PEERS.map(({ call, ...peer }) => ({
    ...peer,
    run: (work: QueueWork) => inChild<QueueResult>(PEERS, call, work, env),
  }));
  return [...simpyPeer, ...npmPeers];
}

function contest(servers: number, { name, way, target, run }: Peer): Contest {
  const work: QueueWork = { servers, customers: PEER_CUSTOMERS };
  return {
    work: `M/M/${servers} a customer, ${WORDS[way]}, against ${name}`,
    words: (ns) => (ns < 10_000 ? `${ns.toFixed(0)} ns` : `${(ns / 1000).toFixed(0)} us`),
    ours: () => ours(way, servers),
    peer: () => checked(work, run(work)),
    target,
  };
}

export const queues: Section = {
  name: 'queue',
  title: 'M/M/c at load 0.9, every waiting time kept, and many processes (CPU time, once warm)',
  run: ({ repetitions }) => [...figures(repetitions), memoryRow(repetitions), holdersRow(repetitions)],
};

export const queuePeers: Section = {
  name: 'peers',
  title: 'M/M/c at load 0.9 against simulation packages (by processes) and virtual clocks (by typed events)',
  run: ({ repetitions }) => {
    const installed = installPeers();
    try {
      const all = peers(pythonWithSimpy(), installed?.folder ?? null);
      if (all.length === 0)
        return [{ ...figureRow('neither SimPy nor the npm registry is there', '–', null) }];
      return SERVERS.flatMap((servers) => all.map((each) => contestRow(repetitions, contest(servers, each))));
    } finally {
      installed?.remove();
    }
  },
};
