/** What must hold of the stock at every instant: units are conserved by product and lot, and none is negative. */
import type { Stock, StockBalance } from './stock.ts';

const QUANTITIES: readonly (keyof StockBalance)[] = [
  'initial',
  'received',
  'returned',
  'adjustedIn',
  'available',
  'reserved',
  'shipped',
  'adjustedOut',
];

/** What is wrong with a node's stock of a product; null = nothing. */
export function stockFault(stock: Stock, node: number, product: number): string | null {
  const balance = stock.balance(node, product);
  for (const name of QUANTITIES) {
    const units = balance[name];
    if (!(units >= 0)) return `${placeOf(node, product)}: ${name} is ${units}`;
  }
  const into = balance.initial + balance.received + balance.returned + balance.adjustedIn;
  const outOf = balance.available + balance.reserved + balance.shipped + balance.adjustedOut;
  if (into !== outOf) return `${placeOf(node, product)}: ${into} units came in, ${outOf} are accounted for`;
  return stock.isUnlimited(node) ? null : lotFault(stock, node, product, balance);
}

function placeOf(node: number, product: number): string {
  return `node ${node}, product ${product}`;
}

function lotFault(stock: Stock, node: number, product: number, balance: StockBalance): string | null {
  let available = 0;
  let reserved = 0;
  let before = { expiresAt: -Infinity, no: 0 };
  for (const lot of stock.lotsOf(node, product)) {
    const { no, expiresAt } = lot;
    if (lot.in !== lot.available + lot.reserved + lot.shipped + lot.lost)
      return `${placeOf(node, product)}, lot ${no}: units lost`;
    if (!(lot.available >= 0 && lot.reserved >= 0))
      return `${placeOf(node, product)}, lot ${no}: fewer than no units`;
    if (expiresAt < before.expiresAt || (expiresAt === before.expiresAt && no < before.no)) {
      return `${placeOf(node, product)}: lot ${no} stands behind lot ${before.no}`;
    }
    before = lot;
    available += lot.available;
    reserved += lot.reserved;
  }
  if (available === balance.available && reserved === balance.reserved) return null;
  return `${placeOf(node, product)}: lots hold ${available} + ${reserved}, the books ${balance.available} + ${balance.reserved}`;
}
