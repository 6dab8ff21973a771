/** Who answers the core's tasks: role by role, without limit or a team of so many. docs/people.md says what each figure means. */
import type { Distribution } from '#sim/random/distributions';
import type { WorkingCalendarOptions } from '#sim/shifts/working-calendar';

/** A share of the tasks of a kind is answered wrongly. */
export interface MistakeSettings {
  readonly share: number;
  /** Answers that the kind knows, from 0: at least 2. */
  readonly choices: number;
}

/** Touch time: what a task takes of somebody's working time. */
export interface HandlingSettings {
  readonly ms: Distribution;
  /** Where a kind takes another time. */
  readonly byKind: Readonly<Record<string, Distribution>>;
}

/** Handling time x min(`factorMax`, 1 + `perQueued` x tasks that wait in the tray when it is begun). */
export interface FatigueSettings {
  readonly perQueued: number;
  readonly factorMax: number;
}

export interface TeamSettings {
  /** Heads; each does one task at a time. */
  readonly staff: number;
  /** null = round the clock. */
  readonly hours: WorkingCalendarOptions | null;
  /** Working time from when a task falls into the tray until it is noticed. */
  readonly noticeMs: Distribution;
  readonly fatigue: FatigueSettings | null;
}

export interface RoleSettings {
  readonly role: string;
  /** Share of tasks that are never answered: forgotten in the tray. */
  readonly unansweredShare: number;
  /** From the task to its answer, where no team has the role; null = one has. */
  readonly answerMs: Distribution | null;
  /** The right answer, by kind of task: its index; 0 where a kind is not named. */
  readonly answers: Readonly<Record<string, number>>;
  /** By kind of task; what is not named is answered rightly. */
  readonly mistakes?: Readonly<Record<string, MistakeSettings>>;
  /** Share of answered tasks that are answered once more; default 0. */
  readonly doubledShare?: number;
  /** Absent = touch time is not measured. */
  readonly handling?: HandlingSettings;
  /** Absent = without limit. Needs `handling`. */
  readonly team?: TeamSettings;
}
