/** What a part of the invariants is: rules by event, and what they can look at beside the events. */

import type { CrmSystem } from '#mock-systems/crm/crm-system';
import type { CustomsSystem } from '#mock-systems/customs/customs-system';
import type { ErpMigration } from '#mock-systems/erp/erp-migration';
import type { ErpSystem } from '#mock-systems/erp/erp-system';
import type { FleetSystem } from '#mock-systems/fleet/fleet-system';
import type { MockSystem } from '#mock-systems/mock-system';
import type { StoresSystem } from '#mock-systems/stores/stores-system';
import type { SupplierPortal } from '#mock-systems/suppliers/supplier-portal';
import type { TelematicsSystem } from '#mock-systems/telematics/telematics-system';
import type { ThreePlFreight } from '#mock-systems/three-pl/freight-system';
import type { TmsSystem } from '#mock-systems/tms/tms-system';
import type { Receiving } from '#mock-systems/wms/receiving';
import type { ReturnsBench } from '#mock-systems/wms/returns-bench';
import type { Stock } from '#mock-systems/wms/stock';
import type { TransferDock } from '#mock-systems/wms/transfer-dock';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { Posting } from '#orchestrator/core/out';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { InvariantViolation } from '../invariant-violation.ts';
import type { EventName } from './events.ts';

export type Rule = (time: number, key: number, n: number, a: number, b: number) => void;
export type Rules = Readonly<Partial<Record<EventName, Rule>>>;

/** What of the host the invariants read: states as they stand, for reading only. `SimulatedHost` is one. */
export interface CoreStates {
  state<State>(type: ActorTypeNo, key: number): State | undefined;
  living(type: ActorTypeNo): number[];
  /** What partners answer does not reach it. */
  readonly isDown?: boolean;
  /** Inputs that wait for a worker. */
  readonly backlog: number;
  /** Messages that a partner does not have yet. */
  readonly keptMessages: number;
  /** Steps so far, and messages of partners that were stepped or put aside. */
  readonly steps: number;
  readonly appliedMessages: number;
  readonly books: { readonly ledger: ReadonlyMap<Posting, number> };
}

/** What of the partners the invariants read: their own ledgers and stock. */
export interface PartnerSystems {
  readonly erp: Pick<ErpSystem, 'sideEffects' | 'pictureOf'> &
    Partial<Pick<ErpSystem, 'procurement' | 'credits' | 'unitsTakenOver'>>;
  /** Where another ERP takes its place. */
  readonly nextErp?: Pick<ErpSystem, 'sideEffects'> | null;
  readonly erpMigration?: Pick<ErpMigration<ErpSystem>, 'ledger' | 'settings'> | null;
  readonly wms: {
    readonly stock: Stock;
    readonly receiving?: Receiving | null;
    readonly bench?: ReturnsBench | null;
    readonly transfers?: Pick<TransferDock, 'receivedUnits'> | null;
  };
  readonly tms: Pick<TmsSystem, 'sideEffects' | 'licenceLeft'>;
  /** Where a third party arranges the freight. */
  readonly freight?: Pick<ThreePlFreight, 'ledger'> | null;
  /** Where customers are heard. */
  readonly crm?: Pick<CrmSystem, 'ledger'> | null;
  /** Where there is inbound. */
  readonly suppliers?: Pick<SupplierPortal, 'ledger'> | null;
  /** Where there are stores. */
  readonly stores?: Pick<StoresSystem, 'ledger'> | null;
  /** Where stores are driven to by routes. */
  readonly fleet?: Pick<FleetSystem, 'ledger'> | null;
  /** Where borders stop anything. */
  readonly customs?: Pick<CustomsSystem, 'ledger'> | null;
  /** Where vehicles have devices. */
  readonly telematics?: Pick<TelematicsSystem, 'ledger'> | null;
  readonly all: readonly Pick<MockSystem<unknown>, 'partner' | 'name' | 'said' | 'applied'>[];
}

/** Numbers an event must be above the last of its kind. */
export function increasing(what: string, key: number, event: string, last: number, n: number): void {
  if (n > last) return;
  throw new InvariantViolation('side-effect-once', `${what} ${key}: ${event} ${n} after ${event} ${last}`);
}

export function violated(invariant: string, what: string): never {
  throw new InvariantViolation(invariant, what);
}

export function orderOfShipment(shipment: number): number {
  return Math.floor(shipment / SHIPMENTS_MAX);
}

export function nameOfShipment(shipment: number): string {
  return `shipment ${shipment} (order ${orderOfShipment(shipment)})`;
}
