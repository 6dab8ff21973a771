/**
 * What a case is simulated with.
 *
 * 1. A replication depends on its `RunSpec` alone and on no other replication: replications are independent as their
 *    seeds are.
 * 2. It starts in equilibrium, at a regeneration point, or measures after a warm-up; what bias is left is far below the
 *    half-width allowed.
 * 3. It gives one finite number for each expected value of the case, except those in `leftOut`, each with its reason.
 */
import type { VerificationCase } from './cases.ts';

export interface RunSpec {
  /** Of this replication alone. */
  readonly seed: string;
  /** How much work: in the model's unit. */
  readonly size: number;
  /** One of the model's variants; '' where it has none. */
  readonly variant: string;
  /** Service takes 3 % longer than the case says: see `plantedService`. */
  readonly planted: boolean;
}

/** What one replication came to, by name of the expected value. */
export type Observations = Readonly<Record<string, number>>;

export interface Model {
  /** What `size` counts, such as 'customers' or 'periods'. */
  readonly unit: string;
  /** Work of one replication: so that a few dozen of them reach the half-width. */
  readonly size: number;
  /** The same for the fast subset. */
  readonly fastSize: number;
  /**
   * Share of its time that the busiest server works. From 0.9 on, twice the half-width is allowed.
   * Null: there is no server, so that none can be slow.
   */
  readonly load: number | null;
  /** Nothing is random: one replication tells all, and its half-width is 0. */
  readonly deterministic?: true;
  /** What must make no difference to the values, such as the law of the lead time: each is simulated and checked. */
  readonly variants?: readonly string[];
  /** Expected values that a simulation of the case does not give, and why. */
  readonly leftOut?: Readonly<Record<string, string>>;
  replicate(run: RunSpec): Observations;
}

/** What the registry holds of a case: how to build its model, or why none fits. */
export type Entry =
  | { readonly kind: 'model'; build(of: VerificationCase): Model }
  | { readonly kind: 'unfit'; readonly why: string };

const PLANTED_FACTOR = 1.03;

/** Models multiply their mean service times by this. */
export function plantedService({ planted }: RunSpec): number {
  return planted ? PLANTED_FACTOR : 1;
}
