/**
 * ERP's own picture of stock: what it started with less the goods issues it has posted. It hears of nothing else that moves
 * stock, so it drifts from WMS, also below zero.
 */
import type { StockEntry } from './settings.ts';

/** Units by product of a node. */
export type StockPicture = Map<number, number>;

export function stockPicture(entries: readonly StockEntry[]): StockPicture {
  const picture: StockPicture = new Map();
  for (const { node, product, units } of entries) move(picture, node, product, units);
  return picture;
}

export function unitsAt(picture: StockPicture, node: number, product: number): number {
  return picture.get(placeKey(node, product)) ?? 0;
}

/** @param units signed */
export function move(picture: StockPicture, node: number, product: number, units: number): void {
  const key = placeKey(node, product);
  picture.set(key, (picture.get(key) ?? 0) + units);
}

/** Products are below 2^24. */
function placeKey(node: number, product: number): number {
  return node * 0x1000000 + product;
}
