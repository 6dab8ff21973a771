/**
 * A run as far as it can be compared: whatever its folder still holds, also of an older version or half-written.
 *
 * 1. What is not there is null and named in `missing`; nothing is guessed.
 */

export interface SideArm {
  readonly policy: string;
  /** By name; only numbers, and null where it has no value. */
  readonly kpis: Readonly<Record<string, number | null>>;
  /** Of the landed cost, minor units. */
  readonly pots: Readonly<Record<string, number>>;
  readonly digest: string | null;
  readonly end: string | null;
  readonly modelDigest: string | null;
  /** Who decides what, in words. */
  readonly decides: Readonly<Record<string, string>>;
}

export interface SideThreshold {
  readonly kpi: string;
  readonly policy: string;
  readonly bound: string;
  readonly passed: boolean;
}

export interface RunSide {
  /** Of the folder. */
  readonly name: string;
  /** What a reader is told of it, by what it is: `seed`, `scenario`, `dray`; null where nobody knows. */
  readonly facts: Readonly<Record<SideFact, string | null>>;
  readonly digests: { readonly run: string; readonly business: string; readonly outcome: string } | null;
  readonly currency: string;
  readonly reproduce: string | null;
  /** In the order of the run; empty where it has no figures. */
  readonly arms: readonly SideArm[];
  readonly thresholds: readonly SideThreshold[];
  /** The scenario as it was run; null = nobody knows. */
  readonly scenario: Readonly<Record<string, unknown>> | null;
  readonly missing: readonly string[];
}

/** What runs are told apart by, beside the values of their scenarios. */
export const SIDE_FACTS = [
  'scenario',
  'scenario digest',
  'seed',
  'overlays',
  'settings',
  'policies',
  'fidelity',
  'until',
  'ended',
  'own parts',
  'data',
  'dray',
  'node',
  'format',
] as const;
export type SideFact = (typeof SIDE_FACTS)[number];
