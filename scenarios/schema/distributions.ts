/** Distributions in scenario files: `{ kind: parameters }`, exactly one kind. */
import { z } from 'zod';
import { duration, someDuration, someWeight, UNITS_MAX, weight } from './quantities.ts';
import { DURATION_PATTERN, durationMs, WEIGHT_PATTERN, weightGrams } from './units.ts';

const onlyOne = (value: object): boolean => Object.keys(value).length === 1;
const ONE_KIND = { error: 'exactly one kind of distribution is needed, such as { constant: ... }' };
const ONE_PROPERTY = { minProperties: 1, maxProperties: 1 };
const RANGE = { error: 'min must be less than max' };
const TRIANGLE = { error: 'min <= mode <= max is needed, and min < max' };

/** First, last and middle figure compared; what is no quantity at all has been complained of already. */
function rising(
  pattern: RegExp,
  read: (text: string) => number,
  texts: readonly string[],
  holds: (first: number, last: number, middle: number) => boolean,
): boolean {
  if (!texts.every((text) => pattern.test(text))) return true;
  const [first, middle] = texts.map(read);
  return holds(first!, read(texts.at(-1)!), middle!);
}

function inOrder(min: number, mode: number, max: number): boolean {
  return min <= mode && mode <= max && min < max;
}

const count = z.number().positive().max(UNITS_MAX);
const shape = z.number().min(0.01).max(10_000);
/** Of the logarithm. Beyond it the mean is e to the 12.5 times the median. */
const sigma = z.number().min(0).max(5);

/** A distribution of durations. */
export const durationDistribution = z
  .strictObject({
    constant: duration.optional(),
    exponential: z.strictObject({ mean: someDuration }).optional(),
    lognormal: z.strictObject({ median: someDuration, sigma }).optional(),
    gamma: z.strictObject({ shape, scale: someDuration }).optional(),
    weibull: z.strictObject({ shape, scale: someDuration }).optional(),
    uniform: z
      .strictObject({ min: duration, max: duration })
      .refine(({ min, max }) => rising(DURATION_PATTERN, durationMs, [min, max], (a, b) => a < b), RANGE)
      .optional(),
    triangular: z
      .strictObject({ min: duration, mode: duration, max: duration })
      .refine(
        ({ min, mode, max }) =>
          rising(DURATION_PATTERN, durationMs, [min, mode, max], (a, c, b) => inOrder(a, b, c)),
        TRIANGLE,
      )
      .optional(),
  })
  .refine(onlyOne, ONE_KIND)
  .meta({
    description: 'A drawn duration, such as { lognormal: { median: 20 min, sigma: 0.8 } }',
    ...ONE_PROPERTY,
  });

/** A distribution of counts. */
export const countDistribution = z
  .strictObject({
    constant: count.optional(),
    lognormal: z.strictObject({ median: count, sigma }).optional(),
    uniform: z
      .strictObject({ min: count, max: count })
      .refine(({ min, max }) => min < max, RANGE)
      .optional(),
    poisson: z.strictObject({ mean: count }).optional(),
  })
  .refine(onlyOne, ONE_KIND)
  .meta({
    description: 'A drawn count, at least 1, such as { lognormal: { median: 6, sigma: 0.9 } }',
    ...ONE_PROPERTY,
  });

const offBy = z.number().min(-1).max(UNITS_MAX);

/** A distribution of how far off a figure is: 1 = twice what is right, -1 = nothing. */
export const errorDistribution = z
  .strictObject({
    constant: offBy.optional(),
    lognormal: z.strictObject({ median: count, sigma }).optional(),
    uniform: z
      .strictObject({ min: offBy, max: offBy })
      .refine(({ min, max }) => min < max, RANGE)
      .optional(),
    poisson: z.strictObject({ mean: count }).optional(),
  })
  .refine(onlyOne, ONE_KIND)
  .meta({
    description: 'A drawn error, at least -1, such as { uniform: { min: -1, max: 3 } }',
    ...ONE_PROPERTY,
  });

export const weightDistribution = z
  .strictObject({
    constant: weight.optional(),
    lognormal: z.strictObject({ median: someWeight, sigma }).optional(),
    uniform: z
      .strictObject({ min: weight, max: weight })
      .refine(({ min, max }) => rising(WEIGHT_PATTERN, weightGrams, [min, max], (a, b) => a < b), RANGE)
      .optional(),
  })
  .refine(onlyOne, ONE_KIND)
  .meta({
    description: 'A drawn weight, such as { lognormal: { median: 0.8 kg, sigma: 0.7 } }',
    ...ONE_PROPERTY,
  });

/** A distribution of shares of an amount: 0.05 = 5 %. @param least 0, or less where it may be off both ways */
function sharesFrom(least: number, most: number) {
  const some = z.number().min(least).max(most);
  return {
    constant: some.optional(),
    uniform: z
      .strictObject({ min: some, max: some })
      .refine(({ min, max }) => min < max, RANGE)
      .optional(),
    triangular: z
      .strictObject({ min: some, mode: some, max: some })
      .refine(({ min, mode, max }) => inOrder(min, mode, max), TRIANGLE)
      .optional(),
  };
}

/** A distribution of shares. @param most that can be drawn */
export function shareDistribution(most: number) {
  return z
    .strictObject(sharesFrom(0, most))
    .refine(onlyOne, ONE_KIND)
    .meta({
      description: `A drawn share, 0 to ${most}, such as { triangular: { min: ${most / 10}, mode: ${most / 4}, max: ${most / 2} } }`,
      ...ONE_PROPERTY,
    });
}

/** A distribution of by what share a time is off, both ways: 0.1 = a tenth too long. */
export const offShareDistribution = z
  .strictObject({
    ...sharesFrom(-1, 10),
    normal: z.strictObject({ mean: z.number().min(-1).max(10), sd: z.number().gt(0).max(10) }).optional(),
  })
  .refine(onlyOne, ONE_KIND)
  .meta({
    description: 'A drawn error, at least -1, such as { normal: { mean: -0.1, sd: 0.2 } }',
    ...ONE_PROPERTY,
  });

const KINDS: ReadonlySet<string> = new Set(
  [durationDistribution, countDistribution, weightDistribution, offShareDistribution].flatMap((each) =>
    Object.keys(each.shape),
  ),
);

/** The keys of a map are kinds of distribution: one laid over another replaces it, whatever its kind. */
export function isDistribution(keys: Iterable<string>): boolean {
  const all = [...keys];
  return all.length > 0 && all.every((key) => KINDS.has(key));
}

export type DurationDistribution = z.infer<typeof durationDistribution>;
export type CountDistribution = z.infer<typeof countDistribution>;
export type WeightDistribution = z.infer<typeof weightDistribution>;
export type ShareDistribution = z.infer<ReturnType<typeof shareDistribution>>;
export type OffShareDistribution = z.infer<typeof offShareDistribution>;
