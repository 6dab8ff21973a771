/**
 * Outcomes are heard when the core hears of them, once, and of a load by its own bill; what is open is kept, what is known is dropped.
 * Shown by events as a run writes them; that no partner's event counts is `oversight.ts`'s, and shown beside it.
 */
import { describe, expect, test } from 'vitest';
import { shipmentKey } from '#orchestrator/processes/outbound/inputs';
import { OpenDecisions } from './open-decisions.ts';

type Said = readonly [of: string, by: string, under: number, value: number, base: number];

function watched(): { readonly open: OpenDecisions; readonly heard: Said[] } {
  const heard: Said[] = [];
  return { open: new OpenDecisions((...said) => heard.push(said)), heard };
}

const LOAD = shipmentKey(7, 1);
const made = { by: 'model', under: 3, at: 1000, quoteMinor: 900 } as const;

describe('of a load', () => {
  test('its bill, whether it met trouble, and whether its order was late; then it is dropped', () => {
    const { open, heard } = watched();
    open.add('load', LOAD, made);
    open.event('tenderOffered', 'load', LOAD, 1);
    open.event('freightMatched', 'freight-invoice', LOAD, 1200);
    expect(heard).toEqual([
      ['billed', 'model', 3, 1200, 900],
      ['troubled', 'model', 3, 0, 1],
    ]);
    expect(open.size).toBe(1);
    open.event('orderDone', 'order', 7, 0);
    expect(heard.at(-1)).toEqual(['late', 'model', 3, 0, 1]);
    expect(open.size).toBe(0);
  });

  test('a second offer is trouble, once, and so is its end without a bill', () => {
    const { open, heard } = watched();
    open.add('load', LOAD, made);
    for (let n = 0; n < 3; n++) open.event('tenderOffered', 'load', LOAD, n);
    open.event('loadGivenUp', 'load', LOAD, 0);
    expect(heard).toEqual([['troubled', 'model', 3, 1, 1]]);
  });

  test('called off, nothing is known of it', () => {
    const { open, heard } = watched();
    open.add('load', LOAD, made);
    open.add('load', shipmentKey(7, 2), made);
    open.event('loadCancelled', 'load', LOAD, 0);
    open.event('freightMatched', 'freight-invoice', LOAD, 1200);
    expect([heard, open.save()[0]![1].length]).toEqual([[], 1]);
  });

  test('late is heard when the promise has passed, not when it is delivered', () => {
    const { open, heard } = watched();
    open.add('load', LOAD, made);
    open.event('promiseMissed', 'order', 7, 0);
    open.event('orderDone', 'order', 7, 0);
    expect(heard).toEqual([['late', 'model', 3, 1, 1]]);
  });
});

test('of an order: late and trouble, no bill', () => {
  const { open, heard } = watched();
  open.add('order', 7, { ...made, by: 'baseline' });
  open.event('lineBackordered', 'order', 7, 0);
  open.event('freightMatched', 'freight-invoice', LOAD, 1200);
  open.event('orderDone', 'order', 7, 0);
  expect(heard.map(([of, by, , value]) => [of, by, value])).toEqual([
    ['troubled', 'baseline', 1],
    ['late', 'baseline', 0],
  ]);
  expect(open.size).toBe(0);
});

test('what is decided again counts as it was decided last; what is old is forgotten', () => {
  const { open, heard } = watched();
  open.add('load', LOAD, made);
  open.add('load', LOAD, { ...made, by: 'baseline', quoteMinor: null });
  open.event('freightMatched', 'freight-invoice', LOAD, 1200);
  expect(heard).toEqual([['troubled', 'baseline', 3, 0, 1]]);
  open.forget(1000 + 59 * 86_400_000);
  expect(open.size).toBe(1);
  open.forget(1000 + 60 * 86_400_000);
  expect(open.size).toBe(0);
});

test('a copy shares nothing', () => {
  const { open } = watched();
  open.add('load', LOAD, made);
  const saved = open.save();
  const copy = watched();
  copy.open.load(saved);
  copy.open.event('tenderExpired', 'load', LOAD, 0);
  copy.open.event('orderDone', 'order', 7, 0);
  expect(open.save()).toEqual(saved);
  expect(copy.heard).toHaveLength(2);
});
