/**
 * The objects of a log, gathered while its events go by: their attributes as they change, and what they have to do with each other.
 *
 * 1. Memory: some 100 bytes an object and 32 a change or relation; events leave nothing.
 * 2. A relation to something that never became an object is left out.
 */

import { objectId, ownerOf } from './object-ids.ts';
import type {
  OcelAttribute,
  OcelChange,
  OcelObject,
  OcelRelation,
  OcelType,
  OcelValueType,
} from './ocel-log.ts';
import { TypedNames } from './typed-names.ts';

type Key = number | string;

/** Rows of four numbers, as many as there are. */
class Quads {
  length = 0;
  private cells = new Float64Array(1024);

  push(one: number, two: number, three: number, four: number): void {
    const at = 4 * this.length;
    if (at === this.cells.length) {
      const more = new Float64Array(2 * at);
      more.set(this.cells);
      this.cells = more;
    }
    this.cells[at] = one;
    this.cells[at + 1] = two;
    this.cells[at + 2] = three;
    this.cells[at + 3] = four;
    this.length += 1;
  }

  cell(row: number, column: number): number {
    return this.cells[4 * row + column]!;
  }
}

/** Objects of one type. */
class Table {
  readonly type: string;
  readonly rows = new Map<Key, number>();
  readonly attributes = new TypedNames();
  /** Row, attribute, since when, value: a number, or the place of a text. */
  readonly changes = new Quads();
  /** Row, table, row there, qualifier. */
  readonly relations = new Quads();

  constructor(type: string) {
    this.type = type;
  }

  rowOf(key: Key): number {
    const known = this.rows.get(key);
    if (known !== undefined) return known;
    const row = this.rows.size;
    this.rows.set(key, row);
    return row;
  }
}

/** Who hears what events say of objects. */
export interface ObjectEars {
  has(type: string, key: Key): boolean;
  /** There is such an object. */
  note(type: string, key: Key): void;
  /** It has that value from then on. @param at epoch ms; 0 = from the beginning */
  change(type: string, key: Key, name: string, kind: OcelValueType, at: number, value: number | string): void;
  relate(type: string, key: Key, toType: string, toKey: Key, qualifier: string): void;
}

export class ObjectBook implements ObjectEars {
  private readonly tables: Table[] = [];
  private readonly byType = new Map<string, Table>();
  private readonly texts: string[] = [];
  private readonly qualifiers: string[] = [];

  has(type: string, key: Key): boolean {
    return this.byType.get(type)?.rows.has(key) ?? false;
  }

  note(type: string, key: Key): void {
    this.tableOf(type).rowOf(key);
  }

  change(
    type: string,
    key: Key,
    name: string,
    kind: OcelValueType,
    at: number,
    value: number | string,
  ): void {
    const table = this.tableOf(type);
    const cell = typeof value === 'number' ? value : this.texts.push(value) - 1;
    table.changes.push(table.rowOf(key), table.attributes.note(name, kind, value), at, cell);
  }

  relate(type: string, key: Key, toType: string, toKey: Key, qualifier: string): void {
    const [table, other] = [this.tableOf(type), this.tableOf(toType)];
    let no = this.qualifiers.indexOf(qualifier);
    if (no < 0) no = this.qualifiers.push(qualifier) - 1;
    table.relations.push(table.rowOf(key), this.tables.indexOf(other), other.rowOf(toKey), no);
  }

  /** For who reads the same events again: it knows all objects, and takes nothing more. */
  again(): ObjectEars {
    const ignore = (): void => {};
    return { has: (type, key) => this.has(type, key), note: ignore, change: ignore, relate: ignore };
  }

  /** Sorted by name; of those of which there are objects. */
  types(): readonly OcelType[] {
    return this.sorted().map(({ type, attributes }) => ({ name: type, attributes: attributes.list() }));
  }

  *objects(): Generator<OcelObject> {
    const keys = this.tables.map(({ rows }) => [...rows.keys()]);
    for (const table of this.sorted()) yield* this.objectsOf(table, keys);
  }

  private *objectsOf(table: Table, keys: readonly (readonly Key[])[]): Generator<OcelObject> {
    const { type } = table;
    const attributes = table.attributes.list();
    const changes = byRow(table.changes, table.rows.size);
    const relations = byRow(table.relations, table.rows.size);
    for (const [key, row] of table.rows) {
      const own = changes(row).map((at): OcelChange => this.changeAt(table, attributes, at));
      yield {
        id: objectId(type, key),
        type,
        // Of two at the same instant the later one counts.
        changes: own.sort((one, other) => one.at - other.at).filter(isLast),
        relations: [
          ...this.ownersOf(type, key),
          ...relations(row).map((at) => this.relationAt(table, keys, at)),
        ].filter(isFirst),
      };
    }
  }

  private changeAt({ changes }: Table, attributes: readonly OcelAttribute[], at: number): OcelChange {
    const { name, type } = attributes[changes.cell(at, 1)]!;
    const cell = changes.cell(at, 3);
    return { name, at: changes.cell(at, 2), value: type === 'string' ? this.texts[cell]! : cell };
  }

  private relationAt({ relations }: Table, keys: readonly (readonly Key[])[], at: number): OcelRelation {
    const table = relations.cell(at, 1);
    const object = objectId(this.tables[table]!.type, keys[table]![relations.cell(at, 2)]!);
    return { object, qualifier: this.qualifiers[relations.cell(at, 3)]! };
  }

  /** What it belongs to by its number. */
  private ownersOf(type: string, key: Key): OcelRelation[] {
    const owner = typeof key === 'number' ? ownerOf(type, key) : null;
    if (owner === null || !this.has(owner.type, owner.key)) return [];
    return [{ object: objectId(owner.type, owner.key), qualifier: 'of' }];
  }

  private sorted(): readonly Table[] {
    return [...this.tables].sort((one, other) => (one.type < other.type ? -1 : 1));
  }

  private tableOf(type: string): Table {
    const known = this.byType.get(type);
    if (known !== undefined) return known;
    const table = new Table(type);
    this.byType.set(type, table);
    this.tables.push(table);
    return table;
  }
}

/** Places of the quads of each row, in the order in which they came. Memory: 8 bytes a quad. */
function byRow(quads: Quads, rows: number): (row: number) => number[] {
  const from = new Int32Array(rows + 1);
  for (let at = 0; at < quads.length; at++) from[quads.cell(at, 0) + 1]! += 1;
  for (let row = 0; row < rows; row++) from[row + 1]! += from[row]!;
  const next = from.slice();
  const places = new Int32Array(quads.length);
  for (let at = 0; at < quads.length; at++) places[next[quads.cell(at, 0)]!++] = at;
  return (row) => Array.from(places.subarray(from[row]!, from[row + 1]!));
}

function isLast({ name, at }: OcelChange, place: number, all: readonly OcelChange[]): boolean {
  return all.findLastIndex((each) => each.name === name && each.at === at) === place;
}

function isFirst({ object, qualifier }: OcelRelation, at: number, all: readonly OcelRelation[]): boolean {
  return all.findIndex((each) => each.object === object && each.qualifier === qualifier) === at;
}
