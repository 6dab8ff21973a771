/**
 * Lines of a log for `dray ope`, with what a model says that each option would have earned: learnt from the same recordings, never from the decision that it
 * is told of.
 *
 * 1. Folds are seeds; of one seed alone they are entities, so that two decisions on one order are not told of each other.
 */
import { RewardModel } from '#bench/training/learning/reward-model';
import type { LogRow } from '#reports/decision-log/log-row';
import { featuresOffered, opeLine, type Target } from '#reports/decision-log/projections/ope-lines';
import {
  type DrawnRow,
  drawnRows,
  type LogSource,
  type SourcedRow,
} from '#reports/decision-log/projections/projection';

/** More would only cost time: nine tenths are learnt from. Source: assumption. */
const FOLDS_OF_SEEDS = 10;
const FOLDS_OF_ENTITIES = 5;

export class OpeLines {
  private readonly model = new RewardModel();
  private readonly foldOf: (row: SourcedRow) => number;
  private readonly target: Target;
  /** Lines that have no predicted reward: there was too little to learn from. */
  untold = 0;

  /** Reads the source once, to learn from. */
  constructor(source: LogSource, target: Target) {
    this.target = target;
    this.foldOf = foldsOf(source);
    for (const drawn of drawnRows(source, {})) {
      const { row, reward } = drawn;
      const chosen = row.ruledOut.slice(0, row.chosen).filter((rule) => rule === null).length;
      const features = featuresOffered(row);
      this.model.learn({ fold: this.foldOf(drawn), features, rows: rowsOffered(row), chosen, reward });
    }
  }

  /** null = there was nothing to choose. */
  line(drawn: DrawnRow): string | null {
    return opeLine(drawn, this.target, (row, features, rows) => {
      const predicted = this.model.predicted({ fold: this.foldOf(row), features, rows });
      if (predicted === null) this.untold += 1;
      return predicted;
    });
  }
}

function foldsOf({ rows }: LogSource): (row: SourcedRow) => number {
  const seeds = new Map<string | null, number>();
  for (const { seed } of rows()) if (!seeds.has(seed)) seeds.set(seed, seeds.size % FOLDS_OF_SEEDS);
  return seeds.size > 1
    ? ({ seed }) => seeds.get(seed)!
    : ({ row: { entityKey } }) => Math.abs(entityKey) % FOLDS_OF_ENTITIES;
}

function rowsOffered({ ruledOut }: LogRow): number {
  return ruledOut.filter((rule) => rule === null).length;
}
