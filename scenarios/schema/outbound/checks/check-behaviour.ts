/**
 * What carriers do otherwise than their profiles: with what they have from these it is something that a carrier can do. Shares of the same
 * things sum to 1 at most, a route rises from pickup to delivery, what is drawn by weights has some.
 */
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { milestoneOf } from '#orchestrator/partners/x12/status/milestones';
import { behaviourOf, type WithBehaviour } from '../../../world/outbound/systems/behaviour.ts';
import type { Findings, Path } from '../../findings.ts';
import type { BehaviourSection } from '../behaviour.ts';
import type { OutboundScenario, RecordedScenario } from '../scenario.ts';
import { checkBeyond } from './check-beyond.ts';

/** A sum of shares may be a little over 1. */
const ROUNDING = 1e-9;

export function checkBehaviours(scenario: OutboundScenario, found: Findings): void {
  const { network, systems } = scenario;
  const check = (carrier: WithBehaviour, path: Path): void => {
    const { behaviour, profile } = carrier;
    if (behaviour === undefined) return;
    const behaved = { behaviour, profile, whole: behaviourOf(scenario, carrier) };
    checkBehaviour(behaved, path, found);
    checkBeyond(scenario, behaved, path, found);
    if (behaviour.delivery?.proofMissing !== undefined && systems.proof?.missing !== undefined)
      found.warn(
        [...path, 'delivery', 'proofMissing'],
        '`systems.proof.missing` says of all carriers how many proofs are missing: this does nothing',
      );
  };
  network.carriers.forEach((each, i) => {
    check(each, ['network', 'carriers', i, 'behaviour']);
  });
  if (systems.threePl?.freight !== undefined)
    check(systems.threePl.freight, ['systems', 'threePl', 'freight', 'behaviour']);
}

/** Of all carriers of an order list. What the section beside it says as well would be said twice. */
export function checkRecordedBehaviour(scenario: RecordedScenario, found: Findings): void {
  const { carriers } = scenario;
  const { behaviour, profile, tenderAnswer, billAfterDelivery, billErrors } = carriers;
  if (behaviour === undefined) return;
  const path = ['carriers', 'behaviour'];
  const behaved = { behaviour, profile, whole: behaviourOf(scenario, carriers) };
  checkBehaviour(behaved, path, found);
  checkBeyond(scenario, behaved, path, found);
  const twice = [
    ['acceptance', 'answer', behaviour.acceptance?.answer, 'tenderAnswer', tenderAnswer],
    ['invoices', 'after', behaviour.invoices?.after, 'billAfterDelivery', billAfterDelivery],
    ['invoices', 'errors', behaviour.invoices?.errors, 'billErrors', billErrors],
  ] as const;
  for (const [section, key, said, beside, other] of twice)
    if (said !== undefined && other !== undefined)
      found.report([...path, section, key], `\`carriers.${beside}\` says it, too. Take one of them out`);
}

interface Behaved {
  readonly behaviour: BehaviourSection;
  /** Where the other figures come from. */
  readonly profile: string;
  readonly whole: CarrierProfile;
}

function checkBehaviour(behaved: Behaved, path: Path, found: Findings): void {
  checkShares(behaved, path, found);
  checkRoute(behaved, path, found);
  checkWeights(behaved, path, found);
}

type Group = 'transit' | 'milestones' | 'delivery' | 'claims';

/** Of each section the shares of the same things, by key: what the carrier has in the end. */
function exclusiveShares({ transit, reporting, delivery, claims }: CarrierProfile) {
  return {
    transit: { late: transit.lateShare, early: transit.earlyShare },
    milestones: {
      missing: reporting.missingShare,
      repeated: reporting.repeatedShare,
      outOfOrder: reporting.outOfOrderShare,
      unknownCode: reporting.unknownCodeShare,
    },
    delivery: {
      lost: delivery.lostShare,
      damaged: delivery.damagedShare,
      refused: delivery.refusedShare,
    },
    claims: { full: claims.fullShare, part: claims.partShare },
  } satisfies Readonly<Record<Group, Readonly<Record<string, number>>>>;
}

function checkShares({ behaviour, profile, whole }: Behaved, path: Path, found: Findings): void {
  for (const [group, shares] of Object.entries(exclusiveShares(whole))) {
    const said = (behaviour[group as Group] ?? {}) as Readonly<Record<string, unknown>>;
    const sum = Object.values(shares).reduce((total, each) => total + each, 0);
    if (sum <= 1 + ROUNDING) continue;
    const words = Object.entries(shares).map(([key, value]) =>
      said[key] === undefined ? `${key} ${value} of the profile ${profile}` : `${key} ${value}`,
    );
    found.report(
      [...path, group],
      `${words.join(', ')} sum to ${Math.round(sum * 1e6) / 1e6}; 1 at most, they are shares of the same. Lower one`,
    );
  }
}

function checkRoute({ behaviour, whole }: Behaved, path: Path, found: Findings): void {
  const { route, unknownCodes, lostCode } = behaviour.milestones ?? {};
  const at = [...path, 'milestones'];
  // Its loads would be heard of as on the way for ever. Papers without their goods (OO) are how X12 says it.
  const meant = lostCode === undefined ? null : milestoneOf('status', lostCode);
  if (meant !== null && meant !== 'paperworkOnly')
    found.report(
      [...at, 'lostCode'],
      `${lostCode} is known to mean "${meant}": nobody would hear that a load is lost. Take one that means nothing else, such as OO or LOST`,
    );
  if (whole.reporting.unknownCodeShare > 0 && unknownCodes?.length === 0)
    found.report(
      [...at, 'unknownCodes'],
      `${whole.reporting.unknownCodeShare} of reports are in unknown codes, and there are none. Name one, such as ZZ`,
    );
  if (route === undefined) return;
  const fallen = route.findIndex((step, i) => i > 0 && step.at < route[i - 1]!.at);
  if (route[0]!.at !== 0)
    found.report(
      [...at, 'route', 0, 'at'],
      `a route begins at 0, with the departure; this is ${route[0]!.at}`,
    );
  if (fallen >= 0)
    found.report(
      [...at, 'route', fallen, 'at'],
      `${route[fallen]!.at} is before ${route[fallen - 1]!.at}: steps stand in the order in which they happen`,
    );
  const last = route.length - 1;
  if (route[last]!.milestone !== 'delivered' || route[last]!.at !== 1)
    found.report([...at, 'route', last], 'a route ends with `delivered` at 1');
  route.forEach(({ milestone }, i) => {
    const again = i < last && milestone === 'delivered';
    const announced = milestone === 'delayed' && route.findIndex((each) => each.milestone === 'delayed') < i;
    if (again || announced)
      found.report([...at, 'route', i, 'milestone'], `\`${milestone}\` stands on a route once`);
  });
}

function checkWeights({ behaviour, whole }: Behaved, path: Path, found: Findings): void {
  const drawn = [
    ['acceptance', 'reasons', whole.acceptance.reasonWeights, 'a rejection'],
    ['invoices', 'errorKinds', whole.freight.errorWeights, 'an error'],
  ] as const;
  for (const [section, key, weights, what] of drawn) {
    const said = (behaviour[section] as Readonly<Record<string, unknown>> | undefined)?.[key];
    if (said === undefined || Object.values(weights).some((each) => each > 0)) continue;
    found.report([...path, section, key], `all weights are 0: ${what} would be of no kind. Raise one`);
  }
}
