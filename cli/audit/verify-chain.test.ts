/** A chain whose every hash is right, and in which a model was obeyed in another mode than stands there, is told; so is the mode that allows it. */
import { expect, test } from 'vitest';
import { AuditChain, type AuditRecord } from '#orchestrator/decisions/audit-record';
import { recordOfMode } from '#orchestrator/decisions/governance/mode-record';
import type { Link } from './links.ts';
import { verifyChain } from './verify-chain.ts';

const MODEL = { key: 5, name: 'm', point: 'sourcing', digest: 'abc' };
const NOTE = recordOfMode(MODEL, {
  ...{ n: 1, at: 1000, from: 'active', to: 'off', share: 0 },
  ...{ cause: 'person', by: 'planner', reason: 'so' },
});
const DECISION: AuditRecord = {
  ...{ ...NOTE, now: 2000, entityType: 'order', mode: 'active', inputDigest: 'x', answer: '{}' },
  ...{ recommended: 0, chosen: 0, override: null, candidates: 1 },
};

function linked(records: readonly AuditRecord[]): Link[] {
  const chain = new AuditChain();
  return records.map((record, i) => ({
    ...{ record, hash: chain.add(record), place: `link ${i + 1}` },
    question: record === NOTE ? null : { digest: 'x', options: 1, ruledOut: 0 },
  }));
}

test('a model that is obeyed though its mode is off', () => {
  const said = verifyChain(linked([DECISION, NOTE, DECISION, DECISION]), null);
  expect(said).toMatchObject({
    wrong: 'link 3: by a model whose mode on record does not allow it',
    ...{ decisions: 3, notes: 1 },
  });
});

test('one that is obeyed before its mode is off, and no more', () => {
  const right = verifyChain(linked([DECISION, DECISION, NOTE]), null);
  expect(right).toMatchObject({ wrong: null, decisions: 2, notes: 1 });
});
