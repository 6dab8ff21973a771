/**
 * What the orchestrator tenders at, where it rates by its own copy of TMS's table.
 *
 * 1. no-drift: the share for fuel in a tender is one that TMS's table has had, at most a copy's age before the load was formed, or since.
 */
import type { TmsSettings } from '#mock-systems/tms/settings';
import { LOAD } from '#orchestrator/processes/outbound/inputs';
import type { LoadState } from '#orchestrator/processes/outbound/load/load-state';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks } from './books.ts';
import { type CoreStates, type Rules, violated } from './part.ts';

type World = Pick<OutboundWorld, 'network' | 'tms' | 'names'>;

export class RateRules {
  readonly rules: Rules = {
    tenderOffered: (time, load, n, carrier) => this.offered(time, load, n, carrier),
  };
  private readonly books: OpenBooks;
  private readonly world: World;
  private readonly fuel: TmsSettings['fuel'];
  private readonly core: () => CoreStates;

  constructor(books: OpenBooks, world: World, core: () => CoreStates) {
    this.books = books;
    this.world = world;
    this.core = core;
    this.fuel = world.tms.fuel;
  }

  private offered(time: number, load: number, n: number, carrier: number): void {
    const { network, names } = this.world;
    const state = this.core().state<LoadState>(LOAD, load);
    const guide = state?.guide ?? [];
    // One that changes carriers is tendered along another list.
    if (network.rates === undefined || state === undefined || guide.length === 0 || state.former !== null)
      return;
    const { lineHaulMinor, fuelMinor } = guide[(state.offered - 1) % guide.length]!;
    const from = this.books.loads.values[this.books.loads.at(load) + L.formedAt]! - network.rates.everyMs;
    for (const share of this.sharesBetween(from, time))
      if (Math.abs(fuelMinor - lineHaulMinor * share) <= 1) return;
    violated(
      'no-drift',
      `load ${load}: tender ${n} to ${names.carriers[carrier]} with ${fuelMinor} for fuel on ${lineHaulMinor}; TMS's table has had no ` +
        `such share since ${new Date(from).toISOString()}`,
    );
  }

  private sharesBetween(from: number, until: number): number[] {
    let before = 0;
    const shares: number[] = [];
    for (const [at, share] of this.fuel) {
      if (at <= from) before = share;
      else if (at <= until) shares.push(share);
    }
    return [before, ...shares];
  }
}
