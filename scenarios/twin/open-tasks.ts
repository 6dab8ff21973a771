/** Tasks that a run leaves with people, counted by kind: what somebody who looks at its end has to know of them. */
import type { TaskInHand } from '../invariants/outbound/tasks.ts';

export interface OpenTasksOfKind {
  readonly kind: string;
  /** Who was asked first. */
  readonly role: string;
  readonly open: number;
  /** Of these: the next role has it as well. */
  readonly escalated: number;
  /** Since the oldest was given, ms; whose that is. */
  readonly oldestMs: number;
  readonly oldest: string;
}

/**
 * The kind with most open tasks first.
 * @param tasks the oldest first
 * @param nameOf of a type of actor
 */
export function openTasksByKind(
  tasks: readonly TaskInHand[],
  now: number,
  nameOf: (type: number) => string,
): OpenTasksOfKind[] {
  const kinds = new Map<string, OpenTasksOfKind>();
  for (const { type, key, role, kind, givenAt, escalated } of tasks) {
    const known = kinds.get(`${role} ${kind}`);
    const first = known ?? {
      kind,
      role,
      open: 0,
      escalated: 0,
      oldestMs: now - givenAt,
      oldest: `${nameOf(type)} ${key}`,
    };
    kinds.set(`${role} ${kind}`, {
      ...first,
      open: first.open + 1,
      escalated: first.escalated + (escalated ? 1 : 0),
    });
  }
  return [...kinds.values()].sort((x, y) => y.open - x.open || y.oldestMs - x.oldestMs);
}
