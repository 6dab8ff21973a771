/**
 * What waited for the waves of all nodes together (`workload`): how late it left, and the least that it could have, had it been known where which
 * lines come when, and been sent from wherever there is room.
 *
 * 1. The measure is that of waves: goods' value x hours that they leave too late, from the node that they did leave from.
 * 2. A shipment may be at any node that keeps something of its order and may serve its customer, from the instant at which anything of its order first waited
 *    anywhere. Elsewhere than where it left, it must leave by its promise less the quickest transit from there. That goods there may be out of stock, and
 *    that what they cost from there is another, is relaxed: it bounds lateness alone.
 * 3. Who goes with a wave is free as well: so it bounds `wave-sequence` and `order-priority` together with it, and is no more than their bound.
 */

import type { ErpOrder } from '#mock-systems/erp/settings';
import { orderOf } from '#orchestrator/contracts/shipment-key';
import { instant } from '#orchestrator/model/instant';
import { indexFrom } from '#orchestrator/model/network';
import { arrivalOf } from '#orchestrator/processes/outbound/load/pickup';
import { cutoffFrom } from '#orchestrator/processes/outbound/wave/wave-cutoffs';
import { sourceOf } from '#scenarios/twin/landscape';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import type { Way } from '../assignment-problem.ts';
import { FreightFloor } from '../freight-floor.ts';
import { lateCost, leavesOf, type NotedJob, type WaveNotes } from '../wave-notes.ts';
import type { PointFacts, PointNotes } from './point-facts.ts';
import { steppedBound } from './stepped-prices.ts';

/** Waves from the first on that are told apart; whoever goes later counts as in the next, for nothing. Source: assumption. */
const WAVES = 12;

export class WorkloadNotes implements PointNotes {
  readonly hears = {};
  private readonly world: OutboundWorld;
  private readonly waves: WaveNotes;
  private readonly freight: FreightFloor;
  private readonly random: Random;
  private readonly leaves: readonly (readonly number[])[];
  /** First resource of each node: its waves stand in a row. */
  private readonly first: readonly number[];
  private readonly capacities: readonly number[];

  constructor(world: OutboundWorld, random: Random, waves: WaveNotes) {
    const { network } = world;
    this.world = world;
    this.waves = waves;
    this.random = random;
    this.freight = new FreightFloor(world);
    this.leaves = network.nodes.map(({ no }) => leavesOf(network, no));
    const capacities: number[] = [];
    this.first = network.nodes.map(({ waves: own, linesPerWave }) => {
      for (const _ of own) capacities.push(linesPerWave);
      return capacities.length - own.length;
    });
    this.capacities = capacities;
  }

  facts(): Promise<PointFacts | null> {
    const orders = new Map(this.orders().map((order) => [order.no, order]));
    const since = this.waitedSince();
    let came = 0;
    const ways: (readonly Way[])[] = [];
    for (const [shipment, job] of this.waves.noted()) {
      const order = orders.get(orderOf(shipment));
      if (job.taken < 0 || order === undefined) continue;
      came += this.costAt(job.node, job.taken, job.valueMinor, job.leaveBy);
      ways.push(this.waysOf(job, order, since.get(order.no)!));
    }
    if (ways.length === 0) return Promise.resolve(null);
    const { bound, found } = steppedBound({ ways, capacities: this.capacities });
    // Outcomes are whole: what prices leave below the next whole one is no outcome, and a hair above it is rounding.
    const whole = Math.max(0, Math.ceil(bound - ROUNDING * Math.abs(bound) - HAIR));
    const facts = { decisions: ways.length, came, bound: whole, open: Math.min(found, came) - whole };
    return Promise.resolve({ point: 'workload', unit: 'money x hours', ...facts });
  }

  private orders(): ErpOrder[] {
    const source = sourceOf(this.world.demand, this.random);
    const orders: ErpOrder[] = [];
    for (let order = source.next(); order !== null; order = source.next()) orders.push(order);
    return orders;
  }

  /** By order: when anything of it first waited. */
  private waitedSince(): ReadonlyMap<number, number> {
    const since = new Map<number, number>();
    for (const [shipment, { joinedAt }] of this.waves.noted()) {
      const order = orderOf(shipment);
      since.set(order, Math.min(since.get(order) ?? Infinity, joinedAt));
    }
    return since;
  }

  private waysOf(job: NotedJob, order: ErpOrder, since: number): readonly Way[] {
    const ways: Way[] = [];
    let later = Infinity;
    for (const node of this.nodesFor(job, order)) {
      const leaveBy = node === job.node ? job.leaveBy : this.latestFrom(node, order);
      const waves = this.leaves[node]!;
      const first = Math.max(0, indexFrom(this.world.network.nodes[node]!.waves, since));
      // A plan that is behind its timetable has taken it with a wave before.
      const from = node === job.node ? Math.min(first, job.taken) : first;
      const until = Math.min(waves.length, from + WAVES);
      for (let wave = from; wave < until; wave++)
        ways.push({
          cost: this.costAt(node, wave, job.valueMinor, leaveBy),
          uses: [this.first[node]! + wave],
          units: Math.min(job.lines, this.world.network.nodes[node]!.linesPerWave),
        });
      const afterwards =
        waves.length === 0
          ? lateCost(job.valueMinor, this.leavesWithoutWaves(node, since), leaveBy)
          : this.costAt(node, until, job.valueMinor, leaveBy);
      later = Math.min(later, afterwards);
    }
    // What costs more than going later for nothing is never taken.
    return [...ways.filter(({ cost }) => cost < later), { cost: later, uses: [] }];
  }

  /** Where it left from, and whoever keeps something of it and may serve its customer. */
  private nodesFor(job: NotedJob, { sales: { customer, lines } }: ErpOrder): number[] {
    const may = this.world.network.nodes.filter(
      ({ customers, products }) =>
        customers?.has(customer) !== false &&
        (products === null || lines.some(({ product }) => products.has(product))),
    );
    return [...new Set([job.node, ...may.map(({ no }) => no)])];
  }

  /** By the quickest line of the rate table: a day at least. */
  private latestFrom(node: number, { sales: { destination, promisedAt } }: ErpOrder): number {
    const days = this.freight.linesOf(node, destination).map(({ transitDays }) => transitDays);
    const leastDays = days.length === 0 ? 0 : Math.min(...days);
    return promisedAt - arrivalOf(this.world.network.limits.pickupLeadMs, leastDays);
  }

  private leavesWithoutWaves(node: number, at: number): number {
    const cutoff = cutoffFrom(this.world.network, node, instant(at));
    return cutoff === Number.MAX_SAFE_INTEGER ? at : cutoff;
  }

  /** After the timetable as with its last wave. */
  private costAt(node: number, wave: number, valueMinor: number, leaveBy: number): number {
    const leaves = this.leaves[node]!;
    return lateCost(valueMinor, leaves[Math.min(wave, leaves.length - 1)]!, leaveBy);
  }
}

/** A relative error of sums, and one of what is next to nothing. */
const ROUNDING = 1e-9;
const HAIR = 1e-6;
