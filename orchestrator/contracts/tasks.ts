/** What a person is told of a task: all that whoever plays the people may know of it. The core's `HumanTask` has this shape. */

export interface TaskForPerson {
  /** Who: `planner`, `credit-clerk` ... */
  readonly role: string;
  readonly kind: string;
  /** Number of the task within its actor, from 1. */
  readonly no: number;
  /** Epoch ms; null = by no certain time. */
  readonly dueAt: number | null;
}
