/**
 * One record for each decision, chained by hash: whoever takes a record out, adds one or changes a figure breaks every
 * hash after it.
 *
 * 1. hash(n) = SHA-256 over hash(n - 1) and the record's bytes, in this order: SHA-256 of its names as a JSON list (`NAMES`); `now`,
 *    `latencyMs`, `score`, `confidence`, `propensity` (float64 each); entity key, attempt, candidates, removed (uint32 each), recommended,
 *    chosen (int32 each), little-endian; a byte that says which of score (1), confidence (2) and propensity (4) there are; the texts
 *    `inputDigest` and `answer`; and the number of options in `ruledOut` (uint32) with a text for each. A text is the number of its bytes
 *    (uint32) and its UTF-8; for what is null all bits of the number are set, and a figure that is null counts as 0. -0 counts as 0.
 * 2. That is all that a row of the table `decisions` holds but context, options and views, which stand in the record as `inputDigest`.
 * 3. The head is all the state there is: whoever keeps a chain keeps its head (a text), also across a copy of the run.
 */
import { hexOf, SHA256_BYTES, SHA256_ROOM, sha256, sha256Hex, utf8Into } from '../model/sha256.ts';
import type { Mode } from './rollout.ts';

/** Of the rule above. 1 left out latency, score, confidence, propensity, candidates, removed and ruledOut. */
export const AUDIT_FORMAT = 2;

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
  /** Options there were. */
  readonly candidates: number;
  /** Of them removed by hard rules. */
  readonly removed: number;
  /** By option: the rule that removed it, null = offered. null = none was removed. */
  readonly ruledOut: readonly (string | null)[] | null;
  /** Of the option chosen. */
  readonly score: number | null;
  /** 0..1 */
  readonly confidence: number | null;
  /** Probability with which it was chosen. */
  readonly propensity: number | null;
  /** Thinking time, ms. */
  readonly latencyMs: number;
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
const LATENCY_AT = NOW_AT + 8;
const SCORE_AT = LATENCY_AT + 8;
const CONFIDENCE_AT = SCORE_AT + 8;
const PROPENSITY_AT = CONFIDENCE_AT + 8;
const ENTITY_AT = PROPENSITY_AT + 8;
const ATTEMPT_AT = ENTITY_AT + 4;
const CANDIDATES_AT = ATTEMPT_AT + 4;
const REMOVED_AT = CANDIDATES_AT + 4;
const RECOMMENDED_AT = REMOVED_AT + 4;
const CHOSEN_AT = RECOMMENDED_AT + 4;
const THERE_AT = CHOSEN_AT + 4;
const TEXTS_AT = THERE_AT + 1;
/** In front of a text and a list. */
const LENGTH_BYTES = 4;
/** In the place of the length of what is null: nothing is as long. */
const NONE = 0xffff_ffff;
/** One pattern for every NaN: which bits it has is the engine's matter. */
const NAN_HIGH = 0x7ff8_0000;
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
    this.room(TEXTS_AT + roomOf(record) + SHA256_ROOM);
    const { bytes, view } = this;
    bytes.set(this.namesOf(record), NAMES_AT);
    this.float(NOW_AT, record.now);
    this.float(LATENCY_AT, record.latencyMs);
    bytes[THERE_AT] =
      this.floatOrNull(SCORE_AT, record.score) |
      (this.floatOrNull(CONFIDENCE_AT, record.confidence) << 1) |
      (this.floatOrNull(PROPENSITY_AT, record.propensity) << 2);
    view.setUint32(ENTITY_AT, record.entityKey, true);
    view.setUint32(ATTEMPT_AT, record.attempt, true);
    view.setUint32(CANDIDATES_AT, record.candidates, true);
    view.setUint32(REMOVED_AT, record.removed, true);
    view.setInt32(RECOMMENDED_AT, record.recommended, true);
    view.setInt32(CHOSEN_AT, record.chosen, true);
    const end = this.list(record.ruledOut, this.text(record.answer, this.text(record.inputDigest, TEXTS_AT)));
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

  private float(at: number, value: number): void {
    const { view } = this;
    // The sum makes 0 of -0, which a text of the figure does not tell from it.
    view.setFloat64(at, value + 0, true);
    if (!Number.isNaN(value)) return;
    view.setUint32(at, 0, true);
    view.setUint32(at + 4, NAN_HIGH, true);
  }

  /** Answers 1; 0 where there is none. */
  private floatOrNull(at: number, value: number | null): 0 | 1 {
    this.float(at, value ?? 0);
    return value === null ? 0 : 1;
  }

  /** Answers where it ends. */
  private text(text: string | null, at: number): number {
    const from = at + LENGTH_BYTES;
    const end = text === null ? from : utf8Into(text, this.bytes, from);
    this.view.setUint32(at, text === null ? NONE : end - from, true);
    return end;
  }

  /** Answers where it ends. */
  private list(texts: readonly (string | null)[] | null, at: number): number {
    this.view.setUint32(at, texts?.length ?? NONE, true);
    let end = at + LENGTH_BYTES;
    if (texts !== null) for (let i = 0; i < texts.length; i++) end = this.text(texts[i]!, end);
    return end;
  }

  private room(bytes: number): void {
    if (bytes <= this.bytes.length) return;
    this.bytes = new Uint8Array(this.bytes.buffer.transfer(2 * bytes));
    this.view = new DataView(this.bytes.buffer);
  }
}

/** Bytes that its texts take at the most: three a unit. */
function roomOf({ inputDigest, answer, ruledOut }: AuditRecord): number {
  let units = inputDigest.length + (answer?.length ?? 0);
  if (ruledOut !== null) for (let i = 0; i < ruledOut.length; i++) units += ruledOut[i]?.length ?? 0;
  return 3 * units + LENGTH_BYTES * (3 + (ruledOut?.length ?? 0));
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
