/**
 * KPIs of seeing loads on their way: how far ahead a delay is known, how far estimates are off, what became of goods that were too warm.
 *
 * 1. Of the whole run only; those of devices are null where there are none.
 * 2. The estimate in force is the one that the load goes by. By reports alone it is the last of its carrier's to have occurred, of those
 *    heard by then: both of the same loads of the same run. What customs' keeping the goods adds is in neither.
 */

import type { TelematicsKpi } from './catalogue/telematics-catalogue.ts';
import { isDelivered } from './load-kpis.ts';
import { ratio, Sample } from './measures.ts';
import type { OutboundOutcomes } from './outcomes/outcomes.ts';
import { DECIDED, ESTIMATED_BY } from './outcomes/telematics-books.ts';

const DAY_SECONDS = 86_400;
const HOURS_SECONDS = 4 * 3600;

export function telematicsKpis(outcomes: OutboundOutcomes): Record<TelematicsKpi, number | null> {
  return {
    ...foresight(outcomes),
    ...estimates(outcomes),
    ...excursions(outcomes),
    tripsLive: live(outcomes),
    deviceLagMean: deviceLag(outcomes),
  };
}

function foresight(outcomes: OutboundOutcomes) {
  const { loads, shipments, orders } = outcomes;
  const sums = { late: 0, known: 0, alarms: 0, falseAlarms: 0 };
  for (let row = 0; row < loads.size; row++) {
    if (!isDelivered(outcomes, row)) continue;
    const deliveredAt = loads.deliveredAt[row]!;
    const promisedAt = orders.promisedAt[shipments.order[loads.shipment[row]!]!]!;
    const atRiskAt = loads.atRiskAt[row]!;
    if (atRiskAt >= 0) sums.alarms += 1;
    if (deliveredAt <= promisedAt) {
      if (atRiskAt >= 0) sums.falseAlarms += 1;
      continue;
    }
    sums.late += 1;
    if (atRiskAt >= 0 && atRiskAt <= promisedAt) sums.known += 1;
  }
  return {
    lateKnownShare: ratio(sums.known, sums.late),
    falseAlarms: ratio(sums.falseAlarms, sums.alarms),
  };
}

function live({ loads, telematicsBooks: { trips } }: OutboundOutcomes): number | null {
  if (trips.size === 0) return null;
  let departed = 0;
  let heard = 0;
  for (let row = 0; row < loads.size; row++) if (loads.departedAt[row]! >= 0) departed += 1;
  for (let row = 0; row < trips.size; row++) if (trips.heardAt[row]! >= 0) heard += 1;
  return ratio(heard, departed);
}

/** ms */
function deviceLag({ telematicsBooks: { trips } }: OutboundOutcomes): number | null {
  let readings = 0;
  let seconds = 0;
  for (let row = 0; row < trips.size; row++) {
    readings += trips.readings[row]!;
    seconds += trips.lagSeconds[row]!;
  }
  return ratio(seconds * 1000, readings);
}

/** What is thought of a load's arrival. */
class Belief {
  private occurredAt = -Infinity;
  estimatedAt = -1;
  /** When it was first past the promise; -1 = never. */
  lateSince = -1;

  /** Another estimate, unless a report of something later has given one. */
  hear(heardAt: number, occurredAt: number, estimatedAt: number, promisedAt: number): void {
    if (occurredAt < this.occurredAt) return;
    this.occurredAt = occurredAt;
    this.go(heardAt, estimatedAt, promisedAt);
  }

  /** By another estimate, whatever was thought before. */
  go(heardAt: number, estimatedAt: number, promisedAt: number): void {
    this.estimatedAt = estimatedAt;
    if (this.lateSince < 0 && estimatedAt > promisedAt) this.lateSince = heardAt;
  }

  /** What it went by is void: it is thought what the other one thinks. */
  become({ estimatedAt, lateSince }: Belief): void {
    this.estimatedAt = estimatedAt;
    this.lateSince = lateSince;
  }
}

/** A trip that has arrived, and what was thought of it: all told, and by reports alone. */
class Followed {
  readonly arrivedAt: number;
  readonly promisedAt: number;
  /** By the plan when its device was first heard: -1 = not known. */
  plannedAt = -1;
  private readonly all = new Belief();
  private readonly reports = new Belief();
  /** What both were so long before the arrival; -1 = nothing. */
  readonly before: { readonly seconds: number; all: number; reports: number }[];

  constructor(arrivedAt: number, promisedAt: number, before: readonly number[]) {
    this.arrivedAt = arrivedAt;
    this.promisedAt = promisedAt;
    this.before = before.map((seconds) => ({ seconds, all: -1, reports: -1 }));
  }

  /** @param by `ESTIMATED_BY`; the first is the plan. */
  hear(heardAt: number, occurredAt: number, estimatedAt: number, by: number): void {
    const { all, reports, promisedAt } = this;
    if (by === ESTIMATED_BY.carrier) reports.hear(heardAt, occurredAt, estimatedAt, promisedAt);
    if (by === ESTIMATED_BY.load) all.go(heardAt, estimatedAt, promisedAt);
    else if (by === ESTIMATED_BY.nobody || this.plannedAt < 0) all.become(reports);
    if (this.plannedAt < 0) this.plannedAt = estimatedAt;
    for (const each of this.before) {
      if (heardAt > this.arrivedAt - each.seconds) continue;
      each.all = this.all.estimatedAt;
      each.reports = this.reports.estimatedAt;
    }
  }

  /** Seconds before its arrival at which a delay was first seen that no plan had shown; null = it has none. */
  ahead({ withDevice }: { readonly withDevice: boolean }): number | null {
    const { arrivedAt, promisedAt, plannedAt } = this;
    if (arrivedAt <= promisedAt || plannedAt > promisedAt) return null;
    const { lateSince } = withDevice ? this.all : this.reports;
    return lateSince < 0 ? 0 : Math.max(0, arrivedAt - lateSince);
  }
}

function estimates(outcomes: OutboundOutcomes) {
  const samples = Array.from({ length: 6 }, () => new Sample());
  const [aheadAll, aheadReports, ...errors] = samples as [Sample, Sample, ...Sample[]];
  for (const trip of followedTrips(outcomes).values()) {
    const ahead = trip.ahead({ withDevice: true });
    if (ahead !== null) {
      aheadAll.add(ahead);
      aheadReports.add(trip.ahead({ withDevice: false })!);
    }
    for (const [i, { all, reports }] of trip.before.entries()) {
      if (all < 0) continue;
      errors[2 * i]!.add(Math.abs(all - trip.arrivedAt));
      errors[2 * i + 1]!.add(Math.abs(reports - trip.arrivedAt));
    }
  }
  return {
    lateSeenAhead: aheadAll.meanMs(),
    lateSeenAheadReports: aheadReports.meanMs(),
    etaErrorDay: errors[0]!.meanMs(),
    etaErrorDayReports: errors[1]!.meanMs(),
    etaErrorHours: errors[2]!.meanMs(),
    etaErrorHoursReports: errors[3]!.meanMs(),
  };
}

/** Trips that have arrived, by row, with all that was heard of them. O(estimates) */
function followedTrips(outcomes: OutboundOutcomes): ReadonlyMap<number, Followed> {
  const { loads, shipments, orders, telematicsBooks } = outcomes;
  const { trips, estimates: table } = telematicsBooks;
  const followed = new Map<number, Followed>();
  for (let row = 0; row < table.size; row++) {
    const trip = table.trip[row]!;
    const load = outcomes.loadRow(trips.load[trip]!);
    if (load < 0 || !isDelivered(outcomes, load)) continue;
    let of = followed.get(trip);
    if (of === undefined) {
      const promisedAt = orders.promisedAt[shipments.order[loads.shipment[load]!]!]!;
      of = new Followed(loads.deliveredAt[load]!, promisedAt, [DAY_SECONDS, HOURS_SECONDS]);
      followed.set(trip, of);
    }
    of.hear(table.heardAt[row]!, table.occurredAt[row]!, table.estimatedAt[row]!, table.by[row]!);
  }
  return followed;
}

function excursions({ telematicsBooks: { trips } }: OutboundOutcomes) {
  const detection = new Sample();
  const sums = { excursions: 0, decided: 0, refused: 0 };
  for (let row = 0; row < trips.size; row++) {
    const exceededAt = trips.exceededAt[row]!;
    if (exceededAt < 0) continue;
    sums.excursions += 1;
    if (trips.openedAt[row]! >= 0) detection.add(Math.max(0, trips.openedAt[row]! - exceededAt));
    if (trips.decided[row]! < 0) continue;
    sums.decided += 1;
    if (trips.decided[row] === DECIDED.refused) sums.refused += 1;
  }
  return {
    excursions: trips.size === 0 ? null : sums.excursions,
    excursionDetectionP50: detection.quantileMs(0.5),
    excursionDetectionP95: detection.quantileMs(0.95),
    qualityRefused: ratio(sums.refused, sums.decided),
  };
}
