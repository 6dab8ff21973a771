/**
 * One record for each decision, chained by hash: whoever takes a record out, adds one or changes a figure breaks every
 * hash after it.
 *
 * 1. hash(n) = SHA-256 over hash(n - 1) and the record's bytes, in this order: SHA-256 of its names as a JSON list (`NAMES`);
 *    `now` (float64), entity key, attempt (uint32 each), recommended, chosen (int32 each), little-endian; the input digest's
 *    text; and, where there is an answer, a zero byte and the answer's text.
 * 2. What the decision was about stands in the record as a digest, not as itself: the decision's context and options are
 *    recorded beside it.
 * 3. The head is all the state there is: whoever keeps a chain keeps its head (a text), also across a copy of the run.
 */
import { hexOf, SHA256_BYTES, SHA256_ROOM, sha256, sha256Hex, utf8Into } from '../model/sha256.ts';
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
const AUDIT_START = '0'.repeat(2 * SHA256_BYTES);

/** The names in a record, which many records share. */
const NAMES = ['point', 'entityType', 'policy', 'mode', 'modelDigest', 'override', 'fallback'] as const;

type Names = Pick<AuditRecord, (typeof NAMES)[number]>;

interface Known {
  readonly names: Names;
  readonly digest: Uint8Array;
}

const NAMES_AT = SHA256_BYTES;
const NOW_AT = NAMES_AT + SHA256_BYTES;
const ENTITY_AT = NOW_AT + 8;
const ATTEMPT_AT = ENTITY_AT + 4;
const RECOMMENDED_AT = ATTEMPT_AT + 4;
const CHOSEN_AT = RECOMMENDED_AT + 4;
const TEXTS_AT = CHOSEN_AT + 4;
const START_BYTES = 512;
/** Source: assumption; a run has some ten points, each decided in a few ways. */
const KNOWN_MAX = 64;

export class AuditChain {
  /** 64 hexadecimal digits. */
  head = AUDIT_START;
  /** The head comes first, the record behind it. */
  private bytes = new Uint8Array(START_BYTES);
  private view = new DataView(this.bytes.buffer);
  private readonly known: Known[] = [];

  /** Answers the head after this record. Cost: some 2 us without an answer. */
  add(record: AuditRecord): string {
    const { inputDigest, answer } = record;
    this.room(TEXTS_AT + 3 * (inputDigest.length + (answer?.length ?? 0)) + 1 + SHA256_ROOM);
    const { bytes, view } = this;
    bytes.set(this.namesOf(record), NAMES_AT);
    view.setFloat64(NOW_AT, record.now, true);
    view.setUint32(ENTITY_AT, record.entityKey, true);
    view.setUint32(ATTEMPT_AT, record.attempt, true);
    view.setInt32(RECOMMENDED_AT, record.recommended, true);
    view.setInt32(CHOSEN_AT, record.chosen, true);
    let end = utf8Into(inputDigest, bytes, TEXTS_AT);
    if (answer !== null) {
      bytes[end] = 0;
      end = utf8Into(answer, bytes, end + 1);
    }
    sha256(bytes, end, bytes, 0);
    this.head = hexOf(bytes, 0, SHA256_BYTES);
    return this.head;
  }

  /** Goes on from a head. */
  load(head: string): void {
    this.head = head;
    for (let i = 0; i < SHA256_BYTES; i++) this.bytes[i] = Number.parseInt(head.slice(2 * i, 2 * i + 2), 16);
  }

  private namesOf(record: AuditRecord): Uint8Array {
    for (let i = 0; i < this.known.length; i++)
      if (sameNames(this.known[i]!.names, record)) return this.known[i]!.digest;
    const names = Object.fromEntries(NAMES.map((name) => [name, record[name]])) as unknown as Names;
    const hex = sha256Hex(JSON.stringify(NAMES.map((name) => record[name])));
    const digest = Uint8Array.from({ length: SHA256_BYTES }, (_, i) =>
      Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
    );
    if (this.known.length === KNOWN_MAX) this.known.length = 0;
    this.known.push({ names, digest });
    return digest;
  }

  private room(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    this.bytes = new Uint8Array(this.bytes.buffer.transfer(2 * bytes));
    this.view = new DataView(this.bytes.buffer);
  }
}

function sameNames(one: Names, other: Names): boolean {
  return (
    one.point === other.point &&
    one.policy === other.policy &&
    one.mode === other.mode &&
    one.fallback === other.fallback &&
    one.override === other.override &&
    one.modelDigest === other.modelDigest &&
    one.entityType === other.entityType
  );
}

/** Place of the first record whose hash is not what the chain says, from 0; -1 when all are right. */
export function firstBroken(
  records: readonly (AuditRecord & { readonly auditHash: string })[],
  start = AUDIT_START,
): number {
  const chain = new AuditChain();
  chain.load(start);
  return records.findIndex((record) => chain.add(record) !== record.auditHash);
}
