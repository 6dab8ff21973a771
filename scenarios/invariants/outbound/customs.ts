/**
 * Borders: what must hold of loads that go through customs, by what customs and carriers have written down.
 *
 * 1. cleared-before-delivery: nothing is delivered across a guarded border before it has been released there. What is refused
 *    never enters: it comes back, or is lost.
 * 2. held-stands-still: from when a load stands at the border to when customs lets it go, nothing else happens to it on its way.
 * 3. declared-before-leaving: into a country that wants that, no load departs before its declaration is accepted.
 * 4. side-effect-once: customs' own ledger, counted where it acts, against what it has written down; queries and holds count on.
 * 5. ledger-balances: the core has posted no more fees than customs has charged; at the end it has posted them all.
 * 6. only-tabled-transitions: a query is answered with the document that it has asked for.
 * 7. Memory: figures of loads between departure and delivery across a border, queries of declarations that are not accepted, and
 *    running sums.
 */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import { LOAD_FIELD as L, type OpenBooks, SHIPMENT_FIELD as S } from './books.ts';
import { bitOf } from './events.ts';
import { NONE } from './figures.ts';
import { ownWriters } from './own-writers.ts';
import { nameOfShipment, type PartnerSystems, type Rules, violated } from './part.ts';

const CLEARED = 'cleared-before-delivery';
const STANDS = 'held-stands-still';
const DECLARED = 'declared-before-leaving';
const ACCEPTED = bitOf('declarationAccepted');
const CONDITION_LOST = 3;
const CONDITION_REFUSED = 2;
const KINDS = 16;

/** A load under way across a guarded border. */
interface Crossing {
  readonly country: number;
  /** -1 = it is not there yet. */
  arrivedAt: number;
  /** -1 = customs has not let it go. */
  freeAt: number;
  refused: boolean;
}

interface Sums {
  lodged: number;
  queries: number;
  accepted: number;
  amended: number;
  withdrawn: number;
  presented: number;
  holds: number;
  released: number;
  refused: number;
  feesMinor: number;
}

interface Saved {
  readonly crossings: ReadonlyMap<number, Crossing>;
  readonly queries: ReadonlyMap<number, readonly number[]>;
  readonly sums: Sums;
}

type Settings = Pick<OutboundWorld, 'network' | 'tms' | 'names' | 'ownFronts'>;

export class CustomsRules {
  readonly rules: Rules = {
    loadDeparted: (_time, load, _n, _carrier, origin) => this.departed(load, origin),
    declarationLodged: () => {
      this.sums.lodged += 1;
    },
    declarationQueried: (_time, load, n, document) => {
      this.sums.queries += 1;
      const before = this.queries.get(load) ?? [];
      this.queries.set(load, [...before.slice(0, n - 1), document]);
    },
    declarationAccepted: (_time, load) => {
      this.sums.accepted += 1;
      this.queries.delete(load);
    },
    declarationAmended: () => {
      this.sums.amended += 1;
    },
    declarationWithdrawn: (_time, load) => {
      this.sums.withdrawn += 1;
      this.queries.delete(load);
    },
    goodsPresented: (time, load, _n, country) => this.presented(time, load, country),
    goodsHeld: (_time, load) => this.held(load),
    goodsReleased: (time, load, _n, minor) => {
      this.sums.released += 1;
      this.letGo(time, load, minor, { refused: false });
    },
    goodsRefused: (time, load, _n, minor) => {
      this.sums.refused += 1;
      this.queries.delete(load);
      this.letGo(time, load, minor, { refused: true });
    },
    milestone: (_time, load, n, occurredAt) => this.moved(load, n, occurredAt),
    shipmentDelivered: (_time, shipment, _n, _at, condition) => this.arrived(shipment, condition),
    loadDelivered: (_time, load) => this.delivered(load),
    loadLost: (_time, load) => {
      this.crossings.delete(load);
    },
  };

  private readonly books: OpenBooks;
  private readonly world: Settings;
  private crossings = new Map<number, Crossing>();
  /** By declaration: the documents that its queries have asked for, in turn. Lists are only replaced. */
  private queries = new Map<number, readonly number[]>();
  private sums: Sums = {
    lodged: 0,
    queries: 0,
    accepted: 0,
    amended: 0,
    withdrawn: 0,
    presented: 0,
    holds: 0,
    released: 0,
    refused: 0,
    feesMinor: 0,
  };

  constructor(books: OpenBooks, world: Settings) {
    this.books = books;
    this.world = world;
  }

  /** The core answers a query. One that is over by now may be answered late. */
  answered({ key: load, a: query, b: document }: Envelope): void {
    const asked = this.queries.get(load)?.[query - 1];
    if (asked !== undefined && asked !== document)
      violated(
        'only-tabled-transitions',
        `load ${load}: query ${query} of customs is answered with document ${document}, it has asked for ${asked}`,
      );
  }

  /** Partners must be at rest. @param postedMinor fees that the core has posted */
  check({ customs }: PartnerSystems, postedMinor: number): void {
    if (!customs) return;
    const { sums } = this;
    const own = customs.ledger;
    const writes = ownWriters(this.world).has('customs');
    for (const effect of Object.keys(sums) as (keyof Sums)[])
      if (!writes && own[effect] !== sums[effect])
        violated(
          'side-effect-once',
          `customs' own ledger has ${effect} ${own[effect]}, it has written down ${sums[effect]}`,
        );
    if (postedMinor > sums.feesMinor)
      violated(
        'ledger-balances',
        `customs fees in the ledger are ${postedMinor}, customs charged ${sums.feesMinor}`,
      );
  }

  /** When nothing more can happen. @param behind loads that wait for a person */
  atEnd(systems: PartnerSystems, postedMinor: number, behind: ReadonlySet<number>): void {
    this.check(systems, postedMinor);
    if (!systems.customs) return;
    if (postedMinor !== this.sums.feesMinor && behind.size === 0)
      violated(
        'ledger-balances',
        `customs charged ${this.sums.feesMinor} in fees, the ledger has ${postedMinor}`,
      );
    const left = [...this.crossings.keys()].filter((load) => !behind.has(load));
    if (left.length > 0)
      violated(
        'nothing-left-over',
        `${left.length} loads are on their way across a border at the end: ${left.slice(0, 5)}`,
      );
  }

  save(): Saved {
    return {
      crossings: new Map([...this.crossings].map(([load, crossing]) => [load, { ...crossing }])),
      queries: new Map(this.queries),
      sums: { ...this.sums },
    };
  }

  load(saved: Saved): void {
    this.crossings = new Map([...saved.crossings].map(([load, crossing]) => [load, { ...crossing }]));
    this.queries = new Map(saved.queries);
    this.sums = { ...saved.sums };
  }

  private departed(load: number, origin: number): void {
    const { network, tms, names } = this.world;
    const { customs } = network;
    if (customs === undefined) return;
    const { loads } = this.books;
    const at = loads.at(load);
    const lane = at === NONE ? undefined : network.lanes[loads.values[at + L.lane]!];
    if (lane === undefined) return;
    const country = tms.trade.countryOf[lane.place]!;
    const terms = customs[country];
    if (!terms || tms.trade.countryOf[origin] === country) return;
    if (terms.preArrival && (this.books.declarationBits.get(load) & ACCEPTED) === 0)
      violated(
        DECLARED,
        `load ${load} left for ${names.countries[country]}, which wants its declaration accepted before`,
      );
    this.crossings.set(load, { country, arrivedAt: -1, freeAt: -1, refused: false });
  }

  private presented(time: number, load: number, country: number): void {
    this.sums.presented += 1;
    const crossing = this.crossings.get(load);
    if (crossing?.country !== country || crossing.arrivedAt >= 0)
      violated(
        STANDS,
        `load ${load} is at the border of ${this.world.names.countries[country]}, and is not on its way there`,
      );
    crossing.arrivedAt = time;
  }

  private held(load: number): void {
    this.sums.holds += 1;
    const crossing = this.crossings.get(load);
    if (crossing === undefined || crossing.arrivedAt < 0 || crossing.freeAt >= 0)
      violated(STANDS, `load ${load} is held at a border, and does not stand there`);
  }

  private letGo(time: number, load: number, minor: number, { refused }: { readonly refused: boolean }): void {
    this.sums.feesMinor += minor;
    const crossing = this.crossings.get(load);
    if (crossing === undefined || crossing.arrivedAt < 0 || crossing.freeAt >= 0)
      violated(STANDS, `load ${load} is let go at a border, and does not stand there`);
    crossing.freeAt = time;
    crossing.refused = refused;
  }

  /** Reports come late: what counts is when it happened. */
  private moved(load: number, n: number, occurredAt: number): void {
    const crossing = this.crossings.get(load);
    if (crossing === undefined || crossing.arrivedAt < 0) return;
    const kind = n % KINDS;
    if (kind === MILESTONE.customsHold || kind === MILESTONE.customsReleased) return;
    const { arrivedAt, freeAt } = crossing;
    if (occurredAt <= arrivedAt || (freeAt >= 0 && occurredAt >= freeAt)) return;
    violated(
      STANDS,
      `load ${load}: milestone ${kind} at ${new Date(occurredAt).toISOString()}, while customs keeps it at the border`,
    );
  }

  private arrived(shipment: number, condition: number): void {
    const { shipments } = this.books;
    const at = shipments.at(shipment);
    const load = at === NONE ? NONE : shipments.values[at + S.load]!;
    const crossing = this.crossings.get(load);
    if (crossing === undefined || condition === CONDITION_LOST) return;
    if (crossing.freeAt < 0)
      violated(
        CLEARED,
        `${nameOfShipment(shipment)} of load ${load} is delivered, and customs has not released it`,
      );
    if (crossing.refused && condition !== CONDITION_REFUSED)
      violated(
        CLEARED,
        `${nameOfShipment(shipment)} of load ${load} is delivered in condition ${condition}, and customs has refused it`,
      );
  }

  private delivered(load: number): void {
    const crossing = this.crossings.get(load);
    if (crossing === undefined) return;
    if (crossing.freeAt < 0)
      violated(
        CLEARED,
        `load ${load} is delivered in ${this.world.names.countries[crossing.country]}, and customs has not released it`,
      );
    this.crossings.delete(load);
  }
}
