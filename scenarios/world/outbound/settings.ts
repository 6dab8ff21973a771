/** Settings of a world that do not depend on where its orders come from: times, people, platform, market, limits, faults, policies. */
import type { MarketSettings } from '#mock-systems/carriers/settings';
import type { ProcessLimits } from '#orchestrator/model/network';
import type { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';
import { firstCarrierOf } from '../../schema/outbound/first-carrier.ts';
import { namesForAll } from '../../schema/outbound/point-places.ts';
import { nameOfPolicy } from '../../schema/outbound/policies.ts';
import type { AnyOutboundScenario } from '../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor } from '../../schema/units.ts';
import type { FaultSettings } from '../fault-settings.ts';
import type { CostSettings, OutboundWorld } from '../outbound-world.ts';
import { faultsOf } from './faults.ts';
import { roleSettings } from './people/people.ts';
import { entrySettings } from './systems/entry.ts';

/** What a partner remembers of what is over. */
export const KEPT_MS = 60 * DAY_MS;

type Settings = Pick<
  OutboundWorld,
  | 'name'
  | 'title'
  | 'startAt'
  | 'endAt'
  | 'warmUpMs'
  | 'currency'
  | 'market'
  | 'linkLatencyMs'
  | 'people'
  | 'platform'
  | 'faults'
  | 'broker'
  | 'gateway'
  | 'policies'
  | 'decidedBy'
>;

/** @param carriers names, by number */
export function settingsOf(
  scenario: AnyOutboundScenario,
  carriers: readonly string[],
  random: Random,
): Settings {
  const { name, title, currency, platform, systems } = scenario;
  const startAt = Date.parse(scenario.start);
  return {
    name,
    title,
    startAt,
    endAt: startAt + durationMs(scenario.horizon),
    ...(scenario.warmUp === undefined ? {} : { warmUpMs: durationMs(scenario.warmUp) }),
    currency,
    market: marketOf(systems, startAt),
    linkLatencyMs: durationMs(systems.linkLatency),
    people: scenario.people.map((section) => roleSettings(section)),
    platform: {
      workers: platform.workers,
      stepLatencyMs: durationMs(platform.stepLatency),
      storeLatencyMs: durationMs(platform.storeLatency),
    },
    faults: faultsOfScenario(scenario, carriers, random),
    ...entrySettings(scenario, carriers, startAt),
    policies: scenario.policies.map(nameOfPolicy),
    decidedBy: namesForAll(scenario),
  };
}

/** @param carriers names, by number */
export function faultsOfScenario(
  scenario: AnyOutboundScenario,
  carriers: readonly string[],
  random: Random,
): FaultSettings {
  const { systems, network } = scenario;
  return faultsOf(scenario.faults, carriers, Date.parse(scenario.start), random, {
    hasPortal: 'inbound' in scenario && scenario.inbound !== undefined,
    hasCustoms: 'customs' in systems && systems.customs !== undefined,
    hasTelematics: 'telematics' in systems && systems.telematics !== undefined,
    hasStores: 'replenishment' in scenario && scenario.replenishment !== undefined,
    hasFleet: 'replenishment' in scenario && scenario.replenishment?.routes !== undefined,
    firstCarrier: network === undefined ? '' : (firstCarrierOf(network)?.name ?? ''),
    thirdParty: 'threePl' in systems ? (systems.threePl?.freight?.carrier ?? '') : '',
    ownSystems: (scenario.ownProcesses ?? []).map(({ system }) => system.name),
  });
}

export function limitsOf(limits: AnyOutboundScenario['limits']): ProcessLimits {
  return {
    holdTaskAfterMs: durationMs(limits.holdTaskAfter),
    backorderRetryMs: durationMs(limits.backorderRetry),
    backorderTriesMax: limits.backorderTries,
    tenderResponseMs: durationMs(limits.tenderResponse),
    tendersMax: limits.tenders,
    counterTolerance: limits.counterTolerance,
    milestoneGraceMs: durationMs(limits.milestoneGrace),
    statusRequestsMax: limits.statusRequests,
    slaRiskMs: durationMs(limits.slaRisk),
    noticeStepMs: durationMs(limits.noticeStep ?? '12 h'),
    expediteMinorMax: moneyMinor(limits.expediteMax),
    rerouteMinorMax: limits.rerouteMax === undefined ? 0 : moneyMinor(limits.rerouteMax),
    answerGraceMs: durationMs(limits.answerGrace ?? '1 d'),
    loadingGraceMs: durationMs(limits.loadingGrace ?? '5 d'),
    workGraceMs: durationMs(limits.workGrace ?? '5 d'),
    billGraceMs: durationMs(limits.billGrace ?? '30 d'),
    lostAfterMs: durationMs(limits.lostAfter ?? '30 d'),
    invoiceTolerance: limits.invoiceTolerance,
    taskEscalationMs: durationMs(limits.taskEscalation),
    pickupLeadMs: durationMs(limits.pickupLead),
    lastPickupMs: durationMs(limits.lastPickup ?? '1 h'),
    loadingMsPerShipment: durationMs(limits.loadingPerShipment ?? '1 min'),
  };
}

function marketOf({ market }: AnyOutboundScenario['systems'], startAt: number): MarketSettings {
  return {
    rejectionShare: market.rejection,
    weeks: market.weeks,
    weeksFrom: startAt,
    shortLeadMs: durationMs(market.shortLead),
    shortLeadFactor: market.shortLeadFactor,
    rankStep: market.rankStep,
    spotFactor: market.spotFactor,
    rejectionShareMax: market.maxRejection,
  };
}

/** Whatever the world, people and the platform cost. */
export function costsOfPeopleAndPlatform(
  costs: AnyOutboundScenario['costs'],
): Omit<
  CostSettings,
  'labourPerHourMinor' | 'machinesPerDayMinor' | 'stockPerYearShare' | 'co2eKgPerTonneKm'
> {
  return {
    latePenaltyShare: costs.latePenalty,
    ...(costs.otifCharge === undefined ? {} : { otifChargeShare: costs.otifCharge }),
    taskPerMinuteMinor: moneyMinor(costs.taskPerMinute),
    taskMinutes: costs.taskMinutes,
    returnPerShipmentMinor: moneyMinor(costs.returnPerShipment),
    workerPerDayMinor: moneyMinor(costs.workerPerDay),
    thousandMessagesMinor: moneyMinor(costs.perThousandMessages),
  };
}
