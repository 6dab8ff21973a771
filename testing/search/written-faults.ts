/**
 * Faults of the section `faults`, written down for one run: windows, shares, outages and crashes of the kinds that a swarm leaves in.
 *
 * 1. All that is written ends when it heals; what is delayed shortly before comes after. Then everything must end.
 * 2. What a kind gets is a function of (seed, kind, heal): another kind beside it moves nothing.
 * 3. Most begins early: orders are at work in their first days.
 */
import type { Faults, WrittenFault } from '#scenarios/schema/outbound/faults';
import type { AnyOutboundScenario } from '#scenarios/schema/outbound/scenario';
import { durationMs } from '#scenarios/schema/units';
import { CLOCK_FAULTS, type FaultKind, OUTAGE_FAULTS, TIMED_FAULTS } from '#scenarios/world/fault-settings';
import { type Draws, rounded } from './draws.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** After the start; one of them for each run. What comes late in an order's life (bills, claims, proofs) is only hit by a late one. */
const HEALS_MS = [2 * DAY_MS, 6 * DAY_MS, 15 * DAY_MS, 45 * DAY_MS];
/** Of transmissions, and of steps. Source: assumption. */
const SHARE_MOST = 0.3;
const STEP_SHARE_MOST = 0.05;
/** All outages together stay below the two days for which messages are known again. Source: `check-faults`. */
const OUTAGE_MS_MOST = 5 * HOUR_MS;
/** One way, to a partner: past the day after which a message is given up. */
const ONE_WAY_MS_MOST = 30 * HOUR_MS;
const CLOCK_OFF_MS_MOST = 20 * MINUTE_MS;
/** Outages, crashes, jumps and upgrades of a kind, at most. */
const EACH_MOST = 2;
/** Chance that a share of messages is that of one partner, not of all. */
const ONE_PARTNER = 0.4;
/** Chance that an outage both ways is the core's own line, and so of all partners: many of a single one meet no message. Source: assumption. */
const OWN_LINE = 0.25;

type Timed = (typeof TIMED_FAULTS)[number];
type Outage = (typeof OUTAGE_FAULTS)[number];
type Clock = (typeof CLOCK_FAULTS)[number];

const BY: Readonly<Record<Timed, Extract<WrittenFault, { kind: Timed }>['by']>> = {
  'call-duplicated': { uniform: { min: '1 s', max: '30 min' } },
  'call-delayed': { exponential: { mean: '5 min' } },
  throttled: { uniform: { min: '1 s', max: '10 min' } },
  'event-duplicated': { uniform: { min: '1 s', max: '30 min' } },
  'event-delayed': { exponential: { mean: '5 min' } },
  'event-reordered': { exponential: { mean: '10 min' } },
};

/** In some runs: so late that what follows by hours is overtaken. */
const BY_FAR: Partial<typeof BY> = {
  'event-delayed': { exponential: { mean: '1 h' } },
  'event-reordered': { exponential: { mean: '1 h' } },
};
const FAR = 0.3;

/** @param horizonMs of the run: it heals in its first half */
export function healMs(draws: Draws, horizonMs: number): number {
  return Math.min(draws.oneOf('heal', HEALS_MS), Math.floor(horizonMs / 2));
}

/** Partners that a fault may name: those whose messages come as they are, and all of them for outages. */
export interface FaultPlaces {
  readonly plain: readonly string[];
  readonly all: readonly string[];
}

export function placesOf(scenario: AnyOutboundScenario): FaultPlaces {
  const threePl = 'threePl' in scenario.systems ? scenario.systems.threePl : undefined;
  const carriers = scenario.network?.carriers ?? [];
  // Carriers that drive for a third party have no word with the core.
  const heard = threePl?.freight === undefined ? carriers : [];
  const systems = ['ERP', 'WMS', 'TMS'];
  const others = [
    ...('inbound' in scenario && scenario.inbound !== undefined ? ['SUPPLIER'] : []),
    ...('replenishment' in scenario && scenario.replenishment !== undefined ? ['STORES'] : []),
    ...('customs' in scenario.systems && scenario.systems.customs !== undefined ? ['CUSTOMS'] : []),
  ];
  const wired = heard.filter(({ x12, rest, files }) => (x12 ?? rest ?? files) !== undefined);
  const plain = heard.filter((carrier) => !wired.includes(carrier)).map(({ name }) => name);
  const wms = threePl !== undefined && threePl.nodes === undefined ? ['WMS'] : [];
  return {
    plain: [...systems.filter((name) => !wms.includes(name)), ...others, ...plain],
    all: [...systems, ...others, ...heard.map(({ name }) => name)],
  };
}

/** @param kinds that are in @returns none where no kind is */
export function writtenFaults(
  kinds: readonly FaultKind[],
  places: FaultPlaces,
  draws: Draws,
  heal: number,
): NonNullable<Faults['written']> {
  return kinds.flatMap((kind) => ofKind(kind, { places, draws, heal }));
}

interface Making {
  readonly places: FaultPlaces;
  readonly draws: Draws;
  readonly heal: number;
}

function ofKind(kind: FaultKind, making: Making): WrittenFault[] {
  const { draws } = making;
  const name = `fault/${kind}`;
  if (kind === 'zombie')
    return [
      {
        kind,
        ...windowFrom(name, making),
        share: shareOf(name, draws, STEP_SHARE_MOST),
        by: { uniform: { min: '1 s', max: '10 min' } },
      },
    ];
  if (isOutage(kind))
    return several(name, draws, (n) => ({ kind, ...partnerOf(name, making, n), ...spell(name, making, n) }));
  if (kind === 'crash') return several(name, draws, (n) => ({ kind, from: instant(name, making, n, 0) }));
  if (kind === 'crash-outage') return several(name, draws, (n) => ({ kind, ...spell(name, making, n) }));
  if (kind === 'upgrade') return several(name, draws, (n) => ({ kind, from: instant(name, making, n, 0) }));
  if (isClock(kind))
    return several(name, draws, (n) => ({
      kind,
      ...spell(name, making, n),
      by: text(1000 + CLOCK_OFF_MS_MOST * draws.unit(`${name}/by`, n)),
    }));
  const some = {
    ...(draws.unit(`${name}/one`) < ONE_PARTNER
      ? { partner: draws.oneOf(`${name}/partner`, making.places.plain) }
      : {}),
    ...windowFrom(name, making),
    share: shareOf(name, draws, SHARE_MOST),
  };
  if (!isTimed(kind)) return [{ kind, ...some }];
  return [{ kind, ...some, by: draws.unit(`${name}/far`) < FAR ? (BY_FAR[kind] ?? BY[kind]) : BY[kind] }];
}

function several(name: string, draws: Draws, make: (n: number) => WrittenFault): WrittenFault[] {
  const count = 1 + Math.floor(EACH_MOST * draws.unit(`${name}/count`));
  return Array.from({ length: count }, (_, n) => make(n));
}

function partnerOf(name: string, { draws, places }: Making, n: number): { partner?: string } {
  if (name === 'fault/outage' && draws.unit(`${name}/own-line`, n) < OWN_LINE) return {};
  return { partner: draws.oneOf(`${name}/partner`, places.all, n) };
}

/** Few are many: half of them are below a quarter of the most. */
function shareOf(name: string, draws: Draws, most: number): number {
  const unit = draws.unit(`${name}/share`);
  return rounded(most * (0.05 + 0.95 * unit * unit));
}

/** From somewhere in the first half until it heals. */
function windowFrom(name: string, { draws, heal }: Making): { from: string; lasts: string } {
  const unit = draws.unit(`${name}/from`);
  const fromMs = (heal / 2) * unit * unit;
  return { from: text(fromMs), lasts: text(heal - fromMs) };
}

function spell(name: string, making: Making, n: number): { from: string; lasts: string } {
  const unit = making.draws.unit(`${name}/lasts`, n);
  const most = name === 'fault/outage-to' ? ONE_WAY_MS_MOST : OUTAGE_MS_MOST;
  const lastsMs = MINUTE_MS + Math.max(0, Math.min(most, making.heal / 2) - MINUTE_MS) * unit;
  return { from: instant(name, making, n, lastsMs), lasts: text(lastsMs) };
}

function instant(name: string, { draws, heal }: Making, n: number, lastsMs: number): string {
  const unit = draws.unit(`${name}/from`, n);
  return text((heal - lastsMs) * unit * unit);
}

/** To the second. */
function text(ms: number): string {
  const written = `${Math.max(0, Math.round(ms / 1000))} s`;
  return durationMs(written) % HOUR_MS === 0 ? `${durationMs(written) / HOUR_MS} h` : written;
}

function isTimed(kind: FaultKind): kind is Timed {
  return (TIMED_FAULTS as readonly string[]).includes(kind);
}

function isOutage(kind: FaultKind): kind is Outage {
  return (OUTAGE_FAULTS as readonly string[]).includes(kind);
}

function isClock(kind: FaultKind): kind is Clock {
  return (CLOCK_FAULTS as readonly string[]).includes(kind);
}
