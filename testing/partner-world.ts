/** A small distributor whose less-than-truckload carrier speaks X12 over a bad line. */
import type { BusinessWatcher } from '#scenarios/host/signals';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { X12Settings } from '#scenarios/world/partner-settings';
import { type SmallDistributor, smallDistributor } from './outbound-world.ts';

const MINUTE_MS = 60_000;

/** Of the library's distributor. */
export const CARRIER = { parcel: 0, ltl: 1, truckload: 2, air: 3, ocean: 4, bad: 5 } as const;

/** Everything that can happen on the line happens within a day. */
export const ROUGH_X12: X12Settings = {
  protocol: 'x12',
  carrier: CARRIER.ltl,
  scac: 'HERN',
  shipper: 'DRAYDIST',
  batchEveryMs: 5 * MINUTE_MS,
  pollEveryMs: 5 * MINUTE_MS,
  acknowledgeMs: { kind: 'uniform', min: 0, max: 4 * MINUTE_MS },
  acknowledgementTimeoutMs: 20 * MINUTE_MS,
  faults: {
    lost: 0.1,
    duplicated: 0.08,
    delayed: 0.1,
    rejected: 0.12,
    quarantined: 0.05,
    acknowledgementLost: 0.15,
    acknowledgementDelayed: 0.1,
    delayMs: { kind: 'uniform', min: 5 * MINUTE_MS, max: 60 * MINUTE_MS },
  },
};

export function partnerWorld(
  options: SmallDistributor & { readonly partners?: OutboundWorld['partners'] } = {},
): OutboundWorld {
  const { partners = [ROUGH_X12], ...rest } = options;
  return { ...smallDistributor(rest), partners };
}

/** Counts business events by name. */
export function eventCounts(): BusinessWatcher & { sorted(): [event: string, count: number][] } {
  const counts = new Map<string, number>();
  return {
    name: 'event-counts',
    business: (_time, event) => counts.set(event, (counts.get(event) ?? 0) + 1),
    save: () => null,
    load: () => {},
    sorted: () => [...counts].sort(([x], [y]) => (x < y ? -1 : 1)),
  };
}
