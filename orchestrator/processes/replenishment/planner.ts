/** What a planner of replenishment is asked. The answers stand with who asks, and in docs/replenishment.md. */
import { giveTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { Instant } from '../../model/instant.ts';
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
  draft.rounds += 1;
  giveTask(draft, { role, kind, detail }, { timer: ESCALATION_TIMER, withinMs: taskEscalationMs }, now, out);
}
