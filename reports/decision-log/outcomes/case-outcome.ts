/** What came of an exception: who resolved it, how long that took, whether it was escalated before. */
import type { AskedRows, Collected, OnSettled, OutcomeOf } from './outcome.ts';
import { RowsByKey, type SavedRows } from './rows-by-key.ts';

export const CASE_OUTCOME: OutcomeOf = {
  summary: 'the case: how long it took, who resolved it, whether it was escalated',
  columns: [
    { name: 'resolutionMs', unit: 'ms', doc: 'from the question to the end of the case', better: 'less' },
    { name: 'resolvedBy', unit: 'RESOLVED_BY', doc: 'who did the last thing about it', better: null },
    { name: 'escalated', unit: '0 or 1', doc: 'between question and end', better: 'less' },
    {
      name: 'touches',
      unit: 'times',
      doc: 'recommendations that were followed from this question on, until the end',
      better: 'less',
    },
  ],
  reward: 'resolutionMs',
  told: 0,
  reads: () => [],
  collect: (asked, onSettled) => new CaseOutcomes(asked, onSettled),
};

class CaseOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly onSettled: OnSettled;
  private readonly rows = new RowsByKey();
  /** Of a row. */
  private figures: Figures = { resolvedAt: [], by: [], escalated: [], touches: [] };

  readonly listeners: Collected['listeners'] = {
    caseRemedied: (time, key) => {
      for (const row of this.open(key, time)) this.figures.touches[row]! += 1;
    },
    caseEscalated: (time, key) => {
      for (const row of this.open(key, time)) this.figures.escalated[row] = 1;
    },
    caseResolved: (time, key, _n, by) => {
      for (const row of this.open(key, time)) {
        this.figures.resolvedAt[row] = time;
        this.figures.by[row] = by;
        this.onSettled(row);
      }
    },
  };

  constructor(asked: AskedRows, onSettled: OnSettled) {
    this.asked = asked;
    this.onSettled = onSettled;
  }

  add(row: number): void {
    this.rows.add(this.asked.keys[row]!, row);
    const { resolvedAt, by, escalated, touches } = this.figures;
    resolvedAt[row] = by[row] = Number.NaN;
    escalated[row] = touches[row] = 0;
  }

  drop(row: number): void {
    this.rows.drop(this.asked.keys[row]!, row);
  }

  valuesOf(row: number): readonly number[] {
    const { resolvedAt, by, escalated, touches } = this.figures;
    if (Number.isNaN(resolvedAt[row])) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    return [resolvedAt[row]! - this.asked.now[row]!, by[row]!, escalated[row]!, touches[row]!];
  }

  knownAt(row: number): number {
    return this.figures.resolvedAt[row]!;
  }

  save(): Saved {
    return { rows: this.rows.save(), figures: copyOf(this.figures) };
  }

  load(saved: unknown): void {
    const { rows, figures } = saved as Saved;
    this.rows.load(rows);
    this.figures = copyOf(figures);
  }

  /** Rows of a case that had been asked by then and are not resolved yet. */
  private *open(key: number, time: number): Generator<number> {
    for (const row of this.rows.of(key))
      if (this.asked.now[row]! <= time && Number.isNaN(this.figures.resolvedAt[row])) yield row;
  }
}

interface Figures {
  /** Epoch ms; NaN = not yet. */
  readonly resolvedAt: number[];
  readonly by: number[];
  readonly escalated: number[];
  readonly touches: number[];
}

interface Saved {
  readonly rows: SavedRows;
  readonly figures: Figures;
}

function copyOf({ resolvedAt, by, escalated, touches }: Figures): Figures {
  return {
    resolvedAt: resolvedAt.slice(),
    by: by.slice(),
    escalated: escalated.slice(),
    touches: touches.slice(),
  };
}
