/**
 * How the core deals with one partner: plain data, one value a partner.
 *
 * 1. Times are integer ms, rates whole messages a second, shares whole percent: everything computed from them is exact
 *    integer arithmetic.
 * 2. Over any stretch of W ms at most `perSecond * W / 1000 + burst` messages reach a partner with a rate.
 */

/** A token bucket: what the partner takes in the long run, and at once. */
export interface RateLimit {
  readonly perSecond: number;
  readonly burst: number;
}

/** Waiting time before the n-th retry: base * factor^(n-1), at most max, less up to `jitterPercent` of it. */
export interface BackOff {
  readonly baseMs: number;
  readonly factor: number;
  readonly maxMs: number;
  readonly jitterPercent: number;
}

export interface Breaker {
  /** Opens on this many failures within `windowMs` ... */
  readonly failuresMin: number;
  /** ... if they are at least this share of all attempts that were reported with them. */
  readonly failurePercentMin: number;
  readonly windowMs: number;
  /** How long it stays open before it lets probes through. */
  readonly openMs: number;
  /** Messages let through half open; it closes when so many have passed. */
  readonly probes: number;
}

export interface PartnerPolicy {
  /** No acknowledgement for so long is a failure. */
  readonly timeoutMs: number;
  /** Retries of one message, not counting those that met an open breaker or a throttle. */
  readonly retriesMax: number;
  /** A message in trouble for so long becomes a dead letter at its next failure, whatever its retries. */
  readonly giveUpAfterMs: number;
  /**
   * For so long after its first transmission the partner surely knows a message again, however often it comes. Later it is not
   * sent again: it might be done twice. Larger than `giveUpAfterMs`.
   */
  readonly repeatsKnownMs: number;
  /** A dead letter that the integration desk has brought no further for so long is the supervisor's as well. */
  readonly taskEscalationMs: number;
  readonly backOff: BackOff;
  /** null = no limit. */
  readonly rate: RateLimit | null;
  readonly breaker: Breaker;
  /** Messages are collected and leave at whole multiples of this since the epoch; null = at once. */
  readonly batchEveryMs: number | null;
  /** Names the run: other runs, other jitter. */
  readonly jitterSalt: number;
}

/** Answers the same value for the same partner, always. */
export type PolicyOf = (partner: number) => PartnerPolicy;

/**
 * Rides out an outage of hours without a ticket, also where too little is sent to open a breaker. `repeatsKnownMs` leaves a retry that
 * waits for its gate, or for a core with too much to do, half a day beyond `giveUpAfterMs`, and half a day more to get to a partner that
 * keeps idempotency keys for two days. Source: assumption.
 */
export const DEFAULT_PARTNER_POLICY: PartnerPolicy = {
  timeoutMs: 30_000,
  retriesMax: 40,
  giveUpAfterMs: 24 * 3_600_000,
  repeatsKnownMs: 36 * 3_600_000,
  taskEscalationMs: 24 * 3_600_000,
  backOff: { baseMs: 2_000, factor: 2, maxMs: 600_000, jitterPercent: 50 },
  rate: null,
  breaker: { failuresMin: 5, failurePercentMin: 50, windowMs: 60_000, openMs: 60_000, probes: 2 },
  batchEveryMs: null,
  jitterSalt: 0,
};

const WHOLE: readonly (readonly [name: string, min: number, of: (policy: PartnerPolicy) => number | null])[] =
  [
    ['timeoutMs', 1, (policy) => policy.timeoutMs],
    ['retriesMax', 0, (policy) => policy.retriesMax],
    ['giveUpAfterMs', 0, (policy) => policy.giveUpAfterMs],
    ['repeatsKnownMs', 1, (policy) => policy.repeatsKnownMs],
    ['taskEscalationMs', 1, (policy) => policy.taskEscalationMs],
    ['backOff.baseMs', 1, (policy) => policy.backOff.baseMs],
    ['backOff.maxMs', 1, (policy) => policy.backOff.maxMs],
    ['rate.perSecond', 1, (policy) => policy.rate?.perSecond ?? null],
    ['rate.burst', 1, (policy) => policy.rate?.burst ?? null],
    ['breaker.failuresMin', 1, (policy) => policy.breaker.failuresMin],
    ['breaker.windowMs', 1, (policy) => policy.breaker.windowMs],
    ['breaker.openMs', 1, (policy) => policy.breaker.openMs],
    ['breaker.probes', 1, (policy) => policy.breaker.probes],
    ['batchEveryMs', 1, (policy) => policy.batchEveryMs],
    ['jitterSalt', -0x80000000, (policy) => policy.jitterSalt],
  ];

/** Throws, naming partner and setting, where a policy can't be worked with. */
export function checkPolicy(partner: number, policy: PartnerPolicy): void {
  for (const [name, min, of] of WHOLE) {
    const value = of(policy);
    if (value !== null && !(Number.isSafeInteger(value) && value >= min)) {
      throw new RangeError(`partner ${partner}: ${name} must be a whole number >= ${min}, got ${value}`);
    }
  }
  const { giveUpAfterMs, repeatsKnownMs } = policy;
  if (repeatsKnownMs <= giveUpAfterMs) {
    throw new RangeError(
      `partner ${partner}: repeatsKnownMs must be > giveUpAfterMs (${giveUpAfterMs}), got ${repeatsKnownMs}`,
    );
  }
  const { factor, jitterPercent } = policy.backOff;
  if (!(factor >= 1)) throw new RangeError(`partner ${partner}: backOff.factor must be >= 1, got ${factor}`);
  for (const [name, percent] of [
    ['backOff.jitterPercent', jitterPercent],
    ['breaker.failurePercentMin', policy.breaker.failurePercentMin],
  ] as const) {
    if (!(percent >= 0 && percent <= 100)) {
      throw new RangeError(`partner ${partner}: ${name} must be in 0..100, got ${percent}`);
    }
  }
}
