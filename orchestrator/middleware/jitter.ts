/**
 * Back-off with keyed jitter: how long a message waits is a function of (salt, message, attempt) and of nothing that
 * has happened meanwhile.
 *
 * 1. The message goes by what it says (partner, business key, kind, a), never by its counter: leaving one order out
 *    moves no retry of another.
 * 2. Integer operations only.
 */
import type { Envelope } from '../contracts/envelope.ts';
import type { BackOff } from './policy.ts';

const imul = Math.imul;

/** Murmur3's finaliser: every input bit reaches every output bit. Source: Appleby, MurmurHash3. */
function avalanche(x: number): number {
  let h = x;
  h = imul(h ^ (h >>> 16), 0x85ebca6b);
  h = imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}

/** uint32, evenly spread, of three int32. */
export function keyedHash(salt: number, id: number, attempt: number): number {
  return avalanche(imul(avalanche(imul(avalanche(salt) ^ id, 0x9e3779b1)) ^ attempt, 0x85ebca77)) >>> 0;
}

/** int32 that names a message by what it says. */
export function messageId(message: Envelope): number {
  let h = 0x811c9dc5 | 0;
  for (let i = 0; i < message.kind.length; i++) h = imul(h ^ message.kind.charCodeAt(i), 0x01000193);
  return keyedHash(h, message.key, imul(message.toKey, 0x9e3779b1) ^ message.a) | 0;
}

/**
 * ms to wait after attempt `attempt` (from 1) has failed, in 0..backOff.maxMs. Cost O(attempt) up to the cap.
 * @param id see `messageId`
 */
export function backOffMs(backOff: BackOff, salt: number, id: number, attempt: number): number {
  let waitMs = backOff.baseMs;
  for (let n = 1; n < attempt && waitMs < backOff.maxMs; n++) waitMs = Math.floor(waitMs * backOff.factor);
  waitMs = Math.min(waitMs, backOff.maxMs);
  const jitterMsMax = Math.floor((waitMs * backOff.jitterPercent) / 100);
  return waitMs - Math.floor((keyedHash(salt, id, attempt) / 0x1_0000_0000) * (jitterMsMax + 1));
}
