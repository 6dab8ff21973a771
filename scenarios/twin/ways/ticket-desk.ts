/**
 * Tickets for messages of partners that the core could not read, or would not: each is a task of the integration desk, and the message
 * comes back to whoever gave it when somebody is done with it.
 *
 * 1. One ticket a message. It is on record beside the tasks of the core's own actors, and its touch time is measured as theirs.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import { aboutOf, type HandWork, type Piece } from './hand-work.ts';

export const DESK_ROLE = 'integration-desk';

/** Of messages. */
export type TicketGiver = Extract<Piece['of'], 'broker' | 'quarantine'>;
/** Of partners. */
export type PartnerTicketGiver = Extract<Piece['of'], 'webhook-key'>;

export class TicketDesk {
  private readonly hand: HandWork;

  constructor(hand: HandWork) {
    this.hand = hand;
  }

  /** Who takes messages back; once for each giver, before the first event. */
  whenDone(giver: TicketGiver, done: (message: Envelope) => void): void {
    this.hand.whenDone(giver, ({ payload }) => done(payload as Envelope));
  }

  /** Who hears that a partner has been seen to; once for each giver, before the first event. */
  whenSeenTo(giver: PartnerTicketGiver, done: (partner: number) => void): void {
    this.hand.whenDone(giver, ({ key }) => done(key));
  }

  /** A ticket about a partner, whatever it has sent. */
  openFor(giver: PartnerTicketGiver, kind: string, partner: number): void {
    this.hand.add({ of: giver, role: DESK_ROLE, kind, type: 0, key: partner, about: 0, payload: null });
  }

  open(giver: TicketGiver, kind: string, message: Envelope): void {
    const { key, a, b } = message;
    this.hand.add({ of: giver, role: DESK_ROLE, kind, type: 0, key, about: aboutOf(a, b), payload: message });
  }
}
