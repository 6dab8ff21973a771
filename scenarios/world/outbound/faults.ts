/**
 * Faults of a scenario -> of a world: the written ones, windows and single hits, and those that the run's seed makes.
 *
 * 1. What a seed makes of a kind is a function of (seed, kind, which of the kind, intensity, heal): another list of kinds moves
 *    no window.
 * 2. Swarm: half of the kinds are left out, rounded down, so that a kind is also seen without what would hide its effect.
 * 3. All that is made by seed ends when it heals; what is delayed shortly before comes after.
 */
import {
  CARRIER_FIRST,
  CRM,
  CUSTOMS,
  ERP,
  FLEET,
  NEXT_ERP,
  STORES,
  SUPPLIER_PORTAL,
  TELEMATICS,
  TMS,
  WMS,
} from '#orchestrator/contracts/partners';
import type { Distribution } from '#sim/random/distributions';
import type { Random, RandomStream } from '#sim/random/random';
import type { FaultHit, Faults, FaultsBySeed, WrittenFault } from '../../schema/outbound/faults.ts';
import { FIRST_CARRIER } from '../../schema/outbound/first-carrier.ts';
import { durationMs } from '../../schema/units.ts';
import { drawnMs } from '../draws.ts';
import {
  CALL_FAULTS,
  type CallFault,
  CLOCK_FAULTS,
  type ClockFault,
  type ClockJump,
  COMMIT_FAULTS,
  type Crash,
  type CrashFault,
  EVENT_FAULTS,
  type EventFault,
  FAULT_KINDS,
  type FaultKind,
  type FaultSettings,
  type MessageFault,
  type MessageHit,
  NO_FAULTS,
  OUTAGE_FAULTS,
  type Outage,
  type OutageFault,
  type StepFault,
  type StepHit,
  type TIMED_FAULTS,
  type Upgrade,
} from '../fault-settings.ts';
import { ownPartner } from '../own-process.ts';

const MINUTE_MS = 60_000;
/** Outages of one kind, and crashes of one kind, in a run by seed. Source: assumption. */
const EACH = 3;
/** The longest outage at full intensity, as a share of the time until it heals. Source: assumption. */
const OUTAGE_SHARE_MAX = 0.25;

/** How far off the clock is at full intensity, at most. Source: assumption. */
const CLOCK_OFF_MS_MAX = 20 * MINUTE_MS;
/** After another has done its step: leases run out within minutes. Source: assumption. */
const ZOMBIE_LATE_MS: Distribution = { kind: 'uniform', min: 1000, max: 10 * MINUTE_MS };

/** How much later, where the seed makes the fault. Source: assumption. */
const BY_MS: Readonly<Record<(typeof TIMED_FAULTS)[number], Distribution>> = {
  'call-duplicated': { kind: 'uniform', min: 1000, max: 30 * MINUTE_MS },
  'call-delayed': { kind: 'exponential', mean: 5 * MINUTE_MS },
  throttled: { kind: 'uniform', min: 1000, max: 10 * MINUTE_MS },
  'event-duplicated': { kind: 'uniform', min: 1000, max: 30 * MINUTE_MS },
  'event-delayed': { kind: 'exponential', mean: 5 * MINUTE_MS },
  'event-reordered': { kind: 'exponential', mean: 10 * MINUTE_MS },
};

const PARTNERS: Readonly<Record<string, number>> = {
  ERP,
  'NEXT-ERP': NEXT_ERP,
  WMS,
  TMS,
  SUPPLIER: SUPPLIER_PORTAL,
  CUSTOMS,
  CRM,
  TELEMATICS,
  STORES,
  FLEET,
};

/**
 * @param carriers names, by number
 * @param options hasPortal: suppliers have a portal; hasCustoms: there is customs; hasStores: there are stores; hasTelematics: vehicles have devices; hasFleet: stores are driven to by routes; firstCarrier: who a fault means by that role; thirdParty: who arranges freight, and is the only carrier that the core speaks with; ownSystems: of the user's own processes, by number
 */
export function faultsOf(
  faults: Faults | undefined,
  carriers: readonly string[],
  startAt: number,
  random: Random,
  {
    hasPortal = false,
    hasCustoms = false,
    hasStores = false,
    hasTelematics = false,
    hasFleet = false,
    firstCarrier = '',
    thirdParty = '',
    ownSystems = [] as readonly string[],
  } = {},
): FaultSettings {
  if (faults === undefined) return NO_FAULTS;
  const { written = [], hits = [], bySeed } = faults;
  const made =
    bySeed === undefined
      ? NO_FAULTS
      : madeBySeed(
          bySeed,
          partnersOf(
            carriers.flatMap((name, no) => (thirdParty === '' || name === thirdParty ? [no] : [])),
            { hasPortal, hasCustoms, hasStores, hasTelematics, hasFleet },
          ),
          startAt,
          random,
        );
  const numberOf = (name: string): number => {
    const own = ownSystems.indexOf(name);
    return own >= 0 ? ownPartner(own) : (PARTNERS[name] ?? CARRIER_FIRST + carriers.indexOf(name));
  };
  const partnerOf = (name: string | undefined): number | null =>
    name === undefined ? null : numberOf(name === FIRST_CARRIER ? firstCarrier : name);
  const settings = written.map((fault) => asSettings(fault, startAt, partnerOf));
  return {
    messages: [...settings.flatMap(({ messages }) => messages), ...made.messages],
    hits: hits.flatMap((hit) => (hit.kind === 'zombie' ? [] : [messageHit(hit, startAt, numberOf)])),
    stepHits: hits.flatMap((hit) => (hit.kind === 'zombie' ? [stepHit(hit, startAt)] : [])),
    outages: [...settings.flatMap(({ outages }) => outages), ...made.outages],
    crashes: [...settings.flatMap(({ crashes }) => crashes), ...made.crashes],
    steps: [...settings.flatMap(({ steps }) => steps), ...made.steps],
    clocks: [...settings.flatMap(({ clocks }) => clocks), ...made.clocks],
    upgrades: [...settings.flatMap(({ upgrades }) => upgrades), ...made.upgrades],
  };
}

function asSettings(
  fault: WrittenFault,
  startAt: number,
  partnerOf: (name: string | undefined) => number | null,
): FaultSettings {
  const fromAt = startAt + durationMs(fault.from);
  if (fault.kind === 'upgrade') return { ...NO_FAULTS, upgrades: [{ kind: fault.kind, at: fromAt }] };
  if (fault.kind === 'crash' || fault.kind === 'crash-outage') {
    const outageMs = fault.kind === 'crash' ? 0 : durationMs(fault.lasts);
    return { ...NO_FAULTS, crashes: [{ kind: fault.kind, at: fromAt, outageMs }] };
  }
  const window = { fromAt, untilAt: fromAt + durationMs(fault.lasts) };
  if (fault.kind === 'zombie') {
    const { kind, share, by } = fault;
    return { ...NO_FAULTS, steps: [{ kind, ...window, share, byMs: drawnMs(by) }] };
  }
  if ('by' in fault && !('share' in fault))
    return { ...NO_FAULTS, clocks: [{ kind: fault.kind, ...window, byMs: durationMs(fault.by) }] };
  const place = { partner: partnerOf(fault.partner), ...window };
  if (!('share' in fault)) return { ...NO_FAULTS, outages: [{ kind: fault.kind, ...place }] };
  const byMs = 'by' in fault ? drawnMs(fault.by) : null;
  return { ...NO_FAULTS, messages: [{ kind: fault.kind, ...place, share: fault.share, byMs }] };
}

type Zombie = Extract<FaultHit, { readonly kind: 'zombie' }>;

function messageHit(
  hit: Exclude<FaultHit, Zombie>,
  startAt: number,
  numberOf: (name: string) => number,
): MessageHit {
  const { kind, partner, message, key = null, a = null, b = null, attempt = 1 } = hit;
  return {
    kind,
    partner: numberOf(partner),
    message,
    key,
    a,
    b,
    attempt,
    ...within(hit, startAt),
    byMs: 'by' in hit ? durationMs(hit.by) : null,
  };
}

function stepHit(hit: Zombie, startAt: number): StepHit {
  const { actor, message, key = null, carries = null, a = null, actorKey = null, step, by } = hit;
  const n = step === undefined ? null : step - 1;
  return { actor, message, key, carries, a, actorKey, n, ...within(hit, startAt), byMs: durationMs(by) };
}

function within(
  { from, until }: Pick<FaultHit, 'from' | 'until'>,
  startAt: number,
): Pick<StepHit, 'fromAt' | 'untilAt'> {
  return {
    fromAt: from === undefined ? -Infinity : startAt + durationMs(from),
    untilAt: until === undefined ? Infinity : startAt + durationMs(until),
  };
}

/** Names of partners by number, as faults have them; null = nobody is of that number. */
export function partnerNames(
  carriers: readonly string[],
  ownSystems: readonly string[],
): (partner: number) => string | null {
  const names = new Map(Object.entries(PARTNERS).map(([name, no]) => [no, name]));
  carriers.forEach((name, no) => {
    names.set(CARRIER_FIRST + no, name);
  });
  ownSystems.forEach((name, no) => {
    names.set(ownPartner(no), name);
  });
  return (partner) => names.get(partner) ?? null;
}

function madeBySeed(
  { intensity, kinds = [...FAULT_KINDS], heal }: FaultsBySeed,
  partners: readonly number[],
  startAt: number,
  random: Random,
): FaultSettings {
  const chosen = swarm(kinds, random.stream('faults/kinds'));
  const windows = random.stream('faults/windows');
  const healMs = durationMs(heal);
  const has = (kind: FaultKind): boolean => chosen.has(kind);
  const maker = new Maker(windows, intensity, partners, startAt, healMs);
  return {
    ...NO_FAULTS,
    messages: [...CALL_FAULTS, ...EVENT_FAULTS, ...COMMIT_FAULTS]
      .filter(has)
      .map((kind) => maker.message(kind)),
    outages: OUTAGE_FAULTS.filter(has).flatMap((kind) => times((n) => maker.outage(kind, n))),
    crashes: [
      ...(has('crash') ? times((n) => maker.crash('crash', n)) : []),
      ...(has('crash-outage') ? times((n) => maker.crash('crash-outage', n)) : []),
    ],
    steps: has('zombie') ? [maker.zombie()] : [],
    clocks: CLOCK_FAULTS.filter(has).flatMap((kind) => times((n) => maker.clock(kind, n))),
    upgrades: has('upgrade') ? times((n) => maker.upgrade(n)) : [],
  };
}

/** Which kinds stay: those whose draws come first. At least one. */
export function swarm(kinds: readonly FaultKind[], stream: RandomStream): ReadonlySet<FaultKind> {
  const drawn = kinds.map((kind) => ({ kind, u: stream.unit(FAULT_KINDS.indexOf(kind), 0) }));
  drawn.sort((x, y) => x.u - y.u);
  return new Set(drawn.slice(0, kinds.length - Math.floor(kinds.length / 2)).map(({ kind }) => kind));
}

function times<T>(make: (n: number) => T): T[] {
  return Array.from({ length: EACH }, (_, n) => make(n));
}

function partnersOf(
  carriers: readonly number[],
  { hasPortal = false, hasCustoms = false, hasStores = false, hasTelematics = false, hasFleet = false },
): number[] {
  const others = [
    ...(hasPortal ? [SUPPLIER_PORTAL] : []),
    ...(hasCustoms ? [CUSTOMS] : []),
    ...(hasStores ? [STORES] : []),
    ...(hasTelematics ? [TELEMATICS] : []),
    ...(hasFleet ? [FLEET] : []),
  ];
  return [ERP, WMS, TMS, ...others, ...carriers.map((no) => CARRIER_FIRST + no)];
}

/** Windows by kind and number. Draws of one: 0 when it begins, 1 how long, 2 where, 3 how much. */
class Maker {
  private readonly stream: RandomStream;
  private readonly intensity: number;
  private readonly partners: readonly number[];
  private readonly startAt: number;
  private readonly healMs: number;

  constructor(
    stream: RandomStream,
    intensity: number,
    partners: readonly number[],
    startAt: number,
    healMs: number,
  ) {
    this.stream = stream;
    this.intensity = intensity;
    this.partners = partners;
    this.startAt = startAt;
    this.healMs = healMs;
  }

  /** At every partner, from somewhere in the first half until it heals. */
  message(kind: CallFault | EventFault): MessageFault {
    const byMs = (BY_MS as Readonly<Record<string, Distribution>>)[kind] ?? null;
    return { kind, partner: null, ...this.share(kind), byMs };
  }

  zombie(): StepFault {
    return { kind: 'zombie', ...this.share('zombie'), byMs: ZOMBIE_LATE_MS };
  }

  clock(kind: ClockFault, n: number): ClockJump {
    const byMs = Math.max(1, Math.floor(CLOCK_OFF_MS_MAX * this.intensity * this.unit(kind, n, 3)));
    return { kind, ...this.span(kind, n), byMs };
  }

  upgrade(n: number): Upgrade {
    return { kind: 'upgrade', at: this.startAt + Math.floor(this.unit('upgrade', n, 0) * this.healMs) };
  }

  outage(kind: OutageFault, n: number): Outage {
    const partner = this.partners[Math.floor(this.unit(kind, n, 2) * this.partners.length)]!;
    return { kind, partner, ...this.span(kind, n) };
  }

  crash(kind: CrashFault, n: number): Crash {
    const outageMs = kind === 'crash' ? 0 : this.lengthMs(kind, n);
    return {
      kind,
      at: this.startAt + Math.floor(this.unit(kind, n, 0) * (this.healMs - outageMs)),
      outageMs,
    };
  }

  /** From somewhere in the first half until it heals. */
  private share(kind: FaultKind): Pick<MessageFault, 'fromAt' | 'untilAt' | 'share'> {
    const fromAt = this.startAt + Math.floor(this.unit(kind, 0, 0) * (this.healMs / 2));
    const share = Math.min(1, this.intensity * (0.5 + this.unit(kind, 0, 3)));
    return { fromAt, untilAt: this.startAt + this.healMs, share };
  }

  private span(kind: FaultKind, n: number): Pick<Outage, 'fromAt' | 'untilAt'> {
    const lengthMs = this.lengthMs(kind, n);
    const fromAt = this.startAt + Math.floor(this.unit(kind, n, 0) * (this.healMs - lengthMs));
    return { fromAt, untilAt: fromAt + lengthMs };
  }

  private lengthMs(kind: FaultKind, n: number): number {
    const most = this.healMs * OUTAGE_SHARE_MAX * this.intensity;
    return Math.max(1, Math.floor(most * this.unit(kind, n, 1)));
  }

  private unit(kind: FaultKind, n: number, which: number): number {
    return this.stream.sub(FAULT_KINDS.indexOf(kind)).unit(n, which);
  }
}
