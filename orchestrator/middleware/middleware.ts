/** The partner middleware as a host needs it: its actors. */
import type { Actor } from '../core/actor.ts';
import { gateActor } from './gate.ts';
import { laneActor } from './lane.ts';
import { outboundMessageActor } from './outbound-message.ts';
import { checkPolicy, type PartnerPolicy, type PolicyOf } from './policy.ts';

/**
 * @param policyOf asked once a partner; throws at the first message to a partner whose policy can't be worked with
 * @param ownKinds of messages beside ours
 */
export function middlewareActors(
  policyOf: PolicyOf,
  ownKinds: readonly string[] = [],
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
): readonly Actor<any, any>[] {
  const known = new Map<number, PartnerPolicy>();
  const checked: PolicyOf = (partner) => {
    const policy = known.get(partner);
    if (policy !== undefined) return policy;
    const asked = policyOf(partner);
    checkPolicy(partner, asked);
    known.set(partner, asked);
    return asked;
  };
  return [gateActor(checked), laneActor(checked, ownKinds), outboundMessageActor(checked)];
}
