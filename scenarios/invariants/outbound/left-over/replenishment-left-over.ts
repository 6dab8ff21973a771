/**
 * What is left of replenishment when nothing more can happen.
 *
 * 1. settles: each replenishment waits for its next review, or stands behind a task, its own or that of its order.
 */
import { REPLENISHMENT } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { ReplenishmentState } from '#orchestrator/processes/replenishment/replenishment-state';
import { type CoreStates, violated } from '../part.ts';

/** How many are named in a message. */
const NAMED_MAX = 5;

/** Throws `InvariantViolation`. Only where there are stores. @param behind orders that wait for a person */
export function checkReplenishmentLeft(core: CoreStates, behind: ReadonlySet<number>): void {
  const type = REPLENISHMENT as ActorTypeNo;
  const left = core
    .living(type)
    .map((key) => [key, core.state<ReplenishmentState>(type, key)!] as const)
    .filter(
      ([, { status, openTask, transfer }]) => status !== 'waiting' && openTask === 0 && !behind.has(transfer),
    );
  if (left.length === 0) return;
  const named = left.slice(0, NAMED_MAX).map(([key, { status }]) => `${key} (${status})`);
  violated(
    'settles',
    `nothing more can happen, and ${left.length} replenishments wait for no person: ${named.join(', ')}`,
  );
}
