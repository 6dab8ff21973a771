/**
 * What comes of the decisions of one point while a run goes on: the figures of the decision log, told when nothing more will come.
 *
 * 1. Told once of each decision, in the order in which they were made. One that the run ends before is never told.
 * 2. What is kept goes with what was told: memory is what is open. All of it is in a copy.
 */
import type { AskedRows, Collected, OutcomeOf } from './outcome.ts';

type Fields = Readonly<Record<string, unknown>>;

export interface RunningDecision {
  readonly entityKey: number;
  readonly attempt: number;
  /** Epoch ms. */
  readonly now: number;
  readonly context: unknown;
  /** The one that was chosen. */
  readonly option: unknown;
}

/** By the names of the outcome's columns; null = it never came to that. */
export type Figures = Readonly<Record<string, number | null>>;
export type ToldOfDecision = readonly [no: number, figures: Figures];

const NOTHING: readonly ToldOfDecision[] = [];

export class RunningOutcomes {
  private readonly outcome: OutcomeOf;
  private readonly asked = new OpenRows();
  private readonly settledRows = new Set<number>();
  private collected: Collected;

  constructor(outcome: OutcomeOf) {
    this.outcome = outcome;
    this.collected = this.fresh();
  }

  /** @param no the caller's number of it, larger than any before */
  decided(no: number, { entityKey, attempt, now, context, option }: RunningDecision): void {
    const told = this.outcome.reads(context as Fields, () => option as Fields);
    this.collected.add(this.asked.add({ no, key: entityKey, now, attempt, told }));
  }

  business(time: number, event: string, key: number, n: number, a: number, b: number): void {
    const { listeners } = this.collected;
    if (Object.hasOwn(listeners, event)) listeners[event]!(time, key, n, a, b);
  }

  /** Since it was asked last. */
  settled(): readonly ToldOfDecision[] {
    const { settledRows, asked, collected } = this;
    if (settledRows.size === 0) return NOTHING;
    const told = [...settledRows].map((row) => [asked.noOf(row), this.figuresOf(row)] as const);
    for (const row of settledRows) {
      collected.drop(row);
      asked.drop(row);
    }
    settledRows.clear();
    return told.sort(([one], [other]) => one - other);
  }

  save(): unknown {
    return { asked: this.asked.save(), collected: this.collected.save() };
  }

  /** @param saved null = nothing has been decided */
  load(saved: unknown): void {
    const state = saved as { readonly asked: SavedRows; readonly collected: unknown } | null;
    this.settledRows.clear();
    this.collected = this.fresh();
    this.asked.load(state?.asked ?? []);
    if (state !== null) this.collected.load(state.collected);
  }

  private fresh(): Collected {
    return this.outcome.collect(this.asked, (row) => this.settledRows.add(row));
  }

  private figuresOf(row: number): Figures {
    const values = this.collected.valuesOf(row);
    return Object.fromEntries(
      this.outcome.columns.map(({ name }, i) => [name, Number.isNaN(values[i]!) ? null : values[i]!]),
    );
  }
}

interface OpenRow {
  /** 0 = the row is free. */
  readonly no: number;
  readonly key: number;
  readonly now: number;
  readonly attempt: number;
  readonly told: readonly number[];
}

const FREE: OpenRow = { no: 0, key: -1, now: 0, attempt: 0, told: [] };

type SavedRows = readonly OpenRow[];

/** Rows are taken again: the lowest that is free. */
class OpenRows implements AskedRows {
  readonly keys: number[] = [];
  readonly now: number[] = [];
  readonly attempts: number[] = [];
  private rows: OpenRow[] = [];
  private free: number[] = [];

  add(open: OpenRow): number {
    const row = this.free.pop() ?? this.rows.length;
    this.put(row, open);
    return row;
  }

  drop(row: number): void {
    this.rows[row] = FREE;
    this.free.push(row);
    // So that a copy, which knows no order among them, goes on with the same.
    this.free.sort((one, other) => other - one);
  }

  noOf(row: number): number {
    return this.rows[row]!.no;
  }

  told(row: number, which: number): number {
    return this.rows[row]!.told[which]!;
  }

  save(): SavedRows {
    return this.rows.slice();
  }

  load(saved: SavedRows): void {
    this.rows = [];
    for (const [row, open] of saved.entries()) this.put(row, open);
    this.free = saved.flatMap(({ no }, row) => (no === 0 ? [row] : [])).reverse();
  }

  private put(row: number, open: OpenRow): void {
    this.rows[row] = open;
    this.keys[row] = open.key;
    this.now[row] = open.now;
    this.attempts[row] = open.attempt;
  }
}
