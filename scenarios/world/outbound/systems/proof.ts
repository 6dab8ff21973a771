/** The section on proofs of delivery -> what carriers get wrong with them, and what the core does about it. */
import type { DifferenceSettings, ProofFaults } from '#mock-systems/carriers/settings';
import type { DifferenceTerms, ProofTerms } from '#orchestrator/model/network';
import type { DifferencesSection, ProofSection } from '../../../schema/outbound/proof.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { moneyMinor } from '../../../schema/units.ts';

export function proofFaults({ unread, missing, differences }: ProofSection): ProofFaults {
  return {
    unreadShare: unread,
    missingShare: missing ?? null,
    ...(differences === undefined ? {} : { differences: settingsOf(differences) }),
  };
}

function settingsOf({ short, damaged, over, ofLine }: DifferencesSection): DifferenceSettings {
  return { shortShare: short, damagedShare: damaged, overShare: over, ofLineMax: ofLine };
}

export function proofTerms(
  { copies, otherwise, differences }: ProofSection,
  limits: OutboundScenario['limits'],
): ProofTerms {
  return {
    copiesMax: copies,
    waived: otherwise === 'bill',
    ...(differences === undefined ? {} : { differences: termsOf(differences, limits) }),
  };
}

function termsOf(
  { bill, overs }: DifferencesSection,
  { differenceMax }: OutboundScenario['limits'],
): DifferenceTerms {
  return {
    // Without a limit not even goods of no value are settled by rule.
    ruledMinorMax: differenceMax === undefined ? -1 : moneyMinor(differenceMax),
    billShipped: bill === 'shipped',
    oversBilled: overs === 'billed',
  };
}

/** Whether ERP credits what it has billed and did not arrive. */
export function creditsDeliveries({ systems }: OutboundScenario): boolean {
  return systems.proof?.differences?.bill === 'shipped';
}
