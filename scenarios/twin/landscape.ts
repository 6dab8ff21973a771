/** The mock systems of a world, made and wired to each other. */
import { Border } from '#mock-systems/border';
import { Cargo } from '#mock-systems/cargo';
import { CarrierBehaviours } from '#mock-systems/carriers/behaviours';
import { CarrierSystem } from '#mock-systems/carriers/carrier-system';
import type { CarrierProfile } from '#mock-systems/carriers/settings';
import { CrmSystem } from '#mock-systems/crm/crm-system';
import { CustomsSystem } from '#mock-systems/customs/customs-system';
import { Doorstep } from '#mock-systems/doorstep';
import { ErpMigration } from '#mock-systems/erp/erp-migration';
import { ErpSystem } from '#mock-systems/erp/erp-system';
import { OrderGenerator } from '#mock-systems/erp/order-generator';
import { OrderList, type OrderSource } from '#mock-systems/erp/order-source';
import { OrderTable } from '#mock-systems/erp/order-table';
import { FleetSystem } from '#mock-systems/fleet/fleet-system';
import type { MistakeLog, MockContext, MockSystem } from '#mock-systems/mock-system';
import { type OwnFront, putBefore } from '#mock-systems/own-front';
import { heardBy, type Listener, OwnSystem } from '#mock-systems/own-system';
import { ReturnParcels } from '#mock-systems/return-parcels';
import { StoresSystem } from '#mock-systems/stores/stores-system';
import { SupplierPortal } from '#mock-systems/suppliers/supplier-portal';
import { TelematicsSystem } from '#mock-systems/telematics/telematics-system';
import { TenderLine } from '#mock-systems/tender-line';
import { ThreePlFreight } from '#mock-systems/three-pl/freight-system';
import { HaulLine } from '#mock-systems/three-pl/haul-line';
import { Ramp } from '#mock-systems/three-pl/ramp';
import { TmsSystem } from '#mock-systems/tms/tms-system';
import { UnderWay } from '#mock-systems/under-way';
import { WmsSystem } from '#mock-systems/wms/wms-system';
import { Yard } from '#mock-systems/yard';
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { NEXT_ERP } from '#orchestrator/contracts/partners';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { SimulatedHost } from '../host/simulated-host.ts';
import type { Demand, OutboundWorld } from '../world/outbound-world.ts';
import { ownPartner } from '../world/own-process.ts';

interface Mocks {
  readonly erp: ErpSystem;
  /** The one that takes its place, and how; null where it stays. */
  readonly nextErp: ErpSystem | null;
  readonly erpMigration: ErpMigration<ErpSystem> | null;
  readonly wms: WmsSystem;
  readonly tms: TmsSystem;
  /** Those that drive; a third party that bills as one is not among them. */
  readonly carriers: readonly CarrierSystem[];
  /** Of a third party that books carriers itself; null where the core or TMS does. */
  readonly freight: ThreePlFreight | null;
  /** Of all suppliers; null where there is no inbound. */
  readonly suppliers: SupplierPortal | null;
  /** Of all countries; null where no border stops anything. */
  readonly customs: CustomsSystem | null;
  /** Of all carriers' devices; null where there are none. */
  readonly telematics: TelematicsSystem | null;
  /** Of all stores; null where there are none. */
  readonly stores: StoresSystem | null;
  /** The shipper's own vehicles; null where carriers have all of it. */
  readonly fleet: FleetSystem | null;
  /** Of all customers; null where they are silent. */
  readonly crm: CrmSystem | null;
  /** Of processes that the user wrote. */
  readonly own: readonly OwnSystem[];
}

export interface Landscape extends Mocks {
  /** Of the user's own, each before one of these. */
  readonly fronts: readonly OwnFront[];
}

export function allOf({
  erp,
  nextErp,
  wms,
  tms,
  carriers,
  freight,
  suppliers,
  customs,
  telematics,
  stores,
  fleet,
  crm,
  own,
}: Mocks): readonly MockSystem<unknown>[] {
  return [
    erp,
    wms,
    tms,
    ...carriers,
    ...(freight === null ? [] : [freight]),
    ...(suppliers === null ? [] : [suppliers]),
    ...(customs === null ? [] : [customs]),
    ...(telematics === null ? [] : [telematics]),
    ...(stores === null ? [] : [stores]),
    ...(fleet === null ? [] : [fleet]),
    ...(crm === null ? [] : [crm]),
    ...(nextErp === null ? [] : [nextErp]),
    ...own,
  ];
}

export function landscape(
  kernel: Kernel,
  world: OutboundWorld,
  random: Random,
  host: SimulatedHost,
  keyOf: (order: number) => number,
  mistakes: MistakeLog,
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
  const { care, replenishment } = world;
  const doorstep = care === undefined && replenishment === undefined ? null : new Doorstep(kernel);
  const parcels = care === undefined || care.creditWithinMs === null ? null : new ReturnParcels(kernel);
  const underWay = world.telematics === undefined ? null : new UnderWay(kernel);
  const seen = doorstep === null ? books : doorstep.watching(books);
  const followed = underWay === null ? seen : underWay.watching(seen);
  const own = (world.ownProcesses ?? []).map(
    ({ system }, no) => new OwnSystem({ kernel, log: books }, random, ownPartner(no), system),
  );
  const ramp = world.freight === undefined ? null : new Ramp(kernel);
  const watched = ramp === null ? followed : ramp.watching(followed);
  const fronts = world.ownFronts ?? [];
  const listeners: Listener[] = [...own];
  const isHeard = own.length + fronts.length > 0;
  const context = { kernel, mistakes, log: isHeard ? heardBy(listeners, watched) : watched };
  const yard = world.inbound === undefined ? null : new Yard(kernel);
  const border = borderOf(kernel, world);
  const { freight } = world;
  const tmsTenders = world.tms.tendering !== undefined;
  const line = tmsTenders || freight !== undefined ? new TenderLine(kernel, world.linkLatencyMs) : null;
  const haul = freight === undefined ? null : new HaulLine(kernel, world.linkLatencyMs);
  const behaviours = new CarrierBehaviours(random, world.market, keyOf, world.proof);
  const source = sourceOf(world.demand, random);
  const erp = new ErpSystem(context, random, world.erp, source);
  const cargo = world.proof?.differences === undefined ? null : new Cargo(kernel);
  const wms = new WmsSystem(context, random, world.wms, keyOf, yard, doorstep, parcels, cargo, ramp);
  const stock = (): WmsSystem['stock'] => wms.stock;
  erp.reads(stock);
  const systems: Mocks = {
    erp,
    ...successor(context, world, random, erp, source, stock),
    wms,
    tms: new TmsSystem(context, random, freight?.selling ?? world.tms, keyOf, tmsTenders ? line : null),
    carriers: haulProfiles(world).map(
      (profile, no) =>
        new CarrierSystem(
          haulContext(context, world),
          behaviours,
          no,
          profile,
          border,
          line,
          underWay,
          cargo,
          haul,
        ),
    ),
    freight: freight === undefined ? null : new ThreePlFreight(context, freight, line!, haul!, ramp!),
    suppliers: yard === null ? null : new SupplierPortal(context, random, world.inbound!.portal, yard),
    customs: border === null ? null : new CustomsSystem(context, random, world.customs!, border, keyOf),
    telematics:
      underWay === null ? null : new TelematicsSystem(context, random, world.telematics!, underWay, keyOf),
    // Before CRM, which takes every order that nobody else does.
    stores:
      replenishment === undefined ? null : new StoresSystem(context, random, replenishment.system, doorstep!),
    fleet:
      replenishment?.routes === undefined
        ? null
        : new FleetSystem(context, random, replenishment.routes.fleet),
    crm: care === undefined ? null : new CrmSystem(context, random, care.crm, keyOf, doorstep!, parcels),
    own,
  };
  const before = putBefore(allOf(systems), context, random, fronts);
  listeners.push(...before);
  return { ...systems, fronts: before };
}

/** Who drives for a third party bills and pays claims as that does. */
function haulProfiles({ carriers, freight }: OutboundWorld): readonly CarrierProfile[] {
  if (freight === undefined) return carriers;
  const { freight: billing, claims, memoryMs, slips } = carriers[freight.carrier]!;
  return carriers
    .filter((_profile, no) => no !== freight.carrier)
    .map(({ slips: _own, ...profile }) => ({
      ...profile,
      freight: billing,
      claims,
      memoryMs,
      ...(slips === undefined ? {} : { slips }),
    }));
}

/** What is billed, corrected and credited for a third party is written down as its own. */
function haulContext(context: MockContext, { freight }: OutboundWorld): MockContext {
  if (freight === undefined) return context;
  const { log } = context;
  return {
    ...context,
    log: {
      business: (event, owner, entityType, entityKey, entityN, a, b) => {
        const by = OF_BILLS.has(event) ? freight.carrier : b;
        log.business(event, owner, entityType, entityKey, entityN, a, by);
      },
    },
  };
}

const OF_BILLS: ReadonlySet<string> = new Set(['freightBilled', 'invoiceCorrected', 'claimAnswered']);

/** The second ERP, and the project that brings it in. */
function successor(
  context: MockContext,
  { erpMigration }: OutboundWorld,
  random: Random,
  erp: ErpSystem,
  source: OrderSource,
  stock: () => WmsSystem['stock'],
): Pick<Landscape, 'nextErp' | 'erpMigration'> {
  if (erpMigration === undefined) return { nextErp: null, erpMigration: null };
  const { next, settings } = erpMigration;
  const nextErp = new ErpSystem(context, random, next, source, {
    partner: NEXT_ERP,
    name: 'NEXT-ERP',
    prefix: 'nextErp',
  });
  nextErp.reads(stock);
  const migration = new ErpMigration(context, random, settings, erp, nextErp);
  for (const system of [erp, nextErp]) system.join(migration);
  return { nextErp, erpMigration: migration };
}

function borderOf(kernel: Kernel, { customs, tms }: OutboundWorld): Border | null {
  if (customs === undefined) return null;
  return new Border(
    kernel,
    tms.trade.countryOf,
    customs.countries.map((each) => each !== null),
  );
}

export function sourceOf(demand: Demand, random: Random): OrderSource {
  if (demand.kind === 'listed') return new OrderList(demand.orders);
  const { settings, orders, history } = demand;
  if (history !== undefined) return new OrderTable(history, settings, random);
  return orders === undefined ? new OrderGenerator(settings, random) : new OrderList(orders);
}

/** What the draws of an order are keyed by: its number, or what its name in a file says. */
export function drawKeys(demand: Demand): (order: number) => number {
  if (demand.kind === 'generated') {
    const { drawKey } = demand.history ?? {};
    return (order) => drawKey?.[order - 1] ?? order;
  }
  const keys = new Map(demand.orders.map(({ no, drawKey }) => [no, drawKey]));
  return (order) => keys.get(order)!;
}
