/**
 * Machines of a node, from what the scenario says of it or of all nodes.
 *
 * 1. What a node says itself stands for the whole of it: nothing is added from the network's.
 * 2. Where robots carry, breakdowns of the picking station are those of the machine that they replace: there are none.
 */
import { ROBOTS_MAX } from '#mock-systems/wms/carriage';
import type {
  BreakdownSettings,
  CarriageSettings,
  ScanSettings,
  StationWork,
  WmsNode,
} from '#mock-systems/wms/settings';
import type { AutomationSection, ScanSection } from '../../../schema/outbound/automation.ts';
import type { NetworkSection, NodeSection, StationSection } from '../../../schema/outbound/network.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs, moneyMinor } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';

/** null = by hand */
export function automationOf(network: NetworkSection, { work }: NodeSection): AutomationSection | null {
  if ('dailyCapacity' in work || work.pick === undefined) return null;
  return work.automation ?? network.automation ?? null;
}

/** What all machines cost a day, at work or not. */
export function machinesPerDayMinor(
  { robotPerDay, conveyorPerDay }: OutboundScenario['costs'],
  nodes: readonly Pick<WmsNode, 'work'>[],
): number {
  const robotMinor = robotPerDay === undefined ? 0 : moneyMinor(robotPerDay);
  const conveyorMinor = conveyorPerDay === undefined ? 0 : moneyMinor(conveyorPerDay);
  return nodes.reduce((sum, { work }) => {
    const carriage = work.kind === 'stations' ? work.carriage : undefined;
    if (carriage === undefined || carriage === null) return sum;
    return sum + (carriage.kind === 'conveyor' ? conveyorMinor : carriage.robots * robotMinor);
  }, 0);
}

/** The same work with its machines. */
export function withMachines(work: StationWork, automation: AutomationSection | null): StationWork {
  const { pick } = work;
  if (automation === null || pick === null) return work;
  const { robots, scan } = automation;
  const carriage = carriageSettings(automation, pick.workers);
  return {
    ...work,
    pick: {
      ...pick,
      ...(robots === undefined ? {} : { walkingSaved: robots.walkingSaved, breakdowns: null }),
      ...(scan === undefined || pick.scan !== undefined ? {} : { scan: scanSettings(scan) }),
    },
    ...(carriage === null ? {} : { carriage }),
  };
}

export function scanSettings({ misread, rescan, rescans, keyIn }: ScanSection): ScanSettings {
  return {
    misreadShare: misread,
    rescanMs: drawnMs(rescan),
    rescansMax: rescans,
    keyInMs: drawnMs(keyIn),
  };
}

export function breakdownSettings(section: StationSection['breakdowns']): BreakdownSettings | null {
  return section === undefined ? null : { upMs: drawnMs(section.every), downMs: drawnMs(section.repair) };
}

/** null = nothing carries. @param pickers who are there */
export function carriageSettings(
  { conveyor, robots }: AutomationSection,
  pickers: number,
): CarriageSettings | null {
  if (conveyor !== undefined) {
    const { meters, metersPerSecond, metersPerTote, stops } = conveyor;
    return {
      kind: 'conveyor',
      travelMs: msOf(meters, metersPerSecond),
      gapMs: msOf(metersPerTote, metersPerSecond),
      breakdowns: breakdownSettings(stops),
    };
  }
  if (robots === undefined) return null;
  return {
    kind: 'robots',
    robots: Math.min(ROBOTS_MAX, Math.ceil(robots.perPicker * pickers)),
    driveMs: msOf(robots.meters, robots.metersPerSecond),
    runMs: durationMs(robots.runTime),
    chargeMs: durationMs(robots.charge),
    breakdowns: breakdownSettings(robots.breakdowns),
  };
}

function msOf(meters: number, metersPerSecond: number): number {
  return Math.max(1, Math.round((1000 * meters) / metersPerSecond));
}
