/**
 * The columns of one batch of a recording, each read from the disk when it is asked for, and no other.
 *
 * 1. What was given is good until the next batch is entered: the memory is used again.
 * 2. What a batch claims and does not have throws before a value of it is given.
 */
import { readSync } from 'node:fs';
import type { Message } from 'apache-arrow';
import type { Column, ColumnType } from '#scenarios/recording/schema';

/** Where a column stands in every batch of its table: its node, and the first of its buffers. */
interface ColumnPlace {
  readonly type: ColumnType;
  readonly node: number;
  readonly buffer: number;
  /** Of a `name`: its dictionary. */
  readonly dictionary: number;
}

export type Layout = ReadonlyMap<string, ColumnPlace>;

/** By dictionary: its words by number. */
export type Dictionaries = ReadonlyMap<number, readonly string[]>;

/** What a record batch says of its own body. */
interface BatchHead {
  readonly length: number;
  readonly nodes: readonly { readonly nullCount: number }[];
  readonly buffers: readonly { readonly offset: number; readonly length: number }[];
}

/** A batch, where it stands in its file. */
export interface PlacedBatch {
  readonly head: BatchHead;
  readonly bodyAt: number;
  readonly bodyBytes: number;
  readonly dictionaries: Dictionaries;
}

type Numbers = Int16Array | Int32Array | Uint32Array | Float64Array;

/** Of an instant both halves of each, low one first. */
interface Values {
  readonly place: ColumnPlace;
  readonly numbers: Numbers;
  /** null: every row has a value. */
  readonly validity: Uint8Array | null;
  readonly words: readonly string[];
}

const WIDTH: Readonly<Record<ColumnType, number>> = {
  instant: 8,
  int32: 4,
  uint32: 4,
  float64: 8,
  name: 2,
  text: 4,
  body: 4,
};
const HIGH_HALF = 2 ** 32;
const NO_WORDS: readonly string[] = [];
const utf8 = new TextDecoder();

export class BatchColumns {
  rows = 0;
  private readonly layout: Layout;
  private readonly memory = new Map<string, ArrayBuffer>();
  private readonly known = new Map<string, Values>();
  private file = -1;
  private batch: PlacedBatch | null = null;

  constructor(layout: Layout) {
    this.layout = layout;
  }

  enter(file: number, batch: PlacedBatch): void {
    this.file = file;
    this.batch = batch;
    this.rows = batch.head.length;
    this.known.clear();
  }

  /** Of a column of whole numbers, or of names, by their numbers; not of instants, texts and bodies. */
  numbers(name: string): Numbers {
    return this.values(name).numbers;
  }

  words(name: string): readonly string[] {
    return this.values(name).words;
  }

  isNull(name: string, row: number): boolean {
    const { validity } = this.values(name);
    return validity !== null && (validity[row >> 3]! & (1 << (row & 7))) === 0;
  }

  /** An instant, or a number; where there is no value, anything. */
  number(name: string, row: number): number {
    const { place, numbers } = this.values(name);
    if (place.type !== 'instant') return numbers[row]!;
    return numbers[2 * row + 1]! * HIGH_HALF + (numbers[2 * row]! >>> 0);
  }

  text(name: string, row: number): string {
    const { place, numbers, words } = this.values(name);
    return place.type === 'name' ? words[numbers[row]!]! : utf8.decode(this.bytes(name, row));
  }

  /** Of a text or a body. */
  bytes(name: string, row: number): Uint8Array {
    const { place, numbers } = this.values(name);
    const [from, to] = [numbers[row]!, numbers[row + 1]!];
    const { offset, length } = this.batch!.head.buffers[place.buffer + 2]!;
    if (from < 0 || to < from || to > length)
      throw new RangeError(`row ${row + 1} of a batch has no ${name}`);
    return this.read(new ArrayBuffer(to - from), to - from, offset + from);
  }

  private values(name: string): Values {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const place = this.layout.get(name)!;
    const { head, dictionaries } = this.batch!;
    const isBulk = place.type === 'text' || place.type === 'body';
    const bytes = this.rows === 0 ? 0 : WIDTH[place.type] * (isBulk ? this.rows + 1 : this.rows);
    const nulls = head.nodes[place.node]?.nullCount ?? 0;
    const values = {
      place,
      numbers: numbersIn(place.type, this.buffer(name, place.buffer + 1, bytes)),
      validity: nulls === 0 ? null : this.buffer(`${name} `, place.buffer, (this.rows + 7) >> 3),
      words: dictionaries.get(place.dictionary) ?? NO_WORDS,
    };
    this.known.set(name, values);
    return values;
  }

  /** @param memory what it is read into goes by this name */
  private buffer(memory: string, no: number, bytes: number): Uint8Array {
    const region = this.batch!.head.buffers[no];
    if (region === undefined || region.length < bytes)
      throw new RangeError(`a batch of ${this.rows} rows has no ${memory.trim()}`);
    let room = this.memory.get(memory);
    if (room === undefined || room.byteLength < bytes) {
      room = new ArrayBuffer(Math.ceil(bytes / 8) * 8);
      this.memory.set(memory, room);
    }
    return this.read(room, bytes, region.offset);
  }

  private read(room: ArrayBuffer, bytes: number, offset: number): Uint8Array {
    const { bodyAt, bodyBytes } = this.batch!;
    if (!(offset >= 0 && offset + bytes <= bodyBytes)) throw new RangeError('a batch reaches over its end');
    const into = new Uint8Array(room, 0, bytes);
    if (readSync(this.file, into, 0, bytes, bodyAt + offset) < bytes)
      throw new RangeError('it became shorter while it was read');
    return into;
  }
}

function numbersIn(type: ColumnType, { buffer, length }: Uint8Array): Numbers {
  const room = buffer as ArrayBuffer;
  switch (type) {
    case 'name':
      return new Int16Array(room, 0, length / 2);
    case 'uint32':
      return new Uint32Array(room, 0, length / 4);
    case 'float64':
      return new Float64Array(room, 0, length / 8);
    case 'instant':
    case 'int32':
    case 'text':
    case 'body':
      return new Int32Array(room, 0, length / 4);
  }
}

/** As tables are written: columns one after the other, a bit a row for nulls, then values. */
export function layoutOf(columns: readonly Column[], dictionaryOf: (name: string) => number): Layout {
  const layout = new Map<string, ColumnPlace>();
  let buffer = 0;
  columns.forEach(({ name, type }, node) => {
    layout.set(name, {
      type,
      node,
      buffer,
      dictionary: type === 'name' ? dictionaryOf(name) : -1,
    });
    buffer += type === 'text' || type === 'body' ? 3 : 2;
  });
  return layout;
}

/** Words of a dictionary, read whole. */
export function wordsIn(body: Uint8Array, { length, buffers }: BatchHead): string[] {
  const [, offsets, bytes] = buffers;
  if (offsets === undefined || bytes === undefined || offsets.length < 4 * (length + 1))
    throw new RangeError('a dictionary has no words');
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const placeOf = (no: number): number => view.getInt32(offsets.offset + 4 * no, true);
  return Array.from({ length }, (_, no) =>
    utf8.decode(body.subarray(bytes.offset + placeOf(no), bytes.offset + placeOf(no + 1))),
  );
}

/** Throws where its body is packed: no recording's is. */
export function headOf(description: Message): BatchHead {
  const head = description.header() as BatchHead & { readonly compression?: unknown };
  if (head.compression !== null && head.compression !== undefined)
    throw new RangeError('a batch of it is compressed');
  return head;
}
