/**
 * Decisions of one point in a recording, row by row, as numbers and decoded bodies.
 *
 * 1. What is not asked for is not decoded: a row costs its bodies only where they are wanted.
 */
import type { RecordBatch, Vector } from 'apache-arrow';
import { RecordedBatches } from '../export/recorded-batches.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';

const NAMES = [
  'now',
  'point',
  'entityType',
  'entityKey',
  'attempt',
  'policy',
  'policyDigest',
  'mode',
  'candidates',
  'removed',
  'chosen',
  'score',
  'confidence',
  'propensity',
  'fallback',
  'latencyMs',
  'recommended',
  'override',
  'inputDigest',
  'answer',
  'auditHash',
] as const;
type Name = (typeof NAMES)[number];
const BODIES = ['context', 'options', 'views', 'ruledOut'] as const;
type BodyName = (typeof BODIES)[number];

type Columns = Readonly<Record<Name | BodyName, Cells>>;

/** The cells of a column; of a dictionary each name is decoded once. */
interface Cells {
  get(row: number): unknown;
  readonly names: readonly string[] | null;
  readonly codes: ArrayLike<number>;
}

/** A row to be asked for what is in it; only until the next one. */
export class RecordedDecision {
  /** Row of the table, from 1. */
  number = 0;
  private readonly decoder: BodyDecoder;
  private columns!: Columns;
  private row = 0;

  constructor(decoder: BodyDecoder) {
    this.decoder = decoder;
  }

  at(columns: Columns, row: number, number: number): this {
    this.columns = columns;
    this.row = row;
    this.number = number;
    return this;
  }

  numeric(name: Name): number {
    return Number(this.columns[name].get(this.row));
  }

  /** null = there is none. */
  numericOrNull(name: Name): number | null {
    return this.columns[name].get(this.row) as number | null;
  }

  text(name: Name): string {
    return String(this.columns[name].get(this.row));
  }

  textOrNull(name: Name): string | null {
    return this.columns[name].get(this.row) as string | null;
  }

  body(name: BodyName): unknown {
    const bytes = this.columns[name].get(this.row) as Uint8Array | null;
    return bytes === null ? null : this.decoder.body(bytes);
  }
}

export class RecordedDecisions {
  private readonly batches: RecordedBatches;
  private readonly decision: RecordedDecision;

  constructor(dir: string, decoder: BodyDecoder) {
    this.batches = new RecordedBatches(dir, 'decisions');
    this.decision = new RecordedDecision(decoder);
  }

  get cutOff(): string | null {
    return this.batches.cutOff;
  }

  *of(point: string): Generator<RecordedDecision> {
    let before = 0;
    for (const batch of this.batches) {
      const columns = columnsOf(batch);
      const { codes, names } = columns.point;
      const code = names!.indexOf(point);
      for (let row = 0; row < batch.numRows; row++)
        if (codes[row] === code) yield this.decision.at(columns, row, before + row + 1);
      before += batch.numRows;
    }
  }

  /** Points that are in it, in the order in which they first come. */
  points(): string[] {
    const points = new Set<string>();
    for (const batch of this.batches) {
      const column = batch.getChild('point')!;
      for (let row = 0; row < batch.numRows; row++) points.add(String(column.get(row)));
    }
    return [...points];
  }
}

function columnsOf(batch: RecordBatch): Columns {
  const columns = [...NAMES, ...BODIES].map((name) => [name, cellsOf(batch.getChild(name)!)] as const);
  return Object.fromEntries(columns) as Record<Name | BodyName, Cells>;
}

function cellsOf(vector: Vector): Cells {
  const [data] = vector.data;
  const { dictionary } = data!;
  if (dictionary === undefined) return { get: (row) => vector.get(row), names: null, codes: [] };
  const names = Array.from(dictionary, String);
  const codes = data!.values as Int16Array;
  return { get: (row) => (data!.getValid(row) ? names[codes[row]!]! : null), names, codes };
}
