/** What lies in a tray, and what is known of it when somebody has done it. Immutable: copies of a run share it. */

export interface DeskTask {
  /** Number of the role. */
  readonly role: number;
  readonly type: number;
  readonly key: number;
  readonly kind: string;
  readonly no: number;
  readonly dueAt: number | null;
  /** Of whoever gave it; 0 = an actor. */
  readonly ref: number;
  /** When it fell into the tray. */
  readonly arrivedAt: number;
  /** Which of the role's tasks it was: among tasks due and arrived alike, the first goes first. */
  readonly arrival: number;
  /** 0; 1 = it is done a second time. */
  readonly round: 0 | 1;
}

/** A task under way. */
export interface Begun {
  readonly task: DeskTask;
  readonly begunAt: number;
  readonly touchMs: number;
}

/** A task that was done: told of where touch time is measured, just before its answer. */
export interface WorkDone {
  readonly role: string;
  readonly type: number;
  readonly key: number;
  readonly kind: string;
  readonly no: number;
  readonly dueAt: number | null;
  readonly round: 0 | 1;
  /** From when it fell into the tray until it was begun. */
  readonly trayMs: number;
  /** Working time it took. */
  readonly touchMs: number;
  readonly answer: number;
  /** The answer was not the right one. */
  readonly mistaken: boolean;
}

/** Whether x is done before y: by when it is due, then by arrival. */
export function goesBefore(x: DeskTask, y: DeskTask): boolean {
  const dueX = x.dueAt ?? Infinity;
  const dueY = y.dueAt ?? Infinity;
  return dueX === dueY ? x.arrival < y.arrival : dueX < dueY;
}
