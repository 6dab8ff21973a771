/**
 * Rows of the tables that every step and message adds to. The kind of the row before says what kind most likely comes next, and the
 * kind of a row what its other names most likely are.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import type { BodyColumn } from './bulk-columns.ts';
import { InstantColumn, IntegerColumn, NameColumn, NullableColumn, NumberColumn } from './columns.ts';
import type { NotedBodies } from './noted-bodies.ts';
import { RowStage } from './row-stage.ts';
import { StagedBodies } from './staged-bodies.ts';
import type { TableWriter } from './table-writer.ts';

export interface StagedRows<Put> {
  readonly put: Put;
  readonly stage: RowStage;
}

export function businessRows(table: TableWriter): StagedRows<Recorder['business']> {
  const stage = new RowStage(table, {
    numbers: [
      table.column('time', InstantColumn),
      ...integers(table, ['entityKey', 'entityN']),
      ...numbers(table, ['a', 'b']),
    ],
    names: names(table, ['event', 'owner', 'entityType']),
  });
  const { cells, names: texts } = stage;
  return {
    stage,
    put: (time, event, owner, entityType, entityKey, entityN, a, b) => {
      const at = 5 * stage.rows;
      cells[at] = time;
      cells[at + 1] = entityKey;
      cells[at + 2] = entityN;
      cells[at + 3] = a;
      cells[at + 4] = b;
      const name = 3 * stage.rows;
      texts[name] = event;
      texts[name + 1] = owner;
      texts[name + 2] = entityType;
      stage.commit();
    },
  };
}

export function inputRows(
  table: TableWriter,
  noted: NotedBodies,
): StagedRows<NonNullable<Recorder['inputOf']>> {
  const body = bodyOf(table);
  const stage = new RowStage(table, {
    numbers: [
      table.column('now', InstantColumn),
      ...integers(table, ['actorKey', 'actorN', 'fromKey', 'sender', 'counter', 'key']),
      ...numbers(table, ['a', 'b']),
      body,
    ],
    names: names(table, ['kind', 'actorType', 'fromType']),
  });
  const { cells, names: texts } = stage;
  return {
    stage,
    put: (now, actorType, actorKey, actorN, fromType, said) => {
      const { kind, sender, counter, body: content } = said;
      const at = 10 * stage.rows;
      cells[at] = now;
      cells[at + 1] = actorKey;
      cells[at + 2] = actorN;
      cells[at + 3] = said.fromKey;
      cells[at + 4] = sender;
      cells[at + 5] = counter;
      cells[at + 6] = said.key;
      cells[at + 7] = said.a;
      cells[at + 8] = said.b;
      cells[at + 9] = body.encoded(content, kind);
      const name = 3 * stage.rows;
      texts[name] = kind;
      texts[name + 1] = actorType;
      texts[name + 2] = fromType;
      noted.note(sender, counter, content);
      stage.commit();
    },
  };
}

export function messageRows(table: TableWriter, noted: NotedBodies): StagedRows<Recorder['message']> {
  const body = bodyOf(table);
  const stage = new RowStage(table, {
    numbers: [
      table.column('sentAt', InstantColumn),
      table.column('dueAt', InstantColumn),
      ...integers(table, ['fromKey', 'toKey', 'sender', 'counter', 'key']),
      ...numbers(table, ['a', 'b']),
      body,
    ],
    names: names(table, ['kind', 'fromType', 'toType']),
  });
  const { cells, names: texts } = stage;
  return {
    stage,
    put: (sentAt, dueAt, kind, fromType, fromKey, toType, toKey, sender, counter, key, a, b, said) => {
      const at = 10 * stage.rows;
      cells[at] = sentAt;
      cells[at + 1] = dueAt;
      cells[at + 2] = fromKey;
      cells[at + 3] = toKey;
      cells[at + 4] = sender;
      cells[at + 5] = counter;
      cells[at + 6] = key;
      cells[at + 7] = a;
      cells[at + 8] = b;
      cells[at + 9] = body.encoded(noted.stands(sender, counter, said) ? null : said, kind);
      const name = 3 * stage.rows;
      texts[name] = kind;
      texts[name + 1] = fromType;
      texts[name + 2] = toType;
      stage.commit();
    },
  };
}

function integers(table: TableWriter, columns: readonly string[]): IntegerColumn[] {
  return columns.map((name) => table.column(name, IntegerColumn));
}

function numbers(table: TableWriter, columns: readonly string[]): NumberColumn[] {
  return columns.map((name) => table.column(name, NumberColumn));
}

function names(table: TableWriter, columns: readonly string[]): NameColumn[] {
  return columns.map((name) => table.column(name, NameColumn));
}

function bodyOf(table: TableWriter): StagedBodies {
  return new StagedBodies(table.column('body', NullableColumn) as NullableColumn<BodyColumn>);
}
