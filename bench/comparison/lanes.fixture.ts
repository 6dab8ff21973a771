/** Replications without a simulation: lanes that answer what a test wants, and a store in memory. */
import type { OutboundKpi } from '#reports/kpis/outbound/catalogue';
import { OUTBOUND_KPI_NAMES, type OutboundKpis } from '#reports/kpis/outbound/catalogue';
import type { DesignResult } from './design-result.ts';
import type { OutsideWorld } from './outside-world.ts';
import type { DesignLane, DesignTask, ResultStore } from './replicator.ts';

/** Of a KPI that is not named: none. */
export function kpisWith(values: Partial<Record<OutboundKpi, number>>): OutboundKpis {
  return Object.fromEntries(OUTBOUND_KPI_NAMES.map((kpi) => [kpi, values[kpi] ?? null])) as OutboundKpis;
}

export function resultOf(
  { design, replication }: DesignTask,
  more: Partial<DesignResult> = {},
): DesignResult {
  return {
    seed: replication,
    kpis: kpisWith({}),
    orders: 0,
    resources: [],
    decisions: [],
    digest: `${design}/${replication}`,
    outside: outsideOf(String(replication)),
    end: 'empty',
    violation: null,
    cpuMs: 1,
    ...more,
  };
}

/** @param orders what tells their digest apart */
export function outsideOf(orders: string): OutsideWorld {
  return { orders, customers: { seen: 'c', settings: 'c' } };
}

/** Answers after as many turns as the task is early, so that the last comes first. */
export function laneOf(answer: (task: DesignTask) => DesignResult): DesignLane {
  return {
    execute: async (task) => {
      for (let turn = 10; turn > task.replication; turn--) await Promise.resolve();
      return answer(task);
    },
  };
}

export class MemoryStore implements ResultStore {
  readonly kept = new Map<string, DesignResult>();

  known({ design, replication }: DesignTask): DesignResult | undefined {
    return this.kept.get(`${design}/${replication}`);
  }

  keep({ design, replication }: DesignTask, result: DesignResult): void {
    this.kept.set(`${design}/${replication}`, result);
  }
}
