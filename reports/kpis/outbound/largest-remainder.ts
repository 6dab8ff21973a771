/**
 * Splits an amount among many without losing a minor unit: each gets its share rounded towards zero, and the units left over go
 * to the largest remainders, the earlier one among equals.
 *
 * Source: Hare-Niemeyer method.
 */

/**
 * @param minor whole amount, may be negative
 * @param weights >= 0; all zero = equal shares
 * @returns whole amounts that add up to `minor`. Throws where there is nobody to give to and something to give.
 */
export function splitByWeight(minor: number, weights: ArrayLike<number>): Float64Array {
  const parts = new Float64Array(weights.length);
  if (!Number.isSafeInteger(minor)) throw new RangeError(`not a whole amount: ${minor}`);
  if (minor === 0) return parts;
  if (weights.length === 0) throw new RangeError(`nobody to split ${minor} among`);
  const sign = minor < 0 ? -1 : 1;
  const rests = floors(Math.abs(minor), weights, parts);
  giveRest(Math.abs(minor), parts, rests);
  if (sign < 0) for (let i = 0; i < parts.length; i++) parts[i] = parts[i] === 0 ? 0 : -parts[i]!;
  return parts;
}

/** Fills in whole shares; what of each was cut off. */
function floors(minor: number, weights: ArrayLike<number>, parts: Float64Array): Float64Array {
  const rests = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i]!;
    if (!(weight >= 0)) throw new RangeError(`weight ${i} is not a number >= 0: ${weight}`);
    sum += weight;
  }
  for (let i = 0; i < weights.length; i++) {
    const share = sum === 0 ? minor / weights.length : minor * (weights[i]! / sum);
    const whole = Math.floor(share);
    parts[i] = whole;
    // Who has no weight gets nothing, not even what is left over.
    rests[i] = sum > 0 && weights[i] === 0 ? -1 : share - whole;
  }
  return rests;
}

function giveRest(minor: number, parts: Float64Array, rests: Float64Array): void {
  let left = minor;
  for (let i = 0; i < parts.length; i++) left -= parts[i]!;
  // The shares are floating point: their floors may be over by a unit where remainders are all but nothing.
  for (let i = 0; left < 0; i = (i + 1) % parts.length) {
    if (parts[i]! === 0) continue;
    parts[i]! -= 1;
    left += 1;
  }
  if (left === 0) return;
  const sorted = rests.slice().sort();
  const least = sorted[sorted.length - Math.min(left, sorted.length)]!;
  for (let i = 0; i < parts.length && left > 0; i++) {
    if (rests[i]! <= least) continue;
    parts[i]! += 1;
    left -= 1;
  }
  for (let i = 0; left > 0; i = (i + 1) % parts.length) {
    if (rests[i] !== least) continue;
    parts[i]! += 1;
    left -= 1;
  }
}
