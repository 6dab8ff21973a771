/**
 * A carrier's loads at borders: they drive up, stand as long as customs says, and go on or come back.
 *
 * 1. Nothing of the way ahead happens while a load stands: all of it comes later by as long as it stood.
 * 2. What is turned back comes back by the way it came: its delivery is that to the sender, refused.
 * 3. That it stands, and that it may go on, is reported once each, and only where it stood; with the lag of any report, and as often
 *    forgotten.
 */
import { MILESTONE } from '#orchestrator/contracts/carriers';
import type { HandlerNo } from '#sim/kernel';
import { drawMs } from '#sim/random/draw-ms';
import { BORDER_WORD, type Border } from '../border.ts';
import { type CarrierLoad, PHASE } from './carrier-load.ts';
import type { CarrierOffice } from './office.ts';
import { borderAt, REPORT_FAULT, reportFault, stepIndex } from './trip-plan.ts';

/** Steps beyond those of a route: what the reports of a border are drawn and remembered by. */
const HELD_STEP = 30;
const RELEASED_STEP = 31;
/** X12 element 1650 has a code for the hold, and none for the release: it is under way again. */
const RAW_CODE = { held: 'PR', released: 'X6' } as const;

/** What a crossing needs of the trips: to plan anew what lies ahead. */
interface Road {
  schedule(key: number, load: CarrierLoad): void;
}

export class Crossing {
  private readonly office: CarrierOffice;
  private readonly border: Border;
  private readonly road: Road;
  private readonly onBorder: HandlerNo;
  private readonly onReport: HandlerNo;

  constructor(office: CarrierOffice, border: Border, road: Road) {
    this.office = office;
    this.border = border;
    this.road = road;
    this.onBorder = office.handler('border', (key, at) => this.arrive(key, at));
    this.onReport = office.handler('borderReport', (key, step) => this.report(key, step));
    border.connectCarrier(office.carrier, (key, word) => this.hear(key, word));
  }

  /** A load has departed: where its way leads through customs, it will stand there. */
  depart(key: number, load: CarrierLoad): void {
    const { origin, destination } = load.tender!;
    if (load.onward || this.border.onTheWay(origin, destination) < 0) return;
    load.borderAt = borderAt(load);
    this.plan(key, load);
  }

  plan(key: number, load: CarrierLoad): void {
    if (load.borderAt >= 0) this.office.kernel.schedule(this.onBorder, load.borderAt, key, load.borderAt);
  }

  private arrive(key: number, at: number): void {
    const load = this.office.loadOf(key);
    // It has been sped up since: then it has come before.
    if (load === undefined || load.phase !== PHASE.moving || load.borderAt !== at) return;
    const { origin, destination } = load.tender!;
    load.phase = PHASE.atBorder;
    load.heldAt = at;
    this.border.arrive(key, this.border.onTheWay(origin, destination), this.office.carrier);
  }

  private hear(key: number, word: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined || load.phase !== PHASE.atBorder) return;
    if (word === BORDER_WORD.wait) this.stand(key, load);
    else if (word === BORDER_WORD.goOn) this.goOn(key, load);
    else this.goBack(key, load);
  }

  private stand(key: number, load: CarrierLoad): void {
    if ((load.reported & (1 << HELD_STEP)) !== 0) return;
    load.reported |= 1 << HELD_STEP;
    this.office.state.ledger.borderStops += 1;
    this.planReport(key, load, HELD_STEP);
  }

  private goOn(key: number, load: CarrierLoad): void {
    const stoodMs = this.office.kernel.now - load.heldAt;
    load.phase = PHASE.moving;
    if (stoodMs === 0) {
      load.heldAt = -1;
      return;
    }
    load.heldMs = stoodMs;
    load.stepAt = load.stepAt.map((at) => (at > load.heldAt ? at + stoodMs : at));
    load.deliveredAt += stoodMs;
    load.plannedAt += stoodMs;
    this.planReport(key, load, RELEASED_STEP);
    this.road.schedule(key, load);
  }

  /** Back to where it came from. */
  private goBack(key: number, load: CarrierLoad): void {
    const { now } = this.office.kernel;
    const last = load.stepAt.length - 1;
    load.phase = PHASE.moving;
    load.turnedBack = true;
    load.heldMs = Math.max(1, now - load.heldAt);
    load.deliveredAt = now + Math.max(1, load.heldAt - load.departedAt);
    load.stepAt = load.stepAt.map((at, step) => {
      if (step === last && at >= 0) return load.deliveredAt;
      return at > load.heldAt ? -1 : at;
    });
    this.office.state.ledger.turnedBack += 1;
    this.road.schedule(key, load);
  }

  private planReport(key: number, load: CarrierLoad, step: number): void {
    const { behaviours, profile, kernel } = this.office;
    if (reportFault(behaviours, profile, load, step) === REPORT_FAULT.missing) return;
    const lags = behaviours.streams['report-lag'];
    const afterMs = drawMs(profile.lagMs, lags, load.luckKey, stepIndex(load, step));
    kernel.schedule(this.onReport, kernel.now + afterMs, key, step);
  }

  private report(key: number, step: number): void {
    const load = this.office.loadOf(key);
    if (load === undefined) return;
    const milestone = step === HELD_STEP ? MILESTONE.customsHold : MILESTONE.customsReleased;
    const occurredAt = step === HELD_STEP ? load.heldAt : load.heldAt + load.heldMs;
    this.office.loadEvent('milestone', key, milestone, occurredAt, this.office.kernel.now);
    if (step === HELD_STEP) this.sayHeld(key, load);
    else this.say(key, milestone, RAW_CODE.released, occurredAt, this.estimateAfter(load));
  }

  /** Nobody knows for how long. */
  sayHeld(key: number, { heldAt }: CarrierLoad): void {
    this.say(key, MILESTONE.customsHold, RAW_CODE.held, heldAt, null);
  }

  /** What was planned comes later by as long as it stood. */
  private estimateAfter({ plannedAt }: CarrierLoad): number | null {
    return this.office.profile.settings.reporting.estimates ? plannedAt : null;
  }

  private say(
    key: number,
    milestone: number,
    rawCode: string,
    occurredAt: number,
    estimatedAt: number | null,
  ): void {
    const { send, carrier } = this.office;
    send('milestoneReported', key, milestone, carrier, { rawCode, occurredAt, estimatedAt });
  }
}
