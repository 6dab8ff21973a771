/** A process's claim on units of a resource, from the request to the release. */
import type { EventHandle } from '../kernel.ts';
import type { Pending, Waiter } from '../process/ask.ts';

/** What a request came to. `balked`: it did not join the line. `reneged`: it left the line. */
export type Outcome = 'granted' | 'balked' | 'reneged';

export interface RequestOptions {
  /** How many units; 1 by default. */
  readonly units?: number;
  /** Lower first; 0 by default. Goes before the resource's rule. */
  readonly priority?: number;
  /** Expected service time, for the rule `shortest`. */
  readonly size?: number;
  /** Due time, for the rule `earliest-due`. */
  readonly due?: number;
  /** How long it waits before it reneges; for ever by default. */
  readonly patience?: number;
  /** It balks, and does not wait, where so many wait already. */
  readonly balkAt?: number;
}

/** The line a claim stands in. */
export interface ClaimLine {
  readonly name: string;
  withdrawn(claim: Claim): void;
  makeWay(): void;
  expired(claim: Claim): void;
  placeOf(claim: Claim): number;
}

export const NO_EVENT = -1;

export class Claim implements Pending {
  readonly line: ClaimLine;
  readonly waiter: Waiter;
  /** Falls when some of them are released. */
  units: number;
  readonly priority: number;
  /** What the resource's rule sorts by, within a priority. */
  key: number;
  /** Number of the request: equals are served in this order. */
  readonly n: number;
  /** When it was made. */
  readonly since: number;
  /** In the line; false once it has been served or has left. */
  waiting = false;
  /** It had the unit before: a hold of its process stands still until it has it again. */
  preempted = false;
  patience: EventHandle = NO_EVENT;

  constructor(
    line: ClaimLine,
    waiter: Waiter,
    units: number,
    priority: number,
    key: number,
    n: number,
    since: number,
  ) {
    this.line = line;
    this.waiter = waiter;
    this.units = units;
    this.priority = priority;
    this.key = key;
    this.n = n;
    this.since = since;
  }

  withdraw(): void {
    this.line.withdrawn(this);
  }

  makeWay(): void {
    this.line.makeWay();
  }

  /** Its patience has run out. */
  expire(): void {
    this.patience = NO_EVENT;
    this.line.expired(this);
  }

  where(): string {
    const place = this.waiting ? `, number ${this.line.placeOf(this)} in line` : '';
    return `for ${this.units} of resource "${this.line.name}" since ${this.since}${place}`;
  }
}

/** The order of claims in a line, and of those served, the most urgent first. */
export function byUrgency(a: Claim, b: Claim): number {
  return a.priority - b.priority || a.key - b.key || a.n - b.n;
}
