/**
 * A log as OCEL 2.0 in SQLite: six tables for all, one for each type of events and objects.
 * Source: https://www.ocel-standard.org/specification/formats/sqlite/ and the constraints of the specification (arXiv 2403.01975, 5.1), which
 * also say the keys.
 *
 * 1. Each object has a row with `ocel_changed_field` null, for what it is from the beginning, and one for each change.
 * 2. Values go in as parameters, names quoted: no text of a scenario is ever part of a statement.
 */
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import {
  type OcelEvent,
  type OcelObject,
  type OcelSink,
  type OcelType,
  type OcelValue,
  type OcelValueType,
  ocelTime,
  plainValue,
} from './ocel-log.ts';
import { columnNames, quotedName, tableNames } from './sqlite-names.ts';
import { typesByName } from './types-by-name.ts';

const SHARED = `
CREATE TABLE event_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT UNIQUE);
CREATE TABLE object_map_type (ocel_type TEXT PRIMARY KEY, ocel_type_map TEXT UNIQUE);
CREATE TABLE event (ocel_id TEXT PRIMARY KEY, ocel_type TEXT, FOREIGN KEY (ocel_type) REFERENCES event_map_type (ocel_type)) WITHOUT ROWID;
CREATE TABLE object (ocel_id TEXT PRIMARY KEY, ocel_type TEXT, FOREIGN KEY (ocel_type) REFERENCES object_map_type (ocel_type)) WITHOUT ROWID;
CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT,
  PRIMARY KEY (ocel_event_id, ocel_object_id, ocel_qualifier),
  FOREIGN KEY (ocel_event_id) REFERENCES event (ocel_id), FOREIGN KEY (ocel_object_id) REFERENCES object (ocel_id)) WITHOUT ROWID;
CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT,
  PRIMARY KEY (ocel_source_id, ocel_target_id, ocel_qualifier),
  FOREIGN KEY (ocel_source_id) REFERENCES object (ocel_id), FOREIGN KEY (ocel_target_id) REFERENCES object (ocel_id)) WITHOUT ROWID;
`;

const SQL_TYPES: Readonly<Record<OcelValueType, string>> = {
  string: 'TEXT',
  time: 'TIMESTAMP',
  integer: 'INTEGER',
  float: 'REAL',
};

/** How rows of one type are written. */
interface Rows {
  readonly types: ReadonlyMap<string, OcelValueType>;
  /** Place of an attribute among the parameters. */
  readonly places: ReadonlyMap<string, number>;
  readonly insert: StatementSync;
  readonly width: number;
  readonly columns: ReadonlyMap<string, string>;
}

export class OcelSqliteSink implements OcelSink {
  private readonly database: DatabaseSync;
  private events: ReadonlyMap<string, Rows> = new Map();
  private objects: ReadonlyMap<string, Rows> = new Map();
  private readonly shared: Readonly<
    Record<'event' | 'object' | 'event_object' | 'object_object', StatementSync>
  >;

  constructor(database: DatabaseSync) {
    this.database = database;
    database.exec(SHARED);
    this.shared = {
      event: database.prepare('INSERT INTO event VALUES (?, ?)'),
      object: database.prepare('INSERT INTO object VALUES (?, ?)'),
      event_object: database.prepare('INSERT INTO event_object VALUES (?, ?, ?)'),
      object_object: database.prepare('INSERT INTO object_object VALUES (?, ?, ?)'),
    };
  }

  begin(events: readonly OcelType[], objects: readonly OcelType[]): void {
    this.events = this.tables('event', events, ['ocel_id', 'ocel_time']);
    this.objects = this.tables('object', objects, ['ocel_id', 'ocel_time', 'ocel_changed_field']);
  }

  event({ id, type, at, attributes, relations }: OcelEvent): void {
    this.shared.event.run(id, type);
    const { insert, places, types, width } = this.events.get(type)!;
    const row = emptyRow(width, [id, ocelTime(at)]);
    for (const [name, value] of attributes) row[places.get(name)!] = plainValue(value, types.get(name)!);
    insert.run(...row);
    for (const { object, qualifier } of relations) this.shared.event_object.run(id, object, qualifier);
  }

  object({ id, type, changes, relations }: OcelObject): void {
    this.shared.object.run(id, type);
    const { insert, places, types, width, columns } = this.objects.get(type)!;
    const first = emptyRow(width, [id, ocelTime(0), null]);
    for (const { name, at, value } of changes)
      if (at === 0) first[places.get(name)!] = plainValue(value, types.get(name)!);
    insert.run(...first);
    for (const { name, at, value } of changes) {
      if (at === 0) continue;
      const row = emptyRow(width, [id, ocelTime(at), columns.get(name)!]);
      row[places.get(name)!] = plainValue(value, types.get(name)!);
      insert.run(...row);
    }
    for (const { object, qualifier } of relations) this.shared.object_object.run(id, object, qualifier);
  }

  end(): void {}

  private tables(
    of: 'event' | 'object',
    types: readonly OcelType[],
    fixed: readonly string[],
  ): ReadonlyMap<string, Rows> {
    const names = tableNames(types.map(({ name }) => name));
    const known = typesByName(types);
    const map = this.database.prepare(`INSERT INTO ${of}_map_type VALUES (?, ?)`);
    return new Map(
      types.map(({ name, attributes }) => {
        const suffix = names.get(name)!;
        map.run(name, suffix);
        const columns = columnNames(
          attributes.map((each) => each.name),
          fixed,
        );
        const table = quotedName(`${of}_${suffix}`);
        this.database.exec(tableSql(of, table, fixed, attributes, columns));
        const width = fixed.length + attributes.length;
        return [
          name,
          {
            types: known.get(name)!,
            places: new Map(attributes.map((each, i) => [each.name, fixed.length + i])),
            insert: this.database.prepare(
              `INSERT INTO ${table} VALUES (${Array(width).fill('?').join(', ')})`,
            ),
            width,
            columns,
          },
        ];
      }),
    );
  }
}

function tableSql(
  of: 'event' | 'object',
  table: string,
  fixed: readonly string[],
  attributes: OcelType['attributes'],
  columns: ReadonlyMap<string, string>,
): string {
  const own = fixed.map((name) => {
    if (name === 'ocel_time') return `${name} TIMESTAMP`;
    return name === 'ocel_id' && of === 'event' ? `${name} TEXT PRIMARY KEY` : `${name} TEXT`;
  });
  const others = attributes.map(({ name, type }) => `${quotedName(columns.get(name)!)} ${SQL_TYPES[type]}`);
  const key = `FOREIGN KEY (ocel_id) REFERENCES ${of} (ocel_id)`;
  return `CREATE TABLE ${table} (${[...own, ...others, key].join(', ')})${of === 'event' ? ' WITHOUT ROWID' : ''}`;
}

function emptyRow(width: number, first: readonly (OcelValue | null)[]): (OcelValue | null)[] {
  const row: (OcelValue | null)[] = new Array(width).fill(null);
  first.forEach((value, i) => {
    row[i] = value;
  });
  return row;
}
