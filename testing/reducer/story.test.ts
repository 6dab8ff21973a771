/** A case is one sentence, however large it still is. */
import { expect, test } from 'vitest';
import { Story } from './story.ts';

const FINDING = {
  invariant: 'settles',
  place: 'order',
  at: 0,
  event: 9,
  message: 'invariant settles violated: order 1 waits',
  subject: 'order 1',
};

function told(orders: number): string {
  const story = new Story();
  for (let no = 1; no <= orders; no++) story.ears.business(0, 'orderReleased', 'core', 'order', no, 0, 0, 0);
  story.ears.fault(0, 'crash', 'core', null, {});
  return story.tell(FINDING);
}

test('few orders are named, many are counted', () => {
  expect(told(2)).toBe(
    'Orders 1 and 2 are released; the orchestrator dies and is there again -> settles: order 1 waits',
  );
  expect(told(81)).toMatch(/^81 orders, 1 to 81, are released; the orchestrator dies/);
});
