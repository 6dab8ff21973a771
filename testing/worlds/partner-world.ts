/** A small distributor: one carrier speaks X12, one has a web API, both over bad lines. */
import type { RoleSettings } from '#mock-systems/people/settings';
import type { BusinessWatcher } from '#scenarios/host/signals';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import type { RestSettings, X12Settings } from '#scenarios/world/partner-settings';
import type { KernelSnapshot } from '#sim/kernel';
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

/** Events of the parcel carrier as well. */
export const ROUGH_REST: RestSettings = {
  protocol: 'rest',
  carrier: CARRIER.parcel,
  serviceMs: { kind: 'uniform', min: 80, max: 900 },
  retryAfterSeconds: 90,
  repostAfterMs: 10 * MINUTE_MS,
  webhookToleranceMs: 5 * MINUTE_MS,
  faults: {
    lost: 0.06,
    answerLost: 0.06,
    duplicated: 0.06,
    delayed: 0.06,
    malformed: 0.03,
    unavailable: 0.06,
    forged: 0.02,
    replayed: 0.02,
    unknownField: 0.02,
    renamedField: 0.02,
    unknownValue: 0.02,
    missingField: 0.02,
    delayMs: { kind: 'uniform', min: 1000, max: 10 * MINUTE_MS },
  },
};

/** Has every dead letter sent again. */
const INTEGRATION_DESK: RoleSettings = {
  role: 'integration-desk',
  unansweredShare: 0,
  answerMs: { kind: 'uniform', min: 20 * MINUTE_MS, max: 120 * MINUTE_MS },
  answers: { deadLetter: 1 },
};

export function partnerWorld(
  options: SmallDistributor & { readonly partners?: OutboundWorld['partners'] } = {},
): OutboundWorld {
  const { partners = [ROUGH_X12, ROUGH_REST], ...rest } = options;
  const world = smallDistributor(rest);
  return { ...world, partners, people: [...world.people, INTEGRATION_DESK] };
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

/** Whether an interchange, call or event is on its way in a copy. */
export function onItsWay({ payloads }: KernelSnapshot): boolean {
  return payloads.some((payload) => typeof payload === 'object' && payload !== null && 'parcel' in payload);
}
