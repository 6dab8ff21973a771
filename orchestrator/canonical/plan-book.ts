/**
 * What is planned of loads that are booked: told when a load is booked, and again whenever its carrier or its pickup is another.
 *
 * 1. Arrival is pickup plus the transit of the rate, as an order is sourced by.
 * 2. Memory is what is kept of loads that are booked and have not left.
 */
import type { LoadState } from '../processes/outbound/load/load-state.ts';
import type { LoadStatus } from '../processes/outbound/load/load-table.ts';
import type { CanonicalContext } from './context.ts';
import { canonicalOfPlan } from './from-load.ts';
import type { Milestone } from './milestone.ts';

/** Booked, and the carrier has not come yet. */
const BOOKED: readonly LoadStatus[] = ['papers', 'clearing', 'appointing', 'dispatched', 'transferring'];

interface Plan {
  readonly attempt: number;
  readonly pickupAt: number;
}

export class PlanBook {
  private readonly context: CanonicalContext;
  private readonly plans = new Map<number, Plan>();

  constructor(context: CanonicalContext) {
    this.context = context;
  }

  /** As a step has left it. @returns what is planned, where that is news */
  stepped(key: number, state: LoadState): Milestone[] {
    if (!BOOKED.includes(state.status)) {
      this.plans.delete(key);
      return [];
    }
    const { attempt, pickupAt } = state;
    const known = this.plans.get(key);
    if (known?.attempt === attempt && known.pickupAt === pickupAt) return [];
    this.plans.set(key, { attempt, pickupAt });
    return canonicalOfPlan(this.context, key, state);
  }
}
