/** How messages travel between the core and one partner where they do not go by reference over a link. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { CoreEnd } from '../core-end.ts';

export interface Channel {
  /** Number of the partner. */
  readonly partner: number;
  /** Whether a message of this kind goes by this channel, either way; others go over the link, as they are. */
  carries(kind: string, message: Envelope): boolean;
  /** The core sends; as `PartnerPort.transmit`. */
  transmit(message: Envelope, attempt: number, from: string): void;
  /** The partner sends. */
  post(message: Envelope): void;
  connectCore(core: CoreEnd): void;
}
