/**
 * What carriers have agreed to drive, by their own word.
 *
 * 1. saga-nets-zero: a tender that a carrier has taken, or would take at its price, is driven or withdrawn; at the end no carrier holds a
 *    load ready that another drives, or nobody.
 * 2. one-active-booking: a load is booked for what its carrier has said: what was offered, or what it asks instead.
 * 3. Memory: an amount for each tender that was taken and is neither driven nor withdrawn.
 */
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks } from './books.ts';
import { NONE } from './figures.ts';
import { type Rules, violated } from './part.ts';

/** Tenders of one load. */
type Standing = ReadonlyMap<number, { readonly carrier: number; readonly minor: number }>;

const NOTHING: Standing = new Map();

interface Saved {
  readonly standing: ReadonlyMap<number, Standing>;
  readonly cases: ReadonlySet<number>;
}

export class AcceptanceRules {
  readonly rules: Rules = {
    tenderAccepted: (_time, load, n, carrier, minor) => this.taken(load, n, carrier, minor),
    tenderCountered: (_time, load, n, carrier, minor) => this.taken(load, n, carrier, minor),
    tenderRejected: (_time, load, _n, carrier) => this.replaced(load, carrier),
    tenderWithdrawn: (_time, load, n, carrier) => this.withdrawn(load, n, carrier),
    loadBooked: (_time, load, n, _carrier, minor) => this.booked(load, n, minor),
    loadDeparted: (_time, load) => this.driven(load),
    loadTakenOver: (_time, load) => this.driven(load),
    // Taken when the load was over: somebody has that before him.
    exceptionOpened: (_time, key) => {
      this.standing.delete(key);
      this.cases.add(key);
    },
  };

  private readonly books: OpenBooks;
  private readonly carriers: readonly string[];
  private readonly byThirdParty: boolean;
  private standing = new Map<number, Standing>();
  /** Loads, and whatever else, of which something was heard when they were over. */
  private cases = new Set<number>();

  constructor(books: OpenBooks, { names, network }: Pick<OutboundWorld, 'names' | 'network'>) {
    this.books = books;
    this.carriers = names.carriers;
    this.byThirdParty = network.freight !== undefined;
  }

  /** When nothing more can happen. @param behind loads that wait for a person, or of which a dead letter speaks */
  atEnd(behind: ReadonlySet<number>): void {
    for (const [load, tenders] of this.standing) {
      if (behind.has(load)) continue;
      for (const [n, { carrier }] of tenders)
        violated(
          'saga-nets-zero',
          `load ${load}: ${this.carriers[carrier]} has taken tender ${n}, and has neither driven nor heard that it should not`,
        );
    }
  }

  save(): Saved {
    return { standing: new Map(this.standing), cases: new Set(this.cases) };
  }

  load({ standing, cases }: Saved): void {
    this.standing = new Map(standing);
    this.cases = new Set(cases);
  }

  private taken(load: number, n: number, carrier: number, minor: number): void {
    if (this.cases.has(load)) return;
    this.replaced(load, carrier);
    this.standing.set(load, new Map([...(this.standing.get(load) ?? NOTHING), [n, { carrier, minor }]]));
  }

  /** A carrier that answers a later tender of the load has forgotten what it said to an earlier one. */
  private replaced(load: number, carrier: number): void {
    for (const [n, said] of this.standing.get(load) ?? NOTHING)
      if (said.carrier === carrier) this.drop(load, n);
  }

  /** Of a load a carrier has one tender: that it had this one says that none of before is left. */
  private withdrawn(load: number, n: number, carrier: number): void {
    for (const [before, said] of this.standing.get(load) ?? NOTHING)
      if (before === n || (said.carrier === carrier && before < n)) this.drop(load, before);
  }

  private drop(load: number, n: number): void {
    const tenders = this.standing.get(load);
    if (tenders === undefined) return;
    const left = new Map([...tenders].filter(([each]) => each !== n));
    if (left.size === 0) this.standing.delete(load);
    else this.standing.set(load, left);
  }

  private booked(load: number, n: number, minor: number): void {
    // What a third party pays its carriers is its own.
    const said = this.byThirdParty ? undefined : this.standing.get(load)?.get(n);
    if (said !== undefined && said.minor !== minor)
      violated(
        'one-active-booking',
        `load ${load}: booked for ${minor} (tender ${n}), ${this.carriers[said.carrier]} has said ${said.minor}`,
      );
  }

  /** Who is booked drives. */
  private driven(load: number): void {
    const { loads } = this.books;
    const at = loads.at(load);
    if (at !== NONE) this.drop(load, loads.values[at + L.booked]!);
  }
}
