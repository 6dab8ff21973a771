/** What a run says of a model that is governed, or shown something wrong: its modes over time and why, its monitors, what it has cost. */

/** A mode from an instant on; and what was refused or warned of, which changed nothing. */
export interface ModeReport {
  readonly at: number;
  readonly from: string;
  readonly to: string;
  /** Of a canary. */
  readonly share: number;
  /** start, person, kill, monitor; refused, warning. */
  readonly cause: string;
  /** Role of the person, or figure of the monitor. */
  readonly by: string;
  readonly reason: string;
}

/** A monitor, as it stood when it was last looked at. */
export interface MonitorReport {
  /** Figure that it watches. */
  readonly name: string;
  readonly limit: number;
  /** Above the baseline's. */
  readonly overBaseline: boolean;
  /** null = there were too few samples. */
  readonly value: number | null;
  readonly samples: number;
  readonly standing: string;
  /** warn, step-down, off. */
  readonly response: string;
}

export interface GovernanceReport {
  readonly model: string;
  readonly point: string;
  /** Somebody governs it; else its mode is what it is said to be. */
  readonly governed: boolean;
  /** Notes on its mode that are on record. */
  readonly notes: number;
  readonly modes: readonly ModeReport[];
  /** Time in each mode until the last order may come, ms. */
  readonly modeMs: Readonly<Record<string, number>>;
  readonly monitors: readonly MonitorReport[];
  /** Decisions that were the model's. */
  readonly obeyed: number;
  /** What they commit more than the options of the baseline, minor units. */
  readonly extraMinor: number;
  /** Of them, made on what it was shown wrongly; of these dearer than the baseline's, and what all of these commit more. */
  readonly misread: number;
  readonly misreadDearer: number;
  readonly misreadExtraMinor: number;
  /** When it was first shown something wrong, epoch ms; null = never. */
  readonly wrongFrom: number | null;
  /** From then until a monitor first said so, and until it decided nothing any more; null = never. */
  readonly noticedAfterMs: number | null;
  readonly stoppedAfterMs: number | null;
}
