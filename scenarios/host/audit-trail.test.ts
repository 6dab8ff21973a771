/** The trail's head tells every decision, its question and its outcome from every other. */
import { expect, test } from 'vitest';
import { AuditTrail } from './audit-trail.ts';
import type { Ask, Decided } from './ports.ts';

const ask: Ask = {
  point: 'sourcing',
  attempt: 1,
  entityType: 'order',
  entityKey: 7,
  now: 1000,
  context: { customer: 3, lines: [{ product: 1, units: 2 }], complete: false },
  options: [
    { node: 0, freightMinor: 900 },
    { node: 1, freightMinor: 800 },
  ],
  views: [{ type: 'stock-view', key: 0, version: 4, ageMs: 60, state: null }],
};
const decided: Decided = {
  chosen: 1,
  policy: 'cheapest',
  mode: 'active',
  removed: 0,
  score: null,
  confidence: null,
  propensity: null,
  fallback: null,
  latencyMs: 0,
};

function headOf(...entries: readonly (readonly [Partial<Ask>, Partial<Decided>])[]): string {
  const trail = new AuditTrail();
  for (const [a, d] of entries) trail.note({ ...ask, ...a }, { ...decided, ...d });
  return trail.head();
}

test('whatever is changed in an entry changes the head', () => {
  const heads = [
    headOf(),
    headOf([{}, {}]),
    headOf([{ entityKey: 8 }, {}]),
    headOf([{ attempt: 2 }, {}]),
    headOf([{ now: 1001 }, {}]),
    headOf([{ context: { customer: 3, lines: [{ product: 1, units: 3 }], complete: false } }, {}]),
    headOf([{ context: { customer: 3, lines: [{ product: 1, units: 2 }], complete: true } }, {}]),
    headOf([{ options: [ask.options[1], ask.options[0]] }, {}]),
    headOf([{ views: [{ ...ask.views[0]!, version: 5 }] }, {}]),
    headOf([{ views: [{ ...ask.views[0]!, ageMs: null }] }, {}]),
    headOf([{}, { chosen: 0 }]),
    headOf([{}, { removed: 1 }]),
    headOf([{}, { policy: 'nearest' }]),
    headOf([{}, { mode: 'shadow' }]),
    headOf([{}, { fallback: 'timed-out' }]),
    headOf([{}, { score: 0.5 }]),
    headOf([{}, { confidence: 0.5 }]),
    headOf([{}, { propensity: 0.5 }]),
  ];
  expect(new Set(heads).size).toBe(heads.length);
});

test('an entry left out, doubled or moved changes the head; a copy goes on as the trail itself', () => {
  const other = [{ entityKey: 9 }, {}] as const;
  expect(headOf([{}, {}], other)).not.toBe(headOf(other, [{}, {}]));
  expect(headOf([{}, {}], [{}, {}])).not.toBe(headOf([{}, {}]));
  const first = new AuditTrail();
  first.note(ask, decided);
  const copy = new AuditTrail();
  copy.load(structuredClone(first.save()));
  for (const trail of [first, copy]) trail.note({ ...ask, entityKey: 9 }, decided);
  expect(copy.save()).toEqual(first.save());
});
