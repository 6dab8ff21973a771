/** Single transmissions and steps that are written down to be hit: found by what a message says. Nothing here has state. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { ZombiePlan } from '../../host/zombies.ts';
import type { MessageHit, StepHit } from '../../world/fault-settings.ts';

export class MessageHits {
  private readonly hits: HitsByKey<MessageHit>;

  constructor(hits: readonly MessageHit[]) {
    this.hits = new HitsByKey(hits);
  }

  /** The first that is written down for this transmission; null = none is. */
  of(message: Envelope, partner: number, attempt: number, now: number): MessageHit | null {
    return this.hits.find(
      message.key,
      (hit) =>
        hit.message === message.kind &&
        hit.partner === partner &&
        hit.attempt === attempt &&
        (hit.a === null || hit.a === message.a) &&
        (hit.b === null || hit.b === message.b) &&
        now >= hit.fromAt &&
        now < hit.untilAt,
    );
  }
}

/** By what they are about; those about anything after them. */
class HitsByKey<Hit extends { readonly key: number | null }> {
  private readonly byKey: ReadonlyMap<number | null, readonly Hit[]>;
  private readonly ofAny: readonly Hit[];

  constructor(hits: readonly Hit[]) {
    this.byKey = Map.groupBy(hits, ({ key }) => key);
    this.ofAny = this.byKey.get(null) ?? [];
  }

  find(key: number, fits: (hit: Hit) => boolean): Hit | null {
    return this.byKey.get(key)?.find(fits) ?? this.ofAny.find(fits) ?? null;
  }
}

/** What a step is called by. */
export interface StepNames {
  /** A type of actor, in recordings. */
  readonly nameOf: (type: number) => string | undefined;
  /**
   * The message that an actor carries to a partner, before it takes another one; null = it is none that does. Its own number tells
   * nothing: it is that of a run's counter.
   */
  readonly carriedBy: (type: number, key: number, taken: Envelope) => Envelope | null;
}

export class StepHits {
  private readonly hits: HitsByKey<StepHit>;
  private readonly nameOf: StepNames['nameOf'];

  constructor(hits: readonly StepHit[], { nameOf }: Pick<StepNames, 'nameOf'>) {
    this.hits = new HitsByKey(hits);
    this.nameOf = nameOf;
  }

  /**
   * The first that is written down for this step; null = none is.
   * @param carried as `StepNames.carriedBy` answers
   */
  of(
    message: Envelope,
    carried: Envelope | null,
    type: number,
    key: number,
    n: number,
    now: number,
  ): StepHit | null {
    return this.hits.find(
      (carried ?? message).key,
      (each) =>
        each.message === message.kind &&
        (each.carries === null || each.carries === carried?.kind) &&
        (each.a === null || each.a === message.a) &&
        (each.actorKey === null || each.actorKey === key) &&
        (each.n === null || each.n === n) &&
        each.actor === this.nameOf(type) &&
        now >= each.fromAt &&
        now < each.untilAt,
    );
  }
}

/** Steps that are written down to leave a zombie. */
export function stepHitsPlan(hits: readonly StepHit[], names: StepNames): ZombiePlan {
  const written = new StepHits(hits, names);
  return (message, type, key, n, now) =>
    written.of(message, names.carriedBy(type, key, message), type, key, n, now)?.byMs ?? -1;
}
