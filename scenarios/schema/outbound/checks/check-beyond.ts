/**
 * Times of carriers that a scenario states and that its run has no room for: what would come after its end, a truck that would be there
 * before it is called, one that is said to be on time and has missed its pickup.
 */
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { APPOINTMENT_MS } from '#orchestrator/contracts/carriers';
import { compile } from '#sim/random/distributions';
import { drawnMs } from '../../../world/draws.ts';
import type { DurationDistribution } from '../../distributions.ts';
import type { Findings, Path } from '../../findings.ts';
import { durationMs, durationText } from '../../units.ts';
import type { BehaviourSection } from '../behaviour.ts';
import type { AnyOutboundScenario, RecordedScenario } from '../scenario.ts';

/** What a behaviour says of when something happens. Not how early one arrives: that is at most half the transit, whatever is said. */
const TIMES = [
  ['acceptance', 'answer'],
  ['acceptance', 'lateAcceptanceAfter'],
  ['pickup', 'lateBy'],
  ['transit', 'lateBy'],
  ['milestones', 'lag'],
  ['milestones', 'repeatedAfter'],
  ['milestones', 'statusAnswer'],
  ['delivery', 'lostAfter'],
  ['delivery', 'proofAfter'],
  ['expedite', 'answer'],
  ['hold', 'answer'],
  ['hold', 'readyAfter'],
  ['invoices', 'after'],
  ['invoices', 'duplicateAfter'],
  ['invoices', 'disputeAnswer'],
  ['claims', 'answer'],
] as const satisfies readonly (readonly [keyof BehaviourSection, string])[];

type Section = Readonly<Record<string, DurationDistribution | string | undefined>>;

/** @param whole what the carrier has in the end, with the figures of its profile */
export function checkBeyond(
  scenario: AnyOutboundScenario,
  { behaviour, whole }: { readonly behaviour: BehaviourSection; readonly whole: CarrierProfile },
  path: Path,
  found: Findings,
): void {
  for (const [section, key] of TIMES) {
    const said = (behaviour[section] as Section | undefined)?.[key];
    if (said !== undefined && !isNever(whole, section, key))
      warnBeyond(scenario, said, [...path, section, key], found);
  }
  const { within } = behaviour.pickup ?? {};
  if (within !== undefined) checkWithin(scenario, within, [...path, 'pickup', 'within'], found);
}

/** Whether a carrier does this not at all: how long it would take is of no matter. */
function isNever(
  { acceptance, pickup, transit, reporting, delivery, freight }: CarrierProfile,
  section: keyof BehaviourSection,
  key: string,
): boolean {
  switch (`${section}.${key}`) {
    case 'acceptance.lateAcceptanceAfter':
      return acceptance.silentShare * acceptance.lateAcceptanceShare === 0;
    case 'pickup.lateBy':
      return pickup.lateShare === 0;
    case 'transit.lateBy':
      return transit.lateShare === 0;
    case 'milestones.repeatedAfter':
      return reporting.repeatedShare === 0;
    case 'delivery.lostAfter':
      return delivery.lostShare === 0;
    case 'invoices.duplicateAfter':
      return freight.errorShare * freight.errorWeights.duplicate === 0;
    default:
      return false;
  }
}

/** Of the loads of an order list, by mode. */
export function checkBeyondByMode(scenario: RecordedScenario, found: Findings): void {
  scenario.carriers.lateness.forEach(({ late, lateBy }, i) => {
    if (late > 0) warnBeyond(scenario, lateBy, ['carriers', 'lateness', i, 'lateBy'], found);
  });
}

function warnBeyond(
  { horizon }: AnyOutboundScenario,
  said: DurationDistribution | string,
  path: Path,
  found: Findings,
): void {
  const isFixed = typeof said === 'string';
  const ms = isFixed ? durationMs(said) : compile(drawnMs(said)).mean;
  if (ms < durationMs(horizon)) return;
  const takes = isFixed ? said : `${durationText(ms)} on average`;
  found.warn(
    path,
    `it takes ${takes}, and the run is over after ${horizon}: ${isFixed ? 'it' : 'most of it'} never happens. Shorten it, or give the run a longer horizon`,
  );
}

function checkWithin(
  { limits, systems }: AnyOutboundScenario,
  { early, late }: { readonly early: string; readonly late: string },
  path: Path,
  found: Findings,
): void {
  const { pickupLead } = limits;
  // Where TMS keeps appointments, a slot may be days ahead.
  const byAppointment = 'appointments' in systems.tms && systems.tms.appointments !== undefined;
  if (!byAppointment && durationMs(early) > durationMs(pickupLead))
    found.warn(
      [...path, 'early'],
      `a truck is called \`limits.pickupLead\` ahead, ${pickupLead}: few can be there ${early} early, the others come as they are called. Lower it, or raise \`limits.pickupLead\``,
    );
  if (durationMs(late) > APPOINTMENT_MS)
    found.warn(
      [...path, 'late'],
      `a truck that comes more than ${durationText(APPOINTMENT_MS)} late has missed its pickup, and this one is said to be on time. Lower it, and say in \`late\` and \`lateBy\` how many are late`,
    );
}
