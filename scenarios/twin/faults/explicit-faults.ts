/**
 * The faults of a run, written down: what was hit, transmission by transmission, in the place of windows with shares and of what a seed made.
 *
 * 1. A run of the same scenario with these in the place of its faults is the same run: same digests.
 * 2. A hit says no more of its message than tells it from the others of the run: first kind, key and attempt, then its numbers, then when.
 */
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { FaultHit, Faults, WrittenFault } from '../../schema/outbound/faults.ts';
import { exactDuration } from '../../schema/units.ts';
import { type FaultSettings, OUTAGE_FAULTS } from '../../world/fault-settings.ts';
import type { EventFate, Fate } from './fate.ts';
import type { FaultWatch, WatchedStep } from './fault-plan.ts';

/** Of a transmission, as a hit says it; null = nothing befell it. */
interface Befallen {
  readonly kind: string;
  readonly byMs: number | null;
}

interface Transmission {
  readonly message: Envelope;
  readonly partner: number;
  readonly attempt: number;
  readonly now: number;
  readonly befallen: Befallen | null;
}

export interface FaultNames {
  /** null = nobody is of that number. */
  readonly partner: (no: number) => string | null;
  /** A type of actor. */
  readonly actor: (type: number) => string;
}

/** Hears a run. Memory: O(transmissions and steps) where the world has faults of theirs. */
export class FaultLog implements FaultWatch {
  /** By kind, key, partner and attempt. */
  private readonly transmissions = new Map<string, Transmission[]>();
  /** By type of actor, kind and key, and kind of what it carries. */
  private readonly steps = new Map<string, WatchedStep[]>();

  transmission(message: Envelope, attempt: number, now: number, fate: Fate | EventFate | null): void {
    const partner = message.toType === PARTNER ? message.toKey : message.fromKey;
    const id = `${message.kind} ${message.key} ${partner} ${attempt}`;
    const heard = { message, partner, attempt, now, befallen: befallenOf(fate) };
    put(this.transmissions, id, heard);
  }

  step(step: WatchedStep): void {
    const { type, message, carried } = step;
    put(this.steps, `${type} ${message.kind} ${(carried ?? message).key} ${carried?.kind}`, step);
  }

  /** Once the run is over. @param startAt of the run */
  hits(startAt: number, names: FaultNames): FaultHit[] {
    const found: { readonly now: number; readonly hit: FaultHit }[] = [];
    for (const alike of this.transmissions.values()) {
      const covered = new Set<Transmission>();
      for (const each of alike) {
        if (each.befallen === null || covered.has(each)) continue;
        const { hit, covers } = narrowest(each, alike, startAt, names);
        found.push({ now: each.now, hit });
        for (const other of covers) covered.add(other);
      }
    }
    found.sort((x, y) => x.now - y.now);
    const zombies = [...this.steps.values()].flatMap((alike) => zombieHits(alike, startAt, names));
    return [...found.map(({ hit }) => hit), ...zombies];
  }
}

function put<Item>(map: Map<string, Item[]>, id: string, item: Item): void {
  const alike = map.get(id);
  if (alike === undefined) map.set(id, [item]);
  else alike.push(item);
}

/** Of steps of one type of actor that take messages of one kind about one thing. */
function zombieHits(alike: readonly WatchedStep[], startAt: number, names: FaultNames): FaultHit[] {
  return alike
    .filter(({ lateMs }) => lateMs >= 0)
    .map((step): FaultHit => {
      const { message, carried, type, key, n, now, lateMs } = step;
      const own = [
        {},
        { a: message.a },
        { step: n + 1 },
        { actorKey: key },
        { a: message.a, actorKey: key },
        { actorKey: key, step: n + 1 },
      ].find((said) => alike.every((each) => each === step || !isSaidOf(said, each)));
      const at = { from: exactDuration(now - startAt), until: exactDuration(now - startAt + 1) };
      return {
        kind: 'zombie',
        actor: names.actor(type),
        message: message.kind,
        key: (carried ?? message).key,
        ...(carried === null ? {} : { carries: carried.kind }),
        ...(own ?? { actorKey: key, step: n + 1, ...at }),
        by: exactDuration(lateMs),
      };
    });
}

/** But for when. */
function isSaidOf(
  said: { readonly a?: number; readonly actorKey?: number; readonly step?: number },
  { message, key, n }: WatchedStep,
): boolean {
  const { a = message.a, actorKey = key, step = n + 1 } = said;
  return a === message.a && actorKey === key && step === n + 1;
}

/** The section that is these faults and no others. @param hits of the run */
export function explicitFaults(
  faults: FaultSettings,
  hits: readonly FaultHit[],
  startAt: number,
  names: FaultNames,
): Faults | undefined {
  const written = windowsOf(faults, startAt, names);
  if (written.length + hits.length === 0) return undefined;
  return {
    ...(written.length === 0 ? {} : { written }),
    ...(hits.length === 0 ? {} : { hits: [...hits] }),
    source: 'written down from a run',
  };
}

/** What has an instant or a stretch of its own. */
function windowsOf(
  { outages, crashes, clocks, upgrades }: FaultSettings,
  startAt: number,
  names: FaultNames,
): WrittenFault[] {
  const span = (fromAt: number, untilAt: number) => ({
    from: exactDuration(fromAt - startAt),
    lasts: exactDuration(untilAt - fromAt),
  });
  return [
    ...outages.map(({ kind, partner, fromAt, untilAt }): WrittenFault => {
      const place = partner === null ? {} : { partner: names.partner(partner)! };
      return { kind, ...place, ...span(fromAt, untilAt) };
    }),
    ...crashes.map(({ kind, at, outageMs }): WrittenFault => {
      const from = exactDuration(at - startAt);
      return kind === 'crash' ? { kind, from } : { kind, from, lasts: exactDuration(outageMs) };
    }),
    ...clocks.map(({ kind, fromAt, untilAt, byMs }): WrittenFault => {
      return { kind, ...span(fromAt, untilAt), by: exactDuration(byMs) };
    }),
    ...upgrades.map(({ kind, at }): WrittenFault => ({ kind, from: exactDuration(at - startAt) })),
  ];
}

/** What an outage does is said by the outage. */
function befallenOf(fate: Fate | EventFate | null): Befallen | null {
  if (fate === null) return null;
  const kind = fate.fault ?? fate.kind;
  return (OUTAGE_FAULTS as readonly string[]).includes(kind) ? null : { kind, byMs: byMsOf(fate) };
}

function byMsOf(fate: Fate | EventFate): number | null {
  switch (fate.kind) {
    case 'duplicated':
      return fate.afterMs;
    case 'delayed':
    case 'reordered':
      return fate.byMs;
    case 'rejected':
      return fate.retryAfterMs;
    default:
      return null;
  }
}

/** The hit that says the least and hits no other transmission that something else befell. */
function narrowest(
  { message, partner, attempt, now, befallen }: Transmission,
  alike: readonly Transmission[],
  startAt: number,
  names: FaultNames,
): { readonly hit: FaultHit; readonly covers: readonly Transmission[] } {
  const { kind, byMs } = befallen!;
  const { a, b } = message;
  const since = exactDuration(now - startAt);
  const ways = [
    { said: {}, fits: () => true },
    { said: { a }, fits: (each: Transmission) => each.message.a === a },
    { said: { b }, fits: (each: Transmission) => each.message.b === b },
    { said: { a, b }, fits: (each: Transmission) => each.message.a === a && each.message.b === b },
    {
      said: { a, b, from: since, until: exactDuration(now - startAt + 1) },
      fits: (each: Transmission) => each.message.a === a && each.message.b === b && each.now === now,
    },
  ];
  const same = (each: Transmission): boolean => each.befallen?.kind === kind && each.befallen.byMs === byMs;
  const way = ways.find(({ fits }) => alike.filter(fits).every(same)) ?? ways.at(-1)!;
  const hit = {
    kind,
    partner: names.partner(partner),
    message: message.kind,
    key: message.key,
    ...way.said,
    ...(attempt === 1 ? {} : { attempt }),
    ...(byMs === null ? {} : { by: exactDuration(byMs) }),
    // Kinds of fates are those of hits, and of which a time is said is the same for both.
  } as FaultHit;
  return { hit, covers: alike.filter(way.fits) };
}
