/** Whether what a kind of fault stands for has happened in a run: faults and business events on record, tasks, and what people did not do. */
import type { Recorder } from '#scenarios/recording/recorder';

/** Ears that count into a map: `KIND` of faults, names of business events, `task KIND`, `answered-twice`, `unanswered`, `model-answered`, `model-not-obeyed`. */
export class Happenings {
  readonly counts = new Map<string, number>();
  readonly ears: Partial<Recorder>;
  private readonly answers = new Set<string>();
  private readonly open = new Set<string>();

  /**
   * @param wanted business events to count: all others pass by
   * @param model that answers a decision point, by its arm's name; null = none does, and nobody hears decisions
   */
  constructor(wanted: ReadonlySet<string>, model: string | null = null) {
    this.ears = {
      ...(model === null ? {} : this.decisionsOf(model)),
      business: (_time, event) => {
        if (wanted.has(event)) this.more(event);
      },
      fault: (_time, kind) => this.more(kind),
      task: (_now, _role, entity, key, kind, _dueAt, state, body) => {
        const { no } = body as { readonly no: number };
        const task = `${entity} ${key} ${no}`;
        if (state === 'open') {
          this.more(`task ${kind}`);
          this.open.add(task);
        } else if (state === 'answered') {
          this.open.delete(task);
          if (this.answers.has(task)) this.more('answered-twice');
          this.answers.add(task);
        }
      },
    };
  }

  /** When the run is over. */
  end(): void {
    if (this.open.size > 0) this.counts.set('unanswered', this.open.size);
  }

  private decisionsOf(model: string): Partial<Recorder> {
    return {
      decision: (...[, , , , , policy, , , , , , , , , fallback]) => {
        if (policy !== model) return;
        this.more('model-answered');
        if (fallback !== null) this.more('model-not-obeyed');
      },
    };
  }

  private more(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1);
  }
}
