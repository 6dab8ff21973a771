/**
 * API gateways: one in front of the core, one in front of each partner whose API has limits. What is too much is answered "too many"
 * (429), with Retry-After or without, and nothing is done.
 *
 * 1. Who is turned away sends again: the core's middleware as it does after any 429, a partner by itself. Nothing is kept here but
 *    since when a message has been waiting.
 * 2. A message passes all limits or takes from none.
 * 3. What comes by files or a broker does not come by here.
 */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { PolicyOf } from '#orchestrator/middleware/policy';
import type { Component, Kernel } from '#sim/kernel';
import type { Receipt } from '../../host/simulated-host.ts';
import type { Recorder } from '../../recording/recorder.ts';
import type { GatewaySettings } from '../../world/gateway-settings.ts';
import { type CoreEnd, type EntryWatch, messageNumber } from '../core-end.ts';
import { Allowance, type SavedAllowance } from './allowance.ts';

const SECOND_MS = 1000;

export interface TurnedAway {
  readonly status: 429;
  readonly retryAfterMs: number | null;
}

interface Saved {
  readonly each: readonly (readonly [partner: number, allowance: SavedAllowance])[];
  readonly all: SavedAllowance | null;
  readonly out: readonly SavedAllowance[];
  readonly again: readonly (readonly [partner: number, at: number])[];
  readonly since: readonly (readonly [message: number, at: number])[];
}

export interface GatewayOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly settings: GatewaySettings;
  readonly watch: EntryWatch | null;
  readonly nameOf: (partner: number) => string;
}

export class Gateway implements CoreEnd, Component {
  private readonly options: GatewayOptions;
  private readonly kernel: Kernel;
  private readonly passBy: ReadonlySet<number>;
  private readonly each = new Map<number, Allowance>();
  private readonly all: Allowance | null;
  private readonly out: ReadonlyMap<number, Allowance>;
  private readonly linesOf: ReadonlyMap<number, number | null>;
  private readonly silent: ReadonlySet<number>;
  /** When a partner that was turned away may come again. */
  private again = new Map<number, number>();
  /** When a message that was turned away came first. */
  private since = new Map<number, number>();
  private end!: CoreEnd;

  constructor(options: GatewayOptions) {
    const { all, passBy, out } = options.settings;
    this.options = options;
    this.kernel = options.kernel;
    this.passBy = new Set(passBy);
    this.all = all === null ? null : new Allowance({ ...UNLIMITED, rate: all });
    this.out = new Map(out.map(([partner, limits]) => [partner, new Allowance(limits)]));
    this.linesOf = new Map(out.map(([partner, limits]) => [partner, limits.linesPerRequest]));
    this.silent = new Set(out.flatMap(([partner, limits]) => (limits.tellsWhen ? [] : [partner])));
    this.kernel.component('gateway', this);
  }

  /** In front of the core from now on. */
  before(end: CoreEnd): CoreEnd {
    this.end = end;
    return this;
  }

  /** The way in past all limits, for files of a partner that says other things by its API. */
  get behind(): CoreEnd {
    return this.end;
  }

  receive(message: Envelope): Receipt {
    const partner = message.fromKey;
    if (!this.limits(partner)) return this.end.receive(message);
    const { each: limits } = this.options.settings;
    const { now } = this.kernel;
    const requests = requestsOf(message, limits?.linesPerRequest ?? null);
    const own = this.allowanceOf(partner);
    const waitMs = Math.max(own?.waitMs(requests, now) ?? 0, this.all?.waitMs(requests, now) ?? 0);
    if (waitMs > 0) {
      this.turnAway(message, waitMs);
      return 'refused';
    }
    const receipt = this.end.receive(message);
    if (receipt === 'refused') return receipt;
    own?.take(requests, now);
    this.all?.take(requests, now);
    this.again.delete(partner);
    this.passed(message);
    return receipt;
  }

  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    this.end.acknowledge(message, attempt, status, retryAfterMs);
  }

  /** It waits behind one that was turned away. */
  held(message: Envelope): void {
    if (this.limits(message.fromKey)) this.waitsFrom(message);
  }

  /** How long a partner that was turned away was told to wait, ms; null = it was not, or was not told. */
  againAfterMs(partner: number): number | null {
    const at = this.again.get(partner);
    // What is over says nothing of why it is turned away now.
    return at === undefined || at <= this.kernel.now ? null : at - this.kernel.now;
  }

  /** A call of the core reaches a partner's gateway. null = it passes. */
  call(message: Envelope): TurnedAway | null {
    const partner = message.toKey;
    const allowance = this.out.get(partner);
    if (allowance === undefined) return null;
    const { now } = this.kernel;
    const requests = requestsOf(message, this.linesOf.get(partner) ?? null);
    const waitMs = allowance.waitMs(requests, now);
    if (waitMs === 0) {
      allowance.take(requests, now);
      return null;
    }
    this.note(message, `core to ${this.options.nameOf(partner)}`, waitMs);
    return { status: 429, retryAfterMs: this.silent.has(partner) ? null : wholeSeconds(waitMs) };
  }

  save(): Saved {
    return {
      each: [...this.each].map(([partner, allowance]) => [partner, allowance.save()] as const),
      all: this.all?.save() ?? null,
      out: [...this.out.values()].map((allowance) => allowance.save()),
      again: [...this.again],
      since: [...this.since],
    };
  }

  load(state: unknown): void {
    const { each, all, out, again, since } = state as Saved;
    this.each.clear();
    for (const [partner, saved] of each) this.allowanceOf(partner)!.load(saved);
    if (all !== null) this.all!.load(all);
    [...this.out.values()].forEach((allowance, i) => {
      allowance.load(out[i]!);
    });
    this.again = new Map(again);
    this.since = new Map(since);
  }

  private allowanceOf(partner: number): Allowance | null {
    const { each } = this.options.settings;
    if (each === null) return null;
    let allowance = this.each.get(partner);
    if (allowance === undefined) {
      allowance = new Allowance(each);
      this.each.set(partner, allowance);
    }
    return allowance;
  }

  private limits(partner: number): boolean {
    const { each, all } = this.options.settings;
    return (each !== null || all !== null) && !this.passBy.has(partner);
  }

  private waitsFrom(message: Envelope): void {
    const name = messageNumber(message);
    if (!this.since.has(name)) this.since.set(name, this.kernel.now);
  }

  private turnAway(message: Envelope, waitMs: number): void {
    const { watch, settings, nameOf } = this.options;
    const { now } = this.kernel;
    const { fromKey: partner } = message;
    this.waitsFrom(message);
    if (settings.each?.tellsWhen === false) this.again.delete(partner);
    else this.again.set(partner, now + wholeSeconds(waitMs));
    watch?.turnedAway(partner);
    this.note(message, `${nameOf(partner)} to core`, waitMs);
  }

  private passed(message: Envelope): void {
    const name = messageNumber(message);
    const since = this.since.get(name);
    if (since !== undefined) this.since.delete(name);
    const { now } = this.kernel;
    this.options.watch?.waited(message.fromKey, now - (since ?? now));
  }

  private note({ key, kind }: Envelope, place: string, waitMs: number): void {
    this.options.recorder.fault(this.kernel.now, 'gateway-throttled', place, key, { kind, waitMs });
  }
}

const UNLIMITED = {
  rate: null,
  concurrent: null,
  serviceMs: 0,
  linesPerRequest: null,
  perDay: null,
  tellsWhen: true,
} as const;

/** Retry-After is in whole seconds. */
function wholeSeconds(ms: number): number {
  return Math.ceil(ms / SECOND_MS) * SECOND_MS;
}

/** A message of many lines goes in pages. */
function requestsOf({ body }: Envelope, linesPerRequest: number | null): number {
  if (linesPerRequest === null) return 1;
  const lines = (body as { readonly lines?: unknown } | null)?.lines;
  return Array.isArray(lines) ? Math.max(1, Math.ceil(lines.length / linesPerRequest)) : 1;
}

/** The core's policies, with the rates of partners where it keeps to them by itself. */
export function withGatewayRates(settings: GatewaySettings | undefined, policyOf: PolicyOf): PolicyOf {
  if (settings === undefined || !settings.paced) return policyOf;
  const known = new Map(
    settings.out.flatMap(([partner, { rate }]) =>
      rate === null ? [] : [[partner, { ...policyOf(partner), rate }] as const],
    ),
  );
  return (partner) => known.get(partner) ?? policyOf(partner);
}
