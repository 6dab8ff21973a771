/**
 * What `dray explain` says of one decision: the question as it was put, who answered it how, and what each alternative would have brought.
 *
 * 1. Plain data, without wall time or paths: the same decision of the same run gives the same bytes.
 * 2. Differences are alternative less choice, on the same keys: above 0 the alternative would have cost more.
 */
import type { OutboundKpi } from '../kpis/outbound/catalogue.ts';
import type { Pot } from '../kpis/outbound/landed-cost.ts';
import type { Versions } from '../run-head.ts';

export const EXPLANATION_VERSION = 1;

export interface FieldHead {
  readonly name: string;
  readonly unit: string;
  readonly doc: string;
}

export interface ExplainedField extends FieldHead {
  readonly value: unknown;
  /** As a reader takes it: names of places and carriers, times, money. */
  readonly words: string;
}

export interface ExplainedDecision {
  /** Of its row in the arm's `decisions` table, from 1. */
  readonly no: number;
  /** When the question was put, epoch ms. */
  readonly at: number;
  readonly point: string;
  /** What is decided there. */
  readonly decides: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  /** Index of the option that counted; -1 = none. */
  readonly chosen: number;
  /** What the policy in force advised. */
  readonly recommended: number;
  readonly policy: string;
  /** Of a rule of thumb, what it goes by; of a model, which it is. */
  readonly policySummary: string;
  readonly modelDigest: string | null;
  readonly mode: string;
  /** Who decided instead. */
  readonly override: string | null;
  readonly fallback: string | null;
  readonly confidence: number | null;
  readonly propensity: number | null;
  readonly latencyMs: number;
  readonly inputDigest: string;
}

export interface ExplainedOption {
  /** From 0, as `chosen` counts. */
  readonly no: number;
  readonly fields: readonly ExplainedField[];
  /** Hard rule that forbids it; null = it was offered. */
  readonly removedBy: { readonly rule: string; readonly summary: string } | null;
  /** Of the model; null = there is none, or it said nothing of this option. */
  readonly score: number | null;
  /** By column; empty where it was not offered: a model is not shown it. */
  readonly features: Readonly<Record<string, number>>;
}

/** A difference in one future, and on average over others. */
export interface Advantage {
  /** In the future that the run had; null = an invariant broke there. */
  readonly here: number | null;
  /** Over other futures; null = fewer than two were tried. */
  readonly others: AdvantageInterval | null;
}

export interface AdvantageInterval {
  /** Differences that it rests on. */
  readonly count: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Student's t, or a BCa bootstrap where twenty or more differences are skewed. */
  readonly method: 't' | 'bca';
}

export interface Alternative {
  readonly option: number;
  /** Landed cost of all orders, minor units. */
  readonly cost: Advantage;
  /** Of the pots that differ in the run's own future. */
  readonly pots: Readonly<Partial<Record<Pot, number>>>;
  /** Of the whole run until then, in the run's own future; null = no value in one of the two. */
  readonly kpis: Readonly<Partial<Record<OutboundKpi, number | null>>>;
  /** Invariants that broke in its branches, in words. */
  readonly broken: readonly string[];
}

export interface WhatIf {
  readonly horizon: 'closed' | 'for' | 'end';
  /** From the decision to where all were measured, in the run's own future; ms. */
  readonly horizonMs: number;
  /** Other futures tried. */
  readonly luck: number;
  readonly confidence: number;
  /** Best first, by the mean over other futures where there is one. */
  readonly alternatives: readonly Alternative[];
}

export interface Explanation {
  readonly format: typeof EXPLANATION_VERSION;
  readonly process: 'explanation';
  readonly scenario: { readonly name: string; readonly digest: string };
  readonly seed: string | number;
  readonly arm: string;
  readonly currency: string;
  readonly versions: Versions;
  /** The command that gives this again. */
  readonly reproduce: string;
  readonly decision: ExplainedDecision;
  readonly context: readonly ExplainedField[];
  readonly options: readonly ExplainedOption[];
  readonly features: readonly FieldHead[];
  /** null = there is nothing that could have been decided otherwise. */
  readonly whatIf: WhatIf | null;
}

/** A line of the list of decisions. */
export interface DecisionLine {
  readonly no: number;
  readonly at: number;
  readonly point: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  readonly policy: string;
  readonly mode: string;
  readonly options: number;
  readonly removed: number;
  readonly chosen: number;
  readonly fallback: string | null;
}
