/** A chain of records that is right is found right; take one out, put one in or change any figure, and it is not. */
import { describe, expect, test } from 'vitest';
import { AUDIT_START, type AuditRecord, chained, firstBroken } from './audit-record.ts';

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
  let head = AUDIT_START;
  return records.map((each) => {
    head = chained(head, each);
    return { ...each, auditHash: head };
  });
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
});
