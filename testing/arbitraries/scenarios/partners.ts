/** How partners are connected: carriers by reference, X12, a web API or files, each as bad as lines are; ERP at once or in files; what stands before the core. */
import fc from 'fast-check';
import { type Draft, type Edits, maybe, together } from './draft.ts';
import { ASSUMED, boundedDurations, durationsDrawn, shares, times } from './figures.ts';

type Carrier = Draft['network']['carriers'][number];
type Line = Pick<Carrier, 'x12'> | Pick<Carrier, 'rest'> | Pick<Carrier, 'files'>;

/** So little that all kinds together stay below one. */
const rare = shares(0.06);
const delayBy = boundedDurations('min', { min: 1, max: 240 });

const X12 = fc.record({
  batchEvery: times('min', { min: 1, max: 60 }),
  pollEvery: times('min', { min: 1, max: 60 }),
  acknowledge: durationsDrawn('min', { min: 1, max: 20 }),
  acknowledgementTimeout: times('h', { min: 3, max: 12 }),
  faults: fc.record({
    lost: rare,
    duplicated: rare,
    delayed: rare,
    rejected: rare,
    quarantined: rare,
    delayBy,
  }),
  acknowledgementFaults: fc.record({ lost: rare, delayed: rare }),
});

const REST = fc.record({
  service: durationsDrawn('ms', { min: 1, max: 900 }),
  retryAfter: times('s', { min: 1, max: 300 }),
  repostAfter: times('min', { min: 1, max: 60 }),
  token: fc.record({
    lifetime: times('min', { min: 2, max: 240 }),
    refresh: times('ms', { min: 10, max: 2000 }),
    skewed: shares(0.02),
    ahead: fc.constant('2 h'),
  }),
  webhook: fc.record({ tolerance: times('min', { min: 2, max: 10 }) }),
  faults: fc.record({
    lost: rare,
    answerLost: rare,
    duplicated: rare,
    delayed: rare,
    malformed: rare,
    unavailable: rare,
    forged: rare,
    replayed: rare,
    unknownField: rare,
    renamedField: rare,
    unknownValue: rare,
    missingField: rare,
    delayBy,
  }),
});

const FILES = fc.record({
  cutoffEvery: times('min', { min: 5, max: 60 }),
  pollEvery: times('min', { min: 5, max: 45 }),
  receipt: durationsDrawn('min', { min: 1, max: 20 }),
  receiptTimeout: times('h', { min: 3, max: 12 }),
  faults: fc.record({
    lost: rare,
    halfWritten: rare,
    overtaken: rare,
    doubled: rare,
    late: rare,
    recordSpoilt: rare,
    renamed: rare,
    cutoffMissed: rare,
    delayBy,
  }),
  receiptFaults: fc.record({ lost: rare, late: rare }),
});

/** Names by place: no two partners share a mailbox. */
const LINE: fc.Arbitrary<(i: number) => Line> = fc.oneof(
  X12.map((x12) => (i: number) => ({
    x12: { scac: `CAR${'ABCDE'[i]}`, shipper: 'DRAYDIST', ...x12, source: ASSUMED },
  })),
  REST.map((rest) => () => ({ rest: { ...rest, source: ASSUMED } })),
  FILES.map((files) => (i: number) => ({
    files: { mailbox: `CARRIER${i}`, shipper: 'DRAYDIST', ...files, source: ASSUMED },
  })),
);

const BROKER = fc.record({
  partitions: fc.integer({ min: 4, max: 16 }),
  consumers: fc.integer({ min: 1, max: 4 }),
  pollEvery: times('ms', { min: 100, max: 2000 }),
  commitEvery: times('s', { min: 2, max: 30 }),
  sessionTimeout: times('s', { min: 5, max: 60 }),
  rebalance: times('s', { min: 1, max: 60 }),
  assignment: fc.constantFrom('eager' as const, 'cooperative' as const),
  commitsOnRevoke: fc.boolean(),
});

const BROKER_FAULTS = {
  heal: '5 d',
  deaths: { every: { exponential: { mean: '12 h' } }, lasts: { uniform: { min: '20 s', max: '10 min' } } },
  stalls: { every: { exponential: { mean: '6 h' } }, lasts: { constant: '1 min' } },
  poison: { share: 0.01, tries: 5, retryEvery: '1 min', redrive: { constant: '1 h' } },
} as const;

/** @param carriers how many a generated network may have */
export function partners(carriers: number): Edits {
  return together(
    ...Array.from({ length: carriers }, (_, i) =>
      maybe(LINE, ({ network }, line) => {
        network.carriers = network.carriers.map((carrier, at) =>
          at === i ? { ...carrier, ...line(i) } : carrier,
        );
      }),
    ),
    maybe(times('ms', { min: 0, max: 20_000 }), ({ systems }, linkLatency) => {
      systems.linkLatency = linkLatency;
    }),
    maybe(times('min', { min: 1, max: 720 }), ({ systems }, batchEvery) => {
      systems.erp = { ...systems.erp, batchEvery };
    }),
    maybe(fc.record({ broker: BROKER, shaky: fc.boolean() }), ({ systems }, { broker, shaky }) => {
      systems.broker = {
        ...broker,
        batch: 500,
        handle: '10 ms',
        ...(shaky ? { faults: structuredClone(BROKER_FAULTS) } : {}),
        source: ASSUMED,
      };
    }),
    maybe(
      fc.record({ burst: fc.integer({ min: 5, max: 50 }), perSecond: fc.integer({ min: 1, max: 5 }) }),
      ({ systems }, rate) => {
        systems.gateway = {
          out: ['ERP', 'WMS', 'TMS', 'CARRIERS'].map((partner) => ({ partner, rate })),
          source: ASSUMED,
        };
      },
    ),
    maybe(
      fc.record({ workers: fc.integer({ min: 1, max: 8 }), ms: fc.integer({ min: 0, max: 300 }) }),
      (draft, drawn) => {
        const { workers, ms } = drawn;
        draft.platform = { workers, stepLatency: `${ms} ms`, storeLatency: `${2 * ms} ms`, source: ASSUMED };
      },
    ),
  );
}
