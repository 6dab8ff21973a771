/**
 * The telematics provider of all carriers: devices on a share of their vehicles, that say how far these have come and whether the
 * goods keep their temperature.
 *
 * 1. What a device measures is what its vehicle really does; the clock it stamps with, and the vehicle, may be wrong ones.
 * 2. At most `readingsMax` readings a trip. What can't be sent is kept and sent in order when the device is heard again, at the
 *    latest when it is taken off; a flat battery says nothing any more.
 * 3. Whoever has not asked for a trip is told nothing of it.
 * 4. One load, one trip: asked for again, it is answered as it stands.
 * 5. Every draw is keyed as the load's trip is: see `luck.ts`.
 */
import { TELEMATICS } from '#orchestrator/contracts/partners';
import { type FollowTrip, NO_DEVICE } from '#orchestrator/contracts/telematics';
import type { HandlerNo } from '#sim/kernel';
import { LentRecords, type SavedRecords } from '#sim/lent-records';
import type { Random } from '#sim/random/random';
import { type MockContext, MockSystem } from '../mock-system.ts';
import { RIDE_END, type UnderWay } from '../under-way.ts';
import { TripLuck } from './luck.ts';
import type { TelematicsSettings } from './settings.ts';
import {
  ALARM,
  copyTrip,
  emptyLedger,
  newTrip,
  type Reading,
  type TelematicsLedger,
  TRIP,
  type Trip,
} from './trip.ts';

interface TelematicsState {
  readonly trips: SavedRecords<Trip>;
  readonly ledger: TelematicsLedger;
}

export class TelematicsSystem extends MockSystem<TelematicsState> {
  private readonly trips = new LentRecords<Trip>(copyTrip);
  private effects = emptyLedger();
  private readonly settings: TelematicsSettings;
  private readonly luck: TripLuck;
  private readonly underWay: UnderWay;
  private readonly onReading: HandlerNo;
  private readonly onAlarm: HandlerNo;
  private readonly onForget: HandlerNo;

  /** @param keyOf what the draws of an order are keyed by, uint32 */
  constructor(
    context: MockContext,
    random: Random,
    settings: TelematicsSettings,
    underWay: UnderWay,
    keyOf: (order: number) => number,
  ) {
    super(context, TELEMATICS, 'telematics');
    const { kernel } = this;
    this.settings = settings;
    this.luck = new TripLuck(random, settings, keyOf);
    this.underWay = underWay;
    this.onReading = kernel.handler('telematics.reading', (load, no) => this.read(load, no));
    this.onAlarm = kernel.handler('telematics.alarm', (load) => this.alarm(load));
    this.onForget = kernel.handler('telematics.forget', (load) => this.trips.delete(load));
    underWay.connect({
      departed: (load, carrier) => this.departed(load, carrier),
      ended: (load, how) => this.ended(load, how),
      wasTooWarm: (load) => this.trips.get(load)?.alarm === ALARM.reported,
    });
    this.on('followTrip', (message) => this.follow(message));
  }

  /** What it has really done, so far. */
  get ledger(): Readonly<TelematicsLedger> {
    return this.effects;
  }

  /** Trips that it has not forgotten. */
  get remembered(): number {
    return this.trips.size;
  }

  private departed(load: number, carrier: number): void {
    const ride = this.underWay.rideOf(load, carrier);
    if (ride === null) return;
    const trip = this.trips.get(load) ?? newTrip(carrier);
    trip.lane = ride.lane;
    trip.departedAt = ride.departedAt;
    trip.plannedAt = ride.plannedAt;
    trip.phase = TRIP.underWay;
    const fitted = this.luck.fit(trip, load, ride);
    if (!fitted && !trip.followed) return;
    this.trips.set(load, trip);
    if (fitted) this.attach(load, trip);
    if (trip.followed) this.answer(load, trip);
  }

  private attach(load: number, trip: Trip): void {
    const { everyMs, readingsMax } = this.settings;
    const plannedMs = trip.plannedAt - trip.departedAt;
    trip.everyMs = Math.max(everyMs, Math.ceil((2 * plannedMs) / readingsMax));
    this.effects.attached += 1;
    if (trip.aheadBy !== 0) this.effects.wrong += 1;
    this.write('deviceAttached', load, 1, trip.device, trip.carrier);
    this.kernel.schedule(this.onReading, trip.departedAt + trip.everyMs, load, 1);
  }

  private follow({ key: load, a: carrier, b: cold }: FollowTrip): void {
    let trip = this.trips.get(load);
    if (trip === undefined) {
      trip = newTrip(carrier);
      // On the road without a device: nobody kept anything of it. One that departs at this instant has still to be seen.
      const ride = this.underWay.rideOf(load, carrier);
      if (ride !== null && ride.departedAt < this.kernel.now) trip.phase = TRIP.underWay;
      this.trips.set(load, trip);
    }
    const first = !trip.followed;
    trip.followed = true;
    trip.cold = cold === 1;
    if (trip.phase !== TRIP.awaited) this.answer(load, trip);
    if (first && trip.device === 0) this.forgetLater(load);
  }

  private answer(load: number, trip: Trip): void {
    const { device, carrier, departedAt, plannedAt, everyMs } = trip;
    if (device === 0 || trip.phase === TRIP.over) {
      const why = device === 0 ? NO_DEVICE.noneFitted : NO_DEVICE.tripOver;
      this.send('noDevice', load, why, carrier, null);
      return;
    }
    this.send('deviceAssigned', load, device, carrier, { departedAt, plannedAt, everyMs });
    if (trip.cold && trip.alarm === ALARM.ahead) this.watchTemperature(load, trip);
  }

  private watchTemperature(load: number, { exceededAt, outsideMs }: Trip): void {
    const { alarmAfterMs } = this.settings.excursions!;
    const at = exceededAt + Math.min(outsideMs, alarmAfterMs);
    this.kernel.schedule(this.onAlarm, Math.max(this.kernel.now, at), load);
  }

  /** The device looks where it is, and says so if it can. */
  private read(load: number, no: number): void {
    const trip = this.trips.get(load);
    if (trip === undefined || trip.phase !== TRIP.underWay) return;
    const progress = this.progressOf(load, trip);
    if (progress < 0) return;
    if (progress >= trip.flatAt) {
      this.effects.flat += 1;
      return;
    }
    const { now } = this.kernel;
    trip.readings = no;
    trip.kept = [...trip.kept, { no, at: now, progress }];
    if (trip.followed && !this.luck.inDeadZone(trip.lane, progress)) this.sendKept(load, trip);
    if (no < this.settings.readingsMax)
      this.kernel.schedule(this.onReading, now + trip.everyMs, load, no + 1);
  }

  /** Of the vehicle that it rides with. */
  private progressOf(load: number, { carrier, aheadBy, departedAt, plannedAt }: Trip): number {
    const progress = this.underWay.progressOf(load, carrier);
    if (aheadBy === 0 || progress < 0) return progress;
    const elapsed = (this.kernel.now - departedAt) / (plannedAt - departedAt);
    return Math.min(1, Math.max(0, elapsed + aheadBy));
  }

  private sendKept(load: number, trip: Trip): void {
    if (trip.kept.length > 1) this.effects.bursts += 1;
    for (const reading of trip.kept) this.report(load, trip, reading);
    trip.kept = [];
    if (trip.alarm === ALARM.kept) this.reportAlarm(load, trip);
  }

  /** What is left of the way is thought to go as planned; the provider's own error is the trip's. */
  private report(load: number, trip: Trip, { no, at, progress }: Reading): void {
    const { device, skewMs, errorShare, plannedAt, departedAt } = trip;
    const stampedAt = at + skewMs;
    const leftMs = (1 - progress) * (plannedAt - departedAt) * (1 + errorShare);
    const estimatedAt = Math.round(stampedAt + Math.max(0, leftMs));
    trip.reported += 1;
    this.effects.positions += 1;
    this.write('positionReported', load, no, stampedAt, estimatedAt);
    this.send('positionReported', load, device, stampedAt, {
      reading: no,
      progress: Math.round(progress * 1000),
      estimatedAt,
    });
  }

  private alarm(load: number): void {
    const trip = this.trips.get(load);
    if (trip === undefined || trip.phase !== TRIP.underWay || trip.alarm !== ALARM.ahead) return;
    const progress = this.underWay.progressOf(load, trip.carrier);
    if (progress < 0 || progress >= trip.flatAt) return;
    trip.alarm = ALARM.kept;
    if (!this.luck.inDeadZone(trip.lane, progress)) this.sendKept(load, trip);
  }

  private reportAlarm(load: number, trip: Trip): void {
    const { device, exceededAt, skewMs, peakTenths, outsideMs } = trip;
    const soFarMs = Math.min(outsideMs, this.kernel.now - exceededAt);
    const startedAt = exceededAt + skewMs;
    trip.alarm = ALARM.reported;
    this.effects.excursions += 1;
    this.write('temperatureExceeded', load, 1, peakTenths, startedAt);
    this.send('temperatureExceeded', load, device, soFarMs < outsideMs ? 1 : 0, {
      startedAt,
      outsideMs: soFarMs,
      peakTenths,
    });
  }

  /** It is taken off, and gives what it has kept; of what is lost nothing comes back. */
  private ended(load: number, how: number): void {
    const trip = this.trips.get(load);
    if (trip === undefined || trip.phase === TRIP.over) return;
    trip.phase = TRIP.over;
    this.forgetLater(load);
    if (trip.device === 0) return;
    if (trip.followed && how !== RIDE_END.lost && trip.flatAt > 1) this.sendKept(load, trip);
    trip.kept = [];
    this.effects.removed += 1;
    this.write('deviceRemoved', load, 1, trip.reported, trip.readings - trip.reported);
    if (trip.followed) this.send('deviceRemoved', load, trip.device, this.kernel.now + trip.skewMs, null);
  }

  private forgetLater(load: number): void {
    this.kernel.schedule(this.onForget, this.kernel.now + this.settings.rememberMs, load);
  }

  private write(event: string, load: number, n: number, a: number, b: number): void {
    this.log.business(event, 'TELEMATICS', 'trip', load, n, a, b);
  }

  protected saveState(): TelematicsState {
    return { trips: this.trips.save(), ledger: { ...this.effects } };
  }

  protected loadState(saved: TelematicsState): void {
    this.trips.load(saved.trips);
    this.effects = { ...saved.ledger };
  }
}
