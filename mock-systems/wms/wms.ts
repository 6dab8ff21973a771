/**
 * WMS: owns picking, packing and goods issue, within each plant's daily capacity.
 *
 * 1. A plant finishes at most `dailyCapacity` orders in any day (00:00 to 24:00 UTC), evenly spread, first come
 *    first served. Capacity that passes unused is gone.
 * 2. An order at work is shipped once; asking again meanwhile changes nothing.
 */
import type { ShipOrder } from '#orchestrator/contracts/outbound';
import { WMS } from '#orchestrator/contracts/partners';
import type { HandlerNo } from '#sim/kernel';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { DAY_MS, type WarehousePlant } from '../settings.ts';

interface PlantState {
  /** Day number (days since the Unix epoch) of the last slot given. */
  day: number;
  /** Slots of that day given so far. */
  used: number;
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
    this.state = { plants: plants.map(() => ({ day: 0, used: 0 })), taken: new Set() };
    this.onShipped = this.kernel.handler('wms.shipped', (order, plant, units) =>
      this.issue(order, plant, units as number),
    );
    this.on('shipOrder', (message) => this.accept(message));
  }

  private accept(message: ShipOrder): void {
    if (this.state.taken.has(message.key)) return;
    this.state.taken.add(message.key);
    const plant = message.a;
    const finishAt = this.nextSlot(plant);
    const daysLate = Math.floor(finishAt / DAY_MS) - Math.floor(this.kernel.now / DAY_MS);
    if (daysLate > 0) this.log.business('orderOverCapacity', 'WMS', 'order', message.key, 1, plant, daysLate);
    this.kernel.schedule(this.onShipped, finishAt, message.key, plant, message.b);
  }

  /** Gives the plant's next free slot; answers when its order is finished. */
  private nextSlot(plant: number): number {
    const { dailyCapacity } = this.plants[plant]!;
    const state = this.state.plants[plant]!;
    const now = this.kernel.now;
    const today = Math.floor(now / DAY_MS);
    if (state.day < today) {
      state.day = today;
      state.used = 0;
    }
    if (state.day === today) {
      const passed = Math.ceil(((now - today * DAY_MS) * dailyCapacity) / DAY_MS);
      if (passed > state.used) state.used = passed;
    }
    if (state.used >= dailyCapacity) {
      state.day += 1;
      state.used = 0;
    }
    state.used += 1;
    // One ms short of the slot's end, so that the day's last order is finished on that day.
    return state.day * DAY_MS + Math.floor((state.used * DAY_MS) / dailyCapacity) - 1;
  }

  private issue(order: number, plant: number, units: number): void {
    this.state.taken.delete(order);
    this.log.business('goodsIssued', 'WMS', 'order', order, 1, plant, units);
    const costMinor = Math.floor(this.plants[plant]!.unitCostMinor * units + 0.5);
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
