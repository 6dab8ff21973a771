/**
 * The replications of one job, one after another until its intervals are narrow enough.
 *
 * 1. Replications come in rounds of fixed size; only when all of a round are in is it decided whether there is another
 *    one. So their number, and every figure, is a function of the seed, whoever ran them in whatever order.
 * 2. That decision looks at half-widths alone, never at means: stopping when the mean looks right would hide a fault.
 * 3. It aims a little below the half-width allowed, for the intervals to be good also where their widths came out low.
 * 4. With a planted fault there is one round only: the fault must be seen with no more work than a right run gets.
 */
import { assert } from '#sim/assert';
import { expectedOf } from './cases.ts';
import { type Estimate, estimate, exact, type Verdict, verdictOf } from './estimate.ts';
import type { Job } from './job.ts';
import type { Observations } from './model.ts';

/** Enough that means are near normal and the factor of Student's t near the normal one, far out in the tails. */
const REPLICATIONS_MIN = 30;
const ROUND = 10;
/** What is not narrow enough by then is `too wide`. */
const REPLICATIONS_MAX = 400;
/** Share of the allowed half-width that is aimed at. */
const AIM = 0.85;

/** One value of a job, judged. */
export interface Check {
  readonly id: string;
  readonly variant: string;
  readonly value: string;
  readonly expected: number;
  readonly estimate: Estimate;
  readonly verdict: Verdict;
}

export class Sequence {
  readonly job: Job;
  /** What went wrong in a replication; null while nothing did. */
  fault: string | null = null;
  /** CPU time that its replications took. */
  seconds = 0;
  private readonly observed: Observations[] = [];
  private started = 0;
  /** Replications that are in. */
  private finished = 0;
  /** Replications that are to be run, as far as decided. */
  private goal: number;
  /** Replications that it may come to: a guess. */
  private needed: number;

  constructor(job: Job) {
    this.job = job;
    this.goal = job.model.deterministic === true ? 1 : REPLICATIONS_MIN;
    this.needed = this.goal;
  }

  get replications(): number {
    return this.finished;
  }

  get done(): boolean {
    return this.fault !== null || this.finished === this.goal;
  }

  /** Whether a replication can be started now. */
  get ready(): boolean {
    return this.fault === null && this.started < this.goal;
  }

  /** The number of the next replication, which counts as started. */
  start(): number {
    assert(this.ready, `${this.job.case.id}: no replication to start now`);
    this.started += 1;
    return this.started - 1;
  }

  /** Takes in what replication `number` came to. */
  take(number: number, observations: Observations, seconds: number): void {
    this.observed[number] = observations;
    this.seconds += seconds;
    this.finished += 1;
    if (this.finished === this.goal) this.decide();
  }

  /** Seconds of work before it: a guess, for the order of work only. Infinity while nothing is known. */
  secondsLeft(): number {
    if (this.finished === 0) return Infinity;
    return (this.seconds / this.finished) * (Math.max(this.goal, this.needed) - this.started);
  }

  /** The verdicts, once done. Empty after a fault. */
  checks(): Check[] {
    assert(this.done, `${this.job.case.id}: judged before its replications are in`);
    if (this.fault !== null) return [];
    const { case: of, variant, values, widthShare } = this.job;
    return values.map((value) => {
      const expected = expectedOf(of, value);
      const found = this.estimateOf(value);
      const verdict = verdictOf(found, expected, widthShare);
      return { id: of.id, variant, value, expected, estimate: found, verdict };
    });
  }

  /** A round is in: is there another one? */
  private decide(): void {
    if (this.job.model.deterministic === true || this.job.options.planted) return;
    const excess = this.widest() / AIM;
    if (excess <= 1 || this.goal >= REPLICATIONS_MAX) return;
    // Half-widths shrink with the root of the number of replications.
    this.needed = Math.min(REPLICATIONS_MAX, this.finished * excess * excess);
    this.goal += ROUND;
  }

  /** The widest of the half-widths, as a share of what is allowed. */
  private widest(): number {
    const { case: of, values, widthShare } = this.job;
    return Math.max(
      ...values.map(
        (value) => this.estimateOf(value).halfWidth / (widthShare * Math.abs(expectedOf(of, value))),
      ),
    );
  }

  private estimateOf(value: string): Estimate {
    const observations = this.observed.map((each) => each[value]!);
    return this.job.model.deterministic === true
      ? exact(observations[0]!)
      : estimate(observations, this.job.alpha);
  }
}
