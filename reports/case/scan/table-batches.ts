/**
 * The batches of a table, entered one by one with nothing of them read but what is asked for.
 *
 * 1. The file is walked once; after that each batch is known by its place, and can be entered again.
 * 2. What was cut off is not there, and `trouble` says so; what is no recording throws, as everywhere.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Message, Schema } from 'apache-arrow';
import { type Column, TABLES, type TableName } from '#scenarios/recording/schema';
import { asChanged, changedFile, recordedFile, refuseOther } from '../../export/recorded-batches.ts';
import { type StreamMessage, StreamMessages } from '../../export/stream-messages.ts';
import { cutOffAt } from '../../recording/reader.ts';
import {
  BatchColumns,
  type Dictionaries,
  headOf,
  type Layout,
  layoutOf,
  type PlacedBatch,
  wordsIn,
} from './batch-columns.ts';

/** A batch that was walked over. */
interface Batch {
  /** Row of the table before its first. */
  readonly before: number;
  readonly placed: PlacedBatch;
}

export class TableBatches {
  /** Where the table was cut off; null = it is whole, as far as it was walked. */
  cutOff: string | null = null;
  private readonly path: string;
  private readonly table: TableName;
  private readonly batches: Batch[] = [];
  private walked = false;
  private columns: BatchColumns | null = null;

  constructor(dir: string, table: TableName) {
    this.path = recordedFile(dir, table);
    this.table = table;
  }

  /** @param wants false = it is not entered @param visit may read columns until it comes back */
  each(
    wants: (no: number) => boolean,
    visit: (columns: BatchColumns, no: number, before: number) => void,
  ): void {
    const file = openSync(this.path, 'r');
    try {
      let no = 0;
      for (const { placed, before } of this.walked ? this.batches : this.walk(file)) {
        if (wants(no)) {
          const columns = this.columns!;
          columns.enter(file, placed);
          visit(columns, no, before);
        }
        no += 1;
      }
    } finally {
      closeSync(file);
    }
  }

  private *walk(file: number): Generator<Batch> {
    const bytes = fstatSync(file).size;
    this.batches.length = 0;
    const stream = new StreamMessages(file, bytes, changedFile(this.path));
    let dictionaries: Dictionaries = new Map();
    let before = 0;
    for (const message of stream) {
      const { description } = message;
      if (this.columns === null) this.begin(description);
      else if (description.isDictionaryBatch())
        dictionaries = this.guarded(() => withWords(dictionaries, file, message, description));
      else if (description.isRecordBatch()) {
        const batch = { before, placed: this.guarded(() => placedAt(message, dictionaries)) };
        before += batch.placed.head.length;
        this.batches.push(batch);
        yield batch;
      }
    }
    const { wholeBytes, ended } = stream;
    if (!ended) this.cutOff = cutOffAt(this.table, before, { wholeBytes, bytes });
    this.walked = true;
  }

  private begin(description: Message): void {
    this.guarded(() => {
      if (!description.isSchema()) throw new RangeError('it does not begin with a schema');
      const schema: Schema = description.header();
      refuseOther(schema, this.path, this.table);
      this.columns = new BatchColumns(layoutIn(schema, TABLES[this.table]));
    });
  }

  private guarded<T>(read: () => T): T {
    return asChanged(this.path, read);
  }
}

/** Arrow's words for types of columns. Source: `ColumnBuffer.type` of the writer; a test reads each back. */
const ARROW: Readonly<Record<Column['type'], string>> = {
  instant: 'Timestamp<MILLISECOND, UTC>',
  int32: 'Int32',
  uint32: 'Uint32',
  float64: 'Float64',
  name: 'Dictionary<Int16, Utf8>',
  text: 'Utf8',
  body: 'Binary',
};

/** Of a row in the narrowest column there is, bytes. */
const LEAST_WIDTH = 2;

function layoutIn({ fields }: Schema, columns: readonly Column[]): Layout {
  const ids = new Map<string, number>();
  columns.forEach(({ name, type }, i) => {
    const field = fields[i];
    if (field?.name !== name || String(field.type) !== ARROW[type])
      throw new RangeError(`its column ${i + 1} is not "${name}" of the type ${type}`);
    if ('id' in field.type) ids.set(name, Number(field.type.id));
  });
  return layoutOf(columns, (name) => ids.get(name) ?? -1);
}

function placedAt({ bodyAt, end, description }: StreamMessage, dictionaries: Dictionaries): PlacedBatch {
  const [head, bodyBytes] = [headOf(description), end - bodyAt];
  if (!(head.length >= 0 && head.length * LEAST_WIDTH <= bodyBytes))
    throw new RangeError(`a batch of ${bodyBytes} bytes claims ${head.length} rows`);
  return { head, bodyAt, bodyBytes, dictionaries };
}

function withWords(
  before: Dictionaries,
  file: number,
  { bodyAt, end }: StreamMessage,
  description: Message,
): Dictionaries {
  const batch = description.header() as { readonly id: number; readonly data: PlacedBatch['head'] };
  const body = new Uint8Array(end - bodyAt);
  readSync(file, body, 0, body.length, bodyAt);
  return new Map([...before, [Number(batch.id), wordsIn(body, batch.data)]]);
}
