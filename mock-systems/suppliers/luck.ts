/**
 * The luck of all suppliers of a landscape: streams, and each profile's distributions ready to draw from.
 *
 * 1. What is drawn of a purchase order is keyed by its number, of a delivery by its receipt, of a line by its product and that
 *    number: the same order has the same luck whatever the core does, and one line more or less changes no other.
 * 2. The shares of a profile are thresholds on these numbers: what goes wrong with a good supplier goes wrong with a worse one.
 */
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { SupplierProfile } from './settings.ts';

const STREAMS = [
  'answer-ms',
  'silent',
  'declined',
  'confirmed-short',
  'confirmed-factor',
  'lead-time',
  'production-late',
  'production-late-ms',
  'split',
  'gap-ms',
  'transit-ms',
  'rest-follows',
  'notice-missing',
  'notice-lag',
  'notice-late',
  'notice-late-ms',
  'notice-wrong',
  'notice-factor',
  'notice-unit',
  'asked-silent',
  'asked-ms',
  'punctuality',
  'late-ms',
  'early-ms',
  'deviation-ms',
  'delay-notice',
  'loaded',
  'loaded-factor',
  'damaged',
  'damaged-factor',
] as const;

export type SupplierStreams = Readonly<Record<(typeof STREAMS)[number], RandomStream>>;

export function supplierStreams(random: Random): SupplierStreams {
  return Object.fromEntries(
    STREAMS.map((name) => [name, random.stream(`suppliers/${name}`)]),
  ) as SupplierStreams;
}

/** A profile with its distributions ready to draw from. */
export interface CompiledSupplier {
  readonly profile: SupplierProfile;
  readonly answerMs: Sampler;
  readonly confirmedFactor: Sampler;
  readonly leadTimeMs: Sampler;
  readonly productionLateMs: Sampler;
  readonly gapMs: Sampler;
  readonly transitMs: Sampler;
  readonly noticeLagMs: Sampler;
  readonly noticeLateMs: Sampler;
  readonly noticeFactor: Sampler;
  readonly askedMs: Sampler;
  readonly lateMs: Sampler;
  readonly earlyMs: Sampler;
  readonly deviationMs: Sampler;
  readonly shortFactor: Sampler;
  readonly overFactor: Sampler;
  readonly damagedFactor: Sampler;
}

/** Throws where shares or distributions can't be right. */
export function compileSupplier(profile: SupplierProfile): CompiledSupplier {
  checkShares(profile);
  const { confirmation, production, delivery, notice, truck, goods } = profile;
  const of = (distribution: Distribution, place: string): Sampler =>
    compile(distribution, `supplier ${profile.name}: ${place}`);
  return {
    profile,
    answerMs: of(confirmation.answerMs, 'confirmation.answerMs'),
    confirmedFactor: of(confirmation.shortFactor, 'confirmation.shortFactor'),
    leadTimeMs: of(production.leadTimeMs, 'production.leadTimeMs'),
    productionLateMs: of(production.lateMs, 'production.lateMs'),
    gapMs: of(delivery.gapMs, 'delivery.gapMs'),
    transitMs: of(delivery.transitMs, 'delivery.transitMs'),
    noticeLagMs: of(notice.lagMs, 'notice.lagMs'),
    noticeLateMs: of(notice.lateMs, 'notice.lateMs'),
    noticeFactor: of(notice.inaccurateFactor, 'notice.inaccurateFactor'),
    askedMs: of(notice.askedAnswerMs, 'notice.askedAnswerMs'),
    lateMs: of(truck.lateMs, 'truck.lateMs'),
    earlyMs: of(truck.earlyMs, 'truck.earlyMs'),
    deviationMs: of(truck.deviationMs, 'truck.deviationMs'),
    shortFactor: of(goods.shortFactor, 'goods.shortFactor'),
    overFactor: of(goods.overFactor, 'goods.overFactor'),
    damagedFactor: of(goods.damagedFactor, 'goods.damagedFactor'),
  };
}

function checkShares({
  name,
  confirmation,
  production,
  delivery,
  notice,
  truck,
  goods,
  unitsPerHandlingUnit,
}: SupplierProfile): void {
  const shares: readonly (readonly [string, number])[] = [
    ['confirmation.silentShare', confirmation.silentShare],
    ['confirmation.declinedShare', confirmation.declinedShare],
    ['confirmation.shortShare', confirmation.shortShare],
    ['production.lateShare', production.lateShare],
    ['delivery.splitShare', delivery.splitShare],
    ['delivery.restFollowsShare', delivery.restFollowsShare],
    ['notice.missingShare', notice.missingShare],
    ['notice.lateShare', notice.lateShare],
    ['notice.inaccurateShare', notice.inaccurateShare],
    ['notice.askedSilentShare', notice.askedSilentShare],
    ['truck: never + late + early', truck.neverShare + truck.lateShare + truck.earlyShare],
    ['truck.delayNoticeShare', truck.delayNoticeShare],
    ['goods: short + over', goods.shortShare + goods.overShare],
    ['goods.damagedShare', goods.damagedShare],
  ];
  for (const [place, share] of shares)
    assert(
      share >= 0 && share < 1 + 1e-9,
      `supplier ${name}: ${place} must be from 0 to 1, got ${share}. Mend its profile`,
    );
  const { splitInto } = delivery;
  assert(
    Number.isInteger(splitInto) && splitInto >= 2 && splitInto <= 7,
    `supplier ${name}: delivery.splitInto must be a whole number from 2 to 7, got ${splitInto}: a purchase order comes in at most 8 deliveries`,
  );
  assert(
    unitsPerHandlingUnit >= 1,
    `supplier ${name}: unitsPerHandlingUnit must be at least 1, got ${unitsPerHandlingUnit}`,
  );
}
