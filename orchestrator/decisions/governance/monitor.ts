/**
 * A monitor: one figure of a model, watched through a window against a limit, and what is done when it is beyond.
 *
 * 1. It is raised when it was beyond its limit at so many looks without one at which it was within. What is doubtful changes nothing,
 *    so that a figure that trembles about its limit raises nothing and clears nothing.
 * 2. It sees what it is told, and is told what the core knows by then: an outcome when it is heard of, not when it happened.
 */
import { DriftWatch, type SavedDrift } from './drift.ts';
import { type Limit, readingOf, SampleWindow, type SavedSamples, type Standing } from './sample-window.ts';

/** Figures of which each decision, or each of its outcomes, is a sample. */
export const SAMPLED = ['committed', 'billed', 'late', 'troubled', 'fallbacks', 'latency'] as const;
/** Figures whose distribution is watched. */
export const DRIFTING = ['input-drift', 'score-drift', 'outcome-drift'] as const;

export type Sampled = (typeof SAMPLED)[number];
export type Watched = Sampled | (typeof DRIFTING)[number];

export interface MonitorSettings {
  readonly of: Watched;
  /** How the samples are judged; of a drift `most` counts alone. */
  readonly limit: Limit;
  /** Samples; of a drift rows that are judged at once. */
  readonly window: number;
  /** Of a drift: rows of its reference; else 0. */
  readonly referenceRows: number;
  /** Of input drift: columns watched, by place; empty = all. */
  readonly columns: readonly number[];
  /** Looks at which it must be beyond. >= 1 */
  readonly times: number;
  readonly response: 'warn' | 'step-down' | 'off';
}

/** How it stood when it was last looked at. */
export interface MonitorStand {
  readonly standing: Standing;
  readonly samples: number;
  readonly value: number | null;
  /** Column that has shifted most; -1 = it is about no column. */
  readonly column: number;
}

export interface SavedMonitor {
  readonly streak: number;
  readonly stand: MonitorStand;
  readonly model: SavedSamples;
  readonly baseline: SavedSamples;
  readonly drift: SavedDrift | null;
}

const UNSEEN: MonitorStand = { standing: 'few', samples: 0, value: null, column: -1 };

export class Monitor {
  readonly settings: MonitorSettings;
  private readonly model: SampleWindow;
  private readonly baseline: SampleWindow;
  private readonly drift: DriftWatch | null;
  private streak = 0;
  private last: MonitorStand = UNSEEN;

  /** @param width columns that a model is shown */
  constructor(settings: MonitorSettings, width: number) {
    const { of, window, referenceRows, columns } = settings;
    this.settings = settings;
    const drifting = referenceRows > 0;
    // What is watched as a distribution keeps no samples.
    this.model = new SampleWindow(drifting ? 1 : window);
    this.baseline = new SampleWindow(drifting ? 1 : window);
    const watched = of !== 'input-drift' ? 1 : columns.length === 0 ? width : columns.length;
    this.drift = drifting ? new DriftWatch(watched, referenceRows, window) : null;
  }

  get stand(): MonitorStand {
    return this.last;
  }

  get isRaised(): boolean {
    return this.streak >= this.settings.times;
  }

  sample(by: 'model' | 'baseline', value: number, base: number): void {
    if (this.drift === null) this[by].add(value, base);
    else if (base !== 0) this.drift.add([value / base]);
  }

  /** @param rows of all columns, row by row */
  shown(rows: ArrayLike<number>, width: number): void {
    const { columns } = this.settings;
    if (this.drift === null) return;
    if (columns.length === 0) this.drift.add(rows);
    else
      for (let at = 0; at < rows.length; at += width)
        this.drift.add(columns.map((column) => rows[at + column]!));
  }

  /** Looks at it. @returns whether it is raised by this look, and was not before */
  look(): boolean {
    const before = this.isRaised;
    const stand = this.drift === null ? this.ofSamples() : this.ofDrift(this.drift);
    if (stand === null) return false;
    this.last = stand;
    if (stand.standing === 'beyond') this.streak += 1;
    else if (stand.standing === 'within') this.streak = 0;
    return this.isRaised && !before;
  }

  /** Another stage: what was seen before says nothing of it. What the baseline decided is kept. */
  anew(): void {
    this.streak = 0;
    this.last = UNSEEN;
    this.model.clear();
    this.drift?.clear();
  }

  save(): SavedMonitor {
    const { streak, last, model, baseline, drift } = this;
    return {
      streak,
      stand: last,
      model: model.save(),
      baseline: baseline.save(),
      drift: drift?.save() ?? null,
    };
  }

  load({ streak, stand, model, baseline, drift }: SavedMonitor): void {
    this.streak = streak;
    this.last = stand;
    this.model.load(model);
    this.baseline.load(baseline);
    if (drift !== null) this.drift!.load(drift);
  }

  private ofSamples(): MonitorStand {
    return { ...readingOf(this.model, this.baseline, this.settings.limit), column: -1 };
  }

  /** null = the batch is not full: there is nothing new to see. */
  private ofDrift(drift: DriftWatch): MonitorStand | null {
    const samples = drift.pending;
    const shift = drift.take();
    if (shift === null) return null;
    const { limit, of, columns } = this.settings;
    const column = of === 'input-drift' ? (columns[shift.column] ?? shift.column) : -1;
    return { standing: shift.psi > limit.most ? 'beyond' : 'within', samples, value: shift.psi, column };
  }
}
