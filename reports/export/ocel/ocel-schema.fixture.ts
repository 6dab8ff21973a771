/**
 * What the OCEL 2.0 specification asks of a JSON log, as a JSON Schema of draft 2020-12, written from its text: sections 4 and 7 of Berti et
 * al., arXiv 2403.01975, https://www.ocel-standard.org/specification/formats/json/ and the schema that is published there (four lists; types with attributes and one of five value
 * types; events with id, type, time; objects with id, type and attributes with a time; relationships with an object and a qualifier).
 * And of an SQLite log: the 24 constraints of section 5 on tables, columns, primary and foreign keys, as questions whose answer is no row.
 */

const NAMED = { type: 'string', minLength: 1 } as const;
const TIME = { type: 'string', format: 'date-time' } as const;
/** As the published schema has it: a text, of whatever type the value is. */
const VALUE = { type: 'string' } as const;

const TYPE = {
  type: 'object',
  required: ['name', 'attributes'],
  additionalProperties: false,
  properties: {
    name: NAMED,
    attributes: {
      type: 'array',
      items: {
        type: 'object',
        required: ['name', 'type'],
        additionalProperties: false,
        properties: { name: NAMED, type: { enum: ['string', 'time', 'integer', 'float', 'boolean'] } },
      },
    },
  },
} as const;

const RELATIONSHIPS = {
  type: 'array',
  items: {
    type: 'object',
    required: ['objectId', 'qualifier'],
    additionalProperties: false,
    properties: { objectId: NAMED, qualifier: NAMED },
  },
} as const;

export const OCEL_JSON_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  type: 'object',
  required: ['eventTypes', 'objectTypes', 'events', 'objects'],
  additionalProperties: false,
  properties: {
    eventTypes: { type: 'array', items: TYPE },
    objectTypes: { type: 'array', items: TYPE },
    events: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type', 'time'],
        additionalProperties: false,
        properties: {
          id: NAMED,
          type: NAMED,
          time: TIME,
          attributes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'value'],
              additionalProperties: false,
              properties: { name: NAMED, value: VALUE },
            },
          },
          relationships: RELATIONSHIPS,
        },
      },
    },
    objects: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'type'],
        additionalProperties: false,
        properties: {
          id: NAMED,
          type: NAMED,
          attributes: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'time', 'value'],
              additionalProperties: false,
              properties: { name: NAMED, time: TIME, value: VALUE },
            },
          },
          relationships: RELATIONSHIPS,
        },
      },
    },
  },
} as const;

/** Columns that a table must have; `*` = part of its primary key; `> table` = a foreign key to that table's `ocel_id` or `ocel_type`. */
const SHARED_TABLES: Readonly<Record<string, readonly string[]>> = {
  event_map_type: ['ocel_type*', 'ocel_type_map'],
  object_map_type: ['ocel_type*', 'ocel_type_map'],
  event: ['ocel_id*', 'ocel_type > event_map_type.ocel_type'],
  object: ['ocel_id*', 'ocel_type > object_map_type.ocel_type'],
  event_object: ['ocel_event_id* > event.ocel_id', 'ocel_object_id* > object.ocel_id', 'ocel_qualifier*'],
  object_object: ['ocel_source_id* > object.ocel_id', 'ocel_target_id* > object.ocel_id', 'ocel_qualifier*'],
};

/** Of a table of one type. */
const EVENT_TABLE = ['ocel_id* > event.ocel_id', 'ocel_time TIMESTAMP'];
const OBJECT_TABLE = ['ocel_id > object.ocel_id', 'ocel_time TIMESTAMP', 'ocel_changed_field'];

type Row = Readonly<Record<string, unknown>>;

/** What a database lacks of an OCEL 2.0 log, a sentence each. */
export function lacksOf(query: (sql: string) => readonly Row[]): string[] {
  const tables = new Set(
    query("SELECT name FROM sqlite_master WHERE type = 'table'").map(({ name }) => String(name)),
  );
  const expected = new Map(Object.entries(SHARED_TABLES));
  for (const { ocel_type_map: suffix } of query('SELECT * FROM event_map_type'))
    expected.set(`event_${suffix}`, EVENT_TABLE);
  for (const { ocel_type_map: suffix } of query('SELECT * FROM object_map_type'))
    expected.set(`object_${suffix}`, OBJECT_TABLE);
  const lacks = [...expected].flatMap(([table, columns]) =>
    tables.has(table) ? columnLacks(query, table, columns) : [`no table ${table}`],
  );
  const more = [...tables].filter((table) => !expected.has(table));
  const broken = query('PRAGMA foreign_key_check').map((row) => `broken key: ${JSON.stringify(row)}`);
  return [...lacks, ...more.map((table) => `table ${table} is of no type`), ...broken];
}

function columnLacks(
  query: (sql: string) => readonly Row[],
  table: string,
  columns: readonly string[],
): string[] {
  const there = query(`SELECT * FROM pragma_table_info('${table}')`);
  const keys = query(`SELECT * FROM pragma_foreign_key_list('${table}')`).map(
    ({ from, table: to, to: column }) => `${from} > ${to}.${column}`,
  );
  return columns.flatMap((words) => {
    const [, name, star, type, to] = /^(\w+)(\*?)(?: ([A-Z]+))?(?: > (\S+))?$/.exec(words)!;
    const column = there.find((each) => each.name === name);
    if (column === undefined) return [`${table} has no ${name}`];
    const isKey = Number(column.pk) > 0;
    return [
      ...(isKey === (star === '*') ? [] : [`${table}.${name}: part of the primary key: ${isKey}`]),
      ...(type === undefined || column.type === type ? [] : [`${table}.${name} is a ${column.type}`]),
      ...(to === undefined || keys.includes(`${name} > ${to}`)
        ? []
        : [`${table}.${name} does not refer to ${to}`]),
    ];
  });
}
