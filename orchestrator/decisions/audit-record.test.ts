/** A chain of records that is right is found right; take one out, put one in or change any figure, and it is not. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { AuditChain, type AuditRecord, firstBroken } from './audit-record.ts';

const record = (entityKey: number): AuditRecord => ({
  now: 1000 + entityKey,
  point: 'sourcing',
  entityType: 'order',
  entityKey,
  attempt: 1,
  policy: 'm',
  mode: 'active',
  modelDigest: 'abc',
  inputDigest: 'def',
  answer: '{"kind":"timedOut"}',
  recommended: -1,
  chosen: 2,
  override: 'baseline',
  fallback: 'timed-out',
  candidates: 4,
  removed: 1,
  ruledOut: [null, 'lift-limit', null, null],
  score: 0.25,
  confidence: 0.5,
  propensity: 0.75,
  latencyMs: 30_000,
});

function chain(records: readonly AuditRecord[]): (AuditRecord & { readonly auditHash: string })[] {
  const chained = new AuditChain();
  return records.map((each) => ({ ...each, auditHash: chained.add(each) }));
}

describe('the audit chain', () => {
  const rows = chain([1, 2, 3, 4].map(record));

  test('right as it was written', () => {
    expect(firstBroken(rows)).toBe(-1);
    expect(firstBroken(rows.slice(2), rows[1]!.auditHash)).toBe(-1);
  });

  test('a record taken out, put in or put elsewhere', () => {
    expect(firstBroken(rows.toSpliced(1, 1))).toBe(1);
    expect(firstBroken(rows.toSpliced(2, 0, rows[2]!))).toBe(3);
    expect(firstBroken([rows[1]!, rows[0]!])).toBe(0);
  });

  test.each(Object.keys(record(3)) as (keyof AuditRecord)[])('another %s', (field) => {
    const other = { ...rows[2]!, [field]: otherThan(rows[2]![field]) };
    expect(firstBroken(rows.with(2, other))).toBe(2);
  });

  test('nothing, and what counts as little', () => {
    const hashOf = (changes: Partial<AuditRecord>): string =>
      new AuditChain().add({ ...record(1), ...changes });
    const texts = [null, ''].map((answer) => hashOf({ answer }));
    const lists = [null, [], [null], [''], ['', null], [null, '']].map((ruledOut) => hashOf({ ruledOut }));
    const figures = [null, 0, Number.NaN].flatMap((figure) =>
      ['score', 'confidence', 'propensity'].map((name) => hashOf({ [name]: figure })),
    );
    const all = [...texts, ...lists, ...figures];
    expect(new Set(all).size).toBe(all.length);
    expect(hashOf({ score: -0 })).toBe(hashOf({ score: 0 }));
  });

  test('no text runs over into the next', () => {
    const hashOf = (inputDigest: string, answer: string, ruledOut: readonly string[]): string =>
      new AuditChain().add({ ...record(1), inputDigest, answer, ruledOut });
    const all = [
      hashOf('ab', 'c', ['d', 'e']),
      hashOf('a', 'bc', ['d', 'e']),
      hashOf('ab', 'cd', ['e']),
      hashOf('ab', 'c', ['de']),
    ];
    expect(new Set(all).size).toBe(all.length);
  });

  test('goes on from a head as if it had never stopped', () => {
    const again = new AuditChain();
    again.load(rows[1]!.auditHash);
    expect(rows.slice(2).map((row) => again.add(row))).toEqual(rows.slice(2).map((row) => row.auditHash));
  });

  test('its bytes are those that the head of the file says, for any length of answer', () => {
    for (const answer of [null, '', 'ü'.repeat(700), 'x'.repeat(15)])
      for (const changes of [{}, { ruledOut: null, score: null }, { confidence: null, propensity: null }]) {
        const each = { ...record(7), answer, ...changes };
        expect(new AuditChain().add(each)).toBe(createHash('sha256').update(bytesOf(each)).digest('hex'));
      }
  });
});

function otherThan(value: AuditRecord[keyof AuditRecord]): unknown {
  if (typeof value === 'number') return 99;
  return typeof value === 'string' ? 'other' : [null, 'another', null, null];
}

function bytesOf(record: AuditRecord): Buffer {
  const { point, entityType, policy, mode, modelDigest, override, fallback } = record;
  const names = JSON.stringify([point, entityType, policy, mode, modelDigest, override, fallback]);
  const { now, latencyMs, score, confidence, propensity } = record;
  const told = [score, confidence, propensity];
  const text = (each: string | null): Buffer =>
    each === null
      ? Buffer.alloc(4, 0xff)
      : Buffer.concat([uint32(Buffer.byteLength(each)), Buffer.from(each)]);
  return Buffer.concat([
    Buffer.alloc(32),
    createHash('sha256').update(names).digest(),
    Buffer.from(Float64Array.of(now, latencyMs, ...told.map((each) => each ?? 0)).buffer),
    ...[record.entityKey, record.attempt, record.candidates, record.removed].map(uint32),
    Buffer.from(Int32Array.of(record.recommended, record.chosen).buffer),
    Buffer.of(told.reduce<number>((bits, each, i) => bits + (each === null ? 0 : 1 << i), 0)),
    text(record.inputDigest),
    text(record.answer),
    ...(record.ruledOut === null
      ? [text(null)]
      : [uint32(record.ruledOut.length), ...record.ruledOut.map(text)]),
  ]);
}

function uint32(value: number): Buffer {
  return Buffer.from(Uint32Array.of(value).buffer);
}
