/**
 * Who numbers what in the live host, so that (sender, counter) is said once and no counter is shared.
 *
 * 1. An actor numbers what it tells with a counter of its own. A later life of a key starts counting at its instant of
 *    creation, and no actor sends a message a ms for as long as it lives and is remembered.
 * 2. A message to a partner is numbered by the lane that takes it in, with numbers that no other lane has: its counter alone
 *    says which message it is, to lanes, to partners, and as the key of the `outbound-message` that carries it in trouble.
 * 3. Lane k has the numbers k x 2^37 + 1, 2, 3 ...: for 4,094 partners, and for a century at forty a second.
 */
import { CORE_SENDER, type Envelope, PARTNER } from '../contracts/envelope.ts';
import { LANES_PER_PARTNER, OUTBOUND_MESSAGE, PARTNER_LANE } from '../middleware/inputs.ts';

const KEYS = 2 ** 31;
const NUMBERS_PER_LANE = 2 ** 37;
/** Below the last, so that an `outbound-message` can be a sender like any other. */
const PARTNERS_MAX = 2 ** 53 / NUMBERS_PER_LANE / LANES_PER_PARTNER - 1;

/** Keys are what the simulated host takes, dense integers in 0..2^31-1; but for messages in trouble, which have their number. */
export function isLiveKey(type: number, key: number): boolean {
  return Number.isSafeInteger(key) && key >= 0 && (key < KEYS || type === OUTBOUND_MESSAGE);
}

/** Who numbers an actor's own messages: above every partner's number, and no other actor's. */
export function actorSender(type: number, key: number): number {
  return type * KEYS + key;
}

/** Partners whose messages can be numbered. */
export function isLivePartner(partner: number): boolean {
  return Number.isInteger(partner) && partner >= 1 && partner < PARTNERS_MAX;
}

/** Last number used by an actor that has used none yet. @param clock instant of its creation */
export function firstCounter(type: number, key: number, clock: number): number {
  return type === PARTNER_LANE ? key * NUMBERS_PER_LANE : clock;
}

/** Whether this input of an actor is a message on its way to a partner. */
export function isForPartner(type: number, message: Envelope): boolean {
  return type === PARTNER_LANE && message.toType === PARTNER;
}

/** The message as the partner will know it. */
export function numbered(message: Envelope, counter: number): Envelope {
  return { ...message, sender: CORE_SENDER, counter };
}
