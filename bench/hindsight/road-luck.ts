/**
 * What the road has in store for an order, as it was drawn for the replication: how long each line takes at the least, and what is lost.
 *
 * 1. The draws are the carriers' own, by the same keys: a load of its own is drawn by its order and which sourcing of it it is, whoever carries it.
 * 2. What is not drawn by the order alone is as lucky as its profile allows: a transit is never less than half of the planned one.
 */
import { CarrierBehaviours, type CompiledProfile } from '#mock-systems/carriers/behaviours';
import { conditionOf, transitTime } from '#mock-systems/carriers/trip-plan';
import { roundHalfUp } from '#mock-systems/money';
import type { TariffLine } from '#mock-systems/tms/settings';
import { CONDITION } from '#orchestrator/contracts/erp';
import { SHIPMENTS_MAX, shipmentKey } from '#orchestrator/contracts/shipment-key';
import { drawKeys } from '#scenarios/twin/landscape';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import { DAY_MS } from '#sim/shifts/civil';

export class RoadLuck {
  private readonly behaviours: CarrierBehaviours;
  private readonly profiles: readonly CompiledProfile[];
  private readonly keyOf: (order: number) => number;
  private readonly mayReroute: boolean;
  private readonly mayExpedite: boolean;

  constructor(world: OutboundWorld, random: Random) {
    this.keyOf = drawKeys(world.demand);
    this.behaviours = new CarrierBehaviours(random, world.market, this.keyOf, world.proof);
    this.profiles = world.carriers.map((profile) => this.behaviours.compile(profile));
    this.mayReroute = world.network.limits.rerouteMinorMax > 0;
    this.mayExpedite = world.network.limits.expediteMinorMax > 0;
  }

  /** ms from departure to delivery, by a load of the order's own. @param once the order is sourced once: else the luckiest of all sourcings */
  alone({ carrier, mode, transitDays }: TariffLine, order: number, { once }: { once: boolean }): number {
    const profile = this.profiles[carrier]!;
    const transit = profile.transitOf.get(mode) ?? profile.transit;
    const plannedMs = this.plannedMs(profile, mode, transitDays);
    if (this.mayReroute) return plannedMs - Math.floor(plannedMs / 2);
    let least = Infinity;
    for (let n = 0; n < (once ? 1 : SHIPMENTS_MAX); n++) {
      const load = { luckKey: this.keyOf(order), luckN: this.behaviours.sourcingOf(shipmentKey(order, n)) };
      least = Math.min(least, transitTime(this.behaviours, transit, load, plannedMs));
    }
    return least;
  }

  /** The same where all of it is paid to go faster. */
  expedited({ carrier }: TariffLine, transitMs: number): number {
    const { remainingFactor } = this.profiles[carrier]!.settings.expedite;
    return Math.floor(transitMs * Math.min(1, remainingFactor));
  }

  /** By a load that others may share, and pay for going faster. */
  shared(line: TariffLine): number {
    const { carrier, mode, transitDays } = line;
    const profile = this.profiles[carrier]!;
    const plannedMs = this.plannedMs(profile, mode, transitDays);
    const early = plannedMs - Math.floor(plannedMs / 2);
    return this.mayExpedite ? this.expedited(line, early) : early;
  }

  private plannedMs(profile: CompiledProfile, mode: string, transitDays: number): number {
    const { sameDayMs } = (profile.transitOf.get(mode) ?? profile.transit).settings;
    return transitDays > 0 ? Math.round(transitDays * DAY_MS) : sameDayMs;
  }

  /** Whether a carrier loses a shipment of the order: the first, or any of those it may come to. A load that is lost is not billed. */
  mayLose(order: number, carrier: number, { once }: { once: boolean }): boolean {
    for (let n = 0; n < (once ? 1 : SHIPMENTS_MAX); n++)
      if (this.condition(order, n, carrier) === CONDITION.lost) return true;
    return false;
  }

  /** What the first shipment of an order, of this value, loses with a carrier, less the most that the carrier credits. */
  lossMinor(order: number, carrier: number, valueMinor: number): number {
    const condition = this.condition(order, 0, carrier);
    if (condition !== CONDITION.lost && condition !== CONDITION.damaged) return 0;
    return valueMinor - this.creditMinor(order, carrier, valueMinor);
  }

  private condition(order: number, n: number, carrier: number): number {
    return conditionOf(this.behaviours, this.profiles[carrier]!, shipmentKey(order, n));
  }

  private creditMinor(order: number, carrier: number, claimedMinor: number): number {
    const { behaviours } = this;
    const profile = this.profiles[carrier]!;
    const { fullShare, partShare } = profile.settings.claims;
    const key = this.keyOf(order);
    const index = behaviours.sourcingOf(shipmentKey(order, 0));
    const u = behaviours.streams.claim.unit(key, index);
    if (u < fullShare) return claimedMinor;
    if (u >= fullShare + partShare) return 0;
    const part = profile.partCredit.sample(behaviours.streams['claim-part'], key, index);
    return roundHalfUp(claimedMinor * Math.min(Math.max(part, 0), 1));
  }
}
