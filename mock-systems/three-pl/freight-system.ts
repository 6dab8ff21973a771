/**
 * The freight desk of a third party that books its own carriers: it forms loads of what its warehouses have packed, offers them to who would
 * cost it least, or along a routing guide, loads their trucks, and reports and bills to the shipper as one carrier.
 *
 * 1. What it owns it writes: loads formed, offered, booked and called off. Carriers write what they do; WMS what leaves.
 * 2. The shipper hears of a load when it has left (`shippingAdvised`), then of milestones, proofs of delivery and bills, in the third
 *    party's name; its questions, disputes and claims are passed on to whoever drives.
 * 3. A load is billed by the tariff agreed with the shipper, for what has left, whatever the carrier is paid. Trucks that stand at the ramp
 *    are the third party's own matter.
 * 4. A load that nobody takes is offered again from the top. One of which nothing is left at the door is called off.
 * 5. Of a load that it does not remember it answers nothing, and denies claims.
 */
import type { FileClaim } from '#orchestrator/contracts/carriers';
import { carrierPartner } from '#orchestrator/contracts/partners';
import type { Rating, RatingRequest } from '#orchestrator/contracts/tms';
import type { HandlerNo } from '#sim/kernel';
import { type MockContext, MockSystem } from '../mock-system.ts';
import type { TenderLine } from '../tender-line.ts';
import { Tariff } from '../tms/tariff.ts';
import { type SavedTenders, TenderDesk } from '../tms/tender-desk.ts';
import type { TenderRecord } from '../tms/tender-record.ts';
import {
  type FreightLedger,
  type FreightLoad,
  freightLoads,
  NO_FREIGHT,
  type SavedFreightLoads,
} from './freight-load.ts';
import type { HaulLine, SoldFreight } from './haul-line.ts';
import type { PackedGoods, Ramp } from './ramp.ts';
import type { FreightSettings } from './settings.ts';
import { loadsOf, type SavedGoods, WaitingGoods } from './waiting-goods.ts';

export const THREE_PL_NAME = 'THREEPL';

export interface FreightState {
  readonly goods: SavedGoods;
  readonly loads: SavedFreightLoads;
  readonly tenders: SavedTenders;
  readonly ledger: FreightLedger;
}

/** What carriers say that the shipper hears as it is, but for whose name it bears in `b`. */
const IN_ITS_NAME: ReadonlySet<string> = new Set([
  'milestoneReported',
  'podReceived',
  'freightBilled',
  'claimAnswered',
]);

export class ThreePlFreight extends MockSystem<FreightState> {
  private readonly settings: FreightSettings;
  private readonly ramp: Ramp;
  private readonly haul: HaulLine;
  private readonly selling: Tariff;
  private readonly desk: TenderDesk;
  private readonly goods = new WaitingGoods();
  private readonly loads = freightLoads();
  private readonly onCutoff: HandlerNo;
  private readonly onForget: HandlerNo;
  private done: FreightLedger = { ...NO_FREIGHT };

  /**
   * @param line on which carriers are offered loads
   * @param haul on which they are told and tell the rest
   */
  constructor(context: MockContext, settings: FreightSettings, line: TenderLine, haul: HaulLine, ramp: Ramp) {
    super(context, carrierPartner(settings.carrier), THREE_PL_NAME);
    const { kernel } = context;
    this.settings = settings;
    this.ramp = ramp;
    this.haul = haul;
    this.selling = new Tariff(settings.selling);
    const buying = new Tariff(settings.buying);
    const cheapestFirst = { rateLoad: (request: RatingRequest) => byPrice(buying.rateLoad(request)) };
    const guide = settings.choose === 'cheapest' ? cheapestFirst : buying;
    this.desk = new TenderDesk(
      context,
      settings.tendering,
      settings.keptMs,
      guide,
      line,
      {
        assigned: (load, tender) => this.book(load, tender),
        notFound: (load, tender) => this.seek(load, tender.round + 1, tender.attempt),
        makeVoid: (load, attempt) => this.cancel(load, attempt),
      },
      THREE_PL_NAME,
    );
    this.onCutoff = kernel.handler('threePl.cutoff', (group) => this.formLoads(group));
    this.onForget = kernel.handler('threePl.forget', (load) => {
      this.loads.delete(load);
    });
    ramp.connectFreight({
      packed: (goods) => this.gather(goods),
      withdrawn: (shipment) => this.goods.remove(shipment),
      loaded: (load, shipments) => this.driveOff(load, shipments),
    });
    haul.connectThirdParty((_haulier, kind, key, a, b, body) => this.hearHaulier(kind, key, a, b, body));
    this.on('requestStatus', ({ kind, key, a, b, body }) => this.passOn(key, kind, key, a, b, body));
    this.on('requestBill', ({ kind, key, a, b, body }) => this.passOn(key, kind, key, a, b, body));
    this.on('requestExpedite', ({ kind, key, a, b, body }) => this.passOn(key, kind, key, a, b, body));
    this.on('disputeInvoice', ({ kind, key, a, b, body }) => this.passOn(key, kind, key, a, b, body));
    this.on('fileClaim', (message) => this.claim(message));
  }

  /** What it has really done, so far. */
  get ledger(): Readonly<FreightLedger> {
    return this.done;
  }

  /** Packed shipments that wait for a cut-off. */
  get waiting(): number {
    return this.goods.size;
  }

  protected saveState(): FreightState {
    return {
      goods: this.goods.save(),
      loads: this.loads.save(),
      tenders: this.desk.save(),
      ledger: { ...this.done },
    };
  }

  protected loadState(saved: FreightState): void {
    this.goods.load(saved.goods);
    this.loads.load(saved.loads);
    this.desk.load(saved.tenders);
    this.done = { ...saved.ledger };
  }

  /** Packed: for the first cut-off of its lane from now, or at once. */
  private gather(goods: PackedGoods): void {
    const { lanes } = this.settings;
    const { lane } = goods.deliverTo;
    const { cutoffs, parcelBelowGrams } = lanes[lane]!;
    const index = firstFrom(cutoffs, this.kernel.now);
    if (goods.weightGrams < parcelBelowGrams || index === cutoffs.length) {
      this.form(lane, -1, [goods]);
      return;
    }
    const group = index * lanes.length + lane;
    if (this.goods.add(group, goods)) this.kernel.schedule(this.onCutoff, cutoffs[index]!, group);
  }

  private formLoads(group: number): void {
    const { lanes } = this.settings;
    const lane = group % lanes.length;
    const cutoff = Math.floor(group / lanes.length);
    for (const goods of loadsOf(this.goods.take(group), lanes[lane]!.weightGramsMax))
      this.form(lane, cutoff, goods);
  }

  /** A load's key is that of its smallest shipment. */
  private form(lane: number, cutoff: number, goods: readonly PackedGoods[]): void {
    const key = goods[0]!.shipment;
    this.loads.set(key, {
      stage: 'seeking',
      lane,
      cutoff,
      goods,
      attempt: 0,
      haulier: -1,
      pickupAt: 0,
      transitDays: 0,
    });
    this.done.loads += 1;
    this.write('loadFormed', key, 1, lane, goods.length);
    this.seek(key, 1, 0);
  }

  private seek(key: number, round: number, voidUpTo: number): void {
    const load = this.loads.get(key)!;
    const { now } = this.kernel;
    const at = this.pickupFrom(load, now + this.settings.tendering.pickupLeadMs);
    const { lane, cutoff, goods } = load;
    const shipments = goods.map(({ shipment }) => shipment);
    const body = { ...this.requestFor(lane, goods, at), lane, cutoff, shipments };
    this.desk.place({ key, a: voidUpTo, b: round, body });
  }

  /** Within the hours of the docks, with enough left of them to load it; else as they open. */
  private pickupFrom({ lane, goods }: FreightLoad, at: number): number {
    const { lanes, docks, lastPickupMs, loadingMsPerShipment } = this.settings;
    const hours = docks[lanes[lane]!.node]!;
    if (hours === null) return at;
    const next = firstFrom(hours, at + 1);
    if (next === hours.length) return at;
    // Before an opening they are closed, before a closing open.
    if (next % 2 === 0) return hours[next]!;
    const neededMs = lastPickupMs + goods.length * loadingMsPerShipment;
    return hours[next]! - at >= neededMs ? at : (hours[next + 1] ?? hours[next]!);
  }

  private requestFor(lane: number, goods: readonly PackedGoods[], pickupAt: number): RatingRequest {
    const { origin, destination } = this.settings.lanes[lane]!;
    return {
      origins: [origin],
      destination,
      weightGrams: goods.reduce((sum, each) => sum + each.weightGrams, 0),
      handlingUnits: goods.reduce((sum, each) => sum + each.handlingUnits, 0),
      dangerous: goods.some(({ deliverTo }) => deliverTo.dangerous),
      pickupsAt: [pickupAt],
    };
  }

  /** A carrier has taken it: it is booked, and its truck called. */
  private book(key: number, tender: TenderRecord): void {
    const load = this.loads.get(key)!;
    const { attempt, carrier, rating, agreedMinor } = tender;
    // Later tenders ask for a truck later: by then the docks may be closed.
    const pickupAt = this.pickupFrom(load, tender.pickupAt);
    load.stage = 'booked';
    load.attempt = attempt;
    load.haulier = carrier;
    load.pickupAt = pickupAt;
    load.transitDays = rating!.transitDays;
    const { totalMinor } = this.soldFor(load, load.goods);
    this.done.bookings += 1;
    this.done.bookedMinor += totalMinor;
    this.done.boughtMinor += agreedMinor;
    this.write('loadBooked', key, attempt, carrier, totalMinor);
    this.write('pickupPlanned', key, attempt, pickupAt, rating!.rate);
    this.write('freightArranged', key, attempt, carrier, agreedMinor);
    this.haul.say(carrier, 'dispatchTruck', key, attempt, carrier, { pickupAt });
  }

  private cancel(key: number, attempt: number): void {
    this.done.cancellations += 1;
    this.write('bookingCancelled', key, attempt, this.loads.get(key)!.haulier, 0);
  }

  /** By the tariff agreed with the shipper. */
  private soldFor({ lane, pickupAt }: FreightLoad, goods: readonly PackedGoods[]): SoldFreight {
    const request = this.requestFor(lane, goods, pickupAt);
    const rating = this.selling.rateLoad(request)[0];
    return rating === undefined
      ? { totalMinor: 0, charges: [] }
      : { totalMinor: rating.amountMinor, charges: chargesOf(rating) };
  }

  private hearHaulier(kind: string, key: number, a: number, b: number, body: unknown): void {
    if (kind === 'truckArrived') {
      this.arrived(key, a);
      return;
    }
    const said = IN_ITS_NAME.has(kind) ? this.settings.carrier : b;
    this.sendAs(kind, key, a, said, body);
  }

  private arrived(key: number, attempt: number): void {
    const load = this.loads.get(key);
    if (load?.stage !== 'booked' || load.attempt !== attempt) return;
    load.stage = 'loading';
    const shipments = load.goods.map(({ shipment }) => shipment);
    this.ramp.driveIn(key, this.settings.lanes[load.lane]!.node, shipments);
  }

  private driveOff(key: number, shipments: readonly number[]): void {
    const load = this.loads.get(key)!;
    const { attempt, haulier } = load;
    this.kernel.schedule(this.onForget, this.kernel.now + this.settings.keptMs, key);
    if (shipments.length === 0) {
      load.stage = 'off';
      this.desk.withdraw({ key });
      this.write('loadCancelled', key, 1, attempt, 0);
      return;
    }
    const aboard = load.goods.filter(({ shipment }) => shipments.includes(shipment));
    const sold = this.soldFor(load, aboard);
    load.stage = 'away';
    load.goods = [];
    this.done.departures += 1;
    this.haul.say(haulier, 'releaseTruck', key, attempt, haulier, { shipments, takenOverFrom: -1 }, sold);
    this.advise(key, load, aboard);
  }

  private advise(key: number, load: FreightLoad, goods: readonly PackedGoods[]): void {
    const { lane, cutoff, haulier, pickupAt, transitDays } = load;
    const { node, destination } = this.settings.lanes[lane]!;
    const shipments = goods.map(({ shipment, weightGrams, handlingUnits, deliverTo }) => {
      const { promisedAt, valueMinor, dangerous } = deliverTo;
      return { shipment, promisedAt, valueMinor, weightGrams, handlingUnits, dangerous };
    });
    const departedAt = this.kernel.now;
    const when = { pickupAt, departedAt, transitDays };
    this.send('shippingAdvised', key, node, this.settings.carrier, {
      ...{ haulier, destination, lane, cutoff },
      ...when,
      shipments,
    });
  }

  /** To whoever drives a load. @returns false where it is not remembered */
  private passOn(load: number, kind: string, key: number, a: number, b: number, body: unknown): boolean {
    const known = this.loads.get(load);
    if (known?.stage !== 'away') return false;
    this.haul.say(known.haulier, kind, key, a, b, body);
    return true;
  }

  private claim({ kind, key, a, b, body }: FileClaim): void {
    if (this.passOn(b, kind, key, a, b, body)) return;
    const { carrier } = this.settings;
    this.log.business('claimAnswered', 'carrier', 'shipment', key, 1, 0, carrier);
    this.send('claimAnswered', key, 0, carrier, null);
  }

  private write(event: string, load: number, n: number, a: number, b: number): void {
    this.log.business(event, THREE_PL_NAME, 'load', load, n, a, b);
  }
}

/** Index of the first instant that is `at` or later; their number where none is. O(log n). */
function firstFrom(instants: readonly number[], at: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (instants[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** As it asks them: the cheapest is first in its guide. */
function byPrice(ratings: readonly Rating[]): Rating[] {
  return ratings
    .toSorted((x, y) => x.amountMinor - y.amountMinor || x.rate - y.rate)
    .map((rating, i) => ({ ...rating, guideRank: i + 1 }));
}

/** X12 element 150: freight, fuel surcharge, hazardous goods. */
function chargesOf({ lineHaulMinor, fuelMinor, accessorialsMinor }: Rating): SoldFreight['charges'] {
  const charges = [{ code: '400', amountMinor: lineHaulMinor }];
  if (fuelMinor > 0) charges.push({ code: 'FUE', amountMinor: fuelMinor });
  if (accessorialsMinor > 0) charges.push({ code: 'HAZ', amountMinor: accessorialsMinor });
  return charges;
}
