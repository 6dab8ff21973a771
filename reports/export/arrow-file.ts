/** A table as an Arrow IPC file: batch by batch, straight into the file. */
import { Message, RecordBatchFileWriter, type Schema } from 'apache-arrow';
import type { AsideFile } from './aside-file.ts';
import { type ExportTable, schemaOf } from './export-table.ts';

/** Answers the rows written. */
export function writeArrow(table: ExportTable, file: AsideFile): number {
  const writer = new FileWriter(file);
  writer.reset(undefined, schemaOf(table.columns));
  let rows = 0;
  for (const batch of table.batches()) {
    writer.write(batch);
    rows += batch.numRows;
  }
  writer.finish();
  return rows;
}

class FileWriter extends RecordBatchFileWriter {
  private readonly file: AsideFile;

  constructor(file: AsideFile) {
    super();
    this.file = file;
  }

  // The format has the schema in front as well, for who reads it as a stream; Arrow's own writer has it at the end alone.
  protected override _writeSchema(schema: Schema): this {
    super._writeSchema(schema);
    return this._writeMessage(Message.from(schema));
  }

  // Arrow hands every piece of the file to `_write`; its own sink would keep them all for an asynchronous reader.
  protected override _write(chunk: ArrayBufferView | ArrayBuffer): this {
    if (!this._started) return this;
    const bytes = ArrayBuffer.isView(chunk)
      ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength)
      : new Uint8Array(chunk);
    if (bytes.length > 0) this.file.write(bytes);
    this._position += bytes.length;
    return this;
  }
}
