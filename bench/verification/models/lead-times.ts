/** Laws of a lead time of which only the mean may matter. */
import { compile, type Distribution } from '#sim/random/distributions';
import { log } from '#sim/random/math';
import type { Sampler } from '#sim/random/sampler';

/** Names of the laws. */
export const LEAD_TIMES = ['constant', 'uniform', 'lognormal'] as const;

/** None is exponential, for which more would hold than is to be shown. */
export function leadTimes(law: string, mean: number): Sampler {
  return compile(lawOf(law, mean));
}

function lawOf(law: string, mean: number): Distribution {
  switch (law) {
    case 'constant':
      return { kind: 'constant', value: mean };
    case 'uniform':
      return { kind: 'uniform', min: 0, max: 2 * mean };
    case 'lognormal':
      return { kind: 'lognormal', mu: log(mean) - 0.5, sigma: 1 };
    default:
      throw new Error(`unknown law of the lead time: "${law}". Known: ${LEAD_TIMES.join(', ')}`);
  }
}
