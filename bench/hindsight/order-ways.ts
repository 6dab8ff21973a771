/**
 * The ways in which an order could have been sent, each with what it would have cost at the least: handling and labour at the node, freight, what the road
 * loses, and the penalty where it can't be in time.
 *
 * 1. What left with one shipment, by the first sourcing, is sent like that: then node and line are known together, and its luck on the road is
 *    drawn. Any other order may be divided: cheapest node, cheapest line and luckiest draw are each taken by themselves.
 * 2. Hard rules that hold whatever is decided leave nodes out: what they keep, whom they serve. All others are relaxed.
 */

import type { ErpOrder } from '#mock-systems/erp/settings';
import { roundHalfUp } from '#mock-systems/money';
import type { TariffLine } from '#mock-systems/tms/settings';
import { SHIPMENTS_MAX } from '#orchestrator/contracts/shipment-key';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import type { Way } from './assignment-problem.ts';
import { FreightFloor } from './freight-floor.ts';
import { LabourFloor } from './labour-floor.ts';
import type { NodeDays } from './node-days.ts';
import { RoadLuck } from './road-luck.ts';

/** Of an order: what left, or was to leave. */
export interface Sent {
  readonly units: number;
  /** Gross, whole. */
  readonly weightGrams: number;
  /** Of the order, by which a penalty is counted; of the goods that left. */
  readonly valueMinor: number;
  readonly goodsMinor: number;
  /** Everything that was ordered. */
  readonly all: boolean;
  /** With one shipment, the first that there was. */
  readonly once: boolean;
}

export interface OrderWays {
  /** Whatever becomes of it. */
  readonly any: readonly Way[];
  /** Those that arrive, in whatever condition, at a freight that somebody is paid. */
  readonly priced: readonly Way[];
}

/** A line of the rate table from a node, and what it comes to. */
interface Ride {
  readonly node: number;
  readonly line: TariffLine;
  readonly freightMinor: number;
  /** At the least, from departure. */
  readonly transitMs: number;
}

const NOTHING: readonly number[] = [];

export class WaysOfOrders {
  private readonly world: OutboundWorld;
  private readonly freight: FreightFloor;
  private readonly luck: RoadLuck;
  private readonly labour: LabourFloor;
  private readonly days: NodeDays;
  private readonly settles: boolean;

  /** @param settles runs go on until nothing is open: what is lost has been found out, and late is late */
  constructor(world: OutboundWorld, random: Random, days: NodeDays, { settles }: { settles: boolean }) {
    this.world = world;
    this.freight = new FreightFloor(world);
    this.luck = new RoadLuck(world, random);
    this.labour = new LabourFloor(world, random);
    this.days = days;
    this.settles = settles;
  }

  waysOf(order: ErpOrder, sent: Sent): OrderWays {
    const nodes = this.nodesFor(order, sent);
    return sent.once ? this.sourcedOnce(order, sent, nodes) : this.sourcedAnyhow(order, sent, nodes);
  }

  /** Nodes that may serve its customer, and keep something of it; all of it where all of it went at once. */
  private nodesFor({ sales: { customer, lines } }: ErpOrder, { all, once }: Sent): number[] {
    const { nodes } = this.world.network;
    const may = nodes.filter(({ customers, products }) => {
      if (customers?.has(customer) === false) return false;
      if (products === null) return true;
      const keeps = lines.filter(({ product }) => products.has(product)).length;
      return all && once ? keeps === lines.length : keeps > 0;
    });
    return may.map(({ no }) => no);
  }

  private sourcedOnce(order: ErpOrder, sent: Sent, nodes: readonly number[]): OrderWays {
    const any: Way[] = [];
    const priced: Way[] = [];
    for (const node of nodes) {
      const handlingMinor = this.atNode(order, sent, node);
      for (const ride of this.ridesOf(order, sent, node, { once: true })) {
        const lossMinor = this.lossMinor(order, sent, ride.line.carrier);
        if (this.luck.mayLose(order.no, ride.line.carrier, { once: true })) {
          any.push({ cost: handlingMinor + lossMinor, uses: NOTHING });
          continue;
        }
        const ways = this.inTimeOrNot(order, sent, ride, handlingMinor + ride.freightMinor + lossMinor);
        any.push(...ways);
        priced.push(...ways);
      }
    }
    any.push(...this.unpriced(order, sent));
    return { any: leastOf(any), priced: leastOf(priced) };
  }

  /** Handling, and work at stations as far as it is known. */
  private atNode(order: ErpOrder, { units, all, once }: Sent, node: number): number {
    const labourMinor = all && once ? this.labour.minor(order, node) : 0;
    return roundHalfUp(this.world.wms.nodes[node]!.unitCostMinor * units) + labourMinor;
  }

  /** In time, as far as the node can, and late. */
  private inTimeOrNot(order: ErpOrder, sent: Sent, { node, transitMs }: Ride, cost: number): readonly Way[] {
    const penaltyMinor = this.penaltyMinor(sent);
    if (penaltyMinor === 0) return [{ cost, uses: NOTHING }];
    const late = { cost: cost + penaltyMinor, uses: NOTHING };
    const leavesBy = order.sales.promisedAt - transitMs;
    if (leavesBy < order.releaseAt) return [late];
    return [{ cost, uses: this.days.usesOf(node, leavesBy) }, late];
  }

  /** As an order list says it was done, where nobody knows at which price: handling alone is known, and it may have been in time. */
  private unpriced(order: ErpOrder, sent: Sent): readonly Way[] {
    const { instructed, destination } = order.sales;
    if (instructed === null) return [];
    const { plant, origin, carrier, service, transitDays, customerArranged } = instructed;
    const priced = this.freight
      .linesOf(plant, destination)
      .some(
        (line) =>
          line.origin === origin &&
          line.carrier === carrier &&
          line.service === service &&
          line.transitDays === transitDays &&
          this.freight.alone(line, sent.weightGrams) !== null,
      );
    if (priced && !customerArranged) return [];
    const handlingMinor = this.atNode(order, sent, plant);
    return [{ cost: handlingMinor + this.lossMinor(order, sent, carrier), uses: NOTHING }];
  }

  private sourcedAnyhow(order: ErpOrder, sent: Sent, nodes: readonly number[]): OrderWays {
    const handlingMinor = this.handlingMinor(sent, nodes);
    let least = Infinity;
    let inTime = Infinity;
    let mayBeLost = false;
    for (const node of nodes) {
      for (const ride of this.ridesOf(order, sent, node, { once: false })) {
        least = Math.min(least, ride.freightMinor);
        if (ride.freightMinor < inTime && order.releaseAt + ride.transitMs <= order.sales.promisedAt)
          inTime = ride.freightMinor;
        mayBeLost ||= this.luck.mayLose(order.no, ride.line.carrier, { once: false });
      }
    }
    if (least === Infinity) least = 0;
    const late = least + this.penaltyMinor(sent);
    const priced = [{ cost: handlingMinor + Math.min(late, inTime), uses: NOTHING }];
    // Nobody is paid for it, and what it was worth may be credited.
    const free = mayBeLost || this.unpriced(order, sent).length > 0;
    return { any: free ? [{ cost: handlingMinor, uses: NOTHING }] : priced, priced };
  }

  /** Of each shipment rounded by half a minor unit at most. */
  private handlingMinor({ units }: Sent, nodes: readonly number[]): number {
    let least = Infinity;
    for (const node of nodes) least = Math.min(least, this.world.wms.nodes[node]!.unitCostMinor);
    const shipments = Math.min(SHIPMENTS_MAX, units);
    return nodes.length === 0 ? 0 : Math.max(0, Math.floor(least * units - shipments / 2));
  }

  private *ridesOf(order: ErpOrder, sent: Sent, node: number, { once }: { once: boolean }): Generator<Ride> {
    const { destination } = order.sales;
    const { weightGrams } = sent;
    const { expediteMinorMax } = this.world.network.limits;
    for (const line of this.freight.linesOf(node, destination)) {
      const alone = once ? this.freight.alone(line, weightGrams) : this.freight.inParts(line, weightGrams);
      // Each of several shipments is rounded by itself.
      const rounded = once ? 0 : Math.min(SHIPMENTS_MAX, sent.units) - 1;
      if (alone !== null) {
        const freightMinor = Math.max(0, alone - rounded);
        const transitMs = this.luck.alone(line, order.no, { once });
        yield { node, line, freightMinor, transitMs };
        if (expediteMinorMax > 0)
          yield {
            node,
            line,
            freightMinor: freightMinor + expediteMinorMax,
            transitMs: this.luck.expedited(line, transitMs),
          };
      }
      const shared = this.freight.shared(line, weightGrams, node, destination);
      if (shared !== null)
        yield { node, line, freightMinor: Math.max(0, shared - rounded), transitMs: this.luck.shared(line) };
    }
  }

  /** Of an order that is sourced once. */
  private lossMinor({ no }: ErpOrder, { goodsMinor }: Sent, carrier: number): number {
    return this.settles ? this.luck.lossMinor(no, carrier, goodsMinor) : 0;
  }

  private penaltyMinor({ valueMinor }: Sent): number {
    return this.settles ? Math.round(valueMinor * this.world.costs.latePenaltyShare) : 0;
  }
}

/** Of ways that use the same, the cheapest; none of those that cost more than one that uses nothing. */
function leastOf(ways: readonly Way[]): readonly Way[] {
  let free = Infinity;
  const by = new Map<number, Way>();
  for (const way of ways) {
    if (way.uses.length === 0) {
      free = Math.min(free, way.cost);
      continue;
    }
    // Resources of a node stand in a row, up to its last: the first one says which.
    const known = by.get(way.uses[0]!);
    if (known === undefined || way.cost < known.cost) by.set(way.uses[0]!, way);
  }
  const others = [...by.values()].filter(({ cost }) => cost < free);
  return free === Infinity ? others : [...others, { cost: free, uses: NOTHING }];
}
