/** What business events say of orders. */
import type { OutboundBooks } from './books.ts';
import { ORDER_FLAG } from './tables.ts';

/** Why lines are cancelled: `b` of `lineCancelled`. */
const BY_CUSTOMER = 1;
const BY_RULE = 4;

export function foldOrder(
  books: OutboundBooks,
  time: number,
  event: string,
  key: number,
  a: number,
  b: number,
): void {
  const { orders } = books;
  if (event === 'orderReleased') {
    const added = orders.add();
    books.rowOf.set(key, added);
    orders.no[added] = key;
    orders.releasedAt[added] = books.second(time);
    orders.units[added] = a;
    return;
  }
  const row = books.rowOf.get(key);
  if (row < 0) return;
  switch (event) {
    case 'orderPromised':
      orders.promisedAt[row] = Math.floor((a - books.epoch) / 1000);
      orders.customer[row] = b;
      return;
    case 'orderRepromised':
      orders.promisedAt[row] = Math.floor((a - books.epoch) / 1000);
      return;
    case 'orderRequested':
      orders.requestedAt[row] = Math.floor((a - books.epoch) / 1000);
      return;
    case 'orderValued':
      orders.valueMinor[row] = a;
      orders.lines[row] = b;
      return;
    case 'orderLinesJudged':
      orders.linesOnTime[row] = a;
      orders.linesJudged[row] = b;
      return;
    case 'lineCancelled':
      orders.cancelledUnits[row]! += a;
      if (b === BY_CUSTOMER) orders.withdrawnUnits[row]! += a;
      else if (b === BY_RULE) orders.flags[row]! |= ORDER_FLAG.refusedByRule;
      return;
    case 'lineBackordered':
      orders.flags[row]! |= ORDER_FLAG.backordered;
      return;
    case 'orderDone':
      orders.doneAt[row] = books.second(time);
      orders.shippedUnits[row] = a;
      return;
    case 'orderHeld':
      orders.heldAt[row] = books.second(time);
      return;
    case 'holdReleased':
      endHold(books, time, row);
      return;
    case 'orderRejected':
      endHold(books, time, row);
      orders.flags[row]! |= ORDER_FLAG.rejected;
      return;
    case 'orderRefusedByRule':
      orders.flags[row]! |= ORDER_FLAG.barred;
  }
}

function endHold(books: OutboundBooks, time: number, row: number): void {
  const { orders } = books;
  const heldAt = orders.heldAt[row]!;
  if (heldAt < 0) return;
  orders.holdSeconds[row]! += books.second(time) - heldAt;
  orders.heldAt[row] = -1;
}
