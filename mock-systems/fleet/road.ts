/**
 * The luck of the road: how long legs and stops take, who can't receive, when a vehicle breaks down.
 *
 * 1. Every draw is keyed by what no plan decides: store and cut-off for all that happens on the way to a store, order for what happens
 *    to its goods, node, cut-off and number of the vehicle for the vehicle. So a stop has the same luck on whatever route it is.
 */
import { orderOf, sourcingOf } from '#orchestrator/contracts/shipment-key';
import { compile, type Sampler } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { FleetSettings } from './settings.ts';

const HOUR_MS = 3_600_000;
/** Vehicles of a cut-off that have luck of their own. */
const RANKS = 256;

export class Road {
  private readonly settings: FleetSettings;
  private readonly traffic: RandomStream;
  private readonly stop: RandomStream;
  private readonly handlingUnit: RandomStream;
  private readonly refusal: RandomStream;
  private readonly lateRefusal: RandomStream;
  private readonly damage: RandomStream;
  private readonly breakdown: RandomStream;
  private readonly repair: RandomStream;
  private readonly factor: Sampler;
  private readonly perStop: Sampler;
  private readonly perHandlingUnit: Sampler;
  private readonly repairs: Sampler;

  constructor(settings: FleetSettings, random: Random) {
    this.settings = settings;
    this.traffic = random.stream('fleet/traffic');
    this.stop = random.stream('fleet/stop');
    this.handlingUnit = random.stream('fleet/handling-unit');
    this.refusal = random.stream('fleet/refusal');
    this.lateRefusal = random.stream('fleet/late-refusal');
    this.damage = random.stream('fleet/damage');
    this.breakdown = random.stream('fleet/breakdown');
    this.repair = random.stream('fleet/repair');
    this.factor = compile(settings.traffic, 'fleet.traffic');
    this.perStop = compile(settings.msPerStop, 'fleet.msPerStop');
    this.perHandlingUnit = compile(settings.msPerHandlingUnit, 'fleet.msPerHandlingUnit');
    this.repairs = compile(settings.repairMs, 'fleet.repairMs');
  }

  kmBetween(from: number, to: number): number {
    return this.settings.km[from]![to]!;
  }

  /** As planned, without traffic. */
  plannedMs(from: number, to: number): number {
    const { kmPerHour, perLegMs } = this.settings;
    return perLegMs + Math.round((this.kmBetween(from, to) / kmPerHour) * HOUR_MS);
  }

  legMs(from: number, to: number, cutoff: number): number {
    const factor = Math.max(0, this.factor.sample(this.traffic, to, cutoff));
    return Math.round(this.plannedMs(from, to) * factor);
  }

  stopMs(store: number, cutoff: number, handlingUnits: number): number {
    const each = Math.max(0, this.perHandlingUnit.sample(this.handlingUnit, store, cutoff));
    const all = Math.max(0, this.perStop.sample(this.stop, store, cutoff));
    return Math.round(all + handlingUnits * each);
  }

  /** @param late it is reached too long after its window has closed */
  refuses(store: number, cutoff: number, late: boolean): boolean {
    const { lateRefusedShare, refusedShare } = this.settings;
    return late
      ? this.lateRefusal.unit(store, cutoff) < lateRefusedShare
      : this.refusal.unit(store, cutoff) < refusedShare;
  }

  damages(shipment: number): boolean {
    return this.damage.unit(orderOf(shipment), sourcingOf(shipment)) < this.settings.damagedShare;
  }

  /** Driven so far, a vehicle breaks down; Infinity = it never does. */
  kmToBreakdown(node: number, cutoff: number, rank: number): number {
    const { kmBetweenBreakdowns } = this.settings;
    if (kmBetweenBreakdowns === null) return Infinity;
    return this.breakdown.unit(node * RANKS + Math.min(rank, RANKS - 1), cutoff) * kmBetweenBreakdowns;
  }

  repairMs(node: number, cutoff: number, rank: number): number {
    const key = node * RANKS + Math.min(rank, RANKS - 1);
    return Math.round(Math.max(0, this.repairs.sample(this.repair, key, cutoff)));
  }
}
