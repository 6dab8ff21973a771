/**
 * What a decision point is: one description from which policies, phases, own parts, models, checks, lists and docs are made. A new
 * point is a description, an entry in `points.ts`, and an actor that asks.
 *
 * 1. Each field of context and option is documented with its unit: a field without is a fault of types.
 * 2. Hard rules are of a network, and nobody who answers may break them, whoever that is.
 */
import type { DecisionPoint } from '../core/out.ts';
import type { Network } from '../model/network.ts';
import type { FeatureSet, ViewsOfPoint } from './features.ts';
import type { HardRule, Policy } from './gate.ts';

type KeyOf<T> = T extends unknown ? keyof T : never;

/** Unit and meaning of each field; of all forms of an option together. */
export type FieldDocs<T> = Readonly<Record<KeyOf<T>, readonly [unit: string, doc: string]>>;

/** A hard rule before it knows the network. */
export interface NetworkRule<Context, Option> {
  readonly name: string;
  /** What it forbids, in a sentence. */
  readonly summary: string;
  in(network: Network): HardRule<Context, Option>;
}

export interface PointDescription<Context, Option> {
  readonly name: DecisionPoint;
  /** What is decided. */
  readonly decides: string;
  /** What its policies are for: `policy for docks`. */
  readonly about: string;
  readonly context: FieldDocs<Context>;
  readonly option: FieldDocs<Option>;
  /** null = it is asked without. */
  readonly views: ViewsOfPoint<Option> | null;
  /** In the order in which they are checked. */
  readonly rules: readonly NetworkRule<Context, Option>[];
  /** Rules of thumb, two at least. */
  readonly policies: readonly Policy<Context, Option>[];
  /** The rule of thumb that answers where nothing else is said. */
  readonly baseline: string;
  /** What people go by where no policy decides; absent = as the scenario says. */
  readonly thumb?: string;
  /** Why no person can decide it; absent = one can. */
  readonly noPerson?: string;
  /** Of how much an option disposes, minor units; null = nobody knows. Absent = no option costs anything that is known. */
  commitsMinor?(option: Option): number | null;
  /** Free text of others in a question, which models that read text are shown as such; absent = there is none. */
  textOf?(context: Context): string | null;
  /** What a model is shown. */
  readonly features: FeatureSet<Context, Option>;
}

/** The rule for whoever needs nothing of the network. */
export function everywhere<Context, Option>(
  rule: HardRule<Context, Option>,
  summary: string,
): NetworkRule<Context, Option> {
  return { name: rule.name, summary, in: () => rule };
}

/** A point of which it does not matter which one it is. */
export type AnyPoint = PointDescription<unknown, unknown>;
