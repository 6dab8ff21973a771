/**
 * What is left of customs when nothing more can happen.
 *
 * 1. settles: each customs entry is finished, or stands behind a task that nobody has answered: its own, or that of a dead letter
 *    about it.
 */
import { CUSTOMS_ENTRY } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { CustomsEntryState } from '#orchestrator/processes/outbound/customs/customs-entry-state';
import { type CoreStates, violated } from '../part.ts';

/** How many are named in a message. */
const NAMED_MAX = 5;

/** Throws `InvariantViolation`. Only where there is customs. @param behind loads that wait for a person */
export function checkCustomsLeft(core: CoreStates, behind: ReadonlySet<number>): void {
  const type = CUSTOMS_ENTRY as ActorTypeNo;
  const left = core
    .living(type)
    .map((key) => [key, core.state<CustomsEntryState>(type, key)!] as const)
    .filter(([key, { openTask }]) => openTask === 0 && !behind.has(key));
  if (left.length === 0) return;
  const named = left.slice(0, NAMED_MAX).map(([key, { status }]) => `${key} (${status})`);
  violated(
    'settles',
    `nothing more can happen, and ${left.length} customs entries wait for no person: ${named.join(', ')}`,
  );
}
