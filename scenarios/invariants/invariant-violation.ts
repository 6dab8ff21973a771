/** An invariant does not hold: the run's result is worthless until it is explained. */
export class InvariantViolation extends Error {
  override readonly name = 'InvariantViolation';
  readonly invariant: string;
  readonly what: string;

  constructor(invariant: string, what: string) {
    super(`invariant ${invariant} violated: ${what}`);
    this.invariant = invariant;
    this.what = what;
  }
}
