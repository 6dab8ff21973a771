/**
 * What stores have sold, missed and received, folded from business events: sums, and the transfers that are open.
 *
 * 1. Bounded: a dozen numbers, and one a transfer that is open.
 */

export interface StoreSums {
  soldUnits: number;
  lostUnits: number;
  lostMinor: number;
  hoursInStock: number;
  hoursOpen: number;
  /** Trading days closed, and the units on shelves then. */
  closings: number;
  closingUnits: number;
  proposedUnits: number;
  orderedUnits: number;
  transfersDone: number;
  transfersOnTime: number;
}

export interface SavedStores {
  readonly sums: StoreSums;
  readonly open: readonly (readonly [number, number])[];
}

export class StoreBooks {
  sums: StoreSums = {
    soldUnits: 0,
    lostUnits: 0,
    lostMinor: 0,
    hoursInStock: 0,
    hoursOpen: 0,
    closings: 0,
    closingUnits: 0,
    proposedUnits: 0,
    orderedUnits: 0,
    transfersDone: 0,
    transfersOnTime: 0,
  };
  /** When the open transfer of each replenishment is due. */
  private readonly open = new Map<number, number>();

  /** Takes an event of a store. */
  foldStore(event: string, a: number, b: number): void {
    const { sums } = this;
    switch (event) {
      case 'shelfSold':
        sums.soldUnits += a;
        return;
      case 'salesLost':
        sums.lostUnits += a;
        sums.lostMinor += b;
        return;
      case 'shelfAvailable':
        sums.hoursInStock += a;
        sums.hoursOpen += b;
        return;
      case 'shelfClosed':
        sums.closings += 1;
        sums.closingUnits += a;
    }
  }

  /** Takes an event of a replenishment. */
  foldReplenishment(event: string, key: number, a: number, b: number): void {
    const { sums } = this;
    switch (event) {
      case 'replenishmentProposed':
        sums.proposedUnits += a;
        return;
      case 'transferRequested':
        sums.orderedUnits += a;
        this.open.set(key, b);
        return;
      case 'transferDone':
        this.open.delete(key);
        sums.transfersDone += 1;
        if (a > 0 && b <= 0) sums.transfersOnTime += 1;
    }
  }

  /** Open transfers that were due before an instant. */
  overdueAt(endAt: number): number {
    let overdue = 0;
    for (const dueAt of this.open.values()) if (dueAt < endAt) overdue += 1;
    return overdue;
  }

  save(): SavedStores {
    return { sums: { ...this.sums }, open: [...this.open] };
  }

  load(saved: SavedStores): void {
    this.sums = { ...saved.sums };
    this.open.clear();
    for (const [key, dueAt] of saved.open) this.open.set(key, dueAt);
  }
}
