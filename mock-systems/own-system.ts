/**
 * A partner system that a user wrote: it hears what happens in the world, is told things by the core, and tells the core.
 *
 * 1. Its functions are pure: from what its state is and what has come, to what it says and what its state is then.
 * 2. What it hears of the world, and when it wakes, is a calendar event of its own; nothing is re-entered.
 * 3. State is plain data. Luck is keyed by what an answer is about: by (key of the entity, its number).
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import type { Envelope } from '#orchestrator/contracts/envelope';
import { AssertionError } from '#sim/assert';
import type { HandlerNo } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Luck } from './carriers/conduct.ts';
import { type MockContext, MockSystem } from './mock-system.ts';
import { OwnLuck } from './own-luck.ts';

/** A business event of the mocks, as they write it down. */
export interface HeardEvent {
  readonly event: string;
  readonly entityType: string;
  /** Number of the order, load, shipment ... */
  readonly key: number;
  /** Which event of this name it is of the entity, from 1. */
  readonly n: number;
  readonly a: number;
  readonly b: number;
}

/** A message of the core. */
export interface ToldMessage {
  readonly kind: string;
  readonly key: number;
  readonly a: number;
  readonly b: number;
  readonly body: unknown;
}

/** A message to the core: to the actor of `key`. */
export interface SaidMessage {
  readonly kind: string;
  readonly key: number;
  readonly a?: number;
  readonly b?: number;
  readonly body?: unknown;
}

/** What comes of something that a system has heard. */
export interface SystemAnswer<State> {
  /** Absent = as before. */
  readonly state?: State;
  readonly says?: readonly SaidMessage[];
  /** It wakes then, for this key: epoch ms, not before now. */
  readonly wakes?: readonly { readonly key: number; readonly at: number }[];
}

/** What a system does; every function may be left out. `now`: epoch ms. */
export interface SystemConduct<State = unknown> {
  readonly name: string;
  readonly initial: State;
  /** Names of business events that it is told of. */
  readonly hears?: readonly string[];
  /** Kinds of message that it takes from the core. */
  readonly takes?: readonly string[];
  /** Kinds of message that it sends to the core's actor. */
  readonly says: readonly string[];
  onEvent?(state: State, event: HeardEvent, now: number, luck: Luck): SystemAnswer<State>;
  onMessage?(state: State, message: ToldMessage, now: number, luck: Luck): SystemAnswer<State>;
  onWake?(state: State, key: number, now: number, luck: Luck): SystemAnswer<State>;
}

export class OwnSystem extends MockSystem<unknown> {
  private readonly conduct: SystemConduct;
  private readonly onHeard: HandlerNo;
  private readonly onWoken: HandlerNo;
  private readonly heard: ReadonlySet<string>;
  private readonly luck: OwnLuck;
  private state: unknown;

  constructor(context: MockContext, random: Random, partner: number, conduct: SystemConduct) {
    super(context, partner, conduct.name);
    this.luck = new OwnLuck(random, conduct.name);
    this.conduct = conduct;
    this.state = conduct.initial;
    this.heard = new Set(conduct.hears ?? []);
    const { kernel } = context;
    this.onHeard = kernel.handler(`${conduct.name}.heard`, (key, n, event) =>
      this.answer(conduct.onEvent?.(this.state, event as HeardEvent, kernel.now, this.luck.of(key, n))),
    );
    this.onWoken = kernel.handler(`${conduct.name}.woken`, (key) =>
      this.answer(conduct.onWake?.(this.state, key, kernel.now, this.luck.of(key, 0))),
    );
  }

  /** Of what a mock has written down, it hears what it listens for. */
  hear(event: string, entityType: string, key: number, n: number, a: number, b: number): void {
    if (!this.heard.has(event)) return;
    const told: HeardEvent = { event, entityType, key, n, a, b };
    this.kernel.schedule(this.onHeard, this.kernel.now, key, n, told);
  }

  protected override handle({ kind, key, a, b, body }: Envelope): void {
    if (!(this.conduct.takes ?? []).includes(kind))
      throw new AssertionError(`${this.name} does not take "${kind}" (key ${key}): list it in \`takes\``);
    const told: ToldMessage = { kind, key, a, b, body };
    this.answer(this.conduct.onMessage?.(this.state, told, this.kernel.now, this.luck.of(key, a)));
  }

  private answer(answer: SystemAnswer<unknown> | undefined): void {
    if (answer === undefined) return;
    const { state, says = [], wakes = [] } = answer;
    if (state !== undefined) this.state = state;
    for (const { kind, key, a = 0, b = 0, body = null } of says) this.sendAs(kind, key, a, b, body);
    for (const { key, at } of wakes) this.kernel.schedule(this.onWoken, at, key);
  }

  protected saveState(): unknown {
    // A state is never written into: another takes its place.
    return this.state;
  }

  protected loadState(saved: unknown): void {
    this.state = saved;
  }
}

/** Who is told of what mocks write down. */
export interface Listener {
  hear(event: string, entityType: string, key: number, n: number, a: number, b: number): void;
}

/** What goes to `log` is heard by these, too: also by who joins the list before the first event. */
export function heardBy(systems: readonly Listener[], log: BusinessLog): BusinessLog {
  return {
    business: (event, owner, entityType, entityKey, entityN, a, b) => {
      log.business(event, owner, entityType, entityKey, entityN, a, b);
      for (const system of systems) system.hear(event, entityType, entityKey, entityN, a, b);
    },
  };
}
