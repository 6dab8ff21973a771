/** Trips for tests: profiles with one thing that is left to chance, what a carrier reports, shares over many orders. */
import { DAY_MS } from '#sim/shifts/civil';
import { type CarrierBench, PLAIN, START, tenderOf } from './carrier-bench.fixture.ts';
import { type CarrierLoad, offeredLoad } from './carrier-load.ts';
import type { CarrierProfile } from './settings.ts';

export const PICKUP = 2 * DAY_MS;
export const ORDERS = 10_000;

/** How many standard errors a share found over `ORDERS` orders is away from the one expected. */
export function standardErrors(found: number, expected: number): number {
  return Math.abs(found - expected) / Math.sqrt((expected * (1 - expected)) / ORDERS);
}

export const withDelivery = (fields: Partial<CarrierProfile['delivery']>): CarrierProfile => ({
  ...PLAIN,
  delivery: { ...PLAIN.delivery, ...fields },
});
export const withReporting = (fields: Partial<CarrierProfile['reporting']>): CarrierProfile => ({
  ...PLAIN,
  reporting: { ...PLAIN.reporting, ...fields },
});

/** Days from the start, of each report: milestone, raw code, when it happened, when it was said, estimate. */
export function reports({ of }: CarrierBench): unknown[][] {
  const days = (at: number): number => Math.round(((at - START) / DAY_MS) * 100) / 100;
  return of('milestoneReported').map(({ a, body, at }) => [
    a,
    body.rawCode,
    days(body.occurredAt),
    days(at),
    body.estimatedAt === null ? null : days(body.estimatedAt),
  ]);
}

export function loadOf(order: number, transitDays = 4): CarrierLoad {
  return offeredLoad(1, 1, tenderOf({ transitDays, shipments: [order * 8] }), order, 1);
}
