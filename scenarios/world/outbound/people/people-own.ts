/**
 * People who own an activity that is a decision (`allocate`, `tender`): they decide as those of the phase `workflow` do, role, rule of thumb
 * and mistakes, whatever the scenario's phase leaves to policies. There is one mechanism for people who decide, that of phases: an owner is
 * a phase of this name, like the scenario's own but for who decides there.
 */
import type { PhaseSection } from '../../../schema/outbound/phases.ts';
import { ACTIVITIES, OWNED, ownerOf } from '../../../schema/outbound/responsibilities.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { phaseSection } from '../phases/phases.ts';

export const PEOPLE_OWN = 'people-own';
/** Where what people do is said. */
export const PEOPLES_PHASE = 'workflow';
/** Where the scenario says nothing of a phase: all goes directly, and policies decide. */
const NO_PHASE = 'optimised';

export function withPeopleAsOwners<Scenario extends OutboundScenario>(scenario: Scenario): Scenario {
  const points = ACTIVITIES.filter((activity) => ownerOf(scenario, activity) === 'people').flatMap(
    (activity) => OWNED[activity].point ?? [],
  );
  if (points.length === 0) return scenario;
  const { decisions = {}, thumbs = {}, foundAfter } = phaseSection(scenario, PEOPLES_PHASE) ?? {};
  const section: PhaseSection = {
    like: scenario.phase ?? NO_PHASE,
    decisions: Object.fromEntries(points.map((point) => [point, decisions[point]])),
    thumbs: Object.fromEntries(points.map((point) => [point, thumbs[point]])),
    ...(foundAfter === undefined ? {} : { foundAfter }),
    source: `what people decide of their own is as in phase ${PEOPLES_PHASE}`,
  };
  return { ...scenario, phase: PEOPLE_OWN, phases: { ...scenario.phases, [PEOPLE_OWN]: section } };
}
