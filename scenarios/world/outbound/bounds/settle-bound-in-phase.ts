/**
 * How much longer everything of an order may take where messages lie in files and mailboxes and people decide.
 *
 * 1. Each kind is waited for as often as an order's longest chain can have it, each time for a whole interval, or for the slowest
 *    answer of its role that is counted. What a team's queue adds is not known before the run: `handSteps` says how often.
 * 2. Each role forgets as often in a row as is not rarer than the tail: not at every step.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { log } from '#sim/random/math';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { drawnMs } from '../../draws.ts';
import type { PhaseSettings, Way } from '../../phase-settings.ts';
import { upperQuantile } from '../../upper-quantile.ts';
import { ownOfNoBound } from './own-bound.ts';
import { SETTLE_TAIL, settleBound } from './settle-bound.ts';

/** Rounds of the routing guide, as in `settleBound`. */
const ROUNDS = 2;
/** Messages of any other kind. Source: assumption, a generous count. */
const OTHER_TIMES = 2;

const PER_SHIPMENT: ReadonlySet<string> = new Set([
  'requestRating',
  'orderRated',
  'reserveStock',
  'stockReserved',
  'shipmentPicked',
  'shipmentPacked',
]);
const PER_TENDER: ReadonlySet<string> = new Set([
  'offerTender',
  'tenderAccepted',
  'tenderRejected',
  'tenderCountered',
  'withdrawTender',
  'bookLoad',
  'loadBooked',
]);
const POINT_TIMES: Readonly<Record<DecisionPoint, number>> = {
  'order-priority': 1,
  sourcing: SHIPMENTS_MAX,
  carrier: 5,
  'delay-prediction': 3,
  'delay-response': 2,
  'invoice-anomaly': 0,
  'dock-slot': 0,
  exception: 0,
  replenishment: 0,
  'wave-sequence': 0,
  workload: 0,
};

/** @param scenario with the phase's limits; null = no bound is known */
export function settleBoundIn(
  scenario: OutboundScenario | null,
  ways: ReadonlyMap<string, Way>,
  decisions: PhaseSettings['decisions'],
  foundAfterMs: number,
): Pick<PhaseSettings, 'settleBoundMs' | 'handSteps'> {
  const tenders = scenario === null ? 0 : ROUNDS * scenario.limits.tenders;
  let ms = 0;
  let handSteps = 0;
  const roles = new Set<string>();
  const addPerson = (role: string, times: number): void => {
    handSteps += times;
    roles.add(role);
    if (scenario !== null) ms += times * slowest(scenario, role);
  };
  for (const [kind, way] of ways) {
    const times = PER_SHIPMENT.has(kind) ? SHIPMENTS_MAX : PER_TENDER.has(kind) ? tenders : OTHER_TIMES;
    if (way.kind === 'file') ms += times * way.everyMs;
    else if (way.kind === 'by-hand') addPerson(way.role, times);
  }
  for (const [point, { by, role }] of Object.entries(decisions))
    if (by === 'person' || by === 'confirm') addPerson(role, POINT_TIMES[point as DecisionPoint]);
  if (scenario === null || ownOfNoBound(scenario) !== null) return { handSteps };
  for (const role of roles) ms += foundAfterMs * forgottenInARow(scenario, role);
  return { settleBoundMs: settleBound(scenario).boundMs + ms, handSteps };
}

/** The slowest answer that is counted; 0 of a team, whose queue is not in it. */
function slowest({ people }: OutboundScenario, role: string): number {
  const answer = people.find((each) => each.role === role)?.answer;
  return answer === undefined ? 0 : upperQuantile(drawnMs(answer), SETTLE_TAIL);
}

function forgottenInARow({ people }: OutboundScenario, role: string): number {
  const share = people.find((each) => each.role === role)?.unanswered ?? 0;
  if (share === 0) return 0;
  return share >= 1 ? Infinity : Math.ceil(log(SETTLE_TAIL) / log(share));
}
