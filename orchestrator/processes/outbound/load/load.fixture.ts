/** Inputs of a load for tests: formed of one shipment, rated by two carriers, tendered, booked, on the road. */

import { input, TEST_KEY, TEST_NOW } from '#testing/core/given';
import type { DetentionTerms } from '../../../contracts/detention.ts';
import { carrierPartner } from '../../../contracts/partners.ts';
import type { Rating } from '../../../contracts/tms.ts';
import type { LoadedShipment, LoadInput } from '../inputs.ts';
import { LIMITS } from '../network.fixture.ts';

export const DAY_MS = 86_400_000;
export const DETENTION: DetentionTerms = { freeTimeMs: 7_200_000, perHourMinor: 6_000 };

export function shipment(no: number, changes: Partial<LoadedShipment> = {}): LoadedShipment {
  return {
    shipment: no,
    customer: 0,
    destination: 20,
    promisedAt: TEST_NOW + 3 * DAY_MS,
    weightGrams: 10_000,
    handlingUnits: 2,
    dangerous: false,
    documents: false,
    valueMinor: 90_000,
    products: [],
    units: [],
    instructed: null,
    planned: { carrier: 0, service: 0, transitDays: 2 },
    ...changes,
  };
}

export function rating(carrier: number, amountMinor: number, guideRank: number): Rating {
  return {
    rate: 50 + carrier,
    origin: 10,
    carrier,
    service: 0,
    mode: 'LTL',
    transitDays: 2,
    lineHaulMinor: amountMinor - 100,
    fuelMinor: 100,
    accessorialsMinor: 0,
    amountMinor,
    detention: DETENTION,
    guideRank,
  };
}

export const RATINGS = [rating(0, 1_000, 1), rating(1, 1_200, 2)];
export const form = (...shipments: LoadedShipment[]): LoadInput =>
  input('formLoad', {
    lane: 1,
    node: 0,
    cutoff: 3,
    shipments: shipments.length > 0 ? shipments : [shipment(TEST_KEY)],
  });
/** @param no of the question */
export const rated = (ratings = RATINGS, no = 1): LoadInput => input('loadRated', { ratings }, no);
export const decided = (index: number, attempt = 1): LoadInput =>
  input(
    'decided',
    { point: 'carrier', policy: 'p', fallback: null, option: index < 0 ? null : { carrier: index } },
    index,
    attempt,
  );
export const accepted = (attempt: number, carrier: number): LoadInput =>
  input('tenderAccepted', null, attempt, carrier);
export const rejected = (attempt: number): LoadInput => input('tenderRejected', null, attempt, 1);
export const countered = (attempt: number, minor: number, detention = DETENTION): LoadInput =>
  input('tenderCountered', { detention }, attempt, minor);
export const rang = (timer: number): LoadInput => input('timer', null, timer);
export const bookedBy = (carrier: number, detention = DETENTION): LoadInput =>
  input('loadBooked', { fuelShare: 0.1, detention }, carrier, 1);
export const answered = (answer: number, no = 1): LoadInput => input('taskAnswered', null, answer, no);
export const truckArrived: LoadInput = input('truckArrived', { arrivedAt: TEST_NOW }, 1, 0);
export const loaded = (...shipments: number[]): LoadInput =>
  input('truckLoaded', { shipments }, 0, shipments.length);
export const truckLoaded = loaded(TEST_KEY);
export const milestone = (code: number, estimatedAt: number | null = null): LoadInput =>
  input('milestoneReported', { rawCode: 'X6', occurredAt: TEST_NOW, estimatedAt }, code, 0);
export const pod = (condition: number, no = TEST_KEY): LoadInput =>
  input('podReceived', { shipments: [{ shipment: no, condition }] }, TEST_NOW + DAY_MS, 0);
export const settled: LoadInput = input('freightSettled', null, 1_000, 1_000);

export const tendered = [form(), rated(), decided(0)];
export const booked = [...tendered, accepted(1, 0), bookedBy(0)];
export const onTheRoad = [...booked, truckArrived, truckLoaded];

export const withdraw = (attempt: number, carrier: number) => ({
  send: 'withdrawTender',
  partner: carrierPartner(carrier),
  key: TEST_KEY,
  a: attempt,
  b: carrier,
});
/** An offer of this rank in the guide: what it says itself, and what its body says. */
export const offerTo = (attempt: number, carrier: number) => ({
  send: 'offerTender',
  partner: carrierPartner(carrier),
  a: attempt,
  b: carrier,
});
export const offerBody = (rank: number) => ({
  rank,
  lane: 1,
  cutoff: 3,
  respondBy: TEST_NOW + LIMITS.tenderResponseMs,
});
