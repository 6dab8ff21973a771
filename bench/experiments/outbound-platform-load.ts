/**
 * How busy the platform was while orders came in: looked at every full hour, so that an hour in which it could not keep up shows
 * beside the mean of all; day by day; and hour by hour for the pictures of a report.
 */
import { PlatformHours, type PlatformOverTime } from '#reports/aggregates/platform-hours';
import type { OutboundPlatformReport, PlatformDay } from '#reports/outbound/outbound-report';
import type { PlatformModel } from '#scenarios/host/ports';
import type { SimulatedHost } from '#scenarios/host/simulated-host';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** From here on nobody was free: what does not come out even is a step that commits in the next hour. */
const FULL_SHARE = 0.99;

type Load = Pick<OutboundPlatformReport, 'busyShare' | 'busyShareMax' | 'fullHours' | 'backlogMax' | 'days'>;
type Looked = Pick<SimulatedHost, 'steps' | 'backlog' | 'waitedMs'>;

/** What was seen since midnight. */
interface DaySoFar {
  readonly dayAt: number;
  readonly fromAt: number;
  readonly steps: number;
  readonly waitedMs: number;
  backlogMax: number;
}

export class PlatformLoad {
  private readonly startAt: number;
  private readonly endAt: number;
  /** What one step takes of a worker's ms; 0 = workers are without limit, or take no time. */
  private readonly share: number;
  private fromAt: number;
  private steps = 0;
  private waitedMs = 0;
  private busyShareMax = 0;
  private fullHours = 0;
  private backlogMax = 0;
  private readonly days: PlatformDay[] = [];
  private day: DaySoFar;
  private readonly hours: PlatformHours;

  /** @param endAt when the last order may come */
  constructor({ workers, stepLatencyMs, storeLatencyMs }: PlatformModel, startAt: number, endAt: number) {
    this.startAt = startAt;
    this.fromAt = startAt;
    this.endAt = endAt;
    this.share = workers === 0 ? 0 : (stepLatencyMs + storeLatencyMs) / workers;
    this.day = dayFrom(startAt, { steps: 0, waitedMs: 0 });
    this.hours = new PlatformHours(startAt, { workers, stepMs: stepLatencyMs + storeLatencyMs });
  }

  /** Instant at which to look next; Infinity once no order comes any more. */
  get lookAt(): number {
    return this.fromAt >= this.endAt ? Infinity : Math.min(this.fromAt + HOUR_MS, this.endAt);
  }

  look(now: number, host: Looked): void {
    if (now < this.lookAt) return;
    const busy = this.busy(host.steps - this.steps, now - this.fromAt);
    this.busyShareMax = Math.max(this.busyShareMax, busy);
    if (busy >= FULL_SHARE) this.fullHours += 1;
    this.backlogMax = Math.max(this.backlogMax, host.backlog);
    this.day.backlogMax = Math.max(this.day.backlogMax, host.backlog);
    this.hours.add({
      fromAt: this.fromAt,
      untilAt: now,
      stepped: host.steps - this.steps,
      waitedMs: host.waitedMs - this.waitedMs,
      inLine: host.backlog,
    });
    this.steps = host.steps;
    this.waitedMs = host.waitedMs;
    this.fromAt = now;
    if (now >= this.day.dayAt + DAY_MS || now >= this.endAt) this.endDay(now, host);
  }

  report(): Load {
    const { busyShareMax, fullHours, backlogMax, days } = this;
    return {
      busyShare: this.busy(this.steps, this.fromAt - this.startAt),
      busyShareMax,
      fullHours,
      backlogMax,
      days,
    };
  }

  /** null = not an hour went by. */
  overTime(): PlatformOverTime | null {
    return this.hours.result();
  }

  private endDay(now: number, host: Looked): void {
    const { dayAt, fromAt, steps, waitedMs, backlogMax } = this.day;
    const stepped = host.steps - steps;
    this.days.push({
      dayAt,
      waitedMsMean: stepped === 0 ? 0 : (host.waitedMs - waitedMs) / stepped,
      busyShare: this.busy(stepped, now - fromAt),
      backlogMax,
    });
    this.day = dayFrom(now, host);
  }

  /** A step counts in the hour in which it commits, so a full hour may come out at a little more. */
  private busy(steps: number, overMs: number): number {
    return overMs === 0 ? 0 : Math.min(1, (steps * this.share) / overMs);
  }
}

function dayFrom(at: number, { steps, waitedMs }: Pick<Looked, 'steps' | 'waitedMs'>): DaySoFar {
  return { dayAt: Math.floor(at / DAY_MS) * DAY_MS, fromAt: at, steps, waitedMs, backlogMax: 0 };
}
