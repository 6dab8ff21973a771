/**
 * A day of the small distributor in which everything is under way that a run can be stopped in the midst of: partners that are
 * down, messages that get lost, decisions that take their time, people at work on tasks.
 *
 * 1. Two twins of it run alike, in whatever process: a copy of one goes on in the other.
 */
import { TMS, WMS } from '#orchestrator/contracts/partners';
import { keyedHash } from '#orchestrator/middleware/jitter';
import type { PartnerMeter } from '#scenarios/metering/partner-meter';
import { nullRecorder } from '#scenarios/recording/recorder';
import type { FaultPlan } from '#scenarios/twin/faults/fate';
import type { OutboundTwin } from '#scenarios/twin/outbound-twin';
import type { OutboundWorld } from '#scenarios/world/outbound-world';
import { distributorTwin, smallDistributor } from './outbound-world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Of messages, percent. */
const LOST = 3;
const ANSWER_LOST = 3;
const DUPLICATED = 2;

const THINKING_MS = 45_000;

/** While orders come in: working hours in Chicago. */
const OUTAGES = [
  { partner: WMS, fromMs: 15 * HOUR_MS, forMs: HOUR_MS },
  { partner: TMS, fromMs: 20 * HOUR_MS, forMs: 40 * MINUTE_MS },
];

/** Small, and with credit clerks who are asked soon: else few orders would come to a task. */
export function roughWorld(): OutboundWorld {
  const world = smallDistributor({ ordersPerDay: 60 });
  const { network } = world;
  return { ...world, network: { ...network, limits: { ...network.limits, holdTaskAfterMs: HOUR_MS } } };
}

/** A twin of it, not yet started. */
export function roughTwin(
  world: OutboundWorld,
  recorder = nullRecorder,
  meter: PartnerMeter | null = null,
): OutboundTwin {
  const metered = meter === null ? {} : { meter };
  return distributorTwin(world, {
    faults: faultsFrom(world.startAt),
    thinkingMs: THINKING_MS,
    recorder,
    ...metered,
  });
}

function faultsFrom(startAt: number): FaultPlan {
  return ({ toKey, counter }, attempt, now) => {
    for (const { partner, fromMs, forMs } of OUTAGES) {
      const sinceMs = now - startAt - fromMs;
      if (toKey === partner && sinceMs >= 0 && sinceMs < forMs)
        return { kind: 'rejected', status: 503, retryAfterMs: null };
    }
    const percent = (keyedHash(7, counter, attempt) >>> 0) % 100;
    if (percent < LOST) return { kind: 'lost' };
    if (percent < LOST + ANSWER_LOST) return { kind: 'answerLost' };
    if (percent < LOST + ANSWER_LOST + DUPLICATED) return { kind: 'duplicated', afterMs: 90_000 };
    return null;
  };
}
