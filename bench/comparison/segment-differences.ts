/**
 * Segments of two designs over their replications, pair by pair: where the candidate helps and where it hurts.
 *
 * 1. A segment is told by the ratio of totals, as the primary metric is; each interval holds by itself.
 * 2. An effect is told where it survives Holm's adjustment over all segments. That is exploratory: no verdict is made of it.
 */
import type { SegmentDifference, SegmentKind, SegmentReport } from '#reports/comparison/segment-report';
import { holm, pValue } from '../statistics/many-tests.ts';
import { meanInterval } from '../statistics/mean-interval.ts';
import { moments } from '../statistics/moments.ts';
import { pseudoRatios } from '../statistics/ratio-interval.ts';
import type { DesignResult } from './design-result.ts';
import { SEGMENT_KINDS, type SegmentResult, SIZES } from './segments.ts';

/** Of each interval, and of all effects together. Source: experiment protocol. */
const CONFIDENCE = 0.95;
/** Replications in which there must be orders in it, of both. Source: assumption. */
const REPLICATIONS_MIN = 10;
/** Of a kind: who asks for more looks for chance. Source: assumption. */
const OF_KIND_MAX = 12;

/** Of one segment, by replication. */
interface Column {
  readonly by: SegmentKind;
  readonly name: string;
  readonly baseline: readonly Cell[];
  readonly candidate: readonly Cell[];
}

type Cell = Pick<SegmentResult, 'orders' | 'costMinor' | 'due' | 'late'>;
const EMPTY: Cell = { orders: 0, costMinor: 0, due: 0, late: 0 };

/** @param baselines pair by pair, as `candidates`; at least two. Nothing where results have no segments */
export function segmentDifferences(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
): { readonly segments?: SegmentReport } {
  const all = columnsOf(baselines, candidates);
  const told = SEGMENT_KINDS.flatMap((kind) => largest(all.filter(({ by }) => by === kind)));
  if (told.length === 0) return {};
  const differences = told.map(apart);
  const adjusted = holm(differences.map(pValue));
  return {
    segments: {
      confidence: CONFIDENCE,
      segments: told.map((column, i) => differenceOf(column, differences[i]!, adjusted[i]!)),
      leftOut: all.length - told.length,
    },
  };
}

function columnsOf(
  baselines: readonly DesignResult[],
  candidates: readonly DesignResult[],
): readonly Column[] {
  const names = new Map<string, Pick<SegmentResult, 'by' | 'name'>>();
  for (const { segments = [] } of [...baselines, ...candidates])
    for (const { by, name } of segments) names.set(`${by}\t${name}`, { by, name });
  const [before, after] = [baselines, candidates].map((results) => results.map(byKey));
  return [...names].map(([key, { by, name }]) => ({
    by,
    name,
    baseline: before!.map((run) => run.get(key) ?? EMPTY),
    candidate: after!.map((run) => run.get(key) ?? EMPTY),
  }));
}

function byKey({ segments = [] }: DesignResult): ReadonlyMap<string, SegmentResult> {
  return new Map(segments.map((each) => [`${each.by}\t${each.name}`, each]));
}

/** Those that something can be said of; sizes by size, others by their orders. */
function largest(columns: readonly Column[]): readonly Column[] {
  const some = columns.filter((column) =>
    [column.baseline, column.candidate].every(
      (cells) => cells.filter(({ orders }) => orders > 0).length >= Math.min(REPLICATIONS_MIN, cells.length),
    ),
  );
  const rank = ({ by, name, baseline }: Column): number =>
    by === 'size' ? SIZES.indexOf(name as (typeof SIZES)[number]) : -total(baseline, 'orders');
  return some
    .sort((one, other) => rank(one) - rank(other) || (one.name < other.name ? -1 : 1))
    .slice(0, OF_KIND_MAX);
}

function apart({ baseline, candidate }: Column): readonly number[] {
  const [before, after] = [baseline, candidate].map((cells) =>
    pseudoRatios(cells.map(({ orders, costMinor }) => ({ over: costMinor, under: orders }))),
  );
  return after!.map((value, i) => value - before![i]!);
}

function differenceOf(
  { by, name, baseline, candidate }: Column,
  differences: readonly number[],
  adjustedP: number,
): SegmentDifference {
  const { mean, low, high, method } = meanInterval(differences, CONFIDENCE);
  const told = adjustedP <= 1 - CONFIDENCE;
  return {
    by,
    name,
    orders: moments(baseline.map(({ orders }) => orders)).mean,
    baseline: total(baseline, 'costMinor') / total(baseline, 'orders'),
    candidate: total(candidate, 'costMinor') / total(candidate, 'orders'),
    difference: { mean, low, high, method },
    lateBaseline: lateShare(baseline),
    lateCandidate: lateShare(candidate),
    p: pValue(differences),
    adjustedP,
    effect: told ? (mean < 0 ? 'helps' : 'hurts') : 'open',
  };
}

function total(cells: readonly Cell[], of: keyof Cell): number {
  return cells.reduce((sum, cell) => sum + cell[of], 0);
}

function lateShare(cells: readonly Cell[]): number | null {
  const due = total(cells, 'due');
  return due === 0 ? null : total(cells, 'late') / due;
}
