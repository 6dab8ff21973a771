/**
 * How far a what-if is run: until what was decided about is over in every alternative, for a time, or to the end of the run.
 *
 * 1. All alternatives are measured at one instant: costs of runs of different length can't be compared.
 * 2. An order is over when it has been delivered, a load when its freight has been settled, a case when it is closed. What is never over
 *    (a wave plan, a store's shelf) is followed to the end of the run.
 */
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { SimulatedHost } from '#scenarios/host/simulated-host';
import { AssertionError } from '#sim/assert';
import type { DecisionSeen } from './find-decisions.ts';

export type Horizon =
  | { readonly kind: 'closed' }
  | { readonly kind: 'for'; readonly ms: number }
  | { readonly kind: 'end' };

/** Between two looks at whether it is over, ms: alternatives are measured at a multiple of it after the decision. */
export const LOOK_MS = 6 * 3_600_000;
/** Actor types are numbered below it. */
const TYPES = 256;

export type About = Pick<DecisionSeen, 'entityType' | 'entityKey'>;

/** Whether what was decided about is over: its actor is gone, or only kept for what its customer may still say. */
export function isOver(host: SimulatedHost, { entityType, entityKey }: About): boolean {
  const state = host.state<{ readonly status?: string }>(typeNamed(host, entityType), entityKey);
  return state === undefined || state.status === 'aftercare';
}

function typeNamed(host: SimulatedHost, name: string): ActorTypeNo {
  for (let type = 1; type < TYPES; type++) if (host.nameOf(type) === name) return type as ActorTypeNo;
  throw new AssertionError(`no actor is called "${name}"`);
}
