/** What a twin has not finished. */
import { INBOUND_RECEIPT, PURCHASE_ORDER } from '#orchestrator/core/actor-types';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { ExceptionCaseState } from '#orchestrator/processes/outbound/exception-case';
import {
  CLAIM,
  CONSOLIDATION,
  EXCEPTION_CASE,
  FREIGHT_INVOICE,
  LOAD,
  ORDER,
  SHIPMENT,
} from '#orchestrator/processes/outbound/inputs';
import type { OrderState } from '#orchestrator/processes/outbound/order/order-state';
import type { SimulatedHost } from '../host/simulated-host.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';
import { ownActor } from '../world/own-process.ts';

/** What is still open, by actor type. */
export interface OutboundOpenWork {
  readonly orders: number;
  readonly shipments: number;
  readonly consolidations: number;
  readonly loads: number;
  readonly freightInvoices: number;
  readonly claims: number;
  readonly exceptionCases: number;
  /** Where there is inbound. */
  readonly purchaseOrders?: number;
  readonly receipts?: number;
}

export function openWorkOf(host: SimulatedHost, world: OutboundWorld): OutboundOpenWork {
  const count = (type: unknown): number => host.living(type as ActorTypeNo).length;
  return {
    orders: openOrders(host, world),
    shipments: count(SHIPMENT),
    consolidations: count(CONSOLIDATION),
    loads: count(LOAD),
    freightInvoices: count(FREIGHT_INVOICE),
    claims: count(CLAIM),
    exceptionCases: openCases(host),
    ...(world.inbound === undefined
      ? {}
      : { purchaseOrders: count(PURCHASE_ORDER), receipts: count(INBOUND_RECEIPT) }),
    ...Object.fromEntries(
      (world.ownProcesses ?? []).map((own, no) => [own.actor.name, count(ownActor(own, no).type)]),
    ),
  };
}

/** Those that are done are kept for their customers, and are no work. */
function openOrders(host: SimulatedHost, { network }: OutboundWorld): number {
  const type = ORDER as ActorTypeNo;
  const keys = host.living(type);
  if (network.care === undefined) return keys.length;
  return keys.filter((key) => host.state<OrderState>(type, key)!.status !== 'aftercare').length;
}

function openCases(host: SimulatedHost): number {
  const type = EXCEPTION_CASE as ActorTypeNo;
  return host.living(type).filter((key) => host.state<ExceptionCaseState>(type, key)!.status === 'open')
    .length;
}
