/**
 * Packed goods that wait for the third party's cut-offs, and the loads that it makes of them.
 *
 * 1. A group is what one lane has for one cut-off; its number is index of the cut-off x lanes + lane.
 * 2. Loads are cut by ascending shipment where the next would pass the lane's weight; dangerous and ordinary goods travel apart.
 */
import type { PackedGoods } from './ramp.ts';

export interface SavedGoods {
  readonly groups: ReadonlyMap<number, readonly PackedGoods[]>;
}

export class WaitingGoods {
  private groups = new Map<number, PackedGoods[]>();
  private groupOf = new Map<number, number>();

  /** @returns whether it is the first of its group */
  add(group: number, goods: PackedGoods): boolean {
    this.groupOf.set(goods.shipment, group);
    const known = this.groups.get(group);
    if (known === undefined) this.groups.set(group, [goods]);
    else known.push(goods);
    return known === undefined;
  }

  /** It will not leave. What waits no more is no matter of this. */
  remove(shipment: number): void {
    const group = this.groupOf.get(shipment);
    if (group === undefined) return;
    this.groupOf.delete(shipment);
    const goods = this.groups.get(group)!;
    goods.splice(
      goods.findIndex((each) => each.shipment === shipment),
      1,
    );
  }

  /** Its cut-off has come. */
  take(group: number): readonly PackedGoods[] {
    const goods = this.groups.get(group) ?? [];
    this.groups.delete(group);
    for (const { shipment } of goods) this.groupOf.delete(shipment);
    return goods;
  }

  get size(): number {
    return this.groupOf.size;
  }

  save(): SavedGoods {
    return { groups: new Map([...this.groups].map(([group, goods]) => [group, goods.slice()])) };
  }

  load({ groups }: SavedGoods): void {
    this.groups = new Map([...groups].map(([group, goods]) => [group, goods.slice()]));
    this.groupOf = new Map();
    for (const [group, goods] of groups) for (const { shipment } of goods) this.groupOf.set(shipment, group);
  }
}

/** Each in ascending order of shipment. */
export function loadsOf(goods: readonly PackedGoods[], weightGramsMax: number): PackedGoods[][] {
  const loads: PackedGoods[][] = [];
  /** The load that still takes goods, and its weight: ordinary at 0, dangerous at 1. */
  const filling: (PackedGoods[] | null)[] = [null, null];
  const weights = [0, 0];
  for (const each of goods.toSorted((x, y) => x.shipment - y.shipment)) {
    const sort = each.deliverTo.dangerous ? 1 : 0;
    let load = filling[sort]!;
    if (load === null || weights[sort]! + each.weightGrams > weightGramsMax) {
      load = [];
      loads.push(load);
      filling[sort] = load;
      weights[sort] = 0;
    }
    load.push(each);
    weights[sort]! += each.weightGrams;
  }
  return loads;
}
