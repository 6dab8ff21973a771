/** Policies of the first, thin process. */
import {
  NODE_AND_CARRIER_POLICIES,
  type NodeAndCarrierPolicy,
} from '#orchestrator/decisions/node-and-carrier';
import { nameOfPolicy, type Scenario } from '#scenarios/schema/scenario';
import { UserError } from './exit-codes.ts';

/** The rules of thumb that a scenario of the thin process names; throws `UserError` where it names a model. */
export function thumbsOf(entries: Scenario['policies']): NodeAndCarrierPolicy[] {
  return entries.map((entry) => {
    const found = NODE_AND_CARRIER_POLICIES.find(({ name }) => name === entry);
    if (found !== undefined) return found;
    throw new UserError(
      `policy "${nameOfPolicy(entry)}": models decide in scenarios of process outbound only`,
    );
  });
}
