/**
 * Whether numbers still come as they came at first: population stability index of each column, batch by batch, against a reference
 * that is frozen once.
 *
 * 1. The reference is what came first, so many rows. Its bins end at its tenths; what lies below all of it has a bin of its own, and
 *    so has what lies above a column that had one value only.
 * 2. Once frozen only counts are kept: memory is columns x bins. A copy shares nothing with what it was taken of.
 * 3. + - * / only, with a logarithm of its own: the same rows give the same bits everywhere.
 *
 * Source: PSI = sum (p - q) ln (p / q), as credit scoring uses it (Siddiqi, Credit Risk Scorecards: below 0.1 no shift, above 0.25 a
 * large one); half a row is added to each bin, so that none is empty.
 */

export interface SavedDrift {
  /** Rows of the reference, column after column; empty once it is frozen. */
  readonly early: readonly number[];
  readonly bins: readonly SavedBins[];
  readonly rows: number;
}

interface SavedBins {
  readonly edges: readonly number[];
  readonly reference: readonly number[];
  readonly counts: readonly number[];
}

interface Bins {
  readonly edges: readonly number[];
  readonly reference: readonly number[];
  readonly counts: number[];
}

export interface Shift {
  /** Column that has shifted most. */
  readonly column: number;
  readonly psi: number;
}

const TENTHS = 10;

export class DriftWatch {
  private readonly columns: number;
  private readonly referenceRows: number;
  private readonly batchRows: number;
  private early: number[] = [];
  private bins: Bins[] = [];
  private rows = 0;

  /**
   * @param columns of a row, >= 1
   * @param referenceRows of which the reference is made, >= 1
   * @param batchRows that are held against it at once, >= 1
   */
  constructor(columns: number, referenceRows: number, batchRows: number) {
    this.columns = columns;
    this.referenceRows = referenceRows;
    this.batchRows = batchRows;
  }

  get frozen(): boolean {
    return this.bins.length > 0;
  }

  /** Rows since the reference was frozen and the last batch was judged. */
  get pending(): number {
    return this.rows;
  }

  /** @param rows row by row */
  add(rows: ArrayLike<number>): void {
    const { columns } = this;
    for (let at = 0; at < rows.length; at += columns) {
      if (this.frozen) this.count(rows, at);
      else this.keep(rows, at);
    }
  }

  /** How far the batch is off, and a new one is begun; null = it is not full yet. */
  take(): Shift | null {
    if (!this.frozen || this.rows < this.batchRows) return null;
    let worst: Shift = { column: 0, psi: 0 };
    for (let column = 0; column < this.columns; column++) {
      const { reference, counts } = this.bins[column]!;
      const psi = stability(reference, counts);
      if (psi > worst.psi) worst = { column, psi };
      counts.fill(0);
    }
    this.rows = 0;
    return worst;
  }

  /** The batch is given up: what comes now belongs to another stage. */
  clear(): void {
    for (const { counts } of this.bins) counts.fill(0);
    this.rows = 0;
  }

  save(): SavedDrift {
    return { early: [...this.early], bins: copied(this.bins), rows: this.rows };
  }

  load({ early, bins, rows }: SavedDrift): void {
    this.early = [...early];
    this.bins = copied(bins);
    this.rows = rows;
  }

  private keep(rows: ArrayLike<number>, at: number): void {
    for (let column = 0; column < this.columns; column++) this.early.push(rows[at + column]!);
    if (this.early.length < this.columns * this.referenceRows) return;
    this.bins = Array.from({ length: this.columns }, (_, column) =>
      binsOf(this.early.filter((_value, i) => i % this.columns === column)),
    );
    this.early = [];
  }

  private count(rows: ArrayLike<number>, at: number): void {
    this.rows += 1;
    for (let column = 0; column < this.columns; column++) {
      const { edges, counts } = this.bins[column]!;
      counts[binOf(edges, rows[at + column]!)]! += 1;
    }
  }
}

function copied(bins: readonly SavedBins[]): Bins[] {
  return bins.map(({ edges, reference, counts }) => ({ edges, reference, counts: [...counts] }));
}

/** `edges[0]` is the least value, the others are tenths, each once. */
function binsOf(values: readonly number[]): Bins {
  const sorted = Float64Array.from(values).sort();
  const edges = [sorted[0]!];
  for (let tenth = 1; tenth < TENTHS; tenth++) {
    const edge = sorted[Math.floor((sorted.length * tenth) / TENTHS)]!;
    if (edges.length === 1 || edge > edges.at(-1)!) edges.push(edge);
  }
  const reference = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) reference[binOf(edges, value)]! += 1;
  return { edges, reference, counts: reference.map(() => 0) };
}

/** 0 = below all of them; then by the tenths above which it lies. */
function binOf(edges: readonly number[], value: number): number {
  if (value < edges[0]!) return 0;
  let bin = 1;
  while (bin < edges.length && value > edges[bin]!) bin += 1;
  return bin;
}

/** Population stability index of counts against those of the reference, >= 0. */
export function stability(reference: readonly number[], counts: readonly number[]): number {
  const bins = reference.length;
  const sum = (all: readonly number[]): number => all.reduce((x, y) => x + y, 0) + bins / 2;
  const [was, is] = [sum(reference), sum(counts)];
  let psi = 0;
  for (let bin = 0; bin < bins; bin++) {
    const p = (counts[bin]! + 0.5) / is;
    const q = (reference[bin]! + 0.5) / was;
    psi += (p - q) * ln(p / q);
  }
  return Math.max(0, psi);
}

// biome-ignore lint/suspicious/noApproximativeNumericConstant: spelt out, so that no runtime has another
const LN_2 = 0.6931471805599453;
const TERMS = 12;

/** Natural logarithm of x > 0, to some 1e-14: 2 artanh((x - 1) / (x + 1)), x brought near 1 by twos. */
export function ln(x: number): number {
  let [rest, twos] = [x, 0];
  for (; rest > 1.5; twos++) rest /= 2;
  for (; rest < 0.75; twos--) rest *= 2;
  const z = (rest - 1) / (rest + 1);
  let [power, sum] = [z, 0];
  for (let term = 0; term <= TERMS; term++) {
    sum += power / (2 * term + 1);
    power *= z * z;
  }
  return 2 * sum + twos * LN_2;
}
