/** A decision log in a form that a library of bandits or an estimator reads: rows that can be learnt from, and how many can't. */
import type { LeftOut, LogRow } from '../log-row.ts';
import { leftOut } from '../log-row.ts';
import type { LoggedPoint } from '../logged-point.ts';
import { type OutcomeColumn, rewardOf } from '../outcomes/outcome.ts';
import { outcomeOf } from '../outcomes/outcomes.ts';

export interface LogSource {
  readonly point: LoggedPoint;
  /** From the beginning with each call; with which run each row is of. */
  rows(): Iterable<SourcedRow>;
  /** Outcome column that the reward is made of. */
  readonly reward: string;
}

export interface SourcedRow {
  readonly row: LogRow;
  readonly seed: string | null;
  readonly arm: string;
}

export interface DrawnRow extends SourcedRow {
  /** The more the better. */
  readonly reward: number;
}

export type LeftOutCounts = Partial<Record<LeftOut, number>>;

/** Rows that were drawn with a known probability and have a reward. @param counts what is left out is counted in it */
export function* drawnRows(source: LogSource, counts: LeftOutCounts): Generator<DrawnRow> {
  const at = rewardAt(source);
  const { columns } = outcomeOf(source.point.name);
  for (const sourced of source.rows()) {
    const reward = rewardOf(columns[at]!, sourced.row.outcome[at]!);
    const why = leftOut(sourced.row, reward);
    if (why === null) yield { ...sourced, reward };
    else counts[why] = (counts[why] ?? 0) + 1;
  }
}

export function rewardColumn(source: LogSource): OutcomeColumn {
  return outcomeOf(source.point.name).columns[rewardAt(source)]!;
}

function rewardAt({ point, reward }: LogSource): number {
  return outcomeOf(point.name).columns.findIndex(({ name }) => name === reward);
}

const WORDS: Readonly<Record<LeftOut, string>> = {
  shadow: 'of a shadow',
  noOption: 'without an option',
  propensityUnknown: 'drawn and then overruled',
  rewardUnknown: 'whose outcome is not known',
};

/** In words; '' = nothing was left out. */
export function leftOutWords(counts: LeftOutCounts): string {
  return Object.entries(counts)
    .map(([why, count]) => `${count} ${WORDS[why as LeftOut]}`)
    .join(', ');
}
