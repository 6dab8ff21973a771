/**
 * Loads of which somebody was asked whether they will be late, or what to do about it: what speed and lateness came to, and the least that they could have.
 *
 * 1. The measure is what was paid for speed, and the share of `latePenalty` of the goods on the load whose promise it missed. Landed cost charges an order
 *    that comes by several loads once, and for all of it: that is not in here.
 * 2. Warnings have no price. A prediction is worth what can be done about it.
 * 3. A load counts when it is delivered; one that is lost, or that nothing left with, is left out of both.
 */
import type { OutboundOutcomes } from '#reports/kpis/outbound/outcomes/outcomes';
import type { Recorder } from '#scenarios/recording/recorder';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { Random } from '#sim/random/random';
import { type LoadOnRoad, lateMinor, leastOfLoad, type SpeedOffer, withoutSpeed } from './delay-bound.ts';
import type { EndedRun, PointFacts, PointNotes } from './point-facts.ts';
import { TenderLuck } from './tender-luck.ts';

interface NotedLoad {
  readonly askedAt: number;
  readonly carrier: number;
  offeredMinor: number;
  /** When it was heard that the carrier goes faster; -1 = it does not. */
  fasterAt: number;
  deliveredAt: number;
}

/** A load that was delivered. Minor units. */
export interface DelayOutcome {
  readonly load: number;
  readonly came: number;
  readonly least: number;
}

export class DelayNotes implements PointNotes {
  readonly hears: Partial<Recorder>;
  private readonly world: OutboundWorld;
  private readonly luck: TenderLuck;
  private readonly loads = new Map<number, NotedLoad>();

  constructor(world: OutboundWorld, random: Random) {
    this.world = world;
    this.luck = new TenderLuck(world, random);
    this.hears = {
      message: this.luck.message,
      decision: (...cells) => {
        const [now, point, , load] = cells;
        if ((point !== 'delay-prediction' && point !== 'delay-response') || this.loads.has(load)) return;
        const { carrier } = cells[16] as { readonly carrier: number };
        this.loads.set(load, { askedAt: now, carrier, offeredMinor: 0, fasterAt: -1, deliveredAt: -1 });
      },
      business: (time, event, _owner, _type, load, _n, a) => {
        const noted = this.loads.get(load);
        if (noted === undefined) return;
        if (event === 'expediteRequested') noted.offeredMinor = a;
        else if (event === 'expediteAnswered' && a === 1) noted.fasterAt = time;
        else if (event === 'loadDelivered') noted.deliveredAt = time;
      },
    };
  }

  facts({ outcomes }: EndedRun): Promise<PointFacts | null> {
    const delivered = this.delivered(outcomes);
    if (delivered.length === 0) return Promise.resolve(null);
    const sum = { decisions: 0, came: 0, bound: 0, open: 0 };
    for (const { came, least } of delivered) {
      sum.decisions += 1;
      sum.came += came;
      sum.bound += least;
    }
    const predicts = this.world.network.predictsDelays !== undefined;
    return Promise.resolve({
      point: predicts ? 'delay-prediction' : 'delay-response',
      unit: 'money',
      ...sum,
    });
  }

  /** Load by load. */
  delivered(outcomes: OutboundOutcomes): readonly DelayOutcome[] {
    const aboard = this.aboardOf(outcomes);
    const found: DelayOutcome[] = [];
    for (const [load, noted] of this.loads) {
      const own = aboard.get(outcomes.loadRow(load));
      if (noted.deliveredAt < 0 || own === undefined) continue;
      const paidMinor = noted.fasterAt < 0 ? 0 : noted.offeredMinor;
      const least = leastOfLoad({
        ...noted,
        ...this.without(noted),
        speed: this.speedOf(load, noted),
        aboard: own,
      });
      found.push({ load, came: paidMinor + lateMinor(own, noted.deliveredAt), least });
    }
    return found;
  }

  /** Where borders hold loads, what was sped up may have been held afterwards: then it is known only that it came no sooner. */
  private without({ carrier, deliveredAt, fasterAt }: NotedLoad): Pick<LoadOnRoad, 'withoutAt'> {
    const { carriers, customs } = this.world;
    if (fasterAt < 0 || customs !== undefined) return { withoutAt: deliveredAt };
    return { withoutAt: withoutSpeed(deliveredAt, fasterAt, carriers[carrier]!.expedite.remainingFactor) };
  }

  private speedOf(load: number, { carrier }: NotedLoad): SpeedOffer | null {
    const { carriers, network } = this.world;
    const { acceptedShare, remainingFactor } = carriers[carrier]!.expedite;
    const unit = this.luck.unit('expedite', load, carrier);
    const priceMinor = network.limits.expediteMinorMax;
    if (priceMinor === 0 || (unit !== null && unit >= acceptedShare)) return null;
    return { priceMinor, remainingFactor: Math.min(1, Math.max(0, remainingFactor)) };
  }

  /** By row of the load. */
  private aboardOf(outcomes: OutboundOutcomes): ReadonlyMap<number, LoadOnRoad['aboard'][number][]> {
    const { shipments, orders, epoch } = outcomes;
    const { latePenaltyShare } = this.world.costs;
    const aboard = new Map<number, LoadOnRoad['aboard'][number][]>();
    for (let row = 0; row < shipments.size; row++) {
      const load = shipments.load[row]!;
      if (load < 0 || shipments.deliveredAt[row]! < 0) continue;
      const promised = orders.promisedAt[shipments.order[row]!]!;
      if (promised < 0) continue;
      const one = {
        promisedAt: epoch + 1000 * promised,
        lateMinor: Math.round(shipments.valueMinor[row]! * latePenaltyShare),
      };
      aboard.set(load, [...(aboard.get(load) ?? []), one]);
    }
    return aboard;
  }
}
