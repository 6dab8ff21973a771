/** What an order costs, and how that changes with how many there are. */
import { inChild } from '../../harness/child.ts';
import { median } from '../../harness/measure.ts';
import { contestRow, figureRow, repeated, type Section, sizeWords } from '../../harness/section.ts';
import type { Row } from '../../harness/table.ts';
import { pythonWithSimpy } from '../queue/peers.ts';
import type { DistributorSize } from './distributor.ts';
import {
  BRANCHES,
  type CopiesResult,
  type CostResult,
  type CostWork,
  type CountsResult,
} from './outbound-bench.ts';
import { simpyOutbound } from './simpy-peer.ts';

const MODULE = new URL('./outbound-bench.ts', import.meta.url).href;

const LENGTHS = [1000, 8000, 30_000] as const;
/** The run of which the other figures are; its cost is held against goal and floor. */
const USUAL = 8000;
/** At the distributor's daily volume some 10,000 of these are in flight at once. */
const BUSY: DistributorSize = { orders: 12_000 };
/** The same orders, a hundred a day, delivered in days or in months. */
const FEW_IN_FLIGHT: DistributorSize = { orders: 12_000, ordersPerDay: 100 };
const MANY_IN_FLIGHT: DistributorSize = { ...FEW_IN_FLIGHT, stretchDays: 95 };

const US_GOAL = 60;
const US_FLOOR = 150;
/** The dearest of the lengths against the cheapest: what is called flat. Source: assumption. */
const FLAT_MAX = 1.25;
const IN_FLIGHT_MAX = 1.6;
const COUNTS_MIN = { messagesPerOrder: 40, eventsPerOrder: 60, stepsPerOrder: 90 } as const;
const SNAPSHOT_US_MAX = 10;
const BRANCH_MS_MAX = 5;
const RECORDING_SHARE_MAX = 0.25;
const SIMPY_MIN = 2;

function cost(work: CostWork): CostResult {
  return inChild<CostResult>(MODULE, 'costOfOrders', work);
}

function us(value: number): string {
  return `${value.toFixed(value < 10 ? 1 : 0)} us`;
}

/** As many children as repetitions; runs that differ in what they did are an error. */
function costs(repetitions: number, work: CostWork): readonly CostResult[] {
  const runs = repeated(repetitions, () => cost(work));
  if (runs.some(({ digest }) => digest !== runs[0]!.digest))
    throw new Error(`${work.orders} orders: two runs differ`);
  return runs;
}

function medianUs(runs: readonly CostResult[]): number {
  return median(runs.map(({ usPerOrder }) => usPerOrder));
}

function countRows(counts: CountsResult): Row[] {
  const { linesPerOrder, loadsPerOrder } = counts;
  const described = `${linesPerOrder.toFixed(1)} lines and ${loadsPerOrder.toFixed(2)} loads each`;
  return [
    figureRow(
      `messages an order (${USUAL} orders, ${described})`,
      ...atLeast(counts.messagesPerOrder, COUNTS_MIN.messagesPerOrder),
    ),
    figureRow(
      '  and acknowledgements of those that the core sent',
      counts.acknowledgementsPerOrder.toFixed(1),
      null,
    ),
    figureRow('kernel events an order', ...atLeast(counts.eventsPerOrder, COUNTS_MIN.eventsPerOrder)),
    figureRow('actor steps an order', ...atLeast(counts.stepsPerOrder, COUNTS_MIN.stepsPerOrder)),
  ];
}

function atLeast(value: number, min: number): [words: string, bound: Pick<Row, 'target' | 'met'>] {
  return [value.toFixed(1), { target: `>= ${min}`, met: value >= min }];
}

function lengthRows(repetitions: number): Row[] {
  const all = LENGTHS.map((orders) => ({ orders, runs: costs(repetitions, { orders }) }));
  const rows = all.map(({ orders, runs }) => {
    const { eventsPerOrder } = runs[0]!;
    const value = medianUs(runs);
    return figureRow(
      `an order, ${sizeWords(orders)} orders, ${eventsPerOrder.toFixed(0)} events each`,
      us(value),
      orders === USUAL ? { target: `<= ${US_FLOOR} us (goal: ${US_GOAL} us)`, met: value <= US_FLOOR } : null,
    );
  });
  const usual = all.find(({ orders }) => orders === USUAL)!.runs;
  const nsPerStep = median(usual.map((each) => each.nsPerStep));
  const values = all.map(({ runs }) => medianUs(runs));
  const flat = Math.max(...values) / Math.min(...values);
  return [
    ...rows,
    figureRow('  an actor step, everything else in it', `${nsPerStep.toFixed(0)} ns`, null),
    figureRow('  dearest of the three against the cheapest', `${flat.toFixed(2)} x`, {
      target: `<= ${FLAT_MAX} x`,
      met: flat <= FLAT_MAX,
    }),
  ];
}

interface Pair {
  readonly dearer: CostResult;
  readonly base: CostResult;
}

/** Children of both works, each first in every other pair. */
function costsInTurns(repetitions: number, dearer: CostWork, base: CostWork): readonly Pair[] {
  return Array.from({ length: repetitions }, (_, i) => {
    if (i % 2 === 0) return { dearer: cost(dearer), base: cost(base) };
    const first = cost(base);
    return { dearer: cost(dearer), base: first };
  });
}

function ratioOf(pairs: readonly Pair[]): number {
  return median(pairs.map(({ dearer, base }) => dearer.usPerOrder / base.usPerOrder));
}

function inFlightRows(repetitions: number): Row[] {
  const pairs = costsInTurns(repetitions, MANY_IN_FLIGHT, FEW_IN_FLIGHT);
  const ratio = ratioOf(pairs);
  const row = (runs: readonly CostResult[]): Row => {
    const { inFlightMax, eventsPerOrder } = runs[0]!;
    const words = `an order, at most ${inFlightMax} in flight (100 a day), ${eventsPerOrder.toFixed(0)} events each`;
    return figureRow(words, us(medianUs(runs)), null);
  };
  return [
    row(pairs.map(({ base }) => base)),
    row(pairs.map(({ dearer }) => dearer)),
    figureRow('  many in flight against few', `${ratio.toFixed(2)} x`, {
      target: `<= ${IN_FLIGHT_MAX} x`,
      met: ratio <= IN_FLIGHT_MAX,
    }),
  ];
}

/** What living state takes, and what copying it costs. */
function stateRows(repetitions: number): Row[] {
  const runs = repeated(repetitions, () => copies(false));
  const early = copies(true);
  return [...sizeRows(runs, early), ...copyRows(runs, early)];
}

function copies(early: boolean): CopiesResult {
  return inChild<CopiesResult>(MODULE, 'copiesOf', { ...BUSY, early });
}

function medianOf(runs: readonly CopiesResult[], value: (run: CopiesResult) => number): number {
  return median(runs.map(value));
}

function inFlightWords({ ordersInFlight, actors }: CopiesResult): string {
  return `${ordersInFlight} orders and ${actors} actors in flight`;
}

function sizeRows(runs: readonly CopiesResult[], early: CopiesResult): Row[] {
  const perOrder = (bytes: (run: CopiesResult) => number): string =>
    `${medianOf(runs, (run) => bytes(run) / 1024 / run.ordersInFlight).toFixed(1)} KB`;
  const serialized = perOrder((run) => run.snapshotBytes);
  const heap = perOrder((run) => run.heapBytes);
  const fixed = `${(early.snapshotBytes / 2 ** 20).toFixed(1)} MB`;
  return [
    figureRow(`an order in flight, serialized snapshot (${inFlightWords(runs[0]!)})`, serialized, null),
    figureRow(`  the snapshot with ${inFlightWords(early)}`, fixed, null),
    figureRow('an order in flight, heap growth', heap, null),
  ];
}

function copyRows(runs: readonly CopiesResult[], early: CopiesResult): Row[] {
  const snapshotUs = medianOf(runs, (run) => (run.snapshotMs * 1e3) / run.actors);
  const branchMs = medianOf(runs, (run) => run.branchMs);
  const branchMsMean = medianOf(runs, (run) => run.branchMsMean);
  const firstBranchMs = medianOf(runs, (run) => run.firstBranchMs);
  const state = inFlightWords(runs[0]!);
  const snapshotMs = medianOf(runs, (run) => run.snapshotMs);
  const restoreMs = medianOf(runs, (run) => run.restoreMs);
  return [
    figureRow('snapshot, an actor in flight', us(snapshotUs), {
      target: `<= ${SNAPSHOT_US_MAX} us`,
      met: snapshotUs <= SNAPSHOT_US_MAX,
    }),
    figureRow(`snapshot, ${state}`, ms(snapshotMs), null),
    figureRow('restore into a twin that stands ready', ms(restoreMs), null),
    figureRow(
      `branch: restored into a pooled twin by another policy, gone on by one event; median of ${BRANCHES}`,
      ms(branchMs),
      { target: `<= ${BRANCH_MS_MAX} ms`, met: branchMs <= BRANCH_MS_MAX },
    ),
    figureRow('  their mean, what they leave to collect included', ms(branchMsMean), null),
    figureRow(`  with ${inFlightWords(early)}`, ms(early.branchMs), null),
    figureRow('  the first one: a twin is made for it', ms(firstBranchMs), null),
  ];
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}

function recordingRow(repetitions: number): Row {
  const pairs = costsInTurns(repetitions, { orders: USUAL, recorded: true }, { orders: USUAL });
  if (pairs.some(({ base, dearer }) => base.digest !== dearer.digest))
    throw new Error('a recorded run differs from one that is not');
  const share = ratioOf(pairs) - 1;
  return {
    work: 'an order with all tables recorded (peer: not recorded)',
    ours: us(medianUs(pairs.map(({ dearer }) => dearer))),
    peer: us(medianUs(pairs.map(({ base }) => base))),
    result: `+${(100 * share).toFixed(0)} %`,
    target: `<= +${100 * RECORDING_SHARE_MAX} %`,
    met: share <= RECORDING_SHARE_MAX,
  };
}

function simpyRow(repetitions: number, { eventsPerOrder }: CountsResult): Row {
  const python = pythonWithSimpy();
  if (python === null)
    return figureRow(`an order, ${sizeWords(USUAL)} orders, against SimPy: this Python has none`, '–', null);
  const peer = () => simpyOutbound(python, { orders: USUAL, eventsPerOrder });
  const { simpy, loadsPerOrder, ...events } = peer();
  const counted = `${events.eventsPerOrder.toFixed(0)} events and ${loadsPerOrder.toFixed(2)} loads each`;
  return contestRow(repetitions, {
    work: `an order, ${sizeWords(USUAL)} orders, against SimPy ${simpy} without a core, ${counted}`,
    words: us,
    ours: () => ({ value: cost({ orders: USUAL }).usPerOrder }),
    peer: () => ({ value: (peer().cpuMs * 1e3) / USUAL }),
    target: SIMPY_MIN,
  });
}

export const outbound: Section = {
  name: 'outbound',
  title: 'An order of b2b-distributor (objects, invariants and digests on)',
  run: ({ repetitions }) => {
    const counts = inChild<CountsResult>(MODULE, 'countsOfOrders', { orders: USUAL });
    return [
      ...countRows(counts),
      ...lengthRows(repetitions),
      ...inFlightRows(repetitions),
      ...stateRows(repetitions),
      recordingRow(repetitions),
      simpyRow(repetitions, counts),
    ];
  },
};
