/**
 * Branches of runs, made in twins that stand ready: the way to try many answers from one snapshot, or from one after another.
 *
 * 1. A branch is a twin that has taken over a snapshot and goes on by the policies given. It shares nothing that is ever written
 *    to with the snapshot, the run that it was taken of, or another branch: whichever runs first, each runs as if it were alone.
 * 2. A twin that is given back is used again, so that a search makes as many twins as it has branches at once, and no new
 *    tables. Making one costs as much as some branches, and memory of its own.
 * 3. A twin that threw is of no use any more: it is not given back.
 * 4. A twin that stands ready keeps alive the snapshot that it took over last, and what watches it still shows its last branch.
 */
import { assert } from '#sim/assert';
import type { KernelSnapshot } from '#sim/kernel';
import type { OutboundPolicies } from './deciders/outbound-decider.ts';
import type { OutboundTwin } from './outbound-twin.ts';

export class BranchPool {
  private readonly make: () => OutboundTwin;
  private readonly ready: OutboundTwin[] = [];
  private readonly taken = new WeakSet<OutboundTwin>();

  /**
   * @param make a twin of the world and seed that the snapshots are of, watched as the run was that they were taken of, of any
   *   policies
   */
  constructor(make: () => OutboundTwin) {
    this.make = make;
  }

  /** A branch, the caller's until it is given back. */
  take(snapshot: KernelSnapshot, policies: OutboundPolicies): OutboundTwin {
    const twin = this.ready.pop() ?? this.make();
    twin.restore(snapshot, policies);
    this.taken.add(twin);
    return twin;
  }

  /** The caller is done with a branch and with everything that it reads from it. */
  giveBack(twin: OutboundTwin): void {
    assert(this.taken.delete(twin), 'giveBack() of a twin that was given back before, or is of another pool');
    this.ready.push(twin);
  }

  /** Takes a branch, has it looked at, and gives it back, but where `look` throws. Not for what goes on in a promise. */
  branch<Seen>(
    snapshot: KernelSnapshot,
    policies: OutboundPolicies,
    look: (twin: OutboundTwin) => Seen,
  ): Seen {
    const twin = this.take(snapshot, policies);
    const seen = look(twin);
    this.giveBack(twin);
    return seen;
  }
}
