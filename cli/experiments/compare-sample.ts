/** Single decisions of a comparison, tried both ways: which, in whose processes, and what they come to together. */
import { advantageInterval } from '#bench/counterfactual/advantage';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import type { CounterfactualReport, SampledDecision } from '#reports/counterfactual/sample-report';
import { UserError } from '../exit-codes.ts';
import { type Design, type Hands, seedsFrom } from './experiment.ts';
import { experimentCommand } from './experiment-command.ts';

/** Pairs for each replication in which a decision is tried: it costs about as much as two runs, and a pair two. Source: assumption. */
const PAIRS_EACH = 5;
/** Where nobody says how many; `SAMPLED_MAX` where somebody does. */
const USUAL_MAX = 20;
const SAMPLED_MAX = 400;

/** Before anything has run. @param asked undefined = a few */
export function checkCounterfactuals(asked: number | undefined): void {
  if (asked !== undefined && asked > SAMPLED_MAX)
    throw new UserError(`--counterfactuals ${asked}: ${SAMPLED_MAX} single decisions at most`);
}

/** What a sample needs to know of the comparison that it is of. */
export type Sampled = Pick<ComparisonReport, 'baseline' | 'pairs' | 'confidence' | 'stopped'>;

/**
 * A sample for a report; none where there is none to be had: two scenarios, the same design twice, an interrupted comparison.
 * @param asked how many decisions; undefined = a few
 */
export async function counterfactualsOf(
  report: Sampled,
  asked: number | undefined,
  designs: readonly [Design, Design],
  hands: Hands,
): Promise<Pick<ComparisonReport, 'counterfactuals'>> {
  const [baseline, candidate] = designs;
  const count = asked ?? Math.min(USUAL_MAX, Math.floor(report.pairs / PAIRS_EACH));
  const apart = baseline.words.ref !== candidate.words.ref;
  const same = baseline.identity === candidate.identity;
  if (count === 0 || apart || same || report.stopped === 'interrupted') return {};
  return { counterfactuals: await sampleOf(report, designs, count, hands) };
}

async function sampleOf(
  { baseline, pairs, confidence }: Sampled,
  [{ words, seed, head }, candidate]: readonly [Design, Design],
  count: number,
  { lanes, progress, shouldStop }: Hands,
): Promise<CounterfactualReport> {
  const seedOf = seedsFrom(seed);
  const asked = askedIn(baseline.decisions, pairs);
  const sampled = new Map<number, SampledDecision | null>();
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < count && !shouldStop()) {
        const no = next++;
        sampled.set(no, await lane.sampled({ words, seed: seedOf(no), candidate: candidate.words, asked }));
        progress.share(sampled.size / count, `${sampled.size} of ${count} single decisions`);
      }
    }),
  );
  const found = [...sampled].sort(([x], [y]) => x - y).flatMap(([, each]) => each ?? []);
  const decisions = [...found].sort((x, y) => y.advantageMinor - x.advantageMinor);
  const [best] = decisions;
  return {
    replications: sampled.size,
    ...(sampled.size < count ? { interrupted: true as const } : {}),
    decisions,
    advantage: advantageInterval(
      found.map(({ advantageMinor }) => advantageMinor),
      confidence,
    ),
    explain: best === undefined ? null : explainCommand(words, head.policy, best),
  };
}

/** Decisions of a run, mean, by point; what a shadow said is none. */
function askedIn(
  decisions: ComparisonReport['baseline']['decisions'],
  pairs: number,
): Record<string, number> {
  const asked: Record<string, number> = {};
  for (const { point, mode, asked: times } of decisions)
    if (mode !== 'shadow') asked[point] = (asked[point] ?? 0) + times / pairs;
  return asked;
}

function explainCommand(
  words: Design['words'],
  arm: string,
  { seed, no, candidate }: SampledDecision,
): string {
  return experimentCommand('explain', [words.ref], {
    '--decision': no,
    '--arm': arm,
    '--option': candidate,
    '--data': words.data,
    '--seed': seed,
    '--with': words.with,
    '--set': words.set,
    '--policy': words.arm,
    '--until': words.until,
    '--allow-host': words.allowHost,
  });
}
