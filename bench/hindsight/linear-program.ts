/** A linear program whose variables lie between 0 and 1, and who solves it. */

/** Columns by their rows (compressed): column i has rows `rows[starts[i]]` up to `rows[starts[i + 1]]`, with the values at the same places. */
export interface LinearProgram {
  readonly costs: readonly number[];
  readonly starts: readonly number[];
  readonly rows: readonly number[];
  readonly values: readonly number[];
  readonly rowLower: readonly number[];
  readonly rowUpper: readonly number[];
  /** Variables are whole. */
  readonly whole: boolean;
}

export interface LinearAnswer {
  /** By column. */
  readonly values: Float64Array;
  /** Dual values, by row; of no meaning where variables are whole. */
  readonly rowPrices: Float64Array;
}

/**
 * Answers the optimum, of whole variables the best that a bounded search finds; null = it gave up (time, memory, an abort). Never rejects.
 */
export type LinearSolver = (program: LinearProgram) => Promise<LinearAnswer | null>;
