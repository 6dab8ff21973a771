/**
 * Walks over the rows of a table that are looked for, without making an object a row; at a row only what is asked for is read.
 *
 * 1. A row is looked for by a pair of columns, a name and a number: these are read, and of the others what the rows found have. A batch
 *    that a look has ruled out by the least and the greatest numbers in it is not read again.
 * 2. Whoever looks gets all rows that have the keys, and maybe others: it checks for itself.
 * 3. What was cut off is not there, and what is no recording is none: `trouble` says so once the table has been read.
 */
import type { TableName } from '#scenarios/recording/schema';
import { unreadable } from '../export/recorded-batches.ts';
import type { BodyDecoder } from '../recording/bodies/decoder.ts';
import type { BatchColumns } from './scan/batch-columns.ts';
import type { Keys } from './scan/keys.ts';
import { TableBatches } from './scan/table-batches.ts';
import { markRows, mayHave, type Sought, type Zones, zonesOf } from './scan/zones.ts';

/** The row that is looked at; only until the next one. */
export class Cells {
  /** Row of the table, from 1. */
  no = 0;
  private readonly decoder: BodyDecoder | null;
  private columns: BatchColumns | null = null;
  private row = 0;

  constructor(decoder: BodyDecoder | null) {
    this.decoder = decoder;
  }

  enter(columns: BatchColumns): void {
    this.columns = columns;
  }

  at(row: number, no: number): this {
    this.row = row;
    this.no = no;
    return this;
  }

  /** Of a column that takes no null. */
  number(name: string): number {
    return this.columns!.number(name, this.row);
  }

  numberOrNull(name: string): number | null {
    return this.columns!.isNull(name, this.row) ? null : this.number(name);
  }

  text(name: string): string {
    return this.columns!.text(name, this.row);
  }

  textOrNull(name: string): string | null {
    return this.columns!.isNull(name, this.row) ? null : this.text(name);
  }

  /** null = there is none, or the keys of bodies can't be read. */
  body(name: string): unknown {
    if (this.decoder === null || this.columns!.isNull(name, this.row)) return null;
    return this.decoder.body(this.columns!.bytes(name, this.row));
  }
}

/** Columns that rows are looked for by. */
export interface Pair {
  readonly name: string;
  readonly number: string;
}

/** What is looked for by a pair: the numbers, by name. */
export interface Wanted {
  readonly pair: Pair;
  keysOf(name: string): Keys | null;
}

interface LookOptions {
  /** Is given each batch that is entered, before its rows. */
  readonly batch?: (columns: BatchColumns) => void;
}

/** What things a table is about. */
export const BY_ENTITY: Pair = { name: 'entityType', number: 'entityKey' };

export class TableCells {
  /** Why not all of it is there, a sentence; null = all of it is. */
  trouble: string | null = null;
  private readonly dir: string;
  private readonly table: TableName;
  private readonly decoder: BodyDecoder | null;
  private readonly pairs: readonly Pair[];
  private batches: TableBatches | null = null;
  /** By batch and pair. */
  private readonly zones: Zones[][] = [];
  /** By pair and name, over all batches that were looked at. */
  private readonly extents = new Map<string, { low: number; high: number }>();

  /**
   * @param dir folder of one arm
   * @param pairs by which it will be looked through more than once
   */
  constructor(dir: string, table: TableName, decoder: BodyDecoder | null, pairs: readonly Pair[] = []) {
    this.dir = dir;
    this.table = table;
    this.decoder = decoder;
    this.pairs = pairs;
  }

  /** All rows. Ends where the table does, or where it can't be read any further: never throws for what is in it. */
  each(visit: (cells: Cells) => void): void {
    const cells = new Cells(this.decoder);
    this.eachBatch(
      () => true,
      (columns, _no, before) => {
        cells.enter(columns);
        for (let row = 0; row < columns.rows; row++) visit(cells.at(row, before + row + 1));
      },
    );
  }

  /** Rows that have some of the keys, in their order. As `each`, it never throws for what is in it. */
  look(wanted: readonly Wanted[], visit: (cells: Cells) => void, { batch }: LookOptions = {}): void {
    const cells = new Cells(this.decoder);
    const sought = new SoughtIn(wanted);
    let marks = new Uint8Array(0);
    this.eachBatch(
      (no) => this.mayBeIn(no, wanted, sought),
      (columns, no, before) => {
        if (no >= this.zones.length) this.remember(columns);
        batch?.(columns);
        const { rows } = columns;
        if (marks.length < rows) marks = new Uint8Array(rows);
        else marks.fill(0);
        for (const [i, { pair }] of wanted.entries()) {
          if (!this.mayHavePair(no, pair, sought, i)) continue;
          const numbers = columns.numbers(pair.number);
          markRows(columns.numbers(pair.name), numbers, rows, sought.of(columns, i), marks);
        }
        cells.enter(columns);
        for (let row = marks.indexOf(1); row >= 0 && row < rows; row = marks.indexOf(1, row + 1))
          visit(cells.at(row, before + row + 1));
      },
    );
  }

  /** Least and greatest number beside a name; null = it is in no row that was looked at. */
  extentOf({ name, number }: Pair, word: string): { readonly low: number; readonly high: number } | null {
    return this.extents.get(`${name} ${number} ${word}`) ?? null;
  }

  private eachBatch(
    wants: (no: number) => boolean,
    visit: (columns: BatchColumns, no: number, before: number) => void,
  ): void {
    try {
      unreadable(this.dir, () => {
        this.batches ??= new TableBatches(this.dir, this.table);
        this.batches.each(wants, visit);
      });
      this.trouble ??= this.batches?.cutOff ?? null;
    } catch (error) {
      this.trouble ??= `the table "${this.table}" can't be read: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** A batch that was looked at before is known by its zones, if it was by all pairs. */
  private mayBeIn(no: number, wanted: readonly Wanted[], sought: SoughtIn): boolean {
    return (
      this.zones[no] === undefined || wanted.some(({ pair }, i) => this.mayHavePair(no, pair, sought, i))
    );
  }

  private mayHavePair(no: number, pair: Pair, sought: SoughtIn, i: number): boolean {
    const known = this.zones[no]?.[this.pairs.indexOf(pair)];
    return known === undefined || mayHave(known, sought.ofWords(known.words, i));
  }

  private remember(columns: BatchColumns): void {
    this.zones.push(
      this.pairs.map(({ name, number }) => {
        const words = columns.words(name);
        const zones = zonesOf(columns.numbers(name), columns.numbers(number), columns.rows, words);
        words.forEach((word, code) => {
          this.widen(`${name} ${number} ${word}`, zones.low[code]!, zones.high[code]!);
        });
        return zones;
      }),
    );
  }

  private widen(key: string, low: number, high: number): void {
    if (low > high) return;
    const extent = this.extents.get(key);
    if (extent === undefined) this.extents.set(key, { low, high });
    else {
      extent.low = Math.min(extent.low, low);
      extent.high = Math.max(extent.high, high);
    }
  }
}

/** Keys by number of the name: worked out once for each dictionary. */
class SoughtIn {
  private readonly wanted: readonly Wanted[];
  private readonly known: { words: readonly string[]; sought: Sought }[] = [];

  constructor(wanted: readonly Wanted[]) {
    this.wanted = wanted;
  }

  of(columns: BatchColumns, no: number): Sought {
    return this.ofWords(columns.words(this.wanted[no]!.pair.name), no);
  }

  ofWords(words: readonly string[], no: number): Sought {
    const known = this.known[no];
    if (known?.words === words) return known.sought;
    const sought = words.map((word) => this.wanted[no]!.keysOf(word));
    this.known[no] = { words, sought };
    return sought;
  }
}
