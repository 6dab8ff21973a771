/**
 * Proofs of delivery, where they are looked at.
 *
 * 1. billed-by-proof: the customer is billed when a proof has been read, or has been done without by rule; and that only where the
 *    scenario says so, after as many copies as it says. Copies that nobody could read are counted without a gap. Of routes there is none.
 * 2. Memory: an entry for each load of which a copy could not be read, while it waits for another.
 */
import { isRoute } from '#orchestrator/contracts/route-key';
import { SHIPMENT } from '#orchestrator/processes/outbound/inputs';
import type { ShipmentState } from '#orchestrator/processes/outbound/shipment/shipment-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { OpenBooks } from './books.ts';
import { bitOf } from './events.ts';
import { type CoreStates, nameOfShipment, type Rules, violated } from './part.ts';

const BY_PROOF = 'billed-by-proof';
const ANSWERED = bitOf('proofReceived') | bitOf('proofWaived');

export class ProofRules {
  readonly rules: Rules = {
    proofUnread: (_time, load, n) => this.unread(load, n),
    proofReceived: (_time, load, _n, _deliveredAt, unread) => this.answered(load, unread),
    proofWaived: (_time, load, _n, _deliveredAt, unread) => this.waived(load, unread),
    loadGivenUpAsLost: (_time, load) => {
      this.copies.delete(load);
    },
    customerBilled: (_time, shipment) => this.billed(shipment),
  };

  private readonly books: OpenBooks;
  private readonly terms: OutboundWorld['network']['proof'];
  private readonly core: () => CoreStates;
  /** By load: copies that nobody could read. */
  private copies = new Map<number, number>();

  constructor(books: OpenBooks, { network }: Pick<OutboundWorld, 'network'>, core: () => CoreStates) {
    this.books = books;
    this.terms = network.proof;
    this.core = core;
  }

  save(): ReadonlyMap<number, number> {
    return new Map(this.copies);
  }

  load(saved: ReadonlyMap<number, number>): void {
    this.copies = new Map(saved);
  }

  private unread(load: number, n: number): void {
    const before = this.copies.get(load) ?? 0;
    if (n !== before + 1 || (this.books.loadBits.get(load) & ANSWERED) !== 0)
      violated(
        BY_PROOF,
        `load ${load}: copy ${n} can't be read, ${before} before it, or its proof is settled`,
      );
    this.copies.set(load, n);
  }

  private answered(load: number, unread: number): void {
    const known = this.copies.get(load) ?? 0;
    if (unread !== known)
      violated(BY_PROOF, `load ${load}: read after ${unread} copies that could not be, there were ${known}`);
    this.copies.delete(load);
  }

  private waived(load: number, unread: number): void {
    const { terms } = this;
    if (terms?.waived !== true)
      violated(BY_PROOF, `load ${load}: its proof is done without, and no rule allows that`);
    if (unread <= terms.copiesMax)
      violated(
        BY_PROOF,
        `load ${load}: done without after ${unread} copies, ${terms.copiesMax} are asked for`,
      );
    this.answered(load, unread);
  }

  private billed(shipment: number): void {
    if (this.terms === undefined) return;
    const state = this.core().state<ShipmentState>(SHIPMENT, shipment);
    // The own fleet says itself what it has delivered: of a route there is no proof to read.
    if (state === undefined || state.load < 0 || isRoute(state.load)) return;
    if ((this.books.loadBits.get(state.load) & ANSWERED) === 0)
      violated(
        BY_PROOF,
        `${nameOfShipment(shipment)}: billed, and nobody has read a proof of load ${state.load}`,
      );
  }
}
