/** What is kept of a message in trouble. */
import type { CoreToPartner } from '../contracts/partner-messages.ts';
import type { OpenTask } from '../core/open-task.ts';

export type OutboundMessageStatus =
  | 'new'
  | 'waiting'
  | 'asking'
  | 'in-flight'
  | 'returning'
  | 'settling'
  | 'dying'
  | 'dead'
  | 'queued'
  | 'delivered'
  | 'dropped';

export interface OutboundMessageState extends OpenTask {
  status: OutboundMessageStatus;
  message: CoreToPartner | null;
  /** Transmissions so far. */
  attempts: number;
  /** As many of them were made before a person had it sent again; 0 = nobody has. */
  attemptsBefore: number;
  /** Attempts that failed and count, since the first one or since it was sent again by hand. */
  failures: number;
  /** Instant of the first transmission; since a person had it sent again, of that or of the first one since. */
  firstSentAt: number;
  /** The last attempt was a probe. */
  probe: boolean;
  lastStatus: number;
  /** How often it died: number of its event. */
  deaths: number;
}
