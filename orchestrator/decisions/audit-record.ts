/**
 * One record for each decision, chained by hash: whoever takes a record out, adds one or changes a figure breaks every
 * hash after it.
 *
 * 1. hash(n) = SHA-256 over hash(n - 1) and the record's fields in the order of `AuditRecord`, as a JSON list.
 * 2. What the decision was about stands in the record as a digest, not as itself: the decision's context and options are
 *    recorded beside it.
 * 3. Nothing here holds state: whoever keeps the chain keeps its head (a text), also across a copy of the run.
 */
import { sha256Hex } from '../model/sha256.ts';
import type { Mode } from './rollout.ts';

export interface AuditRecord {
  /** Virtual time of the decision, epoch ms. */
  readonly now: number;
  readonly point: string;
  readonly entityType: string;
  readonly entityKey: number;
  readonly attempt: number;
  readonly policy: string;
  readonly mode: Mode | string;
  /** Of the model; null for a rule of thumb. */
  readonly modelDigest: string | null;
  readonly inputDigest: string;
  /** What the model said, as it came; null for a rule of thumb. */
  readonly answer: string | null;
  /** Index of the option advised; -1 = none. */
  readonly recommended: number;
  /** Index of the option chosen; -1 = none. */
  readonly chosen: number;
  readonly override: string | null;
  readonly fallback: string | null;
}

/** Head of a chain without records. */
export const AUDIT_START = '0'.repeat(64);

/** Head of the chain after this record, 64 hexadecimal digits. Cost: some 4 us. */
export function chained(head: string, record: AuditRecord): string {
  const { now, point, entityType, entityKey, attempt, policy, mode, modelDigest } = record;
  const { inputDigest, answer, recommended, chosen, override, fallback } = record;
  const about = [head, now, point, entityType, entityKey, attempt, policy, mode, modelDigest];
  return sha256Hex(JSON.stringify([...about, inputDigest, answer, recommended, chosen, override, fallback]));
}

/** Place of the first record whose hash is not what the chain says, from 0; -1 when all are right. */
export function firstBroken(
  records: readonly (AuditRecord & { readonly auditHash: string })[],
  start = AUDIT_START,
): number {
  let head = start;
  for (const [i, record] of records.entries()) {
    head = chained(head, record);
    if (head !== record.auditHash) return i;
  }
  return -1;
}
