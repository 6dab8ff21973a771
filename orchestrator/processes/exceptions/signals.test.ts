/** By what each exception is over, what it may cost, and which signal means it: tables, class by class. */
import { describe, expect, test } from 'vitest';
import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { CONDITION } from '../../contracts/erp.ts';
import type { DelayOption } from '../../decisions/delay-response.ts';
import { PHASE } from '../outbound/order/order-state.ts';
import { EXCEPTION } from './classes.ts';
import { OUTBOUND_WATCHES } from './signals.ts';
import { INBOUND_WATCHES, stockWatch } from './signals-inbound.ts';
import type { WatchRule } from './watch.ts';

const RULES = [...OUTBOUND_WATCHES, ...INBOUND_WATCHES, stockWatch(0.2)].flatMap(({ rules }) => rules);
/** Rows below give of a state what the rule reads, whichever actor's it is. */
const ruleOf = (exception: number): WatchRule<object> =>
  RULES.find((rule) => rule.exception === exception) as unknown as WatchRule<object>;

type Row = readonly [name: keyof typeof EXCEPTION, open: readonly object[], over: readonly object[]];
const at = (...statuses: readonly string[]) => statuses.map((status) => ({ status }));
const withTask = { openTask: 2 };
const withoutTask = { openTask: 0 };
const shipments = (status: string, ...phases: readonly number[]) => ({ status, phases });

/** What the actor's state is while the matter is open, and when it is over. */
const ENDS: readonly Row[] = [
  ['creditHold', at('held'), at('fulfilling', 'closing')],
  ['dataMissing', at('incomplete'), at('fulfilling', 'rating')],
  ['noRoute', at('no-route'), at('fulfilling', 'closing')],
  ['noStock', [{ backordered: [0, 3] }, { backordered: [1, 0] }], [{ backordered: [0, 0] }]],
  [
    'promiseMissed',
    [
      shipments('fulfilling', PHASE.delivered),
      shipments('closing', PHASE.delivered, PHASE.shipped),
      shipments('closing', PHASE.planned),
    ],
    [
      shipments('aftercare', PHASE.shipped),
      shipments('closing', PHASE.delivered, PHASE.none, PHASE.gone),
      shipments('closing', PHASE.delivered),
    ],
  ],
  ['ratingSilent', at('rating'), at('deciding', 'closing')],
  ['shortPick', [], at('picked')],
  ['licenceUsedUp', at('awaiting-licence'), at('in-transit', 'stopping')],
  ['damaged', at('claiming', 'billing'), at('closed', 'reconciling')],
  ['refused', at('claiming', 'billing'), at('closed', 'reconciling')],
  ['lost', at('claiming', 'billing'), at('closed', 'reconciling')],
  ['noCarrier', at('planning'), at('tendering', 'booking')],
  [
    'missedPickup',
    at('dispatched', 'planning', 'booking'),
    at('loading', 'in-transit', 'cancelled', 'given-up'),
  ],
  ['delay', at('in-transit', 'rerouting'), at('delivered', 'closed', 'given-up', 'cancelled')],
  [
    'noNews',
    [{ status: 'in-transit', ...withTask }],
    [
      { status: 'in-transit', ...withoutTask },
      { status: 'delivered', ...withTask },
    ],
  ],
  ['papersRefused', at('papers'), at('dispatched', 'clearing')],
  ['partnerSilent', [withTask], [withoutTask]],
  ['unknownCode', at('in-transit'), at('delivered', 'closed')],
  ['termsDiffer', [], at('booking')],
  ['invoiceMismatch', at('disputed', 'auditing'), at('approved', 'paid')],
  [
    'noBill',
    [{ status: 'expected', ...withTask }],
    [
      { status: 'expected', ...withoutTask },
      { status: 'approved', ...withTask },
    ],
  ],
  ['customsQuery', at('queried'), at('lodged', 'accepted')],
  // It ends with its entry.
  ['customsHold', at('held', 'accepted'), []],
  ['customsSilent', at('lodged'), at('accepted', 'queried')],
  ['claimSilent', at('chased'), at('settled')],
  ['discrepancy', at('judging', 'counted'), at('putting-away', 'sent-back')],
  ['receivingStuck', [withTask], [withoutTask]],
  ['noSlot', [withTask], [withoutTask]],
  ['missedSlot', [], at('missed')],
  ['supplierSilent', [withTask], [withoutTask]],
  ['deadLetter', at('dead'), at('waiting', 'dropped')],
  ['lateInput', at('open'), at('closed')],
  ['stockDrift', [], [{}]],
];

test.each(ENDS)('%s is open and over with its state', (name, open, over) => {
  const rule = ruleOf(EXCEPTION[name]);
  for (const state of open) expect(rule.over(state), JSON.stringify(state)).toBe(false);
  for (const state of over) expect(rule.over(state), JSON.stringify(state)).toBe(true);
});

test('every class has a row', () => {
  expect(ENDS.map(([name]) => name)).toEqual(Object.keys(EXCEPTION));
});

describe('what it may cost', () => {
  const lines = { ordered: [2, 3], units: [2, 3], backordered: [0, 1], unitPriceMinor: [100, 7] };

  test.each([
    ['creditHold', 221],
    ['dataMissing', 221],
    ['noRoute', 221],
    ['promiseMissed', 221],
    ['ratingSilent', 221],
    ['noStock', 7],
    ['shortPick', 221],
    ['licenceUsedUp', 221],
    ['damaged', 221],
    ['refused', 221],
    ['lost', 221],
  ] as const)('of %s is what its units are worth: %i', (name, minor) => {
    expect(ruleOf(EXCEPTION[name]).stakeMinor?.(lines)).toBe(minor);
  });

  test('of units without a price is nothing', () => {
    const { stakeMinor } = ruleOf(EXCEPTION.creditHold);
    expect(stakeMinor?.({ ordered: [2, 3], unitPriceMinor: [100] })).toBe(200);
  });

  test('of a load is its goods, of a bill what is too much of it, of a claim what is claimed', () => {
    const loads = ['noCarrier', 'missedPickup', 'delay', 'noNews', 'papersRefused', 'partnerSilent'] as const;
    for (const name of loads) expect(ruleOf(EXCEPTION[name]).stakeMinor?.({ valueMinor: 700 })).toBe(700);
    const mismatch = (billedMinor: number) =>
      ruleOf(EXCEPTION.invoiceMismatch).stakeMinor?.({ billedMinor, agreedMinor: 1_000 });
    expect(mismatch(1_250)).toBe(250);
    expect(mismatch(900)).toBe(0);
    expect(ruleOf(EXCEPTION.noBill).stakeMinor?.({ agreedMinor: 1_000 })).toBe(1_000);
    expect(ruleOf(EXCEPTION.claimSilent).stakeMinor?.({ claimedMinor: 900 })).toBe(900);
  });
});

test.each([
  ['damaged', CONDITION.damaged],
  ['refused', CONDITION.refused],
  ['lost', CONDITION.lost],
] as const)('a delivery is %s by the condition that ERP is told, and by no other', (name, condition) => {
  const { means } = ruleOf(EXCEPTION[name]);
  for (const each of Object.values(CONDITION)) expect(means?.(each)).toBe(each === condition);
});

describe('a delay', () => {
  const decided = (point: string, option: Partial<DelayOption> | null) =>
    input('decided', { point, policy: 'p', fallback: null, option }, 0, 1);
  const { recommends } = ruleOf(EXCEPTION.delay);

  test('is acted upon by a recommendation to do more than wait', () => {
    expect(recommends?.(decided('delay-response', { action: 'expedite' }))).toBe(true);
    expect(recommends?.(decided('delay-response', { action: 'reroute' }))).toBe(true);
    expect(recommends?.(decided('delay-response', { action: 'wait' }))).toBe(false);
    expect(recommends?.(decided('delay-response', null))).toBe(false);
  });

  test('is not acted upon by another decision, nor by another input', () => {
    expect(recommends?.(decided('carrier', { action: 'expedite' }))).toBe(false);
    const same = { point: 'delay-response', option: { action: 'expedite' } };
    expect(recommends?.(input('taskAnswered', same))).toBe(false);
  });
});

describe('the picture of stock', () => {
  const { shows } = ruleOf(EXCEPTION.stockDrift);
  const view = { available: [100, -1, 100, 100], toldBy: [1, 0, 5, 4] };
  const counted = (...entries: readonly (readonly [product: number, available: number])[]) =>
    input(
      'stockCounted',
      { entries: entries.map(([product, available]) => ({ product, available })) },
      TEST_NOW,
      4,
    );

  test.each([
    ['more than the share is missing', counted([0, 79]), true],
    ['the share is missing', counted([0, 80]), false],
    ['of a product that a later feed has told', counted([2, 0]), false],
    ['of a product that nobody has told of', counted([1, 0]), false],
    ['of a product that is not in the picture at all', counted([9, 0]), false],
    ['of a product that the same feed has told', counted([3, 0]), false],
    ['of nothing', counted(), false],
    // What nobody knew makes the rest no smaller.
    ['the share is missing, and something comes to light', counted([0, 80], [1, 5], [9, 5]), false],
  ])('drifts by a count: %s', (_what, count, drifts) => {
    expect(shows?.(view, count)).toBe(drifts);
  });

  test('drifts by all that a count tells of together, and what is more in one place fills no gap in another', () => {
    const two = { available: [100, 300], toldBy: [1, 1] };
    expect(shows?.(two, counted([0, 40], [1, 300]))).toBe(false);
    expect(shows?.(two, counted([0, 19], [1, 300]))).toBe(true);
    expect(shows?.(two, counted([0, 19], [1, 900]))).toBe(true);
  });

  test('of nothing does not drift', () => {
    expect(shows?.({ available: [0], toldBy: [1] }, counted([0, 0]))).toBe(false);
  });

  test('does not drift by what is reserved', () => {
    const moved = input('stockMoved', { entries: [{ product: 0, available: 0 }] }, 0, 4);
    expect(shows?.(view, { ...moved, key: TEST_KEY })).toBe(false);
  });
});
