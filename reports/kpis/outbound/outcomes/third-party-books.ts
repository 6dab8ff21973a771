/**
 * Freight that a third party arranges, folded from business events: running sums over loads that have left and been advised.
 *
 * 1. Bounded: an entry for each load that is arranged and not advised. Where nobody arranges freight there is none.
 */
export interface SavedThirdParty {
  readonly bought: readonly (readonly [load: number, minor: number])[];
  readonly sums: ThirdPartySums;
}

export interface ThirdPartySums {
  loads: number;
  soldMinor: number;
  boughtMinor: number;
  /** From departure to advice, over all loads, ms. */
  unheardMs: number;
}

export class ThirdPartyBooks {
  sums: ThirdPartySums = { loads: 0, soldMinor: 0, boughtMinor: 0, unheardMs: 0 };
  private readonly bought = new Map<number, number>();

  /** What the carrier gets that drives it. */
  arranged(load: number, minor: number): void {
    this.bought.set(load, minor);
  }

  advised(load: number, soldMinor: number, unheardMs: number): void {
    const { sums } = this;
    sums.loads += 1;
    sums.soldMinor += soldMinor;
    sums.boughtMinor += this.bought.get(load) ?? 0;
    sums.unheardMs += unheardMs;
    this.bought.delete(load);
  }

  save(): SavedThirdParty {
    return { bought: [...this.bought], sums: { ...this.sums } };
  }

  load(saved: SavedThirdParty): void {
    this.sums = { ...saved.sums };
    this.bought.clear();
    for (const [load, minor] of saved.bought) this.bought.set(load, minor);
  }
}
