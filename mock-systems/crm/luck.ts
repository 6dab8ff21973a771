/**
 * The luck of all customers: streams, and each class's distributions ready to draw from.
 *
 * 1. What a customer does about an order is keyed by the order, about a shipment by the order and which sourcing it was: nothing that the
 *    core does moves another order's draw.
 * 2. Shares are thresholds on these numbers: who complains of little patience complains with less as well.
 */
import { assert } from '#sim/assert';
import { compile, type Distribution, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { CustomerProfile } from './settings.ts';

const STREAMS = [
  'urgent',
  'urgent-ms',
  'asks',
  'asks-ms',
  'late',
  'short',
  'damaged',
  'wrong',
  'complains-ms',
  'notices-bill',
  'disputes-bill',
  'dispute-reason',
  'disputes-ms',
  'returns',
  'returns-ms',
  'part',
  'part-factor',
  'too-many',
  'reason',
  'never',
  'strange',
  'worn',
  'worn-factor',
  'pack-ms',
  'transit-ms',
] as const;

export type CustomerStreams = Readonly<Record<(typeof STREAMS)[number], RandomStream>>;

export function customerStreams(random: Random): CustomerStreams {
  return Object.fromEntries(STREAMS.map((name) => [name, random.stream(`crm/${name}`)])) as CustomerStreams;
}

export interface CompiledCustomer {
  readonly profile: CustomerProfile;
  readonly urgentMs: Sampler;
  readonly asksMs: Sampler;
  readonly complainsMs: Sampler;
  /** null = they send nothing back. */
  readonly returns: CompiledReturns | null;
}

export interface CompiledReturns {
  readonly returnsMs: Sampler;
  readonly partFactor: Sampler;
  readonly wornFactor: Sampler;
  readonly packMs: Sampler;
  readonly transitMs: Sampler;
}

/** Throws where shares or distributions can't be right. */
export function compileCustomer(profile: CustomerProfile): CompiledCustomer {
  checkShares(profile);
  const { urgency, question, complaint, returns } = profile;
  const of = (distribution: Distribution, place: string): Sampler =>
    compile(distribution, `customers ${profile.name}: ${place}`);
  return {
    profile,
    urgentMs: of(urgency.afterMs, 'urgency.afterMs'),
    asksMs: of(question.beforeMs, 'question.beforeMs'),
    complainsMs: of(complaint.afterMs, 'complaint.afterMs'),
    returns:
      returns === null
        ? null
        : {
            returnsMs: of(returns.afterMs, 'returns.afterMs'),
            partFactor: of(returns.partFactor, 'returns.partFactor'),
            wornFactor: of(returns.wornFactor, 'returns.wornFactor'),
            packMs: of(returns.packMs, 'returns.packMs'),
            transitMs: of(returns.transitMs, 'returns.transitMs'),
          },
  };
}

function checkShares({ name, urgency, question, complaint, returns }: CustomerProfile): void {
  const shares: (readonly [string, number])[] = [
    ['urgency.share', urgency.share],
    ['question.share', question.share],
    ['complaint.lateShare', complaint.lateShare],
    ['complaint.shortShare', complaint.shortShare],
    ['complaint.damagedShare', complaint.damagedShare],
    ['complaint.wrongShare', complaint.wrongShare],
  ];
  if (returns !== null) {
    shares.push(
      ['returns.share', returns.share],
      ['returns: part + tooMany', returns.partShare + returns.tooManyShare],
      ['returns: never + strange', returns.neverShare + returns.strangeShare],
      ['returns.wornShare', returns.wornShare],
    );
    assert(
      returns.reasonWeights.length === 4 && returns.reasonWeights.some((weight) => weight > 0),
      `customers ${name}: returns.reasonWeights must be four weights, not all 0; got ${returns.reasonWeights}`,
    );
  }
  for (const [place, share] of shares)
    assert(
      share >= 0 && share < 1 + 1e-9,
      `customers ${name}: ${place} must be from 0 to 1, got ${share}. Mend its class`,
    );
  assert(
    complaint.repeatMs > 0 && complaint.timesMax >= 1,
    `customers ${name}: complaint.repeatMs must be > 0 and timesMax at least 1, got ${complaint.repeatMs} and ${complaint.timesMax}`,
  );
}
