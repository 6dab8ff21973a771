/**
 * A table as a Parquet file, by the Rust implementation in WebAssembly.
 *
 * 1. A row group is written as soon as it is full: memory is one row group and a few batches, whatever the length of the table.
 */

import type { RecordBatch } from 'apache-arrow';
import { RecordBatchStreamWriter } from 'apache-arrow';
import type { AsideFile } from './aside-file.ts';
import { type ExportTable, type ExportType, schemaOf } from './export-table.ts';

/** Source: assumption; what most readers take in parallel without being many. */
const ROWS_PER_GROUP = 1 << 16;
const BYTES_PER_GROUP = 1 << 25;
/** Given over to WebAssembly at a time. Source: measured, see bench section `export`. */
const ROWS_AT_A_TIME = 1 << 12;

const UNLIKE: ReadonlySet<ExportType> = new Set(['json', 'numbers', 'floats', 'texts']);

/** Answers the rows written. */
export async function writeParquet(table: ExportTable, file: AsideFile): Promise<number> {
  // Five megabytes of WebAssembly: only for who wants them.
  const { Compression, EnabledStatistics, Table, WriterPropertiesBuilder, transformParquetStream } =
    await import('parquet-wasm');
  let rows = 0;
  async function* given(): AsyncGenerator<unknown> {
    for (const batches of inPieces(table.batches())) {
      for (const batch of batches) rows += batch.numRows;
      const handed = Table.fromIPCStream(streamOf(table, batches));
      const kept = handed.recordBatches();
      // What is not freed stays in the memory of WebAssembly, whatever JavaScript forgets.
      handed.free();
      yield* kept;
    }
  }
  let builder = new WriterPropertiesBuilder()
    .setCompression(Compression.ZSTD)
    .setMaxRowGroupSize(ROWS_PER_GROUP)
    .setMaxRowGroupBytes(BYTES_PER_GROUP)
    .setCreatedBy('dray')
    .setDictionaryEnabled(false);
  // Of JSON and lists hardly two are the same: a dictionary, or the least and the greatest of them, would cost and be of no use.
  for (const { name, type } of table.columns)
    builder = UNLIKE.has(type)
      ? builder.setColumnStatisticsEnabled(name, EnabledStatistics.None)
      : builder.setColumnDictionaryEnabled(name, true);
  const properties = builder.build();
  const stream = await transformParquetStream(ReadableStream.from(given()), properties);
  for await (const chunk of stream as ReadableStream<Uint8Array>) file.write(chunk);
  return rows;
}

/** Batches that make up some rows; one that is empty where there are none, for its schema. */
function* inPieces(batches: Iterable<RecordBatch>): Generator<RecordBatch[]> {
  let piece: RecordBatch[] = [];
  let rows = 0;
  let any = false;
  for (const batch of batches) {
    piece.push(batch);
    rows += batch.numRows;
    if (rows < ROWS_AT_A_TIME) continue;
    yield piece;
    any = true;
    piece = [];
    rows = 0;
  }
  if (piece.length > 0 || !any) yield piece;
}

function streamOf({ columns }: ExportTable, batches: readonly RecordBatch[]): Uint8Array {
  const writer = new RecordBatchStreamWriter();
  writer.reset(undefined, schemaOf(columns));
  for (const batch of batches) writer.write(batch);
  writer.finish();
  return writer.toUint8Array(true);
}
