/** How models are governed in a world, and what they are shown wrongly. Plain data. */
import type { DecisionPoint } from '#orchestrator/core/out';
import type { Order } from '#orchestrator/decisions/governance/governor';
import type { Stage } from '#orchestrator/decisions/governance/mode-plan';
import type { MonitorSettings } from '#orchestrator/decisions/governance/monitor';

/** Before it is known which columns a model is shown. */
export interface MonitorPlan extends Omit<MonitorSettings, 'columns'> {
  /** By name; empty = all. */
  readonly columns: readonly string[];
}

export interface ScheduledOrder {
  readonly at: number;
  readonly order: Order;
}

export interface GovernanceSettings {
  /** Names of the arms; null = every model. */
  readonly models: readonly string[] | null;
  /** Off first; null = the usual ones of each model. */
  readonly stages: readonly Stage[] | null;
  readonly checkEveryMs: number;
  readonly monitors: readonly MonitorPlan[];
  /** By time. */
  readonly orders: readonly ScheduledOrder[];
}

export interface FeatureFault {
  readonly point: DecisionPoint;
  readonly column: string;
  readonly fromAt: number;
  /** Infinity = to the end. */
  readonly untilAt: number;
  readonly times: number;
}
