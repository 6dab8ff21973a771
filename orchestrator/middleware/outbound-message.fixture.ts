/** A message in trouble, for tests: what it hears and says, and the inputs that lead to each of its statuses. */
import type { Effect } from '#testing/core/collecting-out';
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { envelope, PARTNER } from '../contracts/envelope.ts';
import type { ReportMilestone } from '../contracts/tms.ts';
import type { ReserveStock } from '../contracts/wms.ts';
import type { Instant } from '../model/instant.ts';
import {
  type CarryMessage,
  laneKey,
  type OutboundMessageInput,
  PARTNER_GATE,
  PARTNER_LANE,
} from './inputs.ts';
import { backOffMs, messageId } from './jitter.ts';
import { DEAD_LETTER_ANSWERS, outboundMessageActor } from './outbound-message.ts';
import type { OutboundMessageStatus } from './outbound-message-state.ts';
import { DEFAULT_PARTNER_POLICY } from './policy.ts';

export const PARTNER_NO = 5;
export const ORDER_NO = 17;
export const POLICY = { ...DEFAULT_PARTNER_POLICY, retriesMax: 2, jitterSalt: 42 };
export const actor = outboundMessageActor(() => POLICY);

/** The key of the actor is the counter of its message. */
const message: ReserveStock = envelope(
  'reserveStock',
  8,
  1,
  PARTNER,
  PARTNER_NO,
  0,
  TEST_KEY,
  ORDER_NO,
  1,
  3,
  {
    lines: [{ product: 0, units: 3 }],
  },
);
export const LANE = laneKey(PARTNER_NO, ORDER_NO);

export function carry(
  status: number,
  retryAfterMs: number | null = null,
  probe = false,
  ago = 0,
): CarryMessage {
  return input('carryMessage', { message, sentAt: TEST_NOW - ago, retryAfterMs, probe }, status);
}

/** Of this one nobody waits for what becomes of it. */
const notice: ReportMilestone = {
  ...message,
  kind: 'reportMilestone',
  body: { occurredAt: 0, estimatedAt: 0 },
};
const carriedNotice: CarryMessage = input(
  'carryMessage',
  { message: notice, sentAt: TEST_NOW, retryAfterMs: null, probe: false },
  422,
);

export const rang = input('timer', null, 0);
export const granted = (tokens = 1, probe = 0) => input('leaseGranted', null, tokens, probe);
export const released = input('messageReleased', null);
export const turn = input('turnGiven', null);
export const answer = (status: number, attempt: number, retryAfterMs: number | null = null) =>
  input('acknowledged', { attempt, retryAfterMs }, TEST_KEY, status);
export const later = (ms: number): Instant => (TEST_NOW + ms) as Instant;
export const person = (choice: number, no = 1) => input('taskAnswered', null, choice, no);
export const { drop, resend } = DEAD_LETTER_ANSWERS;

export const waits = (attempt: number): number =>
  backOffMs(POLICY.backOff, POLICY.jitterSalt, messageId(message), attempt);
export const toGate = (kind: string, a = 0, b = 0): Effect => ({
  tell: kind,
  type: PARTNER_GATE,
  key: PARTNER_NO,
  a,
  b,
});
export const settles: Effect = {
  tell: 'messageSettled',
  type: PARTNER_LANE,
  key: LANE,
  a: TEST_KEY,
  b: ORDER_NO,
};

/** Inputs that lead there. */
export const WAYS: Readonly<Record<OutboundMessageStatus, readonly OutboundMessageInput[]>> = {
  new: [],
  waiting: [carry(503)],
  asking: [carry(503), rang],
  'in-flight': [carry(503), rang, granted()],
  returning: [carry(503), rang, answer(200, 1)],
  settling: [carry(503), answer(200, 1)],
  dying: [carry(422)],
  dead: [carriedNotice, released],
  queued: [carry(422), released, person(resend)],
  delivered: [carry(503), answer(200, 1), released],
  dropped: [carriedNotice, released, person(drop)],
};
