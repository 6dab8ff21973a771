/**
 * What customers know of by themselves: what they have ordered, and what stands at their door. It sees what ERP and carriers write down
 * as they do it, and what WMS loads; CRM's customers see it. No system sends CRM a message about it.
 *
 * 1. What is in a box is what WMS has loaded, its condition what the carrier has made of it. A box that is lost is seen by nobody.
 * 2. Everything is a calendar event of its own, so that nothing is re-entered.
 * 3. Memory: the boxes that are on their way.
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { LADING_EXCEPTION } from '#orchestrator/contracts/carriers';
import { CONDITION } from '#orchestrator/contracts/erp';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import type { HandlerNo, Kernel } from '#sim/kernel';

/** An order as its customer has placed it. Immutable. */
export interface PlacedOrder {
  readonly order: number;
  readonly customer: number;
  readonly promisedAt: number;
  readonly units: number;
}

/** What is in the boxes of a shipment, by its lines. Immutable. */
export interface Box {
  readonly shipment: number;
  readonly node: number;
  readonly products: readonly number[];
  readonly units: readonly number[];
}

export interface DoorstepListener {
  placed(order: PlacedOrder): void;
  /** The customer has cancelled it, or hears that nothing will be delivered. */
  withdrawn(order: number): void;
  /** The customer wants another quantity of some line. */
  changed(order: number): void;
  /** ERP promises another day, which the customer has asked for. Absent = it is all the same to them */
  repromised?(order: number, promisedAt: number): void;
  /** In this `CONDITION`: good, damaged, or refused at the door. */
  delivered(box: Box, condition: number): void;
  /** ERP's bill of a shipment. @param mistake `BILL_DISPUTE`; -1 = it is right. Absent = bills are nobody's matter, and no event */
  billed?(shipment: number, mistake: number): void;
}

export class Doorstep {
  private readonly kernel: Kernel;
  private readonly onPlaced: HandlerNo;
  private readonly onWithdrawn: HandlerNo;
  private readonly onChanged: HandlerNo;
  private readonly onDelivered: HandlerNo;
  /** null = nobody looks at bills. */
  private onBilled: HandlerNo | null = null;
  private readonly onRepromised: HandlerNo;
  private boxes = new Map<number, Box>();
  /** The first that an order is for hears of it. */
  private readonly listeners: (readonly [DoorstepListener, (order: number) => boolean])[] = [];
  /** Of the order whose release is being written down. */
  private units = 0;
  /** Of the bill that is being written down; -1 = it is right. */
  private mistake = -1;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    this.onPlaced = kernel.handler('doorstep.placed', (order, _b, placed) =>
      this.listenerOf(order)?.placed(placed as PlacedOrder),
    );
    this.onWithdrawn = kernel.handler('doorstep.withdrawn', (order) =>
      this.listenerOf(order)?.withdrawn(order),
    );
    this.onChanged = kernel.handler('doorstep.changed', (order) => this.listenerOf(order)?.changed(order));
    this.onDelivered = kernel.handler('doorstep.delivered', (shipment, condition, box) =>
      this.listenerOf(orderOf(shipment))?.delivered(box as Box, condition),
    );
    this.onRepromised = kernel.handler('doorstep.repromised', (order, promisedAt) =>
      this.listenerOf(order)?.repromised?.(order, promisedAt),
    );
    kernel.component('mock.doorstep', {
      save: () => new Map(this.boxes),
      load: (saved) => {
        this.boxes = new Map(saved as ReadonlyMap<number, Box>);
      },
    });
  }

  /** Stores and CRM: of each thing one of them hears, once. @param isFor orders that are its own */
  connect(listener: DoorstepListener, isFor: (order: number) => boolean = () => true): void {
    this.listeners.push([listener, isFor]);
    if (listener.billed !== undefined)
      this.onBilled ??= this.kernel.handler('doorstep.billed', (shipment, mistake) =>
        this.listenerOf(orderOf(shipment))?.billed?.(shipment, mistake),
      );
  }

  /** What mocks write down goes on to `log`, and is seen. */
  watching(log: BusinessLog): BusinessLog {
    return {
      business: (event, owner, entityType, entityKey, entityN, a, b) => {
        log.business(event, owner, entityType, entityKey, entityN, a, b);
        this.see(event, entityKey, entityN, a, b);
      },
    };
  }

  /** WMS has loaded it. */
  send(box: Box): void {
    this.boxes.set(box.shipment, box);
  }

  /** It is back before it came. */
  takeBack(shipment: number): void {
    this.boxes.delete(shipment);
  }

  /** Boxes that are on their way. */
  get onTheWay(): number {
    return this.boxes.size;
  }

  private listenerOf(order: number): DoorstepListener | undefined {
    return this.listeners.find(([, isFor]) => isFor(order))?.[0];
  }

  private see(event: string, key: number, n: number, a: number, b: number): void {
    const { kernel } = this;
    switch (event) {
      case 'orderReleased':
        this.units = a;
        return;
      case 'orderPromised': {
        const placed: PlacedOrder = { order: key, customer: b, promisedAt: a, units: this.units };
        kernel.schedule(this.onPlaced, kernel.now, key, 0, placed);
        return;
      }
      case 'orderRepromised':
        kernel.schedule(this.onRepromised, kernel.now, key, a);
        return;
      case 'orderRejected':
      case 'orderCancelled':
        kernel.schedule(this.onWithdrawn, kernel.now, key);
        return;
      case 'orderChanged':
        kernel.schedule(this.onChanged, kernel.now, key);
        return;
      case 'deliveryExcepted':
        this.except(key, n - 1, a, b);
        return;
      case 'shipmentDelivered':
        this.deliver(key, b);
        return;
      case 'billMistaken':
        this.mistake = b;
        return;
      case 'customerBilled':
        if (this.onBilled !== null) kernel.schedule(this.onBilled, kernel.now, key, this.mistake);
        this.mistake = -1;
    }
  }

  /** As its carrier counts it off the truck. What is too many goes back with it, or is not the customer's to send back. */
  private except(shipment: number, line: number, units: number, kind: number): void {
    const box = this.boxes.get(shipment);
    if (box === undefined || kind === LADING_EXCEPTION.over) return;
    const left = box.units.map((each, at) => (at === line ? each - units : each));
    this.boxes.set(shipment, { ...box, units: left });
  }

  private deliver(shipment: number, condition: number): void {
    const box = this.boxes.get(shipment);
    if (box === undefined) return;
    this.boxes.delete(shipment);
    if (condition !== CONDITION.lost)
      this.kernel.schedule(this.onDelivered, this.kernel.now, shipment, condition, box);
  }
}
