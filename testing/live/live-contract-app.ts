/** The host contract's actors, and the partner middleware, as the live host's handler process loads them. */
import { z } from 'zod';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { CASE, CONTRACT_ACTORS, COUNTER, COUNTER_KINDS } from '../core/host-contract-actors.ts';

/** For partners that come back within a tenth of a second; a first retry later than it takes to serve another key. */
const POLICY = {
  ...DEFAULT_PARTNER_POLICY,
  timeoutMs: 1_000,
  backOff: { baseMs: 200, factor: 1, maxMs: 200, jitterPercent: 20 },
  breaker: { failuresMin: 5, failurePercentMin: 50, windowMs: 10_000, openMs: 50, probes: 2 },
};

export const liveApp = {
  actors: [...CONTRACT_ACTORS, ...middlewareActors(() => POLICY)],
  routes: new Map<string, ActorTypeNo>(COUNTER_KINDS.map((kind) => [kind, COUNTER as ActorTypeNo])),
  bodies: new Map(COUNTER_KINDS.map((kind) => [kind, z.null()])),
  exceptionType: CASE as ActorTypeNo,
  claimsHorizonMs: 90 * 86_400_000,
  /** The suite's policy: the last option, with the version of the first view. */
  decide: (ask: {
    readonly options: readonly unknown[];
    readonly views: readonly { readonly version: number }[];
  }) => ({
    chosen: ask.options.length - 1,
    policy: `views:${ask.views[0]?.version}`,
    fallback: null,
  }),
};
