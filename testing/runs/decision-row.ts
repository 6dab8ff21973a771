/** A row of the table of decisions, by column. */
import type { Recorder } from '#scenarios/recording/recorder';
import { TABLES } from '#scenarios/recording/schema';

export type DecisionRow = Readonly<Record<(typeof TABLES)['decisions'][number]['name'], unknown>>;

/** As it stands now: what is in it may change later. */
export function decisionRow(cells: Parameters<Recorder['decision']>): DecisionRow {
  const named = TABLES.decisions.map(({ name }, i) => [name, structuredClone(cells[i])]);
  return Object.fromEntries(named) as DecisionRow;
}
