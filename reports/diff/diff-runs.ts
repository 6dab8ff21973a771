/**
 * Compares two runs: see `DiffReport`.
 *
 * 1. Arms of the same policy stand side by side. Where no policy ran in both, the baselines do, and that is said.
 */
import { count } from '../text/format.ts';
import {
  DIFF_FORMAT,
  type DiffReport,
  type FactDifference,
  type PairDifference,
  type ThresholdDifference,
} from './diff-report.ts';
import { kpiDifferences, potDifferences } from './kpi-differences.ts';
import { type RunSide, SIDE_FACTS, type SideArm } from './run-side.ts';
import { valueDifferences } from './value-differences.ts';

/** Arms that are to stand side by side; null = those of the same policy. */
export type AskedArms = readonly [one: string, other: string] | null;

export function diffOf(one: RunSide, other: RunSide, asked: AskedArms): DiffReport {
  const facts = SIDE_FACTS.map((what) => ({ what, one: one.facts[what], other: other.facts[what] }));
  const values =
    one.scenario === null || other.scenario === null ? null : valueDifferences(one.scenario, other.scenario);
  const sameRun = one.digests !== null && one.digests.run === other.digests?.run;
  const pairs = pairsOf(one, other, asked);
  const paired = (side: 0 | 1): ReadonlySet<string> => new Set(pairs.map(({ arms }) => arms[side]));
  return {
    format: DIFF_FORMAT,
    runs: [
      { name: one.name, reproduce: one.reproduce },
      { name: other.name, reproduce: other.reproduce },
    ],
    currency: one.currency === other.currency ? one.currency : [one.currency, other.currency].join(' | '),
    verdict: verdictOf(one, other, pairs, sameRun),
    sameRun,
    facts: facts.filter((fact) => fact.one !== fact.other),
    values,
    pairs,
    only: {
      one: one.arms.map(({ policy }) => policy).filter((policy) => !paired(0).has(policy)),
      other: other.arms.map(({ policy }) => policy).filter((policy) => !paired(1).has(policy)),
    },
    thresholds: thresholdsOf(one, other),
    caveats: caveatsOf(one, other, pairs),
    surer: null,
    missing: [...named(one), ...named(other)],
  };
}

function named({ name, missing }: RunSide): string[] {
  return missing.map((each) => `${name}: ${each}`);
}

function pairsOf(one: RunSide, other: RunSide, asked: AskedArms): PairDifference[] {
  const armOf = ({ arms }: RunSide, policy: string): SideArm | undefined =>
    arms.find((arm) => arm.policy === policy);
  if (asked !== null) {
    const [first, second] = [armOf(one, asked[0]), armOf(other, asked[1])];
    if (first === undefined || second === undefined) return [];
    return [pairOf(first, second, first.policy === second.policy ? null : 'asked for')];
  }
  const both = one.arms.flatMap((arm) => {
    const same = armOf(other, arm.policy);
    return same === undefined ? [] : [pairOf(arm, same, null)];
  });
  const [first, second] = [one.arms[0], other.arms[0]];
  if (both.length > 0 || first === undefined || second === undefined) return both;
  return [pairOf(first, second, 'no policy ran in both: these are the first of each')];
}

function pairOf(one: SideArm, other: SideArm, why: string | null): PairDifference {
  return {
    arms: [one.policy, other.policy],
    why,
    facts: armFacts(one, other),
    ...kpiDifferences(one, other),
    pots: potDifferences(one, other),
  };
}

function armFacts(one: SideArm, other: SideArm): FactDifference[] {
  const decides = [...new Set([...Object.keys(one.decides), ...Object.keys(other.decides)])];
  return [
    ...decides.map((what) => ({ what, one: one.decides[what] ?? null, other: other.decides[what] ?? null })),
    { what: 'model', one: one.modelDigest, other: other.modelDigest },
    { what: 'ended', one: one.end, other: other.end },
  ].filter((fact) => fact.one !== fact.other);
}

function thresholdsOf(one: RunSide, other: RunSide): ThresholdDifference[] {
  const all = new Map<string, ThresholdDifference>();
  const note = (side: 'one' | 'other', { thresholds }: RunSide): void => {
    for (const { kpi, policy, bound, passed } of thresholds) {
      const key = `${kpi}|${policy}|${bound}`;
      const known = all.get(key) ?? { kpi, policy, bound, one: null, other: null };
      all.set(key, { ...known, [side]: passed });
    }
  };
  note('one', one);
  note('other', other);
  return [...all.values()].filter((each) => each.one !== each.other);
}

function verdictOf(one: RunSide, other: RunSide, pairs: readonly PairDifference[], sameRun: boolean): string {
  const stopped = stoppedWords(one, other);
  const alike = 'They are the same run, to the last event: their digests are equal.';
  if (sameRun && pairs.every(({ arms }) => arms[0] === arms[1])) return alike;
  if (pairs.length === 0) return 'No figures can be compared.';
  const counted = pairs.map((pair) => pairWords(pair, pairs.length > 1)).join(' ');
  const { digests } = one;
  if (sameRun) return `${alike} Of its policies side by side: ${counted}`;
  const same =
    digests !== null && digests.business === other.digests?.business
      ? ' The same happened in both, event by event: inside, it came about otherwise.'
      : digests !== null && digests.outcome === other.digests?.outcome
        ? ' Both ended in the same states, quantities and money.'
        : '';
  return `${stopped}${counted}${same}`;
}

/** Of a run that an invariant stopped there is nothing to be better or worse than. */
function stoppedWords(one: RunSide, other: RunSide): string {
  const names = [['A', one] as const, ['B', other] as const].flatMap(([name, { arms }]) =>
    arms.some(({ end }) => end === 'violated') ? [name] : [],
  );
  if (names.length === 0) return '';
  return `${names.join(' and ')} ${names.length > 1 ? 'were' : 'was'} stopped by an invariant that did not hold: what was counted there counts for nothing. `;
}

function pairWords({ arms, kpis, same }: PairDifference, several: boolean): string {
  const better = kpis.filter((each) => each.better === true).length;
  const worse = kpis.filter((each) => each.better === false).length;
  const neither = kpis.length - better - worse;
  const who = several ? `${armsWords(arms)}: ` : '';
  const all = kpis.length + same.length;
  if (kpis.length === 0) return `${who}${several ? 'no' : 'No'} KPI of ${count(all)} differs.`;
  return `${who}${count(kpis.length)} of ${count(all)} KPIs differ: ${better} better, ${worse} worse, ${neither} neither.`;
}

/** `greedy`, or `greedy | frugal`. */
export function armsWords([one, other]: readonly [string, string]): string {
  return one === other ? one : `${one} | ${other}`;
}

function caveatsOf(one: RunSide, other: RunSide, pairs: readonly PairDifference[]): string[] {
  if (pairs.every(({ kpis }) => kpis.length === 0)) return [];
  const seeds = [one.facts.seed, other.facts.seed];
  const luck =
    seeds[0] === null || seeds[1] === null
      ? 'Which seeds they had is not known.'
      : seeds[0] === seeds[1]
        ? 'Both have the same seed, and draws are keyed by whom they are about: what is the same in both met the same demand and the same luck. So it is a paired view, of one pair.'
        : 'Their seeds differ: other orders, other luck. Two seeds of one scenario differ as well.';
  return [
    'One run each: there is no interval, and any of these differences may be luck.',
    luck,
    ...otherDemand(pairs),
    ...(one.currency === other.currency ? [] : ['Their currencies differ: no amount can be compared.']),
  ];
}

/** Totals of two demands can't be set against each other. */
function otherDemand(pairs: readonly PairDifference[]): string[] {
  const orders = pairs[0]!.kpis.find(({ kpi }) => kpi === 'orders');
  if (orders === undefined || orders.one === null || orders.other === null) return [];
  return [
    `They have ${count(orders.one)} and ${count(orders.other)} orders: totals differ by that alone, so look at shares and at figures of one order.`,
  ];
}
