/**
 * The ramp of a third party's warehouses: what its warehouse and its freight desk have in common. The desk sees what is packed there and
 * what will not leave after all; the warehouse loads the trucks that the desk sends. No message of the core is in it.
 *
 * 1. Where goods are to go stands in the order to the warehouse, and is known here until they are packed, or given back.
 * 2. Everything is a calendar event of its own, so that nothing is re-entered.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { DeliverTo } from '#orchestrator/contracts/three-pl';
import type { HandlerNo, Kernel } from '#sim/kernel';

/** Immutable. */
export interface PackedGoods {
  readonly shipment: number;
  readonly handlingUnits: number;
  readonly weightGrams: number;
  readonly deliverTo: DeliverTo;
}

export interface FreightOffice {
  packed(goods: PackedGoods): void;
  /** It was packed, and will not leave. */
  withdrawn(shipment: number): void;
  /** These are on the truck of a load. */
  loaded(load: number, shipments: readonly number[]): void;
}

type LoadTruck = (load: number, node: number, shipments: readonly number[]) => void;

export class Ramp {
  private readonly kernel: Kernel;
  private readonly onPacked: HandlerNo;
  private readonly onWithdrawn: HandlerNo;
  private readonly onTruck: HandlerNo;
  private readonly onLoaded: HandlerNo;
  private office: FreightOffice | null = null;
  private loadTruck: LoadTruck = () => {};
  private orders = new Map<number, DeliverTo>();

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onPacked = kernel.handler('ramp.packed', (_shipment, _b, goods) =>
      this.office?.packed(goods as PackedGoods),
    );
    this.onWithdrawn = kernel.handler('ramp.withdrawn', (shipment) => this.office?.withdrawn(shipment));
    this.onTruck = kernel.handler('ramp.truck', (load, node, shipments) =>
      this.loadTruck(load, node, shipments as readonly number[]),
    );
    this.onLoaded = kernel.handler('ramp.loaded', (load, _b, shipments) =>
      this.office?.loaded(load, shipments as readonly number[]),
    );
    kernel.component('mock.ramp', {
      save: () => new Map(this.orders),
      load: (saved) => {
        this.orders = new Map(saved as ReadonlyMap<number, DeliverTo>);
      },
    });
  }

  connectFreight(office: FreightOffice): void {
    this.office = office;
  }

  connectWarehouse(loadTruck: LoadTruck): void {
    this.loadTruck = loadTruck;
  }

  /** The warehouse has reserved what is to go there. */
  order(shipment: number, deliverTo: DeliverTo): void {
    this.orders.set(shipment, deliverTo);
  }

  /** A truck of the desk's is at the door. */
  driveIn(load: number, node: number, shipments: readonly number[]): void {
    this.kernel.schedule(this.onTruck, this.kernel.now, load, node, shipments);
  }

  /** The warehouse has loaded it. */
  loaded(load: number, shipments: readonly number[]): void {
    this.kernel.schedule(this.onLoaded, this.kernel.now, load, 0, shipments);
  }

  /** Orders that are neither packed nor given back. */
  get open(): number {
    return this.orders.size;
  }

  /** The same log, with an eye on what the warehouse writes. */
  watching(log: BusinessLog): BusinessLog {
    return {
      business: (event, owner, entityType, entityKey, entityN, a, b) => {
        log.business(event, owner, entityType, entityKey, entityN, a, b);
        if (owner === 'WMS' && entityType === 'shipment') this.see(event, entityKey, a, b);
      },
    };
  }

  private see(event: string, shipment: number, a: number, b: number): void {
    const { kernel } = this;
    if (event === 'shipmentPacked') {
      const deliverTo = this.orders.get(shipment);
      if (deliverTo === undefined) return;
      this.orders.delete(shipment);
      const goods: PackedGoods = { shipment, handlingUnits: a, weightGrams: b, deliverTo };
      kernel.schedule(this.onPacked, kernel.now, shipment, 0, goods);
    } else if (event === 'shipmentPicked' && b === 0) this.orders.delete(shipment);
    else if (event === 'reservationReleased' && !this.orders.delete(shipment))
      kernel.schedule(this.onWithdrawn, kernel.now, shipment);
  }
}
