/**
 * How a carrier answers a tender.
 *
 * 1. Drawn by carrier, lane, cut-off and rank, never by the load or the number of the tender: what a policy put into the load,
 *    and whom it asked before, changes no answer. A lane without cut-offs (-1) has its order for the cut-off.
 * 2. The index is the round: how many tenders of this load this carrier has had. Asked again, it draws anew, so that going
 *    through the guide again comes to an end.
 * 3. An acceptance accepts the detention terms tendered. Who counters an offer takes them as well, if they are no worse for it
 *    than its own; else its counter-offer is on its own.
 * 4. Market, lead time, rank and profile move a threshold, never a draw: who rejects in a soft market rejects in a tight one.
 */
import { type LoadTender, REJECTION } from '#orchestrator/contracts/carriers';
import type { DetentionTerms } from '#orchestrator/contracts/detention';
import { drawMs } from '#sim/random/draw-ms';
import type { RandomStream } from '#sim/random/random';
import { roundHalfUp } from '../money.ts';
import type { CarrierBehaviours, CompiledProfile } from './behaviours.ts';
import { type AcceptanceSettings, type MarketSettings, type PickupSettings, WEEK_MS } from './settings.ts';

export const OUTCOME = { accepted: 1, rejected: 2, countered: 3, silent: 4 } as const;

export interface TenderAnswer {
  /** `OUTCOME`. */
  readonly outcome: number;
  /** The agreed amount, `REJECTION`, or the amount asked. */
  readonly b: number;
  /** When it is given; -1 = never. */
  readonly at: number;
}

/** Which question a draw answers; the index is round x 16 + this. */
const DRAW = {
  reject: 0,
  silent: 1,
  lateAcceptance: 2,
  counter: 3,
  markup: 4,
  reason: 5,
  answerMs: 6,
  lateMs: 7,
} as const;
const NO_CUTOFF = 0xffffffff;

/** @param own the stream of this carrier: `streams.tender.sub(carrier)` */
export function answerTender(
  behaviours: CarrierBehaviours,
  profile: CompiledProfile,
  own: RandomStream,
  tender: LoadTender,
  orderKey: number,
  round: number,
  now: number,
): TenderAnswer {
  const { acceptance, dangerousGoods } = profile.settings;
  const timetabled = tender.cutoff >= 0;
  const luck = own.sub(tender.lane, timetabled ? tender.cutoff : NO_CUTOFF, tender.rank);
  const entity = timetabled ? 0 : orderKey;
  const index = round * 16;
  const at = now + drawMs(profile.answerMs, luck, entity, index + DRAW.answerMs);
  if (tender.dangerous && !dangerousGoods)
    return { outcome: OUTCOME.rejected, b: REJECTION.dangerousGoods, at };
  if (luck.unit(entity, index + DRAW.silent) < acceptance.silentShare)
    return outOfTime(profile, luck, tender, entity, index, now);
  const u = luck.unit(entity, index + DRAW.reject);
  const leadMs = tender.pickupAt - now;
  if (u >= rejectionShare(behaviours.market, acceptance, tender.rank, leadMs, now))
    return { outcome: OUTCOME.accepted, b: tender.offeredMinor, at };
  if (tender.offeredMinor > 0 && luck.unit(entity, index + DRAW.counter) < acceptance.counterShare) {
    const markup = Math.max(0, profile.counterMarkup.sample(luck, entity, index + DRAW.markup));
    return { outcome: OUTCOME.countered, b: roundHalfUp(tender.offeredMinor * (1 + markup)), at };
  }
  const withTime = rejectionShare(behaviours.market, acceptance, tender.rank, Infinity, now);
  const b =
    u >= withTime
      ? REJECTION.shortLeadTime
      : reasonOf(acceptance.reasonWeights, luck.unit(entity, index + DRAW.reason));
  return { outcome: OUTCOME.rejected, b, at };
}

/** What a counter-offer is made with. */
export function counterTerms(
  tendered: DetentionTerms,
  { freeTimeMs, detentionPerHourMinor }: PickupSettings,
): DetentionTerms {
  const worse = tendered.freeTimeMs > freeTimeMs || tendered.perHourMinor < detentionPerHourMinor;
  return worse ? { freeTimeMs, perHourMinor: detentionPerHourMinor } : tendered;
}

/** An acceptance that comes too late, or none at all. */
function outOfTime(
  profile: CompiledProfile,
  luck: RandomStream,
  tender: LoadTender,
  entity: number,
  index: number,
  now: number,
): TenderAnswer {
  const { lateAcceptanceShare } = profile.settings.acceptance;
  if (luck.unit(entity, index + DRAW.lateAcceptance) >= lateAcceptanceShare)
    return { outcome: OUTCOME.silent, b: 0, at: -1 };
  const lateMs = 1 + drawMs(profile.lateAcceptanceMs, luck, entity, index + DRAW.lateMs);
  return {
    outcome: OUTCOME.accepted,
    b: tender.offeredMinor,
    at: Math.max(now, tender.respondBy) + lateMs,
  };
}

/** Share of such tenders that is rejected or countered. */
export function rejectionShare(
  market: MarketSettings,
  { rejectionFactor }: AcceptanceSettings,
  rank: number,
  leadMs: number,
  now: number,
): number {
  const week = Math.floor((now - market.weeksFrom) / WEEK_MS);
  const kind = market.weeks[Math.min(Math.max(week, 0), market.weeks.length - 1)]!;
  const byRank = rank === 0 ? market.spotFactor : 1 + market.rankStep * (rank - 1);
  const byLead = leadMs < market.shortLeadMs ? market.shortLeadFactor : 1;
  return Math.min(market.rejectionShare[kind] * rejectionFactor * byRank * byLead, market.rejectionShareMax);
}

function reasonOf(
  { noCapacity, noEquipment, price }: AcceptanceSettings['reasonWeights'],
  u: number,
): number {
  const at = u * (noCapacity + noEquipment + price);
  if (at < noCapacity) return REJECTION.noCapacity;
  return at < noCapacity + noEquipment ? REJECTION.noEquipment : REJECTION.price;
}
