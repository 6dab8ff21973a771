/**
 * The world of a run of outbound fulfilment: what a scenario file becomes once it is built, and before anything moves.
 *
 * 1. Plain frozen data: the same scenario, seed and data files give the same world, byte for byte.
 * 2. Numbers stand for names, and are indexes of `names`.
 */

import type { CarrierProfile, MarketSettings, ProofFaults } from '#mock-systems/carriers/settings';
import type { CrmSettings } from '#mock-systems/crm/settings';
import type { CustomsSettings } from '#mock-systems/customs/settings';
import type { ErpMigrationSettings } from '#mock-systems/erp/migration-settings';
import type { OrderColumns } from '#mock-systems/erp/order-table';
import type { DemandSettings, ErpOrder, ErpSettings } from '#mock-systems/erp/settings';
import type { TransferSettings } from '#mock-systems/erp/transfer-settings';
import type { FleetSettings } from '#mock-systems/fleet/settings';
import type { FrontConduct } from '#mock-systems/own-front';
import type { RoleSettings } from '#mock-systems/people/settings';
import type { StoresSettings } from '#mock-systems/stores/settings';
import type { PortalSettings } from '#mock-systems/suppliers/settings';
import type { TelematicsSettings } from '#mock-systems/telematics/settings';
import type { FreightSettings } from '#mock-systems/three-pl/settings';
import type { TmsSettings } from '#mock-systems/tms/settings';
import type { WmsSettings } from '#mock-systems/wms/settings';
import type { PolicyNames } from '#orchestrator/decisions/points';
import type { InboundSettings } from '#orchestrator/model/inbound';
import type { CustomerMaster, Network } from '#orchestrator/model/network';
import type { ReplenishmentSettings } from '#orchestrator/model/replenishment';
import type { RouteTerms } from '#orchestrator/model/routes';
import type { BrokerSettings } from './broker-settings.ts';
import type { FaultSettings } from './fault-settings.ts';
import type { GatewaySettings } from './gateway-settings.ts';
import type { FeatureFault, GovernanceSettings } from './governance-settings.ts';
import type { Position } from './outbound/freight/distance.ts';
import type { OwnProcess } from './own-process.ts';
import type { PartnerSettings, ThreePlLine } from './partner-settings.ts';
import type { PhaseSettings } from './phase-settings.ts';

/** Orders made as the run goes, or read from a file before it. */
export type Demand =
  | {
      readonly kind: 'generated';
      readonly settings: DemandSettings;
      /** Written down in their place; absent = they are made. */
      readonly orders?: readonly ErpOrder[];
      /** Read from a file in their place; absent = they are made. */
      readonly history?: OrderColumns;
    }
  | { readonly kind: 'listed'; readonly orders: readonly ErpOrder[] };

export interface OutboundNames {
  readonly nodes: readonly string[];
  readonly places: readonly string[];
  readonly countries: readonly string[];
  readonly carriers: readonly string[];
  readonly services: readonly string[];
  readonly products: readonly string[];
  readonly customers: readonly string[];
  readonly lanes: readonly string[];
  /** Where there is inbound. */
  readonly suppliers?: readonly string[];
  /** Whose goods are sold and kept; absent = nobody says. */
  readonly owner?: string;
  /** Name of an order in its source. */
  order(no: number): string;
}

/** The orchestrator's own limits; `workers: 0` = unlimited. */
export interface Platform {
  readonly workers: number;
  readonly stepLatencyMs: number;
  readonly storeLatencyMs: number;
}

/** What things cost beside freight, minor units of the scenario's currency. Formulas: docs/landed-cost.md. */
export interface CostSettings {
  /** An hour of warehouse labour, where stations have workers. */
  readonly labourPerHourMinor: number;
  /** Robots and conveyors of all nodes, whatever they do, a day. */
  readonly machinesPerDayMinor: number;
  /** Share of the value of stock a year. */
  readonly stockPerYearShare: number;
  /** A late order: a share of its value. */
  readonly latePenaltyShare: number;
  /** Units not there by the promise: a share of their value; absent = nobody charges for them. */
  readonly otifChargeShare?: number;
  /** A minute of a person's time on a task. */
  readonly taskPerMinuteMinor: number;
  readonly taskMinutes: number;
  readonly returnPerShipmentMinor: number;
  /** Running the platform: a worker a day, and a thousand messages. */
  readonly workerPerDayMinor: number;
  readonly thousandMessagesMinor: number;
  /** kg CO2e a tonne-kilometre, by mode. */
  readonly co2eKgPerTonneKm: Readonly<Record<string, number>>;
}

/** What customers and suppliers have agreed, that nothing in the run goes by: figures are judged by it. */
export interface AgreedTerms {
  /** By class of customers: sooner before the promise is too soon; and how long after its bill one pays. ms, null = nothing is agreed. */
  readonly windowMs: readonly (number | null)[];
  readonly paysAfterMs: readonly (number | null)[];
  /** By supplier: how long after its invoice it is paid. */
  readonly paidAfterMs: readonly (number | null)[];
}

/** What a world has of inbound beside what ERP and WMS are set to. */
export interface InboundWorld {
  /** By number. */
  readonly suppliers: readonly string[];
  readonly portal: PortalSettings;
  readonly core: InboundSettings;
}

/** What a world has of customers beside what ERP, WMS and the core are set to. */
export interface CareWorld {
  readonly crm: CrmSettings;
  /** Promised from the post to the credit; null where nothing is sent back. */
  readonly creditWithinMs: number | null;
}

/** How stores are driven to: what the core plans by, and what the fleet does. */
export interface RoutesWorld {
  readonly terms: RouteTerms;
  readonly fleet: FleetSettings;
  /** Of a vehicle, full or empty. */
  readonly co2eKgPerKm: number;
}

/** What a world has of stores beside what the rest of it is set to. */
export interface ReplenishmentWorld {
  readonly core: ReplenishmentSettings;
  readonly system: StoresSettings;
  /** Of ERP. */
  readonly transfers: TransferSettings;
  /** What stores are to the nodes that supply them; part of the network's customers. */
  readonly customers: readonly CustomerMaster[];
  /** Names of the stores, by number. */
  readonly stores: readonly string[];
  /** Absent = carriers have each delivery. */
  readonly routes?: RoutesWorld;
}

export interface OutboundWorld {
  readonly name: string;
  readonly title: string;
  readonly startAt: number;
  readonly endAt: number;
  /** Orders released sooner after the start are left out of what comparisons count, ms; absent = none is. */
  readonly warmUpMs?: number;
  /** Everything of an order is over so long after its release, ms, unless somebody's task is open; absent = no bound is known. */
  readonly settleBoundMs?: number;
  /** So much later in an arm that explores, ms; absent = none does. */
  readonly exploringMs?: number;
  /** How far orchestration has come in every arm that does not say so itself; absent = all the way. */
  readonly phase?: PhaseSettings;
  /** Before ERP hears of a goods issue it may lie so long in files or trays, ms; absent = 0. */
  readonly postingDelayMs?: number;
  /** ISO 4217. */
  readonly currency: string;
  readonly names: OutboundNames;
  readonly network: Network;
  readonly demand: Demand;
  readonly erp: ErpSettings;
  /** Another ERP takes its place; absent = it stays. */
  readonly erpMigration?: { readonly next: ErpSettings; readonly settings: ErpMigrationSettings };
  readonly wms: WmsSettings;
  readonly tms: TmsSettings;
  readonly market: MarketSettings;
  /** `carriers[i]` is carrier i. */
  readonly carriers: readonly CarrierProfile[];
  /** How carriers are connected; one that is not named is native. */
  readonly partners: readonly PartnerSettings[];
  /** A third party runs some of the nodes; absent = none does. */
  readonly threePl?: ThreePlLine;
  /** And arranges the freight of all of them; absent = it does not. Who that is for the core is in `network.freight`. */
  readonly freight?: FreightSettings;
  /** One way, between any two systems. */
  readonly linkLatencyMs: number;
  readonly people: readonly RoleSettings[];
  readonly platform: Platform;
  readonly costs: CostSettings;
  /** Absent = nothing is agreed with anybody. */
  readonly terms?: AgreedTerms;
  /** Purchase orders, suppliers and docks; absent = stock comes by itself. */
  readonly inbound?: InboundWorld;
  /** Customers ask, complain and send back; absent = they are silent. */
  readonly care?: CareWorld;
  /** Stores are replenished; absent = there are none. */
  readonly replenishment?: ReplenishmentWorld;
  /** Who stops goods at borders; absent = nobody. What the core knows of it is in `network.customs`. */
  readonly customs?: CustomsSettings;
  /** Devices on carriers' vehicles; absent = none. What the core knows of it is in `network.telematics`. */
  readonly telematics?: TelematicsSettings;
  /** What goes wrong with proofs of delivery; absent = what carriers' profiles say. What the core does is in `network.proof`. */
  readonly proof?: ProofFaults;
  /** Through which messages of partners reach the core; absent = they come directly. */
  readonly broker?: BrokerSettings;
  /** Limits of API gateways; absent = there are none. */
  readonly gateway?: GatewaySettings;
  /** Processes that the user wrote; absent = none. */
  readonly ownProcesses?: readonly OwnProcess[];
  /** Systems that the user wrote, each before one of ours; absent = none. */
  readonly ownFronts?: readonly FrontConduct[];
  /** How models are governed while they run; absent = they are trusted as they are said to be. */
  readonly governance?: GovernanceSettings;
  /** What models are shown wrongly; absent = nothing is. */
  readonly featureFaults?: readonly FeatureFault[];
  /** What goes wrong between core and partners, and with the core. */
  readonly faults: FaultSettings;
  /** Of places, by number, for maps; absent = nobody has said where they are. */
  readonly positions?: readonly Position[];
  /** Great-circle or road distance between places, km; for emissions. */
  distanceKm(from: number, to: number): number;
  /** Policies compared, the baseline first: what answers `sourcing`. */
  readonly policies: readonly string[];
  /** Who answers the other decision points, where an arm does not say so; nothing of those that nobody is asked about. */
  readonly decidedBy: PolicyNames;
}
