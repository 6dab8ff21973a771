/** What the core goes by towards customers: how long it knows of a done order, what it credits by itself, what it takes back. */

export interface CareLimits {
  /** An order that is done is kept so long, for what its customer has to say. */
  readonly afterCareMs: number;
  /** A complaint is answered within this; then a supervisor has it as well. */
  readonly answerWithinMs: number;
  /** By goodwill for a late order, without a person: a share of its value, at most so much; 0 = never. */
  readonly lateCreditShare: number;
  readonly lateCreditMinorMax: number;
  /** Disputed bills; null = none is settled but by a person. */
  readonly disputes: DisputeLimits | null;
  /** Right of return; null = nothing is taken back but by a person. */
  readonly returns: ReturnLimits | null;
}

export interface DisputeLimits {
  /** From delivery to the dispute. */
  readonly withinMs: number;
  /** What a bill was too high is credited up to this without a person. */
  readonly creditMinorMax: number;
}

export interface ReturnLimits {
  /** From delivery to the request. */
  readonly withinMs: number;
  /** From the authorisation; then it is closed. */
  readonly neverCameMs: number;
  /** A person's answer to goods that are not as announced. */
  readonly answerWithinMs: number;
}
