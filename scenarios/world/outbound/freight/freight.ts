/**
 * Where a third party arranges the freight of a scenario: the carrier that it bills as, beside those that drive for it, and what its freight
 * desk is set to.
 *
 * 1. The rate table holds both its tariff and what carriers would cost it. TMS has the first, for the audit; the third party buys by the
 *    rest, and contracts of the shipper with carriers are none of it.
 */
import type { FreightSettings } from '#mock-systems/three-pl/settings';
import type { TmsSettings } from '#mock-systems/tms/settings';
import type { Network } from '#orchestrator/model/network';
import type { OutboundScenario } from '../../../schema/outbound/scenario.ts';
import { durationMs } from '../../../schema/units.ts';
import type { OutboundWorld } from '../../outbound-world.ts';
import { KEPT_MS, limitsOf } from '../settings.ts';

/** The scenario with that carrier as its last, on files as the warehouses are, and its tariffs; as it is where there is none. */
export function withFreightCarrier(scenario: OutboundScenario): OutboundScenario {
  const { threePl } = scenario.systems;
  if (threePl?.freight === undefined) return scenario;
  const { nodes: _nodes, stockEvery: _stockEvery, freight, ...line } = threePl;
  const { carrier, mailbox, profile, behaviour, tariffs } = freight;
  const { network } = scenario;
  return {
    ...scenario,
    network: {
      ...network,
      carriers: [...network.carriers, { name: carrier, profile, behaviour, files: { ...line, mailbox } }],
      tariffs: [...network.tariffs, ...tariffs.map((tariff) => ({ carrier, ...tariff }))],
    },
  };
}

/** Of the core: who has its freight. @param scenario with the carrier */
export function freightTerms({ systems, network }: OutboundScenario): Pick<Network, 'freight'> {
  if (systems.threePl?.freight === undefined) return {};
  return { freight: { carrier: network.carriers.length - 1 } };
}

/** @param scenario with the carrier, and its network and TMS */
export function freightOf(
  scenario: OutboundScenario,
  { freight, lanes, nodes }: Network,
  tms: TmsSettings,
): Pick<OutboundWorld, 'freight' | 'tms'> {
  if (freight === undefined) return { tms };
  const { carrier } = freight;
  const { tenderEvery, choose = 'cheapest' } = scenario.systems.threePl!.freight!;
  const limits = limitsOf(scenario.limits);
  const ofTables = { ...tms, capacity: [] };
  const settings: FreightSettings = {
    carrier,
    lanes: lanes.map(({ node, place, cutoffs, weightGramsMax, parcelBelowGrams }) => ({
      ...{ node, origin: nodes[node]!.place, destination: place },
      ...{ cutoffs, weightGramsMax, parcelBelowGrams },
    })),
    docks: nodes.map(({ docks }) => docks ?? null),
    lastPickupMs: limits.lastPickupMs,
    loadingMsPerShipment: limits.loadingMsPerShipment,
    buying: { ...ofTables, lines: tms.lines.filter((line) => line.carrier !== carrier) },
    selling: { ...ofTables, lines: tms.lines.filter((line) => line.carrier === carrier) },
    choose,
    tendering: {
      everyMs: durationMs(tenderEvery),
      respondWithinMs: limits.tenderResponseMs,
      tendersMax: limits.tendersMax,
      tolerance: limits.counterTolerance,
      pickupLeadMs: limits.pickupLeadMs,
      books: true,
    },
    // As long as carriers remember a load after its bill, and its way and disputes before.
    keptMs: 2 * KEPT_MS,
  };
  return { freight: settings, tms: { ...tms, capacity: [] } };
}
