/** What a planner of replenishment is asked. The answers stand with who asks, and in docs/replenishment.md. */
import type { Out } from '../../core/out.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { ReplenishmentLimits } from '../../model/replenishment.ts';
import { ESCALATION_TIMER, type Question, type Waiting } from '../inbound/waiting.ts';

export const PLANNER_QUESTIONS = {
  largeTransfer: { role: 'replenishment-planner', kind: 'largeTransfer' },
  transferUnanswered: { role: 'replenishment-planner', kind: 'transferUnanswered' },
  routeUnanswered: { role: 'replenishment-planner', kind: 'routeUnanswered' },
  transferMissing: { role: 'replenishment-planner', kind: 'transferMissing' },
} as const;

/** The planner is asked, and the supervisor if nobody answers. */
export function askPlanner(
  draft: Waiting,
  { role, kind }: Question,
  detail: string,
  { taskEscalationMs }: ReplenishmentLimits,
  now: Instant,
  out: Out,
): void {
  const dueAt = instant(now + taskEscalationMs);
  draft.rounds += 1;
  draft.tasks += 1;
  draft.openTask = draft.tasks;
  draft.escalated = false;
  out.timer(ESCALATION_TIMER, dueAt);
  out.task({ role, kind, no: draft.tasks, dueAt, detail });
}
