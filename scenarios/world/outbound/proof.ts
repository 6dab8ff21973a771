/** The section on proofs of delivery -> what carriers get wrong with them, and what the core does about it. */
import type { ProofFaults } from '#mock-systems/carriers/settings';
import type { ProofTerms } from '#orchestrator/model/network';
import type { ProofSection } from '../../schema/outbound/proof.ts';

export function proofFaults({ unread, missing }: ProofSection): ProofFaults {
  return { unreadShare: unread, missingShare: missing ?? null };
}

export function proofTerms({ copies, otherwise }: ProofSection): ProofTerms {
  return { copiesMax: copies, waived: otherwise === 'bill' };
}
