/**
 * Rows of `decisions`: few, but each has as many columns as two others. Columns of one type are put one after the other, so that the
 * engine knows at each place what it calls.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import { BodyColumn, TextColumn } from './bulk-columns.ts';
import {
  type ColumnBuffer,
  InstantColumn,
  IntegerColumn,
  NameColumn,
  NullableColumn,
  NumberColumn,
} from './columns.ts';
import type { SeenStates } from './seen-states.ts';
import type { TableWriter } from './table-writer.ts';

export function decisionRows(table: TableWriter, seen: SeenStates): Recorder['decision'] {
  const now = table.column('now', InstantColumn);
  const point = table.column('point', NameColumn);
  const entityType = table.column('entityType', NameColumn);
  const entityKey = table.column('entityKey', IntegerColumn);
  const attempt = table.column('attempt', IntegerColumn);
  const policy = table.column('policy', NameColumn);
  const policyDigest = nullable(table, 'policyDigest', TextColumn);
  const mode = table.column('mode', NameColumn);
  const candidates = table.column('candidates', IntegerColumn);
  const removed = table.column('removed', IntegerColumn);
  const chosen = table.column('chosen', IntegerColumn);
  const score = nullable(table, 'score', NumberColumn);
  const confidence = nullable(table, 'confidence', NumberColumn);
  const propensity = nullable(table, 'propensity', NumberColumn);
  const fallback = nullable(table, 'fallback', NameColumn);
  const latencyMs = table.column('latencyMs', NumberColumn);
  const context = nullable(table, 'context', BodyColumn);
  const options = nullable(table, 'options', BodyColumn);
  const views = nullable(table, 'views', BodyColumn);
  const recommended = table.column('recommended', IntegerColumn);
  const override = nullable(table, 'override', NameColumn);
  const inputDigest = table.column('inputDigest', TextColumn);
  const answer = nullable(table, 'answer', TextColumn);
  const auditHash = table.column('auditHash', TextColumn);
  const ruledOut = nullable(table, 'ruledOut', BodyColumn);
  return (...values) => {
    const { rows: row } = table;
    now.put(row, values[0]);
    point.put(row, values[1]);
    entityType.put(row, values[2]);
    entityKey.put(row, values[3]);
    attempt.put(row, values[4]);
    policy.put(row, values[5]);
    policyDigest.put(row, values[6]);
    mode.put(row, values[7]);
    candidates.put(row, values[8]);
    removed.put(row, values[9]);
    chosen.put(row, values[10]);
    score.put(row, values[11]);
    confidence.put(row, values[12]);
    propensity.put(row, values[13]);
    fallback.put(row, values[14]);
    latencyMs.put(row, values[15]);
    context.put(row, values[16]);
    options.put(row, values[17]);
    views.put(row, values[18] === null ? null : seen.notedAll(values[18]));
    recommended.put(row, values[19]);
    override.put(row, values[20]);
    inputDigest.put(row, values[21]);
    answer.put(row, values[22]);
    auditHash.put(row, values[23]);
    ruledOut.put(row, values[24]);
    table.commit();
  };
}

function nullable<Inner extends ColumnBuffer>(
  table: TableWriter,
  name: string,
  type: abstract new (...args: never[]) => Inner,
): NullableColumn<Inner> {
  const column: NullableColumn<ColumnBuffer> = table.column(name, NullableColumn);
  if (!(column.inner instanceof type)) throw new TypeError(`the column ${name} is of another type`);
  return column as NullableColumn<Inner>;
}
