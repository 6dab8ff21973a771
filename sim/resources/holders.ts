/**
 * Who has units of a resource, where units can be taken away again: by a more urgent request, or by going down.
 *
 * 1. A claim is in one of three states: it works, it stands still because its unit is down, or it stands still in the line
 *    because it was pre-empted. In all three its process holds the units, and may release them.
 */
import { byUrgency, type Claim } from './claim.ts';

export type HolderState = 'working' | 'suspended' | 'preempted';

export class Holders {
  private readonly working: Claim[] = [];
  private readonly suspended: Claim[] = [];
  private readonly preempted: Claim[] = [];

  add(claim: Claim): void {
    take(this.preempted, claim);
    this.working.push(claim);
  }

  /** It lost its units for good. */
  remove(claim: Claim): void {
    take(this.working, claim);
  }

  /** It went back into the line. */
  preempt(claim: Claim): void {
    take(this.working, claim);
    this.preempted.push(claim);
  }

  /** Those that work. */
  leastUrgentFirst(): readonly Claim[] {
    return this.working.toSorted((a, b) => byUrgency(b, a));
  }

  /** One that works stands still from now on. */
  suspend(claim: Claim): void {
    take(this.working, claim);
    let at = this.suspended.length;
    while (at > 0 && byUrgency(this.suspended[at - 1]!, claim) > 0) at -= 1;
    // Kept in order: they come the least urgent first, so that most go to the front.
    this.suspended.splice(at, 0, claim);
  }

  /** The most urgent one whose unit went down. */
  firstSuspended(): Claim | undefined {
    return this.suspended[0];
  }

  resume(claim: Claim): void {
    take(this.suspended, claim);
    this.working.push(claim);
  }

  /**
   * Those that a claim may take units from, the least urgent first, and no more than needed; none if they don't have enough.
   * @param keyOf what the resource's rule sorts a holder by now
   */
  lessUrgent(claim: Claim, units: number, keyOf: (holder: Claim) => number): readonly Claim[] {
    const victims: Claim[] = [];
    let taken = 0;
    const candidates = this.working
      .filter(
        (holder) => holder.waiter.process !== claim.waiter.process && precedes(claim, holder, keyOf(holder)),
      )
      .sort((a, b) => b.priority - a.priority || keyOf(b) - keyOf(a) || b.n - a.n);
    for (const holder of candidates) {
      if (taken >= units) break;
      victims.push(holder);
      taken += holder.units;
    }
    if (taken < units) return [];
    return victims.filter((victim) => {
      const superfluous = taken - victim.units >= units;
      if (superfluous) taken -= victim.units;
      return !superfluous;
    });
  }

  /** The claim of a process that it would release first: the latest one. */
  latestOf(process: unknown): Claim | undefined {
    let latest: Claim | undefined;
    for (const list of [this.working, this.suspended, this.preempted]) {
      for (const claim of list) {
        if (claim.waiter.process === process && (latest === undefined || claim.n > latest.n)) latest = claim;
      }
    }
    return latest;
  }

  stateOf(claim: Claim): HolderState {
    if (this.working.includes(claim)) return 'working';
    return this.suspended.includes(claim) ? 'suspended' : 'preempted';
  }

  /** Whether a claim's process holds its units. */
  has(claim: Claim): boolean {
    return [this.working, this.suspended, this.preempted].some((list) => list.includes(claim));
  }

  /** Takes out a claim that has been released. */
  released(claim: Claim): void {
    for (const list of [this.working, this.suspended, this.preempted]) if (take(list, claim)) return;
  }
}

/**
 * Whether a claim may take a holder's units.
 * @param key what the resource's rule sorts the holder by now
 */
export function precedes(claim: Claim, holder: Claim, key: number): boolean {
  return claim.priority < holder.priority || (claim.priority === holder.priority && claim.key < key);
}

function take(list: Claim[], claim: Claim): boolean {
  const at = list.indexOf(claim);
  if (at < 0) return false;
  list.splice(at, 1);
  return true;
}
