/**
 * A share of independent yes-or-no outcomes, and what it may be in truth: Wilson's score interval, which also says something of none and of all.
 *
 * Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927).
 */
import { assert } from '#sim/assert';
import { normalQuantile } from '#sim/random/normal-quantile';

export interface ShareInterval {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** @param count how many of `of` it was; `of` at least one */
export function shareInterval(count: number, of: number, confidence = 0.95): ShareInterval {
  assert(
    Number.isInteger(count) && Number.isInteger(of) && count >= 0 && count <= of && of > 0,
    `a share of ${count} in ${of} is none`,
  );
  const z = normalQuantile((1 + confidence) / 2);
  const share = count / of;
  const scale = 1 + z ** 2 / of;
  const centre = (share + z ** 2 / (2 * of)) / scale;
  const halfWidth = (z / scale) * Math.sqrt((share * (1 - share)) / of + z ** 2 / (4 * of ** 2));
  // None and all are ends of the interval, exactly: rounding must not leave them outside.
  const low = count === 0 ? 0 : centre - halfWidth;
  const high = count === of ? 1 : centre + halfWidth;
  return { share, low, high };
}
