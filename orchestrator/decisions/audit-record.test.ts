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
    const other = { ...rows[2]!, [field]: typeof rows[2]![field] === 'number' ? 99 : 'other' };
    expect(firstBroken(rows.with(2, other))).toBe(2);
  });

  test('without an answer, and with an empty one', () => {
    const [none, empty] = [null, ''].map((answer) => new AuditChain().add({ ...record(1), answer }));
    expect(none).not.toBe(empty);
  });

  test('goes on from a head as if it had never stopped', () => {
    const again = new AuditChain();
    again.load(rows[1]!.auditHash);
    expect(rows.slice(2).map((row) => again.add(row))).toEqual(rows.slice(2).map((row) => row.auditHash));
  });

  test('its bytes are those that the head of the file says, for any length of answer', () => {
    for (const answer of [null, '', 'ü'.repeat(700), 'x'.repeat(15)]) {
      const { now, entityKey, attempt, recommended, chosen, inputDigest, ...names } = record(7);
      const { point, entityType, policy, mode, modelDigest, override, fallback } = names;
      const list = JSON.stringify([point, entityType, policy, mode, modelDigest, override, fallback]);
      const figures = Buffer.alloc(24);
      figures.writeDoubleLE(now, 0);
      figures.writeUInt32LE(entityKey, 8);
      figures.writeUInt32LE(attempt, 12);
      figures.writeInt32LE(recommended, 16);
      figures.writeInt32LE(chosen, 20);
      const hash = createHash('sha256').update(Buffer.alloc(32));
      hash.update(createHash('sha256').update(list).digest()).update(figures).update(inputDigest);
      if (answer !== null) hash.update('\0').update(answer);
      expect(new AuditChain().add({ ...record(7), answer })).toBe(hash.digest('hex'));
    }
  });
});
