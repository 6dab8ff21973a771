/**
 * A load that a carrier holds under way, for another one to fetch it at a terminal.
 *
 * 1. It can be held as long as it is not out for delivery, once a load: asked again, the same is said again. Not one that customs
 *    has kept at a border.
 * 2. What is held is fetched by another carrier, or driven on: what was ahead of it then comes later by as long as it stood.
 * 3. Who hands a load over bills nothing: what it has earned is an advance of whoever takes it on.
 */
import { type DriveOn, type HandOver, MILESTONE, type RequestHold } from '#orchestrator/contracts/carriers';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import { roundHalfUp } from '../money.ts';
import { type CarrierLoad, HOLD, PHASE } from './carrier-load.ts';
import type { FreightDesk } from './freight-desk.ts';
import type { CarrierOffice } from './office.ts';
import type { Trips } from './trips.ts';

export class Holds {
  private readonly office: CarrierOffice;
  private readonly freight: FreightDesk;
  private readonly trips: Trips;
  private readonly onHold: HandlerNo;

  constructor(office: CarrierOffice, freight: FreightDesk, trips: Trips) {
    this.office = office;
    this.freight = freight;
    this.trips = trips;
    this.onHold = office.handler('hold', (key) => this.decide(key));
  }

  request({ key, a: attempt }: RequestHold): void {
    const { behaviours, profile, kernel } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt || load.phase < PHASE.moving) return;
    if (load.hold === HOLD.none) {
      load.hold = HOLD.asked;
      const { streams } = behaviours;
      const afterMs = drawMs(profile.holdAnswerMs, streams['hold-ms'], load.luckKey, load.luckN);
      kernel.schedule(this.onHold, kernel.now + afterMs, key);
    } else if (load.hold !== HOLD.asked) this.say(key, load);
  }

  private decide(key: number): void {
    const { behaviours, profile, kernel, state } = this.office;
    const load = this.office.loadOf(key);
    if (load === undefined || load.hold !== HOLD.asked) return;
    const { acceptedShare } = profile.settings.hold;
    const may = behaviours.streams.hold.unit(load.luckKey, load.luckN) < acceptedShare;
    if (may && this.isOnTheWay(load)) {
      const { now } = kernel;
      load.hold = HOLD.held;
      load.phase = PHASE.held;
      load.heldAt = now;
      load.earnedMinor = earnedOf(load, now);
      state.ledger.holds += 1;
      this.office.loadEvent('loadHeld', key, 1, this.office.carrier, load.earnedMinor);
    } else load.hold = HOLD.refused;
    this.say(key, load);
  }

  private isOnTheWay({ phase, allLost, stepAt, deliveredAt, heldAt }: CarrierLoad): boolean {
    const { now } = this.office.kernel;
    const { route } = this.office.profile.settings.reporting;
    const out = stepAt.some(
      (at, step) => at >= 0 && at <= now && route[step]!.milestone >= MILESTONE.outForDelivery,
    );
    return phase === PHASE.moving && heldAt < 0 && !allLost && !out && now < deliveredAt;
  }

  private say(key: number, load: CarrierLoad): void {
    const { send, carrier, profile } = this.office;
    const { hold, heldAt, earnedMinor } = load;
    const readyAt = Math.max(0, heldAt) + profile.settings.hold.readyAfterMs;
    send('holdAnswered', key, hold === HOLD.held ? 1 : 0, carrier, { readyAt, earnedMinor });
  }

  /** Also where the hold is not decided yet: then there will be none. */
  driveOn({ key, a: attempt }: DriveOn): void {
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt) return;
    if (load.hold === HOLD.asked) load.hold = HOLD.refused;
    if (load.phase !== PHASE.held) return;
    const stoodMs = Math.max(1, this.office.kernel.now - load.heldAt);
    load.phase = PHASE.moving;
    load.heldMs = stoodMs;
    load.stepAt = load.stepAt.map((at) => (at > load.heldAt ? at + stoodMs : at));
    load.deliveredAt += stoodMs;
    this.trips.schedule(key, load);
  }

  handOver({ key, a: attempt, b: to }: HandOver): void {
    const load = this.office.loadOf(key);
    if (load === undefined || load.attempt !== attempt || load.phase !== PHASE.held) return;
    load.phase = PHASE.handedOver;
    this.office.state.ledger.handOvers += 1;
    this.office.loadEvent('loadHandedOver', key, 1, this.office.carrier, to);
    this.freight.nothingToBill(key, load);
  }
}

/** Its share of the way, and what its truck stood for; never more than was agreed. */
function earnedOf(
  { departedAt, deliveredAt, agreedMinor, detentionMinor }: CarrierLoad,
  now: number,
): number {
  const share = (now - departedAt) / (deliveredAt - departedAt);
  return Math.min(agreedMinor, roundHalfUp(agreedMinor * share) + detentionMinor);
}
