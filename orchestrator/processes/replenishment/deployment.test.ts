/** Deployment: proposals are gathered, the view of stock is asked once, and each gets its share, once. */
import { expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { STOCK_VIEW } from '../outbound/inputs.ts';
import { ALLOCATE_TIMER, deploymentActor } from './deployment.ts';
import { type DeploymentInput, REPLENISHMENT } from './inputs.ts';
import { HOUR, replenishmentSettings } from './replenishment.fixture.ts';

const actor = deploymentActor(replenishmentSettings());
const proposed = (
  key: number,
  units: readonly number[],
  products: readonly number[] = [2, 3],
): DeploymentInput => input('transferProposed', { products, units }, key, 6);
const stands = (units: readonly number[]): DeploymentInput => input('stockStands', { units }, TEST_NOW);
const rang: DeploymentInput = input('timer', null, ALLOCATE_TIMER);
const shared = (key: number, units: readonly number[], wanted: number) => ({
  tell: 'transferAllotted',
  type: REPLENISHMENT,
  key,
  a: units.reduce((sum, each) => sum + each, 0),
  b: wanted,
  body: { units },
});
const two = [proposed(7, [24, 12]), proposed(5, [12, 0])];

test('the first proposal sets the time, others join it', () => {
  expect(given(actor).when(two[0]!)).toMatchObject({
    state: { status: 'collecting' },
    effects: [{ timer: ALLOCATE_TIMER, at: TEST_NOW + HOUR / 2 }],
  });
  expect(given(actor, [two[0]!]).when(two[1]!).effects).toEqual([]);
});

test('the view is asked for every product that anybody wants, once', () => {
  expect(given(actor, [...two, proposed(3, [6], [0])]).when(rang)).toMatchObject({
    state: { status: 'asking' },
    effects: [{ tell: 'stockAsked', type: STOCK_VIEW, key: TEST_KEY, body: { products: [0, 2, 3] } }],
  });
});

test('what is short is shared in proportion, less what is kept back', () => {
  // Of 30 units a tenth is kept back: four cases for six that are wanted.
  const { state, effects } = given(actor, [...two, rang]).when(stands([30, 600]));
  expect(effects).toEqual([shared(7, [18, 12], 36), shared(5, [6, 0], 12)]);
  expect(state).toMatchObject({ status: 'idle', proposals: [] });
});

test('what the view does not know is not cut', () => {
  expect(given(actor, [...two, rang]).when(stands([-1, -1])).effects).toEqual([
    shared(7, [24, 12], 36),
    shared(5, [12, 0], 12),
  ]);
});

test('who comes while the view is asked is in the next round', () => {
  const late = proposed(3, [6, 6]);
  const { state, effects } = given(actor, [...two, rang, late]).when(stands([600, 600]));
  expect(effects).toEqual([
    shared(7, [24, 12], 36),
    shared(5, [12, 0], 12),
    { timer: ALLOCATE_TIMER, at: TEST_NOW + HOUR / 2 },
  ]);
  expect(state).toMatchObject({ status: 'collecting', inRound: 0, proposals: [{ replenishment: 3 }] });
});

test('an answer that nobody has asked for changes nothing', () => {
  expect(given(actor, two).when(stands([1, 1]))).toMatchObject({
    state: { status: 'collecting', proposals: [{}, {}] },
    effects: [{ audit: 'inputNotExpected' }],
  });
});

test('what is short is dealt out in the cases that it comes in, product by product', () => {
  const of = (key: number, units: readonly number[], products: readonly number[]): DeploymentInput =>
    input('transferProposed', { products, units }, key, 4);
  // Of 11 units nine and a bit are dealt out: two cases of four. Of the other product there is enough.
  const { effects } = given(actor, [of(7, [12, 4], [5, 6]), of(5, [8], [5]), rang]).when(stands([11, 40]));
  expect(effects).toEqual([shared(7, [4, 4], 16), shared(5, [4], 8)]);
});

test('of nothing everybody gets nothing, and hears so', () => {
  const { effects } = given(actor, [...two, rang]).when(stands([0, 5]));
  expect(effects).toEqual([shared(7, [0, 0], 36), shared(5, [0, 0], 12)]);
});

test('the next round is about those that came late, and about what they want alone', () => {
  const next = [...two, rang, proposed(3, [6], [0]), stands([600, 600])];
  const asked = given(actor, next).when(rang);
  expect(asked.effects).toMatchObject([{ tell: 'stockAsked', body: { products: [0] } }]);
  expect(given(actor, [...next, rang]).when(stands([600]))).toMatchObject({
    state: { status: 'idle', proposals: [], products: [], inRound: 0 },
    effects: [shared(3, [6], 6)],
  });
});
