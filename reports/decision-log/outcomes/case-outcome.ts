/** What came of an exception: who resolved it, how long that took, whether it was escalated before. */
import type { AskedRows, Collected, OutcomeOf } from './outcome.ts';
import { RowsByKey } from './rows-by-key.ts';

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
  collect: (asked) => new CaseOutcomes(asked),
};

class CaseOutcomes implements Collected {
  private readonly asked: AskedRows;
  private readonly rows: RowsByKey;
  private readonly resolvedAt: Float64Array;
  private readonly by: Float64Array;
  private readonly escalated: Float64Array;
  private readonly touches: Float64Array;

  readonly listeners: Collected['listeners'] = {
    caseRemedied: (time, key) => {
      for (const row of this.open(key, time)) this.touches[row]! += 1;
    },
    caseEscalated: (time, key) => {
      for (const row of this.open(key, time)) this.escalated[row] = 1;
    },
    caseResolved: (time, key, _n, by) => {
      for (const row of this.open(key, time)) {
        this.resolvedAt[row] = time;
        this.by[row] = by;
      }
    },
  };

  constructor(asked: AskedRows) {
    this.asked = asked;
    const { size, keys } = asked;
    this.rows = new RowsByKey(keys, size);
    this.resolvedAt = new Float64Array(size).fill(Number.NaN);
    this.by = new Float64Array(size).fill(Number.NaN);
    this.escalated = new Float64Array(size);
    this.touches = new Float64Array(size);
  }

  valuesOf(row: number): readonly number[] {
    const resolvedAt = this.resolvedAt[row]!;
    if (Number.isNaN(resolvedAt)) return [Number.NaN, Number.NaN, Number.NaN, Number.NaN];
    return [resolvedAt - this.asked.now[row]!, this.by[row]!, this.escalated[row]!, this.touches[row]!];
  }

  knownAt(row: number): number {
    return this.resolvedAt[row]!;
  }

  /** Rows of a case that had been asked by then and are not resolved yet. */
  private *open(key: number, time: number): Generator<number> {
    for (const row of this.rows.of(key))
      if (this.asked.now[row]! <= time && Number.isNaN(this.resolvedAt[row])) yield row;
  }
}
