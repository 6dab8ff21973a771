/** Notes on modes are links of the audit chain: in their place, with every figure; and a decision that its mode does not allow is found. */
import { expect, test } from 'vitest';
import { AuditChain, type AuditRecord, firstBroken } from '../audit-record.ts';
import type { ModeNote } from './governor.ts';
import { firstAgainstItsMode, interleaved, recordOfMode } from './mode-record.ts';

const MODEL = { key: 5, name: 'm', point: 'sourcing', digest: 'abc' };

const note = (n: number, to: ModeNote['to'], changes: Partial<ModeNote> = {}): AuditRecord =>
  recordOfMode(MODEL, {
    n,
    at: n,
    from: 'active',
    to,
    share: 0.2,
    cause: 'person',
    by: 'planner',
    reason: 'so',
    ...changes,
  });

const decision = (entityKey: number, mode: string, changes: Partial<AuditRecord> = {}): AuditRecord => ({
  now: entityKey,
  point: 'sourcing',
  entityType: 'order',
  entityKey,
  attempt: 1,
  policy: 'm',
  mode,
  modelDigest: 'abc',
  inputDigest: 'x',
  answer: '{}',
  recommended: 1,
  chosen: 1,
  override: null,
  fallback: null,
  candidates: 2,
  removed: 0,
  ruledOut: null,
  score: 0.5,
  confidence: 0.5,
  propensity: null,
  latencyMs: 0,
  ...changes,
});

test('every figure of a note is in its hash', () => {
  const hashOf = (record: AuditRecord): string => new AuditChain().add(record);
  const right = hashOf(note(1, 'canary'));
  const changes: readonly Partial<ModeNote>[] = [
    ...[{ n: 2 }, { at: 9 }, { from: 'off' as const }, { share: 0.3 }],
    ...[{ cause: 'kill' as const }, { by: 'operator' }, { reason: 'other' }],
  ];
  for (const change of changes) expect(hashOf(note(1, 'canary', change))).not.toBe(right);
  expect(hashOf(note(1, 'off'))).not.toBe(right);
  expect(hashOf(note(1, 'canary'))).toBe(right);
});

test('notes and decisions stand in the order in which they were made', () => {
  const chain = new AuditChain();
  const linked = (record: AuditRecord) => ({ ...record, auditHash: chain.add(record) });
  const links = [
    note(1, 'active'),
    decision(1, 'active'),
    decision(2, 'active'),
    note(2, 'off'),
    note(3, 'off'),
    decision(3, 'off'),
  ].map(linked);
  const [first, one, two, second, third, three] = links as [Link, Link, Link, Link, Link, Link];
  const modes = [first, second, third].map((link, i) => ({ decisions: [0, 2, 2][i]!, link }));
  const merged = interleaved([one, two, three], modes);
  expect(merged).toEqual(links);
  expect(firstBroken(merged)).toBe(-1);
  expect(firstBroken(interleaved([one, two, three], modes.with(1, { ...modes[1]!, decisions: 1 })))).toBe(2);
  expect(interleaved([one], modes)).toEqual([first, one, second, third]);
});

type Link = AuditRecord & { readonly auditHash: string };

test.each<[string, readonly AuditRecord[], number]>([
  ['obeyed while active', [note(1, 'active'), decision(1, 'active')], -1],
  [
    'obeyed after it was switched off',
    [note(1, 'active'), decision(1, 'active'), note(2, 'off'), decision(2, 'active')],
    3,
  ],
  ['obeyed as off', [note(1, 'off'), decision(1, 'off')], 1],
  ['obeyed as active in its canary', [note(1, 'canary'), decision(1, 'active')], 1],
  [
    'given up in flight',
    [note(1, 'off'), decision(1, 'off', { override: 'baseline', fallback: 'stepped-down' })],
    -1,
  ],
  ['a shadow', [note(1, 'shadow'), decision(1, 'shadow')], -1],
  [
    'the baseline',
    [note(1, 'off'), decision(1, 'active', { answer: null, policy: 'cheapest', modelDigest: null })],
    -1,
  ],
  ['a model that nobody governs', [decision(1, 'active')], -1],
])('%s', (_what, chain, place) => {
  expect(firstAgainstItsMode(chain)).toBe(place);
});
