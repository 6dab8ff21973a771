/** Items that each take one of their ways, where ways share what there is too little of. */

/** One way of one item. */
export interface Way {
  /** Whole, so that sums are exact. */
  readonly cost: number;
  /** Resources that it takes something of. */
  readonly uses: readonly number[];
  /** Of each of them, whole; absent = 1. */
  readonly units?: number;
}

export interface AssignmentProblem {
  /** By item; each has at least one way, and one that uses nothing, so that there always is an assignment. */
  readonly ways: readonly (readonly Way[])[];
  /** By resource, whole units. */
  readonly capacities: readonly number[];
}
