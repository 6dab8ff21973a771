/**
 * Outbound fulfilment and the partner middleware as the live host's handler process loads them: the very actors of the
 * twin, and its rules and policies at the decision desk.
 */
import { EXCEPTION_CASE } from '#orchestrator/core/actor-types';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { DEFAULT_PARTNER_POLICY } from '#orchestrator/middleware/policy';
import { OUTBOUND_PROCESS_ROUTES, outboundProcess } from '#orchestrator/processes/outbound/process';
import type { Ask } from '#scenarios/host/ports';
import { outboundDecider, outboundPolicies } from '#scenarios/twin/deciders/outbound-decider';
import { liveOutboundWorld } from './live-outbound-world.ts';

const HOUR_MS = 3_600_000;

/** Of the clock that the run has: an hour is some hundredth of a second. */
const POLICY = {
  ...DEFAULT_PARTNER_POLICY,
  timeoutMs: 24 * HOUR_MS,
  retriesMax: 1_000,
  giveUpAfterMs: 1_000 * HOUR_MS,
  // Its partners know a call again for the whole run.
  repeatsKnownMs: 2_000 * HOUR_MS,
  backOff: { baseMs: HOUR_MS, factor: 2, maxMs: 12 * HOUR_MS, jitterPercent: 50 },
  breaker: { failuresMin: 5, failurePercentMin: 50, windowMs: 24 * HOUR_MS, openMs: 2 * HOUR_MS, probes: 2 },
};

// Neither network nor policies depend on how many orders there are.
const world = liveOutboundWorld(1);
const decide = outboundDecider(
  world.network,
  outboundPolicies({ sourcing: world.policies[0]! }, world.decidedBy),
);

export const liveApp = {
  actors: [...outboundProcess(world.network), ...middlewareActors(() => POLICY)],
  routes: OUTBOUND_PROCESS_ROUTES,
  exceptionType: EXCEPTION_CASE,
  claimsHorizonMs: 90 * 24 * HOUR_MS,
  decide: (ask: Ask) => decide(ask),
};
