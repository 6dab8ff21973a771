/** The host contract's actors as the live host's handler process loads them. */
import type { ActorTypeNo } from '#orchestrator/core/address';
import { CASE, CONTRACT_ACTORS, COUNTER, COUNTER_KINDS } from './host-contract-actors.ts';

export const liveApp = {
  actors: CONTRACT_ACTORS,
  routes: new Map<string, ActorTypeNo>(COUNTER_KINDS.map((kind) => [kind, COUNTER as ActorTypeNo])),
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
