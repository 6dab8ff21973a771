/** Whether parts of the user's own leave it open how long anything may take. */
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { profileOf } from '../../../schema/own-parts.ts';

/** A part whose functions take as long as they like: nobody knows when everything is over; null = there is none. */
export function ownOfNoBound(
  scenario: OutboundScenario,
): { readonly name: string; readonly what: string } | null {
  const carrier = scenario.network.carriers.find(({ profile }) => profileOf(scenario, profile).conduct);
  if (carrier !== undefined) return { name: carrier.name, what: 'a carrier' };
  const front = scenario.ownFronts?.[0];
  return front === undefined ? null : { name: front.name, what: 'a system' };
}
