/**
 * WMS: owns picking, packing and goods issue, within each plant's daily capacity.
 *
 * 1. A plant works on one order at a time, a day / `dailyCapacity` on each, first come first served: it issues at most
 *    `dailyCapacity` orders in any 24 hours. Capacity that passes unused is gone.
 * 2. An order at work is shipped once; asking again meanwhile changes nothing.
 */
import type { ShipOrder } from '#orchestrator/contracts/outbound';
import { WMS } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { roundHalfUp } from '../money.ts';
import { DAY_MS, type WarehousePlant } from '../settings.ts';

interface PlantState {
  /** When the plant began to work without a break. */
  busyFrom: number;
  /** Orders taken on since then. */
  taken: number;
}

interface WmsState {
  readonly plants: PlantState[];
  readonly taken: Set<number>;
}

export class WmsMock extends MockSystem<WmsState> {
  protected state: WmsState;
  private readonly plants: readonly WarehousePlant[];
  private readonly onShipped: HandlerNo;

  /** @param plants `plants[i].no === i` */
  constructor(context: MockContext, plants: readonly WarehousePlant[]) {
    super(context, WMS, 'WMS');
    this.plants = plants;
    this.state = { plants: plants.map(() => ({ busyFrom: 0, taken: 0 })), taken: new Set() };
    this.onShipped = this.kernel.handler('wms.shipped', (order, plant, units) =>
      this.issue(order, plant, units as number),
    );
    this.on('shipOrder', (message) => this.accept(message));
  }

  private accept(message: ShipOrder): void {
    if (this.state.taken.has(message.key)) return;
    this.state.taken.add(message.key);
    const plant = message.a;
    const { now } = this.kernel;
    const { dailyCapacity } = this.plants[plant]!;
    const state = this.state.plants[plant]!;
    const workMs = DAY_MS / dailyCapacity;
    if (now >= state.busyFrom + state.taken * workMs) {
      state.busyFrom = now;
      state.taken = 0;
    }
    const waitsMs = state.busyFrom + state.taken * workMs - now;
    const daysOff = Math.floor(waitsMs / DAY_MS);
    if (daysOff > 0) this.log.business('orderOverCapacity', 'WMS', 'order', message.key, 1, plant, daysOff);
    state.taken += 1;
    // From the start of the busy time, not from order to order: fractions of a ms must not add up. One ms short, so
    // that what is taken on at midnight fills the day and no more.
    const issueAt = state.busyFrom + Math.floor((state.taken * DAY_MS) / dailyCapacity) - 1;
    this.kernel.schedule(this.onShipped, issueAt, message.key, plant, message.b);
  }

  private issue(order: number, plant: number, units: number): void {
    this.state.taken.delete(order);
    this.log.business('goodsIssued', 'WMS', 'order', order, 1, plant, units);
    const costMinor = roundHalfUp(this.plants[plant]!.unitCostMinor * units);
    this.log.business('warehouseCharged', 'WMS', 'order', order, 1, costMinor, plant);
    this.send('goodsIssued', order, plant, units, null);
  }

  protected saveState(): WmsState {
    return { plants: this.state.plants.map((plant) => ({ ...plant })), taken: new Set(this.state.taken) };
  }

  protected loadState(saved: WmsState): void {
    this.state = { plants: saved.plants.map((plant) => ({ ...plant })), taken: new Set(saved.taken) };
  }
}
