/**
 * Who says how far a model is trusted while it runs: its stage, what its monitors have seen, and what persons order.
 *
 * 1. Every change of stage, every order that was refused and every warning is a note with a reason, numbered; whoever hosts it puts it on
 *    record before anything is decided by it.
 * 2. A monitor leads down or warns, never up. Up leads an order of a person through the gate of the stage above, by one stage.
 * 3. After a change a model starts anew with its monitors and the gate above: what was asked before it does not count, whenever the
 *    answer comes.
 * 4. Pure but for its own state, which is plain data: the same calls in the same order give the same notes. Live and simulated host
 *    call it alike.
 */
import type { Mode, Rollout } from '../rollout.ts';
import { heldBack, type Stage } from './mode-plan.ts';
import {
  Monitor,
  type MonitorSettings,
  type MonitorStand,
  type Sampled,
  type SavedMonitor,
} from './monitor.ts';

/** Why a note was made. `refused` and `warning` change nothing. */
export const CAUSES = ['start', 'person', 'kill', 'monitor', 'warning', 'refused'] as const;
export type Cause = (typeof CAUSES)[number];

export interface ModeNote {
  /** From 1. */
  readonly n: number;
  readonly at: number;
  readonly from: Mode;
  readonly to: Mode;
  /** Of the stage that it is in now. */
  readonly share: number;
  readonly cause: Cause;
  /** Role of the person, or figure of the monitor. */
  readonly by: string;
  readonly reason: string;
}

export interface Order {
  readonly do: 'promote' | 'step-down' | 'kill';
  /** Role of who orders it. */
  readonly by: string;
  readonly reason: string;
}

export interface GovernorSettings {
  readonly stages: readonly Stage[];
  /** In which it begins. */
  readonly first: number;
  readonly monitors: readonly MonitorSettings[];
  /** Of what the model is shown. */
  readonly columns: readonly string[];
}

/** What a model's answer shows at once. */
export interface AnswerSeen {
  readonly latencyMs: number;
  readonly fellBack: boolean;
  readonly score: number | null;
  /** Row by row, one an option shown. */
  readonly features: () => ArrayLike<number>;
  /** `changes` when it was asked for. */
  readonly askedUnder: number;
  /** What its option commits, and what that of the baseline would; null = not known. */
  readonly committed: { readonly minor: number; readonly baselineMinor: number } | null;
}

export interface SavedGovernor {
  readonly stage: number;
  readonly since: number;
  readonly notes: number;
  readonly changes: number;
  readonly answers: number;
  readonly monitors: readonly SavedMonitor[];
}

export class Governor {
  private readonly settings: GovernorSettings;
  private readonly monitors: readonly Monitor[];
  private stage: number;
  private since = 0;
  private notes = 0;
  /** Stages entered, the first one included. */
  private entered = 0;
  private answers = 0;

  constructor(settings: GovernorSettings) {
    this.settings = settings;
    this.stage = settings.first;
    this.monitors = settings.monitors.map((each) => new Monitor(each, settings.columns.length));
  }

  /** How far the model is trusted now. */
  rollout(salt: string): Rollout {
    const { mode, share } = this.at(this.stage);
    return { mode, canaryShare: share, salt };
  }

  /** Stages entered so far, the first one included: what a decision is made under. */
  get changes(): number {
    return this.entered;
  }

  /** Notes made so far: it may have made more than its host keeps. */
  get noted(): number {
    return this.notes;
  }

  /** It begins. */
  begin(now: number): ModeNote {
    const { mode } = this.at(this.stage);
    return this.enter(now, this.stage, 'start', 'plan', `begins in ${mode}`);
  }

  /** The model has answered. */
  answered({ latencyMs, fellBack, score, features, committed, askedUnder }: AnswerSeen): void {
    // Of the stage before: it says nothing of how the model does in this one.
    if (askedUnder !== this.entered) return;
    this.answers += 1;
    const { length } = this.settings.columns;
    for (const monitor of this.monitors) {
      switch (monitor.settings.of) {
        case 'latency':
          monitor.sample('model', latencyMs, 1);
          break;
        case 'fallbacks':
          monitor.sample('model', fellBack ? 1 : 0, 1);
          break;
        case 'score-drift':
          if (score !== null) monitor.sample('model', score, 1);
          break;
        case 'input-drift':
          monitor.shown(features(), length);
          break;
        case 'committed':
          if (committed !== null) monitor.sample('model', committed.minor, committed.baselineMinor);
      }
    }
  }

  /**
   * An outcome is heard of.
   * @param decidedUnder `changes` when it was decided
   * @param base what the value is held against
   */
  outcome(
    of: Exclude<Sampled, 'committed' | 'fallbacks' | 'latency'>,
    by: 'model' | 'baseline',
    decidedUnder: number,
    value: number,
    base: number,
  ): void {
    if (by === 'model' && decidedUnder !== this.entered) return;
    for (const monitor of this.monitors) {
      const watched = monitor.settings.of;
      if (watched === of || (of === 'billed' && by === 'model' && watched === 'outcome-drift'))
        monitor.sample(by, value, base);
    }
  }

  /** Looks at every monitor. @returns what follows, in their order */
  check(now: number): readonly ModeNote[] {
    const notes: ModeNote[] = [];
    for (const monitor of this.monitors) {
      if (!monitor.look()) continue;
      const { response, of } = monitor.settings;
      const reason = this.reasonOf(monitor.settings, monitor.stand);
      const below = response === 'off' ? 0 : this.stage - 1;
      if (response === 'warn' || this.stage === 0)
        notes.push(this.note(now, this.stage, 'warning', of, reason));
      else {
        notes.push(this.enter(now, below, 'monitor', of, reason));
        // Windows are empty now: nothing else can be raised.
        break;
      }
    }
    return notes;
  }

  /** A person orders something. */
  order(now: number, { do: what, by, reason }: Order): ModeNote {
    if (what === 'kill') return this.enter(now, 0, 'kill', by, reason);
    if (what === 'step-down') {
      if (this.stage === 0) return this.note(now, 0, 'refused', by, 'it is off already');
      return this.enter(now, this.stage - 1, 'person', by, reason);
    }
    const above = this.settings.stages[this.stage + 1];
    if (above === undefined) return this.note(now, this.stage, 'refused', by, 'there is no stage above');
    const raised = this.monitors.filter(({ isRaised }) => isRaised).map(({ settings }) => settings.of);
    // Off, it answers nothing: a gate could not be passed from there.
    const answers = this.stage === 0 ? above.answersMin : this.answers;
    const held = heldBack(above, now - this.since, answers, raised);
    if (held !== null) return this.note(now, this.stage, 'refused', by, held);
    return this.enter(now, this.stage + 1, 'person', by, reason);
  }

  /** How each monitor stood when it was last looked at. */
  stands(): readonly (MonitorStand & { readonly settings: MonitorSettings; readonly isRaised: boolean })[] {
    return this.monitors.map(({ settings, stand, isRaised }) => ({ ...stand, settings, isRaised }));
  }

  save(): SavedGovernor {
    const { stage, since, notes, entered, answers } = this;
    const monitors = this.monitors.map((monitor) => monitor.save());
    return { stage, since, notes, changes: entered, answers, monitors };
  }

  load({ stage, since, notes, changes, answers, monitors }: SavedGovernor): void {
    this.stage = stage;
    this.since = since;
    this.notes = notes;
    this.entered = changes;
    this.answers = answers;
    this.monitors.forEach((monitor, no) => {
      monitor.load(monitors[no]!);
    });
  }

  private at(stage: number): Stage {
    return this.settings.stages[stage]!;
  }

  private enter(now: number, stage: number, cause: Cause, by: string, reason: string): ModeNote {
    const note = this.note(now, stage, cause, by, reason);
    this.stage = stage;
    this.since = now;
    this.entered += 1;
    this.answers = 0;
    for (const monitor of this.monitors) monitor.anew();
    return note;
  }

  private note(at: number, stage: number, cause: Cause, by: string, reason: string): ModeNote {
    this.notes += 1;
    const { mode: to, share } = this.at(stage);
    return { n: this.notes, at, from: this.at(this.stage).mode, to, share, cause, by, reason };
  }

  private reasonOf({ of, limit }: MonitorSettings, { value, samples, column }: MonitorStand): string {
    const what = column < 0 ? '' : ` (${this.settings.columns[column]})`;
    const is = value === null ? 'where the baseline has none' : rounded(value);
    return `${of}${what} ${is}, at most ${rounded(limit.most)}, ${samples} samples`;
  }
}

/** To three decimals, in the same letters everywhere. */
function rounded(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
