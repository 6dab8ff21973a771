/** Off-policy against truth, where the baseline of a comparison explores: its log is kept in some replications, and the candidate run beside it. */
import { type LoggedPair, offPolicyOfPairs } from '#bench/comparison/off-policy-of-pairs';
import type { ComparisonReport } from '#reports/comparison/comparison-report';
import { type Design, type Hands, seedsFrom } from './experiment.ts';

/** Each costs two runs. Source: assumption. */
const REPLICATIONS_MAX = 10;

/** Nothing where the baseline does not explore, or by anything else than what is compared. */
export async function offPolicyOf(
  { pairs, stopped }: Pick<ComparisonReport, 'pairs' | 'stopped'>,
  [baseline, candidate]: readonly [Design, Design],
  { lanes, progress, shouldStop }: Hands,
): Promise<Pick<ComparisonReport, 'offPolicy'>> {
  const { exploration } = baseline;
  const apart = baseline.words.ref !== candidate.words.ref;
  if (exploration === undefined || apart || candidate.modelled || stopped === 'interrupted') return {};
  const seedOf = seedsFrom(baseline.seed);
  const count = Math.min(REPLICATIONS_MAX, pairs);
  const found = new Map<number, LoggedPair>();
  const { point, floor } = exploration;
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < count && !shouldStop()) {
        const no = next++;
        found.set(
          no,
          await lane.logged({ words: baseline.words, seed: seedOf(no), other: candidate.words, point }),
        );
        progress.share(found.size / count, `${found.size} of ${count} logs`);
      }
    }),
  );
  // A log without a decision, or a candidate that nothing was shipped under, is none.
  const whole = [...found]
    .sort(([x], [y]) => x - y)
    .flatMap(([, each]) => (each.log.length > 0 && each.truth.length > 0 ? [each] : []));
  const offPolicy = whole.length < 2 ? null : offPolicyOfPairs(point, floor, whole);
  return offPolicy === null ? {} : { offPolicy };
}
