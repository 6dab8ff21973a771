/**
 * What is exported: a table of columns that any tool reads, batch by batch.
 *
 * 1. Texts are plain texts, not dictionaries: an Arrow file can't replace one half way, and Parquet makes its own.
 * 2. What was a body is JSON, as a text.
 */
import {
  Bool,
  type DataType,
  Field,
  Float32,
  Float64,
  Int32,
  List,
  type RecordBatch,
  Schema,
  TimestampMillisecond,
  Uint32,
  Utf8,
} from 'apache-arrow';

/**
 * `instant`: ms since the Unix epoch, UTC. `json`: a text that holds JSON. `numbers`, `texts`: lists, whose members may be null;
 * `floats`: of float32, of which none is.
 */
export type ExportType =
  | 'instant'
  | 'int32'
  | 'uint32'
  | 'float64'
  | 'bool'
  | 'text'
  | 'json'
  | 'numbers'
  | 'floats'
  | 'texts';

export interface ExportColumn {
  readonly name: string;
  readonly type: ExportType;
  readonly nullable: boolean;
  /** '' = it has none. */
  readonly unit: string;
  readonly doc: string;
}

export interface ExportTable {
  /** Without folder and ending. */
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  /** From the beginning with each call. */
  batches(): Iterable<RecordBatch>;
  /** Instant by which it is split in time; null = it has none. */
  readonly timeColumn: string | null;
}

const MEMBER = 'item';

export function arrowType(type: ExportType): DataType {
  switch (type) {
    case 'instant':
      return new TimestampMillisecond('UTC');
    case 'int32':
      return new Int32();
    case 'uint32':
      return new Uint32();
    case 'float64':
      return new Float64();
    case 'bool':
      return new Bool();
    case 'text':
    case 'json':
      return new Utf8();
    case 'numbers':
      return new List(new Field(MEMBER, new Float64(), true));
    case 'floats':
      return new List(new Field(MEMBER, new Float32(), false));
    case 'texts':
      return new List(new Field(MEMBER, new Utf8(), true));
  }
}

/** What the columns are called in Arrow, with unit and meaning beside each. */
export function schemaOf(columns: readonly ExportColumn[]): Schema {
  return new Schema(
    columns.map(({ name, type, nullable, unit, doc }) => {
      const notes = new Map([['doc', doc], ...(unit === '' ? [] : ([['unit', unit]] as const))]);
      return new Field(name, arrowType(type), nullable, notes);
    }),
  );
}
