/**
 * A log holds what was recorded, and is what the standard says: JSON by a schema written from the specification (with ajv), SQLite by its
 * constraints on tables, columns and keys. Both are read back: every row of the recording is there with its time, its numbers and what it is
 * about, and the two say the same. Of a rough day, and of a recording whose names are meant to break it.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EVENT_RULES } from '#scenarios/invariants/outbound/events';
import { roughTwin, roughWorld } from '#testing/worlds/outbound-rough-day';
import { readTable } from '../../recording/reader.ts';
import { RecordingWriter } from '../../recording/writer.ts';
import { ExportError, writeAside } from '../aside-file.ts';
import { writeDatabaseAside } from './aside-database.ts';
import { knownEvents, meaningsOf } from './event-meanings.ts';
import { AT_MS, HOSTILE_EVENTS, HOSTILE_TEXTS, plantHostileRecording } from './hostile-recording.fixture.ts';
import { OcelJsonSink } from './json-sink.ts';
import { objectType, ownerOf } from './object-ids.ts';
import { lacksOf, OCEL_JSON_SCHEMA } from './ocel-schema.fixture.ts';
import { OcelSqliteSink } from './sqlite-sink.ts';
import { type OcelCounts, writeOcel } from './write-ocel.ts';

interface Said {
  readonly name: string;
  readonly value: string;
  readonly time?: string;
}

interface Thing {
  readonly id: string;
  readonly type: string;
  readonly time: string;
  readonly attributes: readonly Said[];
  readonly relationships: readonly { readonly objectId: string; readonly qualifier: string }[];
}

interface Log {
  readonly eventTypes: readonly {
    readonly name: string;
    readonly attributes: readonly { name: string; type: string }[];
  }[];
  readonly objectTypes: Log['eventTypes'];
  readonly events: readonly Thing[];
  readonly objects: readonly Thing[];
}

type Row = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'dray-ocel-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = (name: string): string => join(folder, name);
const cuts: string[] = [];

const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
// The package is CommonJS, whose types say nothing of a default that is called.
const load = createRequire(import.meta.url);
const Ajv2020: typeof import('ajv/dist/2020.js').Ajv2020 = load('ajv/dist/2020.js');

async function written(dir: string, to: string): Promise<readonly [OcelCounts, OcelCounts]> {
  mkdirSync(file(to), { recursive: true });
  const counts: OcelCounts[] = [];
  await writeAside(file(`${to}/log.jsonocel`), (aside) => {
    counts.push(writeOcel(dir, [new OcelJsonSink(aside)], (words) => cuts.push(words)));
  });
  writeDatabaseAside(file(`${to}/log.sqlite`), (database) => {
    counts.push(writeOcel(dir, [new OcelSqliteSink(database)], () => {}));
  });
  return [counts[0]!, counts[1]!];
}

function logOf(name: string): Log {
  return JSON.parse(readFileSync(file(`${name}/log.jsonocel`), 'utf8'));
}

function queryOf(name: string): (sql: string) => readonly Row[] {
  return (sql) => {
    const database = new DatabaseSync(file(`${name}/log.sqlite`), { readOnly: true });
    try {
      return database.prepare(sql).all() as Row[];
    } finally {
      database.close();
    }
  };
}

/** As RFC 3339 has it: a date, a time and a zone. */
function isInstant(text: string): boolean {
  const isWritten = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  return isWritten && !Number.isNaN(Date.parse(text));
}

function isValid(log: unknown): boolean {
  const ajv = new Ajv2020({ allowUnionTypes: true });
  ajv.addFormat('date-time', isInstant);
  return ajv.validate(OCEL_JSON_SCHEMA, log);
}

const RUNS = ['rough', 'hostile'] as const;
const recorded = (name: string): string => file(`recorded-${name}`);

beforeAll(async () => {
  const writer = new RecordingWriter(recorded('rough'));
  const twin = roughTwin(roughWorld(), writer);
  twin.start();
  twin.run({ events: 14_000 });
  writer.close();
  plantHostileRecording(recorded('hostile'));
  for (const name of RUNS) {
    const [json, sqlite] = await written(recorded(name), name);
    expect(json).toEqual(sqlite);
  }
}, 60_000);

describe.each(RUNS)('%s', (name) => {
  test('the JSON is valid by the schema, and its values are of the types that it names', () => {
    const log = logOf(name);
    expect(isValid(log)).toBe(true);
    for (const [types, things] of [
      [log.eventTypes, log.events],
      [log.objectTypes, log.objects],
    ] as const) {
      const known = new Map(
        types.map((type) => [type.name, new Map(type.attributes.map((each) => [each.name, each.type]))]),
      );
      expect(known.size, 'each type once').toBe(types.length);
      const wrong = things.flatMap((thing) =>
        thing.attributes.filter(
          ({ name: said, value }) => !isOfType(value, known.get(thing.type)?.get(said)),
        ),
      );
      expect(wrong).toEqual([]);
    }
  });

  test('ids are unique, and whatever is named is there', () => {
    const { events, objects } = logOf(name);
    const ids = new Set(objects.map(({ id }) => id));
    expect(ids.size).toBe(objects.length);
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length);
    const lost = [...events, ...objects].flatMap(({ relationships }) =>
      relationships.filter(({ objectId }) => !ids.has(objectId)),
    );
    expect(lost).toEqual([]);
  });

  test('events stand in the order of time', () => {
    const times = logOf(name).events.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
  });

  test('every business event is there: its time, its owner, its numbers, what it is about', () => {
    const events = new Map(logOf(name).events.map((event) => [event.id, event]));
    const { rows } = readTable(recorded(name), 'business');
    expect(rows.length).toBeGreaterThan(10);
    const back = rows.map((_row, i) => businessRow(events.get(`business:${i + 1}`)!));
    expect(back).toEqual(rows.map(comparable));
    expect([...events.keys()].filter((id) => id.startsWith('business:'))).toHaveLength(rows.length);
  });

  test('so is every decision, and every task', () => {
    const { events } = logOf(name);
    const decisions = readTable(recorded(name), 'decisions').rows;
    const told = new Map(events.map((event) => [event.id, event]));
    for (const [i, row] of decisions.entries()) {
      const event = told.get(`decision:${i + 1}`)!;
      const said = Object.fromEntries(event.attributes.map((each) => [each.name, each.value]));
      expect([event.type, Date.parse(event.time)]).toEqual([`decision ${row.point}`, row.now]);
      expect(said).toMatchObject({
        policy: row.policy,
        chosen: String(row.chosen),
        candidates: String(row.candidates),
      });
      expect(said.propensity === undefined ? null : Number(said.propensity)).toBe(row.propensity);
      expect(subjectOf(event)).toBe(`${objectType(String(row.entityType))}:${row.entityKey}`);
    }
    const tasks = readTable(recorded(name), 'tasks').rows;
    const back = tasks.map((_row, i) => {
      const { time, attributes } = told.get(`task:${i + 1}`)!;
      const said = new Map(attributes.map((each) => [each.name, each.value]));
      return [Date.parse(time), said.get('role'), said.get('kind'), said.get('detail') ?? null];
    });
    expect(back).toEqual(
      tasks.map(({ now, role, kind, body }) => [
        now,
        role,
        kind,
        (JSON.parse(String(body)) as Row).detail ?? null,
      ]),
    );
    expect(events).toHaveLength(
      decisions.length + tasks.length + readTable(recorded(name), 'business').rows.length,
    );
  });

  test('the SQLite file has all that the specification asks for, and no key that leads nowhere', () => {
    expect(lacksOf(queryOf(name))).toEqual([]);
  });

  test('and says what the JSON says', () => {
    expect(fromSqlite(queryOf(name))).toEqual(comparableLog(logOf(name)));
  });

  test('the same recording gives the same bytes', async () => {
    await written(recorded(name), `${name}-again`);
    for (const end of ['jsonocel', 'sqlite'])
      expect(
        readFileSync(file(`${name}-again/log.${end}`)).equals(readFileSync(file(`${name}/log.${end}`))),
        end,
      ).toBe(true);
    expect(readdirSync(file(name)).sort()).toEqual(['log.jsonocel', 'log.sqlite']);
  });
});

function isOfType(value: string, type: string | undefined): boolean {
  switch (type) {
    case 'string':
      return true;
    case 'time':
      return new Date(value).toISOString() === value;
    case 'integer':
      return /^-?\d+$/.test(value) && Number.isSafeInteger(Number(value));
    case 'float':
      return value.trim() !== '' && Number.isFinite(Number(value));
    default:
      return false;
  }
}

function subjectOf({ relationships }: Thing): string | undefined {
  return relationships.find(({ qualifier }) => qualifier === 'subject')?.objectId;
}

/** A row of the table `business`, as its event tells it; what can't be told is null. */
function businessRow(event: Thing): unknown {
  const said = new Map(event.attributes.map(({ name, value }) => [name, value]));
  const [a, b] = meaningsOf(event.type).map((meaning) => {
    if (meaning.kind === 'none') return null;
    if (meaning.kind === 'object') {
      const found = event.relationships.find(
        ({ objectId, qualifier }) =>
          qualifier === meaning.qualifier && objectId.startsWith(`${meaning.type}:`),
      );
      return found === undefined ? null : Number(found.objectId.slice(meaning.type.length + 1));
    }
    const value = said.get(meaning.name);
    if (value === undefined) return null;
    return meaning.kind === 'time' ? Date.parse(value) : Number(value);
  });
  return [
    Date.parse(event.time),
    event.type,
    said.get('owner'),
    subjectOf(event),
    Number(said.get('n')),
    a,
    b,
  ];
}

/** A recorded row in the same form. */
function comparable({ time, event, owner, entityType, entityKey, entityN, a, b }: Row): unknown {
  const subject = `${objectType(String(entityType))}:${entityKey}`;
  const [one, other] = meaningsOf(String(event)).map((meaning, i) => {
    const value = Number([a, b][i]);
    if (meaning.kind === 'none' || !Number.isFinite(value)) return null;
    if (meaning.kind === 'object') return value < 0 ? null : value;
    if (meaning.kind === 'time') return value > 0 ? Math.round(value) : null;
    return value + 0;
  });
  return [time, event, owner, subject, entityN, one, other];
}

type Compared = readonly [events: readonly unknown[], objects: readonly unknown[]];

function comparableLog({ events, objects }: Log): Compared {
  const relations = ({ relationships }: Thing): string[] =>
    relationships.map(({ objectId, qualifier }) => `${qualifier} ${objectId}`).sort();
  const of = (things: readonly Thing[]): unknown[] =>
    things
      .map((thing) => [
        thing.id,
        thing.type,
        thing.time ?? '',
        thing.attributes.map(({ name, value, time = '' }) => `${time} ${name} ${value}`).sort(),
        relations(thing),
      ])
      .sort(byId);
  return [of(events), of(objects)];
}

function byId([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return String(one) < String(other) ? -1 : 1;
}

/** Read by the tables' own names: of columns, those of no attribute with a second one that differs in capitals alone. */
function fromSqlite(query: (sql: string) => readonly Row[]): Compared {
  const relationsOf = (table: string, from: string, to: string): Map<string, string[]> => {
    const all = new Map<string, string[]>();
    for (const row of query(`SELECT * FROM ${table}`)) {
      const id = String(row[from]);
      all.set(id, [...(all.get(id) ?? []), `${row.ocel_qualifier} ${row[to]}`].sort());
    }
    return all;
  };
  const rowsOf = (of: string): Map<string, Row[]> => {
    const all = new Map<string, Row[]>();
    for (const { ocel_type_map: suffix } of query(`SELECT * FROM ${of}_map_type`))
      for (const row of query(`SELECT * FROM "${of}_${suffix}"`))
        all.set(String(row.ocel_id), [...(all.get(String(row.ocel_id)) ?? []), row]);
    return all;
  };
  const FIXED = ['ocel_id', 'ocel_time', 'ocel_changed_field'];
  const values = (row: Row): [string, unknown][] =>
    Object.entries(row).filter(([column, value]) => value !== null && !FIXED.includes(column));
  const things = (of: string, relations: ReadonlyMap<string, string[]>): unknown[] => {
    const rows = rowsOf(of);
    return query(`SELECT * FROM ${of}`)
      .map(({ ocel_id: id, ocel_type: type }) => {
        const own = rows.get(String(id))!;
        const isEvent = of === 'event';
        const said = own.flatMap((row) =>
          values(row).map(([column, value]) => `${isEvent ? '' : row.ocel_time} ${column} ${value}`),
        );
        return [id, type, isEvent ? own[0]!.ocel_time : '', said.sort(), relations.get(String(id)) ?? []];
      })
      .sort(byId);
  };
  return [
    things('event', relationsOf('event_object', 'ocel_event_id', 'ocel_object_id')),
    things('object', relationsOf('object_object', 'ocel_source_id', 'ocel_target_id')),
  ];
}

test('the schema and the constraints tell what is wrong', () => {
  const log = logOf('rough');
  const [event, ...others] = log.events as readonly [Thing, ...Thing[]];
  const { time: _time, ...timeless } = event;
  expect(isValid({ ...log, events: [timeless, ...others] })).toBe(false);
  expect(isValid({ ...log, events: [{ ...event, time: 'yesterday' }] })).toBe(false);
  expect(isValid({ ...log, objects: undefined })).toBe(false);
  expect(isValid({ ...log, events: [{ ...event, attributes: [{ name: 'n', value: 1 }] }] })).toBe(false);
  const planted = new DatabaseSync(':memory:', { enableForeignKeyConstraints: false });
  const query = (sql: string): readonly Row[] => planted.prepare(sql).all() as Row[];
  new OcelSqliteSink(planted).begin([{ name: 'orderReleased', attributes: [] }], []);
  expect(lacksOf(query)).toEqual([]);
  planted.exec(
    "DROP TABLE event_OrderReleased; CREATE TABLE event_Other (x); INSERT INTO event_object VALUES ('e', 'o', 'q')",
  );
  expect(lacksOf(query)).toEqual([
    'no table event_OrderReleased',
    'table event_Other is of no type',
    expect.stringContaining('broken key'),
    expect.stringContaining('broken key'),
  ]);
  planted.close();
});

test('what an object is changes when the event says so; what it is called it is from the beginning', () => {
  const { objects } = logOf('hostile');
  const customer = objects.find(({ id }) => id === 'customer:1')!;
  expect(customer.attributes).toEqual([
    { name: 'name', time: '1970-01-01T00:00:00.000Z', value: HOSTILE_TEXTS[1] },
  ]);
  const order = objects.find(({ id }) => id === 'order:1')!;
  const at = new Date(AT_MS + 1).toISOString();
  expect(order.attributes).toEqual([
    { name: 'units', time: at, value: '1.5' },
    { name: 'weightGrams', time: at, value: '100' },
    { name: 'promise', time: at, value: new Date(AT_MS + 2).toISOString() },
  ]);
  expect(order.relationships).toEqual([{ objectId: 'customer:1', qualifier: 'placed-by' }]);
  // 0 is no instant.
  expect(objects.find(({ id }) => id === 'order:0')!.attributes.map(({ name }) => name)).not.toContain(
    'promise',
  );
});

test('a shipment is of its order, a bill of its load, and their events say so', () => {
  const { events, objects } = logOf('rough');
  const shipment = objects.find(({ type }) => type === 'shipment')!;
  const key = Number(shipment.id.slice('shipment:'.length));
  expect(shipment.relationships).toContainEqual({
    objectId: `order:${Math.floor(key / 8)}`,
    qualifier: 'of',
  });
  const reserved = events.find(({ type }) => type === 'stockReserved')!;
  const owner = ownerOf('shipment', Number(subjectOf(reserved)!.slice('shipment:'.length)))!;
  expect(reserved.relationships).toContainEqual({ objectId: `order:${owner.key}`, qualifier: 'order' });
  expect(shipment.relationships.map(({ qualifier }) => qualifier)).toContain('ships-from');
});

test('every event that a run may write has meanings of its own', () => {
  expect(Object.keys(EVENT_RULES).filter((event) => !knownEvents().includes(event))).toEqual([]);
  expect(knownEvents().filter((event) => !(event in EVENT_RULES))).toEqual([]);
  expect(new Set(HOSTILE_EVENTS.map((event) => meaningsOf(event)[0].kind))).toEqual(new Set(['number']));
});

test('a recording that was cut off is written as far as it is whole, and that is told', async () => {
  plantHostileRecording(recorded('cut'));
  const path = join(recorded('cut'), 'business.arrows');
  const bytes = readFileSync(path).length;
  truncateSync(path, Math.floor(bytes / 2));
  cuts.length = 0;
  await written(recorded('cut'), 'cut');
  expect(cuts.join()).toMatch(/business/);
  expect(logOf('cut').events.length).toBeGreaterThan(HOSTILE_TEXTS.length);
  expect(lacksOf(queryOf('cut'))).toEqual([]);
});

test('what can not be written is an export error, and leaves what was there', () => {
  expect(() => writeDatabaseAside(file('nowhere/log.sqlite'), () => {})).toThrow(ExportError);
  const before = readFileSync(file('rough/log.sqlite'));
  const fault = (): never => {
    throw new Error('half way');
  };
  expect(() => writeDatabaseAside(file('rough/log.sqlite'), fault)).toThrow('half way');
  expect(readFileSync(file('rough/log.sqlite')).equals(before)).toBe(true);
  expect(readdirSync(file('rough')).sort()).toEqual(['log.jsonocel', 'log.sqlite']);
});
