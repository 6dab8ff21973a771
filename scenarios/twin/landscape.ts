/** The mock systems of a world, made and wired to each other. */
import { Border } from '#mock-systems/border';
import { CarrierBehaviours } from '#mock-systems/carriers/behaviours';
import { CarrierSystem } from '#mock-systems/carriers/carrier-system';
import { CrmSystem } from '#mock-systems/crm/crm-system';
import { CustomsSystem } from '#mock-systems/customs/customs-system';
import { Doorstep } from '#mock-systems/doorstep';
import { ErpSystem } from '#mock-systems/erp/erp-system';
import { OrderGenerator } from '#mock-systems/erp/order-generator';
import { OrderList, type OrderSource } from '#mock-systems/erp/order-source';
import type { MockSystem } from '#mock-systems/mock-system';
import { ReturnParcels } from '#mock-systems/return-parcels';
import { SupplierPortal } from '#mock-systems/suppliers/supplier-portal';
import { TmsSystem } from '#mock-systems/tms/tms-system';
import { WmsSystem } from '#mock-systems/wms/wms-system';
import { Yard } from '#mock-systems/yard';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { SimulatedHost } from '../host/simulated-host.ts';
import type { Demand, OutboundWorld } from '../world/outbound-world.ts';
export interface Landscape {
  readonly erp: ErpSystem;
  readonly wms: WmsSystem;
  readonly tms: TmsSystem;
  readonly carriers: readonly CarrierSystem[];
  /** Of all suppliers; null where there is no inbound. */
  readonly suppliers: SupplierPortal | null;
  /** Of all countries; null where no border stops anything. */
  readonly customs: CustomsSystem | null;
  /** Of all customers; null where they are silent. */
  readonly crm: CrmSystem | null;
}

export function allOf({
  erp,
  wms,
  tms,
  carriers,
  suppliers,
  customs,
  crm,
}: Landscape): readonly MockSystem<unknown>[] {
  return [
    erp,
    wms,
    tms,
    ...carriers,
    ...(suppliers === null ? [] : [suppliers]),
    ...(customs === null ? [] : [customs]),
    ...(crm === null ? [] : [crm]),
  ];
}

export function landscape(
  kernel: Kernel,
  world: OutboundWorld,
  random: Random,
  host: SimulatedHost,
  keyOf: (order: number) => number,
): Landscape {
  const books: BusinessLog = {
    business: (
      event: string,
      owner: string,
      entityType: string,
      entityKey: number,
      entityN: number,
      a: number,
      b: number,
    ): void => host.books.business(kernel.now, event, owner, entityType, entityKey, entityN, a, b),
  };
  const { care } = world;
  const doorstep = care === undefined ? null : new Doorstep(kernel);
  const parcels = care === undefined || care.creditWithinMs === null ? null : new ReturnParcels(kernel);
  const context = { kernel, log: doorstep === null ? books : doorstep.watching(books) };
  const yard = world.inbound === undefined ? null : new Yard(kernel);
  const border = borderOf(kernel, world);
  const behaviours = new CarrierBehaviours(random, world.market, keyOf);
  return {
    erp: new ErpSystem(context, random, world.erp, sourceOf(world.demand, random)),
    wms: new WmsSystem(context, random, world.wms, keyOf, yard, doorstep, parcels),
    tms: new TmsSystem(context, random, world.tms, keyOf),
    carriers: world.carriers.map(
      (profile, no) => new CarrierSystem(context, behaviours, no, profile, border),
    ),
    suppliers: yard === null ? null : new SupplierPortal(context, random, world.inbound!.portal, yard),
    customs: border === null ? null : new CustomsSystem(context, random, world.customs!, border, keyOf),
    crm: doorstep === null ? null : new CrmSystem(context, random, care!.crm, keyOf, doorstep, parcels),
  };
}

function borderOf(kernel: Kernel, { customs, tms }: OutboundWorld): Border | null {
  if (customs === undefined) return null;
  return new Border(
    kernel,
    tms.trade.countryOf,
    customs.countries.map((each) => each !== null),
  );
}

function sourceOf(demand: Demand, random: Random): OrderSource {
  return demand.kind === 'generated'
    ? new OrderGenerator(demand.settings, random)
    : new OrderList(demand.orders);
}

/** What the draws of an order are keyed by: its number, or what its name in a file says. */
export function drawKeys(demand: Demand): (order: number) => number {
  if (demand.kind === 'generated') return (order) => order;
  const keys = new Map(demand.orders.map(({ no, drawKey }) => [no, drawKey]));
  return (order) => keys.get(order)!;
}
