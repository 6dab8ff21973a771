/** One carrier by itself: the test plays the core. Records what it says, and what it writes into the business log. */

import type { LoadTender } from '#orchestrator/contracts/carriers';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
import { Kernel } from '#sim/kernel';
import { Random } from '#sim/random/random';
import { trapRxErrors } from '#sim/rx/error-trap';
import { DAY_MS } from '#sim/shifts/civil';
import type { Border } from '../border.ts';
import type { Cargo } from '../cargo.ts';
import { CarrierBehaviours } from './behaviours.ts';
import { CarrierSystem } from './carrier-system.ts';
import { NORMAL_MARKET, TRUCKLOAD } from './profiles.ts';
import type { CarrierProfile, MarketSettings, ProofFaults } from './settings.ts';

/** 2026-01-05T00:00:00Z. */
export const START = 1_767_571_200_000;
const LOAD = 14;

export type Sent = PartnerToCore & { readonly at: number };
export interface Logged {
  readonly event: string;
  readonly entity: string;
  readonly key: number;
  readonly n: number;
  readonly a: number;
  readonly b: number;
  readonly at: number;
}

export interface CarrierBench {
  readonly kernel: Kernel;
  readonly carrier: CarrierSystem;
  readonly sent: Sent[];
  readonly log: Logged[];
  /** Sent messages of one kind. */
  of<Kind extends Sent['kind']>(kind: Kind): Extract<Sent, { readonly kind: Kind }>[];
  /** Names of business events, in order. */
  events(): string[];
  tell<Kind extends CoreToPartner['kind']>(
    kind: Kind,
    key: number,
    a: number,
    b: number,
    body: Extract<CoreToPartner, { readonly kind: Kind }>['body'],
  ): void;
  /** Messages told so far; a bench restored from another's snapshot goes on with that one's number. */
  told: number;
  /** Runs to this many ms after the start. */
  until(ms: number): void;
  /** Offered, accepted, fetched and on its way: for profiles that accept. Runs to the departure, at pickup + `standMs`. */
  depart(key: number, tender?: Partial<LoadTender>, standMs?: number): void;
}

export interface CarrierBenchOptions {
  readonly profile?: CarrierProfile;
  readonly market?: MarketSettings;
  readonly proofs?: ProofFaults;
  readonly seed?: number;
  readonly no?: number;
  readonly keyOf?: (order: number) => number;
  /** null = none stops anything. */
  readonly border?: (kernel: Kernel) => Border;
  /** null = nobody counts what comes off its trucks. */
  readonly cargo?: (kernel: Kernel) => Cargo;
}

export function tenderOf(fields: Partial<LoadTender> = {}): LoadTender {
  return {
    origin: 1,
    destination: 2,
    rate: 0,
    service: 0,
    mode: 'GROUND',
    transitDays: 4,
    weightGrams: 100_000,
    handlingUnits: 2,
    dangerous: false,
    pickupAt: START + 2 * DAY_MS,
    respondBy: START + 4 * 3_600_000,
    offeredMinor: 100_000,
    charges: [
      { code: '400', amountMinor: 80_000 },
      { code: 'FUE', amountMinor: 20_000 },
    ],
    detention: { freeTimeMs: 2 * 3_600_000, perHourMinor: 6_000 },
    lane: 3,
    cutoff: -1,
    rank: 1,
    shipments: [80],
    ...fields,
  };
}

/** A profile that does what is asked of it, at once: tests put in what they look at. */
export const PLAIN: CarrierProfile = {
  ...TRUCKLOAD,
  acceptance: {
    ...TRUCKLOAD.acceptance,
    rejectionFactor: 0,
    silentShare: 0,
    answerMs: { kind: 'constant', value: 600_000 },
  },
  pickup: { ...TRUCKLOAD.pickup, lateShare: 0, deviationMs: { kind: 'constant', value: 0 } },
  transit: { ...TRUCKLOAD.transit, lateShare: 0, earlyShare: 0 },
  reporting: {
    ...TRUCKLOAD.reporting,
    lagMs: { kind: 'constant', value: 0 },
    missingShare: 0,
    repeatedShare: 0,
    outOfOrderShare: 0,
    unknownCodeShare: 0,
    statusSilentShare: 0,
    statusAnswerMs: { kind: 'constant', value: 0 },
    repeatedAfterMs: { kind: 'constant', value: 3_600_000 },
    estimateError: { kind: 'constant', value: 0 },
  },
  delivery: {
    ...TRUCKLOAD.delivery,
    lostShare: 0,
    damagedShare: 0,
    refusedShare: 0,
    podLagMs: { kind: 'constant', value: DAY_MS },
  },
  expedite: { acceptedShare: 1, answerMs: { kind: 'constant', value: 0 }, remainingFactor: 0.5 },
  hold: { acceptedShare: 1, answerMs: { kind: 'constant', value: 0 }, readyAfterMs: 3_600_000 },
  freight: {
    ...TRUCKLOAD.freight,
    errorShare: 0,
    billAfterDeliveryMs: { kind: 'constant', value: 2 * DAY_MS },
    duplicateAfterMs: { kind: 'constant', value: DAY_MS },
    disputeAnswerMs: { kind: 'constant', value: DAY_MS },
  },
};

export function carrierBench(options: CarrierBenchOptions = {}): CarrierBench {
  const kernel = new Kernel({ start: START });
  trapRxErrors(kernel);
  const log: Logged[] = [];
  const behaviours = new CarrierBehaviours(
    new Random(options.seed ?? 1),
    options.market ?? NORMAL_MARKET,
    options.keyOf ?? ((order) => order),
    options.proofs,
  );
  const context = {
    kernel,
    log: {
      business: (
        event: string,
        _owner: string,
        entity: string,
        key: number,
        n: number,
        a: number,
        b: number,
      ) => log.push({ event, entity, key, n, a, b, at: kernel.now }),
    },
  };
  const border = options.border?.(kernel) ?? null;
  const cargo = options.cargo?.(kernel) ?? null;
  const { no = 0, profile = PLAIN } = options;
  const carrier = new CarrierSystem(context, behaviours, no, profile, border, null, null, cargo);
  const sent: Sent[] = [];
  carrier.output.subscribe((message) => {
    sent.push({ ...(message as PartnerToCore), at: kernel.now });
  });
  const tell = (kind: string, key: number, a: number, b: number, body: unknown): void => {
    bench.told += 1;
    const message: Envelope = envelope(
      kind,
      LOAD,
      key,
      PARTNER,
      carrier.partner,
      CORE_SENDER,
      bench.told,
      key,
      a,
      b,
      body,
    );
    carrier.input.next(message);
  };
  const bench: CarrierBench = {
    kernel,
    carrier,
    sent,
    log,
    of: <Kind extends Sent['kind']>(kind: Kind) =>
      sent.filter((message) => message.kind === kind) as Extract<Sent, { readonly kind: Kind }>[],
    events: () => log.map(({ event }) => event),
    told: 0,
    tell,
    until: (ms) => kernel.run({ until: START + ms }),
    depart: (key, fields, standMs = 0) => {
      const tender = tenderOf({ shipments: [key], ...fields });
      tell('offerTender', key, 1, 0, tender);
      kernel.run({ until: tender.pickupAt - 1 });
      tell('dispatchTruck', key, 1, 0, { pickupAt: tender.pickupAt });
      kernel.run({ until: tender.pickupAt + standMs });
      tell('releaseTruck', key, 1, 0, { shipments: tender.shipments, takenOverFrom: -1 });
    },
  };
  return bench;
}
