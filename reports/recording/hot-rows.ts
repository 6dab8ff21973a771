/**
 * Rows of the tables that every step and message adds to: each column is named, so that no row is a list. The kind of the row
 * before says what kind most likely comes next, and the kind of a row what its other names most likely are.
 */
import type { Recorder } from '#scenarios/recording/recorder';
import {
  type BodyColumn,
  InstantColumn,
  IntegerColumn,
  NameColumn,
  NullableColumn,
  NumberColumn,
} from './columns.ts';
import type { NotedBodies } from './noted-bodies.ts';
import type { TableWriter } from './table-writer.ts';

export function businessRows(table: TableWriter): Recorder['business'] {
  const times = table.column('time', InstantColumn);
  const events = table.column('event', NameColumn);
  const owners = table.column('owner', NameColumn);
  const types = table.column('entityType', NameColumn);
  const keys = table.column('entityKey', IntegerColumn);
  const ns = table.column('entityN', IntegerColumn);
  const as = table.column('a', NumberColumn);
  const bs = table.column('b', NumberColumn);
  let place = 0;
  return (time, event, owner, entityType, entityKey, entityN, a, b) => {
    const row = table.rows;
    times.put(row, time);
    place = events.code(row, event, place);
    owners.code(row, owner, place);
    types.code(row, entityType, place);
    keys.put(row, entityKey);
    ns.put(row, entityN);
    as.put(row, a);
    bs.put(row, b);
    table.commit();
  };
}

export function inputRows(table: TableWriter, noted: NotedBodies): Recorder['input'] {
  const nows = table.column('now', InstantColumn);
  const actorTypes = table.column('actorType', NameColumn);
  const actorKeys = table.column('actorKey', IntegerColumn);
  const actorNs = table.column('actorN', IntegerColumn);
  const kinds = table.column('kind', NameColumn);
  const fromTypes = table.column('fromType', NameColumn);
  const fromKeys = table.column('fromKey', IntegerColumn);
  const putIdentity = identityOf(table);
  const putBody = bodiesOf(table);
  let place = 0;
  return (now, actorType, actorKey, actorN, kind, fromType, fromKey, sender, counter, key, a, b, body) => {
    const row = table.rows;
    nows.put(row, now);
    place = kinds.code(row, kind, place);
    actorTypes.code(row, actorType, place);
    actorKeys.put(row, actorKey);
    actorNs.put(row, actorN);
    fromTypes.code(row, fromType, place);
    fromKeys.put(row, fromKey);
    putIdentity(row, sender, counter, key, a, b);
    putBody(row, body, place);
    noted.note(sender, counter, body);
    table.commit();
  };
}

export function messageRows(table: TableWriter, noted: NotedBodies): Recorder['message'] {
  const sents = table.column('sentAt', InstantColumn);
  const dues = table.column('dueAt', InstantColumn);
  const kinds = table.column('kind', NameColumn);
  const fromTypes = table.column('fromType', NameColumn);
  const fromKeys = table.column('fromKey', IntegerColumn);
  const toTypes = table.column('toType', NameColumn);
  const toKeys = table.column('toKey', IntegerColumn);
  const putIdentity = identityOf(table);
  const putBody = bodiesOf(table);
  let place = 0;
  return (sentAt, dueAt, kind, fromType, fromKey, toType, toKey, sender, counter, key, a, b, body) => {
    const row = table.rows;
    sents.put(row, sentAt);
    dues.put(row, dueAt);
    place = kinds.code(row, kind, place);
    fromTypes.code(row, fromType, place);
    fromKeys.put(row, fromKey);
    toTypes.code(row, toType, place);
    toKeys.put(row, toKey);
    putIdentity(row, sender, counter, key, a, b);
    putBody(row, noted.stands(sender, counter, body) ? null : body, place);
    table.commit();
  };
}

type PutIdentity = (row: number, sender: number, counter: number, key: number, a: number, b: number) => void;

/** Columns that inputs and messages share. */
function identityOf(table: TableWriter): PutIdentity {
  const senders = table.column('sender', IntegerColumn);
  const counters = table.column('counter', IntegerColumn);
  const keys = table.column('key', IntegerColumn);
  const as = table.column('a', NumberColumn);
  const bs = table.column('b', NumberColumn);
  return (row, sender, counter, key, a, b) => {
    senders.put(row, sender);
    counters.put(row, counter);
    keys.put(row, key);
    as.put(row, a);
    bs.put(row, b);
  };
}

function bodiesOf(table: TableWriter): (row: number, body: unknown, place: number) => void {
  const nullable = table.column('body', NullableColumn) as NullableColumn<BodyColumn>;
  const bodies = nullable.inner;
  return (row, body, place) => {
    if (body === null || body === undefined) nullable.skip(row);
    else {
      nullable.mark(row);
      bodies.putAt(row, body, place);
    }
  };
}
