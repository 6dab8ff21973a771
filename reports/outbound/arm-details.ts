/**
 * What an arm's report holds beside its KPIs: series, counts by kind, who was asked and who answered.
 *
 * 1. Its size is bounded by the days of the run and the names of the world, never by the number of orders.
 */
import type { DayOfOrders } from '../kpis/outbound/daily.ts';
import type { CaseKind } from '../kpis/outbound/exception-kpis.ts';
import type { ModeKpis } from '../kpis/outbound/freight-kpis.ts';
import type { LatenessBin } from '../kpis/outbound/lateness.ts';
import type { StageTimes } from '../kpis/outbound/outcomes/stages.ts';
import type { RoleWork } from '../kpis/outbound/people-kpis.ts';
import type { PartnerReport } from '../kpis/partners/partner-catalogue.ts';
import type { PointScores } from '../scoring/point-scores.ts';

/** A node as a place of work. */
export interface NodeWork {
  readonly no: number;
  readonly name: string;
  /** At its stations; 0 = its work is of a daily capacity. */
  readonly workers: number;
  /** Work done for orders, of all nodes with stations. */
  readonly workMs: number;
  /** Work over the hours for which its workers were there while orders came in: above 1 it can't keep up. null = no stations */
  readonly loadShare: number | null;
  readonly stages: readonly StageTimes[];
}

/** Answers to what a carrier was offered. */
export interface CarrierTenders {
  readonly no: number;
  readonly name: string;
  readonly offered: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly countered: number;
  /** Not answered in time. */
  readonly silent: number;
}

/** Matters with a beginning and an end. */
export interface CaseReport {
  readonly kind: CaseKind;
  readonly resolved: number;
  readonly open: number;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

/** Cases of one class of exceptions. */
export interface ExceptionClassReport {
  readonly name: string;
  readonly opened: number;
  readonly open: number;
  readonly escalated: number;
  readonly byRule: number;
  readonly byRecommendation: number;
  readonly byPerson: number;
  readonly detectionMeanMs: number | null;
  readonly resolutionMeanMs: number | null;
}

export interface RoleReport {
  readonly role: string;
  /** What its tasks were about. */
  readonly kinds: readonly string[];
  readonly given: number;
  readonly answered: number;
}

/** Tasks of one kind that nobody had answered when the run ended. */
export interface OpenTaskReport {
  readonly kind: string;
  readonly role: string;
  readonly open: number;
  /** Of these: the next role has it as well. */
  readonly escalated: number;
  /** Since the oldest was given, and whose it is. */
  readonly oldestMs: number;
  readonly oldest: string;
}

/** Decisions of one point that one policy answered. */
export interface DecisionReport {
  readonly point: string;
  readonly policy: string;
  /** `active`, `shadow`, `canary`. */
  readonly mode: string;
  readonly asked: number;
  /** Options put before it, summed. */
  readonly options: number;
  /** Of them, removed by hard rules. */
  readonly removed: number;
  /** Nothing was left to choose. */
  readonly withoutChoice: number;
  /** Another policy, or a person, had to answer instead. */
  readonly fellBack: number;
  /** Why, and how often; absent = it never did, or an older result. */
  readonly fallbacks?: Readonly<Record<string, number>>;
  /** The answer that counted was not the one recommended. */
  readonly overridden: number;
  /** Thinking time, summed. */
  readonly latencyMs: number;
  /** Answers by thinking time, ms of two significant digits. */
  readonly latencies: Readonly<Record<string, number>>;
  /** What its answers cost, minor units, summed; absent = nobody declares it. */
  readonly costMinor?: number;
}

/** Messages between the core and one partner, every transmission counted. */
export interface PartnerTraffic {
  readonly partner: string;
  readonly sent: number;
  readonly received: number;
}

export interface FaultReport {
  readonly kind: string;
  /** Between whom, or what failed. */
  readonly place: string;
  readonly count: number;
}

export interface DeadLetters {
  readonly letters: number;
  readonly resent: number;
  readonly dropped: number;
}

export interface ArmDetails {
  /** Business events, each judged by the invariants as it was written. */
  readonly businessEvents: number;
  readonly days: readonly DayOfOrders[];
  readonly lateness: readonly LatenessBin[];
  readonly stages: readonly StageTimes[];
  readonly nodeWork: readonly NodeWork[];
  readonly modes: readonly ModeKpis[];
  readonly tenders: readonly CarrierTenders[];
  readonly cases: readonly CaseReport[];
  /** Those that there were cases of; none where exceptions are no cases. */
  readonly exceptionClasses: readonly ExceptionClassReport[];
  readonly roles: readonly RoleReport[];
  /** Roles whose touch time is measured. */
  readonly people: readonly RoleWork[];
  readonly decisions: readonly DecisionReport[];
  /** Of points with labels; absent = none was asked. */
  readonly scores?: readonly PointScores[];
  readonly traffic: readonly PartnerTraffic[];
  /** Integration KPIs of each partner that anything was said to or by. */
  readonly partners: readonly PartnerReport[];
  readonly deadLetters: DeadLetters;
  readonly faultPlaces: readonly FaultReport[];
  /** What the core put on record because it was not as it should be, by subject. */
  readonly notes: Readonly<Record<string, number>>;
}
