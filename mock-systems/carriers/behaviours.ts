/**
 * The luck of all carriers of a landscape: streams and compiled samplers, shared by their mocks.
 *
 * 1. Trips, reports and bills of a timetabled load are drawn by lane and cut-off, of a parcel by its order and which sourcing of it
 *    it is; conditions and claims by the shipment's own order. The same luck whichever carrier: its profile says what that luck
 *    leads to.
 * 2. Acceptance is drawn by carrier, lane, cut-off and rank: see `tender-answer.ts`.
 */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import { checkDifferences } from './lading.ts';
import type { CarrierProfile, MarketSettings, ProofFaults, TransitSettings } from './settings.ts';

const STEPS_MAX = 30;
const NO_FAULTS: ProofFaults = { unreadShare: 0, missingShare: null };

export interface CompiledTransit {
  readonly settings: TransitSettings;
  readonly lateDays: Sampler;
  readonly earlyDays: Sampler;
}

/** A profile with its distributions ready to draw from. */
export interface CompiledProfile {
  readonly settings: CarrierProfile;
  readonly answerMs: Sampler;
  readonly lateAcceptanceMs: Sampler;
  readonly counterMarkup: Sampler;
  readonly pickupDeviationMs: Sampler;
  readonly pickupLateMs: Sampler;
  readonly transit: CompiledTransit;
  /** By mode, where that is not `transit`. */
  readonly transitOf: ReadonlyMap<string, CompiledTransit>;
  readonly lagMs: Sampler;
  readonly repeatedAfterMs: Sampler;
  readonly estimateError: Sampler;
  readonly statusAnswerMs: Sampler;
  readonly podLagMs: Sampler;
  readonly expediteAnswerMs: Sampler;
  readonly holdAnswerMs: Sampler;
  readonly billAfterMs: Sampler;
  /** 1 to 5: `BILL_ERROR`. */
  readonly errorKind: Sampler;
  readonly rateError: Sampler;
  readonly weightError: Sampler;
  readonly fuelError: Sampler;
  readonly accessorialError: Sampler;
  readonly duplicateAfterMs: Sampler;
  readonly disputeAnswerMs: Sampler;
  readonly claimAnswerMs: Sampler;
  readonly partCredit: Sampler;
  /** Of each step of the route: `n` of its business event, its milestone + 16 x which of its kind. */
  readonly eventN: readonly number[];
  /** Step of the route that announces a delay; -1 = none does. */
  readonly delayedStep: number;
}

const STREAMS = [
  'tender',
  'pickup',
  'pickup-ms',
  'punctuality',
  'late-days',
  'early-days',
  'condition',
  'report-fault',
  'report-lag',
  'report-repeated',
  'report-code',
  'delay-notice',
  'estimate',
  'status',
  'status-ms',
  'pod-ms',
  'pod-missing',
  'pod-unread',
  'lading',
  'lading-line',
  'lading-units',
  'expedite',
  'expedite-ms',
  'hold',
  'hold-ms',
  'bill-ms',
  'bill-error',
  'bill-error-kind',
  'bill-error-size',
  'bill-slip',
  'bill-duplicate-ms',
  'dispute',
  'dispute-ms',
  'claim',
  'claim-part',
  'claim-ms',
] as const;

export class CarrierBehaviours {
  readonly market: MarketSettings;
  readonly proofs: ProofFaults;
  readonly streams: Readonly<Record<(typeof STREAMS)[number], RandomStream>>;
  private readonly random: Random;
  private readonly keyOf: (order: number) => number;
  private readonly compiled = new Map<CarrierProfile, CompiledProfile>();

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(
    random: Random,
    market: MarketSettings,
    keyOf: (order: number) => number,
    proofs: ProofFaults = NO_FAULTS,
  ) {
    assert(
      market.weeks.length > 0,
      'carrier market: "weeks" is empty. Give at least one, such as ["normal"]',
    );
    this.market = market;
    this.proofs = proofs;
    if (proofs.differences !== undefined) checkDifferences(proofs.differences);
    this.random = random;
    this.keyOf = keyOf;
    this.streams = Object.fromEntries(
      STREAMS.map((name) => [name, random.stream(`carriers/${name}`)]),
    ) as CarrierBehaviours['streams'];
  }

  /** What a user's own carrier draws from. */
  ownStream(name: string): RandomStream {
    return this.random.stream(`carriers/own/${name}`);
  }

  /** Key of the order that a shipment is of. */
  keyOfShipment(shipment: number): number {
    return this.keyOf(orderOf(shipment));
  }

  /** Which sourcing of its order a shipment is, from 1: the index of its draws. */
  sourcingOf(shipment: number): number {
    return sourcingOf(shipment) + 1;
  }

  /** Checked and compiled once, however many carriers have it. */
  compile(profile: CarrierProfile): CompiledProfile {
    const known = this.compiled.get(profile);
    if (known !== undefined) return known;
    checkProfile(profile);
    const made = compileProfile(profile);
    this.compiled.set(profile, made);
    return made;
  }
}

function compileProfile(profile: CarrierProfile): CompiledProfile {
  const { acceptance, pickup, transit, reporting, delivery, expedite, hold, freight, claims } = profile;
  const { rate, accessorial, duplicate, fuel, weight } = freight.errorWeights;
  const from = (distribution: Distribution, place: string): Sampler =>
    compile(distribution, `carrier ${profile.name}: ${place}`);
  return {
    settings: profile,
    answerMs: from(acceptance.answerMs, 'acceptance.answerMs'),
    lateAcceptanceMs: from(acceptance.lateAcceptanceMs, 'acceptance.lateAcceptanceMs'),
    counterMarkup: from(acceptance.counterMarkup, 'acceptance.counterMarkup'),
    pickupDeviationMs: from(pickup.deviationMs, 'pickup.deviationMs'),
    pickupLateMs: from(pickup.lateMs, 'pickup.lateMs'),
    transit: compiledTransit(transit, 'transit', from),
    transitOf: new Map(
      Object.entries(profile.transitOf ?? {}).map(([mode, of]) => [
        mode,
        compiledTransit(of, `transitOf.${mode}`, from),
      ]),
    ),
    lagMs: from(reporting.lagMs, 'reporting.lagMs'),
    repeatedAfterMs: from(reporting.repeatedAfterMs, 'reporting.repeatedAfterMs'),
    estimateError: from(reporting.estimateError, 'reporting.estimateError'),
    statusAnswerMs: from(reporting.statusAnswerMs, 'reporting.statusAnswerMs'),
    podLagMs: from(delivery.podLagMs, 'delivery.podLagMs'),
    expediteAnswerMs: from(expedite.answerMs, 'expedite.answerMs'),
    holdAnswerMs: from(hold.answerMs, 'hold.answerMs'),
    billAfterMs: from(freight.billAfterDeliveryMs, 'freight.billAfterDeliveryMs'),
    errorKind: from(
      { kind: 'discrete', values: [1, 2, 3, 4, 5], weights: [rate, accessorial, duplicate, fuel, weight] },
      'freight.errorWeights',
    ),
    rateError: from(freight.rateError, 'freight.rateError'),
    weightError: from(freight.weightError, 'freight.weightError'),
    fuelError: from(freight.fuelError, 'freight.fuelError'),
    accessorialError: from(freight.accessorialError, 'freight.accessorialError'),
    duplicateAfterMs: from(freight.duplicateAfterMs, 'freight.duplicateAfterMs'),
    disputeAnswerMs: from(freight.disputeAnswerMs, 'freight.disputeAnswerMs'),
    claimAnswerMs: from(claims.answerMs, 'claims.answerMs'),
    partCredit: from(claims.partCredit, 'claims.partCredit'),
    eventN: reporting.route.map(
      ({ milestone }, i) =>
        milestone + 16 * reporting.route.slice(0, i).filter((step) => step.milestone === milestone).length,
    ),
    delayedStep: reporting.route.findIndex(({ milestone }) => milestone === MILESTONE.delayed),
  };
}

function compiledTransit(
  settings: TransitSettings,
  place: string,
  from: (distribution: Distribution, place: string) => Sampler,
): CompiledTransit {
  return {
    settings,
    lateDays: from(settings.lateDays, `${place}.lateDays`),
    earlyDays: from(settings.earlyDays, `${place}.earlyDays`),
  };
}

function checkProfile({
  name,
  acceptance,
  pickup,
  transit,
  reporting,
  delivery,
  expedite,
  hold,
  freight,
  claims,
  slips,
  transitOf = {},
}: CarrierProfile): void {
  const shares: readonly (readonly [string, number])[] = [
    ...Object.entries(transitOf).map(
      ([mode, { lateShare, earlyShare }]) =>
        [`transitOf.${mode}.lateShare + earlyShare`, lateShare + earlyShare] as const,
    ),
    ['acceptance.silentShare', acceptance.silentShare],
    ['acceptance.lateAcceptanceShare', acceptance.lateAcceptanceShare],
    ['acceptance.counterShare', acceptance.counterShare],
    ['pickup.lateShare', pickup.lateShare],
    ['transit.lateShare + earlyShare', transit.lateShare + transit.earlyShare],
    [
      'reporting: missing + repeated + outOfOrder + unknownCode',
      reporting.missingShare +
        reporting.repeatedShare +
        reporting.outOfOrderShare +
        reporting.unknownCodeShare,
    ],
    [
      'delivery: lost + damaged + refused',
      delivery.lostShare + delivery.damagedShare + delivery.refusedShare,
    ],
    ['expedite.remainingFactor', expedite.remainingFactor],
    ['hold.acceptedShare', hold.acceptedShare],
    ['freight.errorShare', freight.errorShare],
    ['slips: currency + pounds', slips === undefined ? 0 : slips.currencyShare + slips.poundsShare],
    ['claims: full + part', claims.fullShare + claims.partShare],
  ];
  for (const [place, share] of shares) {
    // A sum of shares may be a little over 1.
    if (!(share >= 0 && share < 1 + 1e-9))
      assert(false, `carrier ${name}: ${place} must be from 0 to 1, got ${share}`);
  }
  const { route } = reporting;
  assert(
    route.length <= STEPS_MAX,
    `carrier ${name}: a route of ${route.length} steps, at most ${STEPS_MAX}`,
  );
  assert(
    route.every(({ at }, i) => (i === 0 ? at === 0 : at >= route[i - 1]!.at)) &&
      route.at(-1)?.at === 1 &&
      route.at(-1)?.milestone === MILESTONE.delivered,
    `carrier ${name}: reporting.route must rise in "at" from 0 to 1 and end with "delivered"`,
  );
  assert(
    reporting.unknownCodeShare === 0 || reporting.unknownCodes.length > 0,
    `carrier ${name}: reporting.unknownCodes is empty, but unknownCodeShare is ${reporting.unknownCodeShare}`,
  );
}
