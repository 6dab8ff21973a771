/**
 * Where the process of one policy is not that of the baseline: the steps whose share or whose time differs most.
 *
 * 1. Steps that hardly any life takes are passed over: they differ by luck.
 * 2. Medians are known to 5 %: two within 10 % of each other count as alike.
 */
import type { ProcessEdge, ProcessMap } from '../../aggregates/process-map/process-map.ts';
import { words } from '../../outbound/figures.ts';
import { duration, share } from '../../text/format.ts';
import { html, type Markup } from '../markup.ts';
import { row, table } from '../parts/tables.ts';
import { shareOfNext } from './tables.ts';

/** Rows by share, and as many by time. */
const ROWS = 6;
const TAKEN_MIN = 0.01;
const TIMES_MIN = 10;
const ALIKE = 1.1;
const SHARE_MIN = 0.005;

interface Pair {
  readonly step: ProcessEdge;
  /** Of baseline and other, 0..1; 0 where it does not happen. */
  readonly shares: readonly [number, number];
  readonly medians: readonly [number | null, number | null];
  /** By how many of its kind of life more or fewer take it for the difference in share: of all of them, 0..1. */
  readonly movedLives: number;
  /** Ms by which the median differs, for each life that takes the step, over all of them. */
  readonly movedMs: number;
}

/** null = they do not differ by more than luck. */
export function differenceTable(
  caption: string,
  [baseline, other]: readonly [string, string],
  maps: readonly [ProcessMap, ProcessMap],
): Markup | null {
  const pairs = pairsOf(maps);
  const byShare = [...pairs]
    .filter(({ shares: [x, y] }) => Math.abs(x - y) >= SHARE_MIN)
    .sort((p, q) => q.movedLives - p.movedLives);
  const byTime = pairs.filter(({ movedMs }) => movedMs > 0).sort((p, q) => q.movedMs - p.movedMs);
  const chosen = [...new Set([...byShare.slice(0, ROWS), ...byTime.slice(0, ROWS)])];
  if (chosen.length === 0) return null;
  const heads = [
    'Step',
    `Share, ${baseline}`,
    `Share, ${other}`,
    `Median time, ${baseline}`,
    `Median time, ${other}`,
  ];
  return table(caption, heads, chosen.map(pairRow));
}

/** What differs stands out. */
function pairRow({ step: { from, to, of }, shares, medians }: Pair): Markup {
  const [shareThere, medianThere] = [share(shares[1]), duration(medians[1])];
  return row(`${words(from ?? '')} → ${words(to ?? '')} (${of})`, [
    share(shares[0]),
    Math.abs(shares[0] - shares[1]) >= SHARE_MIN ? html`<strong>${shareThere}</strong>` : shareThere,
    duration(medians[0]),
    areAlike(medians) ? medianThere : html`<strong>${medianThere}</strong>`,
  ]);
}

function pairsOf([first, second]: readonly [ProcessMap, ProcessMap]): Pair[] {
  const [ofFirst, ofSecond] = [lookUp(first), lookUp(second)];
  const steps = [...new Map([...ofFirst.steps, ...ofSecond.steps]).entries()];
  return steps.flatMap(([key, step]) => {
    const [x, y] = [ofFirst.steps.get(key), ofSecond.steps.get(key)];
    if (step.from === null || step.to === null) return [];
    if (!ofFirst.isUsual(x) && !ofSecond.isUsual(y)) return [];
    const medians = [x?.medianMs ?? null, y?.medianMs ?? null] as const;
    const shares = [ofFirst.shareOf(x), ofSecond.shareOf(y)] as const;
    const passing = Math.max(ofFirst.passingOf(step), ofSecond.passingOf(step));
    const movedLives = Math.abs(shares[0] - shares[1]) * passing;
    const times = Math.min(x?.count ?? 0, y?.count ?? 0);
    return [{ step, shares, medians, movedLives, movedMs: movedMs(medians, times) }];
  });
}

interface LookUp {
  readonly steps: ReadonlyMap<string, ProcessEdge>;
  /** Of what came next, 0..1; 0 = it did not happen. */
  shareOf(step: ProcessEdge | undefined): number;
  /** For each life of its kind, how often it came to where the step begins. */
  passingOf(step: ProcessEdge): number;
  isUsual(step: ProcessEdge | undefined): boolean;
}

function lookUp({ edges }: ProcessMap): LookUp {
  const shareIn = shareOfNext(edges);
  const sum = (some: readonly ProcessEdge[]): number => some.reduce((all, { count }) => all + count, 0);
  const livesOf = (kind: string): number =>
    Math.max(1, sum(edges.filter(({ of, from }) => of === kind && from === null)));
  return {
    steps: new Map(edges.map((edge) => [JSON.stringify([edge.of, edge.from, edge.to]), edge])),
    shareOf: (step) => (step === undefined ? 0 : shareIn(step)),
    passingOf: ({ of, from }) =>
      sum(edges.filter((edge) => edge.of === of && edge.from === from)) / livesOf(of),
    isUsual: (step) => step !== undefined && step.count >= Math.max(TIMES_MIN, TAKEN_MIN * livesOf(step.of)),
  };
}

function movedMs(medians: Pair['medians'], times: number): number {
  const [x, y] = medians;
  return x === null || y === null || areAlike(medians) ? 0 : Math.abs(x - y) * times;
}

function areAlike([x, y]: Pair['medians']): boolean {
  return x === null || y === null || Math.max(x, y) <= ALIKE * Math.min(x, y);
}
