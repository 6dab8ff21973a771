/** One flow of shipments as it is folded: sums of what left, and how it arrived. */
import { Arrivals } from './arrivals.ts';
import type { BorderSums, FlowSums } from './network-flows.ts';

/** What goes by vehicles of the shipper's own. */
const OWN_FLEET = 'own fleet';
const CARRIERS_SHOWN = 3;

export class OutboundFlow {
  shipments = 0;
  weightGrams = 0;
  lost = 0;
  private atBorder = 0;
  private held = 0;
  private refused = 0;
  readonly arrivals = new Arrivals();
  private readonly modes = new Map<string, number>();
  private readonly carriers = new Map<number, number>();

  /** @param mode null = by no line of a tariff */
  carried(carrier: number, mode: string | null): void {
    if (mode !== null) this.modes.set(mode, (this.modes.get(mode) ?? 0) + 1);
    this.carriers.set(carrier, (this.carriers.get(carrier) ?? 0) + 1);
  }

  /** A load of it stands at a border. */
  presented(): void {
    this.atBorder += 1;
  }

  heldThere(): void {
    this.held += 1;
  }

  refusedThere(): void {
    this.refused += 1;
  }

  /** null = nothing of it came to a guarded border. */
  border(): BorderSums | null {
    const { atBorder: loads, held, refused } = this;
    return loads === 0 ? null : { loads, held, refused };
  }

  driven(): void {
    this.modes.set(OWN_FLEET, (this.modes.get(OWN_FLEET) ?? 0) + 1);
  }

  copy(): OutboundFlow {
    const copy = new OutboundFlow();
    copy.add(this);
    copy.atBorder = this.atBorder;
    copy.held = this.held;
    copy.refused = this.refused;
    for (const [mode, shipments] of this.modes) copy.modes.set(mode, shipments);
    for (const [carrier, shipments] of this.carriers) copy.carriers.set(carrier, shipments);
    return copy;
  }

  /** Sums alone: who carried it and over which border is not added. */
  add(other: OutboundFlow): void {
    this.shipments += other.shipments;
    this.weightGrams += other.weightGrams;
    this.lost += other.lost;
    this.arrivals.add(other.arrivals);
  }

  sums(): FlowSums {
    const { shipments, weightGrams, lost } = this;
    return { shipments, weightGrams, lost, ...this.arrivals.result() };
  }

  byMode(): (readonly [string, number])[] {
    return [...this.modes].sort(mostFirst);
  }

  byCarrier(names: readonly string[]): (readonly [string, number])[] {
    const named = [...this.carriers].map(([no, shipments]) => [names[no] ?? String(no), shipments] as const);
    return named.sort(mostFirst).slice(0, CARRIERS_SHOWN);
  }
}

function mostFirst([x, some]: readonly [string, number], [y, others]: readonly [string, number]): number {
  return others - some || (x < y ? -1 : 1);
}
