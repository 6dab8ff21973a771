/** An order where ERP allocates: it asks which node, and sends from there; a hard rule still holds, and nobody rates or decides. */
import { describe, expect, test } from 'vitest';
import { given, input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import { ERP } from '../../../contracts/partners.ts';
import type { Network } from '../../../model/network.ts';
import { type OrderInput, SHIPMENT, shipmentKey } from '../inputs.ts';
import { LIMITS, smallNetwork } from '../network.fixture.ts';
import { SALES } from './order.fixture.ts';
import { orderActor } from './order.ts';
import { TASK_TIMER } from './order-state.ts';

const small = smallNetwork();
const network: Network = {
  ...small,
  nodes: [
    ...small.nodes,
    { ...small.nodes[0]!, no: 2, place: 12, customers: new Set([9]) },
    { ...small.nodes[0]!, no: 3, place: 13, products: new Set([1]) },
  ],
  responsibilities: {
    allocate: 'erp',
    wave: 'orchestrator',
    tender: 'orchestrator',
    book: 'orchestrator',
    placingMs: 0,
  },
};
const order = orderActor(network);

const released: OrderInput = { ...input('salesOrderReleased', { ...SALES, promisedAt: 0 }), fromKey: ERP };
const allocated = (attempt: number, node: number): OrderInput => input('orderAllocated', null, attempt, node);
const reserved = (n: number, ...units: number[]): OrderInput =>
  input('shipmentReserved', { units }, n) as OrderInput;
const asks = (attempt: number, nodes: readonly number[], units: readonly number[]) =>
  expect.objectContaining({
    send: 'requestAllocation',
    partner: ERP,
    key: TEST_KEY,
    a: attempt,
    body: { destination: 20, nodes, products: units.length === 1 ? [0] : [0, 1], units },
  });

describe('an order', () => {
  test('asks ERP, with the nodes that may send it; nothing is rated', () => {
    const { state, effects } = given(order).when(released);
    expect(state.status).toBe('rating');
    expect(effects).toContainEqual(asks(1, [0, 1, 3], [10, 4]));
    expect(effects).toContainEqual({ timer: TASK_TIMER, at: TEST_NOW + LIMITS.backorderRetryMs });
    expect(effects.some((effect) => 'send' in effect && effect.send === 'requestRating')).toBe(false);
  });

  test('is sent from the node that ERP names, undecided', () => {
    const { effects } = given(order, [released]).when(allocated(1, 1));
    expect(effects[0]).toEqual({ cancel: TASK_TIMER });
    expect(effects).toContainEqual({ event: 'orderSourced', n: 1, a: 1, b: -1 });
    expect(effects).not.toContainEqual(expect.objectContaining({ audit: expect.anything() }));
    expect(effects).toContainEqual(
      expect.objectContaining({ tell: 'planShipment', type: SHIPMENT, key: shipmentKey(TEST_KEY, 0), a: 1 }),
    );
    expect(effects.some((effect) => 'ask' in effect)).toBe(false);
  });

  test('asks again for what that node has not, without it', () => {
    const history = [released, allocated(1, 1)];
    expect(given(order, history).when(reserved(0, 6, 4)).effects).toContainEqual(asks(2, [0], [4]));
  });

  test('is not sent from where a hard rule forbids it, whoever says so', () => {
    const { state, effects } = given(order, [released]).when(allocated(1, 2));
    expect(effects).toContainEqual(expect.objectContaining({ audit: 'allocationRefusedByRule' }));
    expect(effects.some((effect) => 'tell' in effect)).toBe(false);
    expect(state.status).toBe('no-route');
  });

  test('sends from a node what that keeps of it', () => {
    const { state, effects } = given(order, [released]).when(allocated(1, 3));
    expect(state).toMatchObject({ status: 'fulfilling', open: [10, 0], allocated: [0, 4] });
    expect(effects).toContainEqual(
      expect.objectContaining({ tell: 'planShipment', body: expect.objectContaining({ lines: [1] }) }),
    );
  });

  test('that asks anew takes no answer to what it asked before', () => {
    const { state, effects } = given(order, [released, allocated(1, 1), reserved(0, 6, 4)]).when(
      allocated(1, 0),
    );
    expect(state).toMatchObject({ status: 'rating', attempt: 2 });
    expect(effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('that is cancelled meanwhile ends with the answer, which plans nothing, and comes once', () => {
    const cancelled: OrderInput = input('orderCancelled', null);
    expect(given(order, [released, cancelled]).when(allocated(1, 1))).toMatchObject({
      finished: true,
      state: { allocated: [0, 0], cancelled: [10, 4] },
    });
    const living = [released, allocated(1, 1), reserved(0, 10, 4), cancelled];
    expect(given(order, living).when(allocated(1, 1)).effects).toMatchObject([{ audit: 'inputNotExpected' }]);
  });

  test('hears an answer once, and to its last question alone', () => {
    for (const late of [allocated(1, 1), allocated(2, 0)])
      expect(given(order, [released, allocated(1, 0)]).when(late).effects).toMatchObject([
        { audit: 'inputNotExpected' },
      ]);
  });
});
