/** What a scenario's responsibilities make of its network, TMS and warehouses. Where nothing is said of them, nothing. */
import type { MarketSettings } from '#mock-systems/carriers/settings';
import type { AllocationSettings } from '#mock-systems/erp/settings';
import type { ConsolidationSettings, TenderingSettings, TmsSettings } from '#mock-systems/tms/settings';
import type { OwnWaveSettings } from '#mock-systems/wms/settings';
import type { LaneMaster, Network, NodeMaster } from '#orchestrator/model/network';
import { rateSheet } from '#orchestrator/model/rate-sheet';
import { ownerOf } from '../../../schema/outbound/responsibilities.ts';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import { drawnMs } from '../../draws.ts';
import { limitsOf } from '../settings.ts';

/** Of the core: what it leaves to others. */
export function responsibilitiesOf(scenario: OutboundScenario): Pick<Network, 'responsibilities'> {
  if (scenario.responsibilities === undefined) return {};
  const { tendering, consolidation } = scenario.systems.tms;
  const limits = limitsOf(scenario.limits);
  const everyMs = tendering === undefined ? 0 : durationMs(tendering.every);
  return {
    responsibilities: {
      allocate: ownerOf(scenario, 'allocate') === 'erp' ? 'erp' : 'orchestrator',
      wave: waveOwner(scenario),
      tender: ownerOf(scenario, 'tender') === 'tms' ? 'tms' : 'orchestrator',
      book: ownerOf(scenario, 'book') === 'tms' ? 'tms' : 'orchestrator',
      // A run for each offer and one to find that nobody is left, and what an answer may take.
      placingMs: (limits.tendersMax + 1) * (limits.tenderResponseMs + everyMs) + limits.answerGraceMs,
      ...(consolidation === undefined ? {} : { planEveryMs: durationMs(consolidation.every) }),
    },
  };
}

function waveOwner(scenario: OutboundScenario): 'wms' | 'people' | 'orchestrator' {
  const owner = ownerOf(scenario, 'wave');
  return owner === 'wms' || owner === 'people' ? owner : 'orchestrator';
}

/** Of ERP, where it allocates. @param nearest by place: nodes, the nearest first */
export function allocationOf(
  { systems: { erp } }: OutboundScenario,
  nearest: readonly (readonly number[])[],
): { readonly allocation?: AllocationSettings } {
  const { allocation } = erp;
  return allocation === undefined ? {} : { allocation: { answerMs: drawnMs(allocation.answer), nearest } };
}

/** Of warehouses, where WMS releases waves itself: at the instants and with the lines that the orchestrator would go by. */
export function ownWavesOf(
  scenario: OutboundScenario,
  nodeOf: (no: number) => NodeMaster,
): { readonly ownWaves?: readonly OwnWaveSettings[] } {
  if (ownerOf(scenario, 'wave') !== 'wms') return {};
  const ownWaves = scenario.network.nodes.map((_node, no) => {
    const { waves, linesPerWave } = nodeOf(no);
    return { instants: waves, linesPerWave };
  });
  return { ownWaves };
}

/** Of TMS, where it tenders: by the limits that the orchestrator would go by. */
export function tenderingOf(scenario: OutboundScenario): { readonly tendering?: TenderingSettings } {
  const { tendering } = scenario.systems.tms;
  if (tendering === undefined) return {};
  const { tenderResponseMs, tendersMax, counterTolerance, pickupLeadMs } = limitsOf(scenario.limits);
  return {
    tendering: {
      everyMs: durationMs(tendering.every),
      respondWithinMs: tenderResponseMs,
      tendersMax,
      tolerance: counterTolerance,
      pickupLeadMs,
      books: ownerOf(scenario, 'book') === 'tms',
    },
  };
}

/** Of the core, where it rates: its copy of TMS's table. */
export function ratesOf({ systems }: OutboundScenario, tms: TmsSettings): Pick<Network, 'rates'> {
  const { rateCopy } = systems.tms;
  if (rateCopy === undefined) return {};
  const { lines, regionOf, fuel, accessorials, guide, detention = [], trade } = tms;
  const { dangerousGoodsCarriers } = trade;
  const table = { lines, regionOf, fuel, accessorials, guide, detention, dangerousGoodsCarriers };
  return { rates: rateSheet(table, durationMs(rateCopy.every)) };
}

/** Of carriers, where the orchestrator rates: they know what fuel comes to on the day. */
export function indexedFuelOf(
  { systems }: OutboundScenario,
  { fuel }: TmsSettings,
): Pick<MarketSettings, 'fuel'> {
  return systems.tms.rateCopy === undefined ? {} : { fuel };
}

/** Of TMS, where it plans loads: by the cut-offs and the weight that the orchestrator would go by. */
export function consolidationOf(
  { systems }: OutboundScenario,
  lanes: readonly LaneMaster[],
): { readonly consolidation?: ConsolidationSettings } {
  const { consolidation } = systems.tms;
  if (consolidation === undefined) return {};
  return {
    consolidation: {
      everyMs: durationMs(consolidation.every),
      handlingUnitsMax: consolidation.handlingUnits ?? Number.MAX_SAFE_INTEGER,
      lanes: lanes.map(({ cutoffs, weightGramsMax }) => ({ cutoffs, weightGramsMax })),
    },
  };
}
