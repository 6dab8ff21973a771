/**
 * The actors of a host: their types, the states of those that live, what stays of those that have finished, and the
 * outcome digest over both.
 */
import { wideNumbers } from '#orchestrator/contracts/wide-numbers';
import type { Actor, OutcomeSink } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { AssertionError, assert } from '#sim/assert';
import { codeOf, MultisetDigest } from '#sim/digest';
import { ActorStore, type ActorStoreSnapshot } from './actor-store.ts';
import { copyJson } from './copy-json.ts';
import { TIMERS_MAX } from './host-out.ts';
import { nextVersion, stored } from './next-version.ts';
import type { ViewReading } from './ports.ts';
import { Tombstones, type TombstonesSnapshot } from './tombstones.ts';

/** Actor types are 8..63: below are partners and reserved numbers; timers pack the type. */
const TYPE_MIN = 8;
const TYPE_MAX = 63;

export interface Registered {
  readonly actor: Actor;
  readonly store: ActorStore;
  readonly tombstones: Tombstones;
  readonly creates: ReadonlySet<string>;
  /** What the state of each new actor goes through. */
  readonly wide: (state: unknown) => unknown;
}

export interface RegistrySnapshot {
  /** Upgrades in mid-process so far. */
  readonly upgrades: number;
  readonly stores: readonly (readonly [name: string, version: number, ActorStoreSnapshot])[];
  readonly tombstones: readonly (readonly [name: string, TombstonesSnapshot])[];
  readonly outcomes: readonly number[];
}

export class ActorRegistry {
  private readonly types: (Registered | undefined)[];
  private readonly finishedOutcomes = new MultisetDigest();
  private readonly outcome = new OutcomeOfActor();
  private readonly given: readonly Actor[];
  private upgrades = 0;

  /** @param claimsHorizonMs how long a finished actor is remembered */
  constructor(actors: readonly Actor[], claimsHorizonMs: number) {
    this.given = actors;
    this.types = new Array<Registered | undefined>(TYPE_MAX + 1).fill(undefined);
    for (const actor of actors) this.register(actor, claimsHorizonMs);
  }

  /** Throws where there is no such type. */
  of(type: number): Registered {
    const registered = this.types[type];
    if (registered === undefined) throw new AssertionError(`no actor type ${type} in this host`);
    return registered;
  }

  nameOf(type: number): string | undefined {
    return this.types[type]?.actor.name;
  }

  /** Of all types, by number. */
  names(): (readonly [name: string, type: ActorTypeNo])[] {
    return this.all().map(({ actor }) => [actor.name, actor.type] as const);
  }

  /** State of a living actor with its version and age; version 0 where there is none. */
  read(type: number, key: number, now: number): ViewReading {
    const { actor, store } = this.of(type);
    const slot = store.find(key);
    if (slot < 0) return { type: actor.name, key, version: 0, ageMs: null, state: null };
    return {
      type: actor.name,
      key,
      version: store.versionOf(slot),
      ageMs: now - store.steppedAtOf(slot),
      state: store.read(slot),
    };
  }

  /** Drops a finished actor; its outcome and a tombstone stay. */
  bury({ actor, store, tombstones }: Registered, slot: number, now: number): void {
    const key = store.keys[slot]!;
    this.outcome.addTo(this.finishedOutcomes, actor, key, store.read(slot));
    store.drop(slot);
    tombstones.add(key, now);
  }

  /** Final states, quantities and money of finished and living actors; no times. */
  outcomes(): MultisetDigest {
    const digest = new MultisetDigest();
    digest.load(this.finishedOutcomes.save());
    for (const { actor, store } of this.all())
      store.each((key, state) => this.outcome.addTo(digest, actor, key, state));
    return digest;
  }

  /** Living actors of all types. */
  get living(): number {
    return this.all().reduce((sum, { store }) => sum + store.size, 0);
  }

  /** The next version of every actor takes over the states that this one stores. @returns how many */
  upgrade(): number {
    let states = 0;
    this.upgrades += 1;
    for (const registered of this.all()) {
      const { actor, store } = registered;
      const next = nextVersion(actor);
      store.replaceAll((state) => next.migrate(stored(actor, state), actor.version));
      states += store.size;
      this.types[actor.type] = { ...registered, actor: next };
    }
    return states;
  }

  /** Actors as they are after so many upgrades; their states are not touched. */
  private become(upgrades: number): void {
    if (upgrades === this.upgrades) return;
    this.upgrades = upgrades;
    for (const given of this.given) {
      let actor = given;
      for (let n = 0; n < upgrades; n++) actor = nextVersion(actor);
      this.types[given.type] = { ...this.of(given.type), actor };
    }
  }

  save(): RegistrySnapshot {
    const all = this.all();
    return {
      upgrades: this.upgrades,
      stores: all.map(({ actor, store }) => [actor.name, actor.version, store.save()] as const),
      tombstones: all.map(({ actor, tombstones }) => [actor.name, tombstones.save()] as const),
      outcomes: this.finishedOutcomes.save(),
    };
  }

  /** Takes over a snapshot; states of an older version are migrated. */
  load(saved: RegistrySnapshot): void {
    this.become(saved.upgrades);
    const byName = new Map(this.all().map((registered) => [registered.actor.name, registered] as const));
    for (const [name, version, store] of saved.stores) {
      const registered = byName.get(name);
      if (registered === undefined)
        throw new AssertionError(`snapshot holds actors "${name}", unknown to this host`);
      const { actor } = registered;
      const states =
        version === actor.version
          ? store.states
          : store.states.map((state) =>
              state === undefined ? state : actor.migrate(copyJson(state), version),
            );
      registered.store.load({ ...store, states });
    }
    for (const [name, tombstones] of saved.tombstones) byName.get(name)?.tombstones.load(tombstones);
    this.finishedOutcomes.load(saved.outcomes);
  }

  private all(): Registered[] {
    return this.types.filter((registered) => registered !== undefined);
  }

  private register(actor: Actor, claimsHorizonMs: number): void {
    const { type, name } = actor;
    assert(
      Number.isInteger(type) && type >= TYPE_MIN && type <= TYPE_MAX,
      `actor type of ${name} must be in ${TYPE_MIN}..${TYPE_MAX}, got ${type}`,
    );
    assert(this.types[type] === undefined, `two actor types have number ${type}: ${name}`);
    assert(actor.timers.length < TIMERS_MAX, `${name} has more than ${TIMERS_MAX - 1} timers`);
    this.types[type] = {
      actor,
      store: new ActorStore(name, actor.timers.length),
      tombstones: new Tombstones(claimsHorizonMs),
      creates: new Set(actor.creates),
      wide: wideNumbers(),
    };
  }
}

/** Puts the final figures of one actor after the other into a digest; one object for all of them. */
class OutcomeOfActor implements OutcomeSink {
  private digest = new MultisetDigest();
  private actorName = '';
  private key = 0;
  private begun = false;

  addTo(digest: MultisetDigest, actor: Actor, key: number, state: unknown): void {
    this.digest = digest;
    this.actorName = actor.name;
    this.key = key;
    this.begun = false;
    actor.outcome(state, this);
    // Who has no outcome leaves no trace: how messages travelled, for one.
    if (this.begun) digest.end();
  }

  number(value: number): void {
    if (!this.begun) {
      this.begun = true;
      this.digest.begin(codeOf(this.actorName));
      this.digest.number(this.key);
    }
    this.digest.number(value);
  }

  name(value: string): void {
    this.number(codeOf(value));
  }
}
