/**
 * ERP's own picture of stock: what it started with less the goods issues it has posted, and with what it buys itself, plus the goods
 * receipts. It hears of nothing else that moves stock, so it drifts from WMS, also below zero.
 */
import type { StockEntry } from './settings.ts';

/** Units by product, by node; a product that was never moved may lie beyond the end. */
export type SavedPicture = readonly Float64Array[];

const PRODUCTS_MIN = 64;

export class StockPicture {
  private nodes: Float64Array[] = [];

  constructor(entries: readonly StockEntry[]) {
    for (const { node, product, units } of entries) this.move(node, product, units);
  }

  unitsAt(node: number, product: number): number {
    return this.nodes[node]?.[product] ?? 0;
  }

  /** @param units signed */
  move(node: number, product: number, units: number): void {
    const row = this.nodes[node];
    if (row === undefined || product >= row.length) this.reach(node, product);
    this.nodes[node]![product]! += units;
  }

  save(): SavedPicture {
    return this.nodes.map((row) => row.slice());
  }

  load(saved: SavedPicture): void {
    this.nodes = saved.map((row) => row.slice());
  }

  private reach(node: number, product: number): void {
    while (this.nodes.length <= node) this.nodes.push(new Float64Array(PRODUCTS_MIN));
    const row = this.nodes[node]!;
    if (product < row.length) return;
    const longer = new Float64Array(Math.max(product + 1, 2 * row.length));
    longer.set(row);
    this.nodes[node] = longer;
  }
}
