/** Laws of times by their mean, as queueing books name them. */
import { assert } from '#sim/assert';
import { compile, type Distribution } from '#sim/random/distributions';
import { log } from '#sim/random/math';

/** A law with a given mean. */
export type Law = (mean: number) => Distribution;

export const exponential: Law = (mean) => ({ kind: 'exponential', mean });

export const deterministic: Law = (mean) => ({ kind: 'constant', value: mean });

/** On 0 to twice the mean. */
export const uniform: Law = (mean) => ({ kind: 'uniform', min: 0, max: 2 * mean });

/** Sum of so many exponential phases. */
export function erlang(phases: number): Law {
  return (mean) => ({ kind: 'gamma', shape: phases, scale: mean / phases });
}

/** @param scv squared coefficient of variation */
export function lognormal(scv: number): Law {
  const variance = log(1 + scv);
  return (mean) => ({ kind: 'lognormal', mu: log(mean) - variance / 2, sigma: Math.sqrt(variance) });
}

/**
 * One of two exponential laws, each of which makes up half of the mean.
 * @param scv squared coefficient of variation, >= 1
 */
export function hyperexponential(scv: number): Law {
  const p = (1 + Math.sqrt((scv - 1) / (scv + 1))) / 2;
  return (mean) => ({
    kind: 'mixture',
    components: [
      { weight: p, distribution: exponential(mean / (2 * p)) },
      { weight: 1 - p, distribution: exponential(mean / (2 * (1 - p))) },
    ],
  });
}

/** Variants of a model in which only the mean of the service may matter. */
export const INSENSITIVE: Readonly<Record<string, Law>> = {
  exponential,
  deterministic,
  lognormal: lognormal(2.25),
};

/** Laws of mean 1, in the words of the cases. */
const IN_WORDS: Readonly<Record<string, Law>> = {
  'exp(1)': exponential,
  'deterministic 1': deterministic,
  'uniform(0,2)': uniform,
  'Erlang-2 mean 1': erlang(2),
  'lognormal mean 1 scv=2.25': lognormal(2.25),
  'hyperexp balanced means scv=4, mean 1': hyperexponential(4),
};

/** The law of these words, which must have these moments. */
export function lawInWords(words: unknown, { ES, ES2 }: { readonly ES: number; readonly ES2: number }): Law {
  const law = Object.hasOwn(IN_WORDS, String(words)) ? IN_WORDS[String(words)] : undefined;
  assert(
    law !== undefined,
    `unknown law of the service: ${words}. Known: ${Object.keys(IN_WORDS).join(', ')}`,
  );
  const { mean, variance } = compile(law(ES));
  const second = variance + mean * mean;
  assert(Math.abs(second - ES2) < 1e-9 * ES2, `"${words}" has second moment ${second}, the case says ${ES2}`);
  return law;
}

/** Squared coefficient of variation. */
export function scvOf(law: Law): number {
  return compile(law(1)).variance;
}
