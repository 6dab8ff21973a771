/** Exceptions as cases, as a host needs them: the actors of other processes, watched, and the cases. */
import type { AnyActor } from '../../core/actor.ts';
import type { CaseLimits } from '../../model/cases.ts';
import { caseActor } from './case.ts';
import { OUTBOUND_WATCHES } from './signals.ts';
import { INBOUND_WATCHES, stockWatch } from './signals-inbound.ts';
import type { Watch } from './watch.ts';
import { watched } from './watched.ts';

/** The same actors, those that may notice something watched, and the case. */
export function withCases(actors: readonly AnyActor[], limits: CaseLimits): readonly AnyActor[] {
  const watches: readonly Watch[] = [...OUTBOUND_WATCHES, ...INBOUND_WATCHES, stockWatch(limits.driftShare)];
  const byType = new Map(watches.map((watch) => [watch.type, watch]));
  const all = actors.map((actor) => {
    const watch = byType.get(actor.type);
    return watch === undefined ? actor : watched(actor, watch);
  });
  return [...all, caseActor(limits)];
}
