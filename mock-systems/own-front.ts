/**
 * A system of a user's own before one of ours: what the core says to ours is said to it first, and what ours says passes it on its way out.
 *
 * 1. What it has no function for passes, at once and unchanged: a front without functions moves nothing.
 * 2. Its functions are pure: from what its state is and what has come, to what it hands on, says and wakes for, and what its state is then.
 * 3. What it says later, hands on later, hears and wakes for is a calendar event. So is what it hands on when ours has spoken: nothing
 *    is re-entered.
 * 4. Of the business events of ours it writes those that it names, in the place of ours: of what it does by itself. What becomes of the rest of
 *    goods, papers and money is what ours makes of what is handed on to it.
 * 5. State is plain data. Luck is keyed by what a message is about: by (its key, its `a`).
 */
import type { BusinessLog } from '#orchestrator/contracts/business-log';
import { CORE_SENDER, type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { HandlerNo, Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { Luck } from './carriers/conduct.ts';
import { FRONT_PARTNERS, type FrontName, type MessageFrom, type MessageTo } from './front-contracts.ts';
import type { Behind, Front, MockContext, MockSystem } from './mock-system.ts';
import { OwnLuck } from './own-luck.ts';
import type { HeardEvent, ToldMessage } from './own-system.ts';

/** At once where it says nothing else; `afterMs`: whole ms from now, from 0. */
type Later<Message> = Message & { readonly afterMs?: number };

/** A business event that it writes down, now. */
export interface WrittenEvent {
  readonly event: string;
  /** Number of the order, load, shipment ... */
  readonly key: number;
  /** Which event of this name it is of the entity; absent = 1. */
  readonly n?: number;
  readonly a?: number;
  readonly b?: number;
}

/** What comes of something that a front is told. Nothing of it = the message is swallowed. */
export interface FrontAnswer<State, To = ToldMessage, From = ToldMessage> {
  /** Absent = as before. */
  readonly state?: State | undefined;
  /** Handed on to ours: the message as it came, or others. */
  readonly passes?: readonly Later<To>[] | undefined;
  /** Said to the core. */
  readonly says?: readonly Later<From>[] | undefined;
  /** Written down before anything is said. */
  readonly writes?: readonly WrittenEvent[] | undefined;
  /** `onWake` is called then, for this key: epoch ms, not before now. */
  readonly wakes?: readonly { readonly key: number; readonly at: number }[] | undefined;
}

type Told<Message, State, Answer> = (state: State, message: Message, now: number, luck: Luck) => Answer;
type ByKind<Message extends { readonly kind: string }, State, Answer> = {
  readonly [Kind in Message['kind']]?: Told<Extract<Message, { readonly kind: Kind }>, State, Answer>;
};

/** What a user writes of a front; every function may be left out. `now`: epoch ms. */
export interface SystemFront<System extends FrontName, State> {
  /** Of the core, by kind: in place of ours. */
  readonly answers?: ByKind<
    MessageTo<System>,
    State,
    FrontAnswer<State, MessageTo<System>, MessageFrom<System>>
  >;
  /** Of ours, by kind, before the core has it. */
  readonly replies?: ByKind<
    MessageFrom<System>,
    State,
    FrontAnswer<State, MessageTo<System>, MessageFrom<System>>
  >;
  /** Names of business events that it is told of. */
  readonly hears?: readonly string[];
  /** Names of business events of ours that it writes. */
  readonly writes?: readonly string[];
  onEvent?(
    state: State,
    event: HeardEvent,
    now: number,
    luck: Luck,
  ): FrontAnswer<State, MessageTo<System>, MessageFrom<System>>;
  onWake?(
    state: State,
    key: number,
    now: number,
    luck: Luck,
  ): FrontAnswer<State, MessageTo<System>, MessageFrom<System>>;
}

/** One, whichever system it stands before. */
export interface FrontConduct {
  readonly system: FrontName;
  readonly name: string;
  readonly initial: unknown;
  readonly answers: Readonly<Record<string, Told<ToldMessage, unknown, FrontAnswer<unknown>>>>;
  readonly replies: Readonly<Record<string, Told<ToldMessage, unknown, FrontAnswer<unknown>>>>;
  readonly hears: readonly string[];
  /** By event that it writes: of what, such as `shipment`. */
  readonly writes: Readonly<Record<string, string>>;
  readonly onEvent?: Told<HeardEvent, unknown, FrontAnswer<unknown>>;
  readonly onWake?: Told<number, unknown, FrontAnswer<unknown>>;
  /** Where it is written what it does with this kind, such as `mine.ts:6`. Absent = nobody wrote it in a file. */
  readonly placeOf?: (kind: string) => string;
  /** Ours threw this while it took in what was handed on: what to say of it in its place; null = nothing. */
  readonly refused?: (message: ToldMessage, error: unknown) => Error | null;
}

/** A kind of message of which nothing came at once, though it may be kept: not handed on, not answered, nobody woken for it. */
export interface Swallowed {
  readonly kind: string;
  /** Whose message it was. */
  readonly by: 'core' | 'ours';
  readonly times: number;
  /** Of the first. */
  readonly key: number;
}

export class OwnFront implements Front {
  readonly conduct: FrontConduct;
  private readonly kernel: Kernel;
  private readonly log: BusinessLog;
  private readonly behind: Behind;
  private readonly luck: OwnLuck;
  private readonly onSay: HandlerNo;
  private readonly onPass: HandlerNo;
  private readonly onHeard: HandlerNo;
  private readonly onWoken: HandlerNo;
  private readonly heard: ReadonlySet<string>;
  private state: unknown;
  private swallowed: ReadonlyMap<string, Swallowed> = new Map();

  /** @param behind the doors of ours */
  constructor({ kernel, log }: MockContext, random: Random, behind: Behind, conduct: FrontConduct) {
    const { system, initial, hears, onEvent, onWake } = conduct;
    this.kernel = kernel;
    this.log = log;
    this.behind = behind;
    this.conduct = conduct;
    this.luck = new OwnLuck(random, `front/${system}`);
    this.state = initial;
    this.heard = new Set(hears);
    this.onSay = kernel.handler(`front.${system}.says`, (_key, _n, message) =>
      this.say(message as ToldMessage),
    );
    this.onPass = kernel.handler(`front.${system}.passes`, (_key, _n, message) =>
      this.pass(message as ToldMessage),
    );
    this.onHeard = kernel.handler(`front.${system}.heard`, (key, n, event) =>
      this.obey(onEvent!(this.state, event as HeardEvent, kernel.now, this.luck.of(key, n))),
    );
    this.onWoken = kernel.handler(`front.${system}.woken`, (key) =>
      this.obey(onWake!(this.state, key, kernel.now, this.luck.of(key, 0))),
    );
    kernel.component(`front.${system}`, {
      // Neither is ever written into: another takes its place.
      save: (): Saved => ({ state: this.state, swallowed: this.swallowed }),
      load: (saved) => {
        const { state, swallowed } = saved as Saved;
        this.state = state;
        this.swallowed = swallowed;
      },
    });
  }

  takes({ kind, key, a, b, body }: Envelope): boolean {
    const answer = this.conduct.answers[kind];
    if (answer === undefined) return false;
    const come = answer(this.state, { kind, key, a, b, body }, this.kernel.now, this.luck.of(key, a));
    if (isNothing(come)) this.swallow(kind, 'core', key);
    this.obey(come);
    return true;
  }

  says(kind: string, key: number, a: number, b: number, body: unknown): boolean {
    const reply = this.conduct.replies[kind];
    if (reply === undefined) return false;
    const come = reply(this.state, { kind, key, a, b, body }, this.kernel.now, this.luck.of(key, a));
    if (isNothing(come)) this.swallow(kind, 'ours', key);
    this.obey(come, { speaking: true });
    return true;
  }

  /** Kinds of which nothing came at least once: those of the core, then those of ours. */
  nothingCame(): readonly Swallowed[] {
    const all = [...this.swallowed.values()];
    return [...all.filter(({ by }) => by === 'core'), ...all.filter(({ by }) => by === 'ours')];
  }

  /** Of what a mock has written down, it hears what it listens for. */
  hear(event: string, entityType: string, key: number, n: number, a: number, b: number): void {
    if (!this.heard.has(event)) return;
    const told: HeardEvent = { event, entityType, key, n, a, b };
    this.kernel.schedule(this.onHeard, this.kernel.now, key, n, told);
  }

  private swallow(kind: string, by: Swallowed['by'], key: number): void {
    const before = this.swallowed.get(kind) ?? { kind, by, times: 0, key };
    this.swallowed = new Map(this.swallowed).set(kind, { ...before, times: before.times + 1 });
  }

  /** @param speaking ours is in the middle of what it does */
  private obey(
    { state, passes = [], says = [], writes = [], wakes = [] }: FrontAnswer<unknown>,
    { speaking = false } = {},
  ): void {
    const { kernel } = this;
    const { now } = kernel;
    if (state !== undefined) this.state = state;
    for (const { event, key, n = 1, a = 0, b = 0 } of writes) this.write(event, key, n, a, b);
    for (const { afterMs = 0, ...message } of says) {
      if (afterMs === 0) this.say(message);
      else kernel.schedule(this.onSay, now + afterMs, message.key, 0, message);
    }
    for (const { afterMs = 0, ...message } of passes) {
      if (afterMs === 0 && !speaking) this.pass(message);
      else kernel.schedule(this.onPass, now + afterMs, message.key, 0, message);
    }
    for (const { key, at } of wakes) kernel.schedule(this.onWoken, at, key);
  }

  private write(event: string, key: number, n: number, a: number, b: number): void {
    const { system, writes } = this.conduct;
    this.log.business(event, system.toUpperCase(), writes[event]!, key, n, a, b);
  }

  private say({ kind, key, a, b, body }: ToldMessage): void {
    this.behind.say(kind, key, a, b, body);
  }

  private pass(message: ToldMessage): void {
    const { kind, key, a, b, body } = message;
    const to = FRONT_PARTNERS[this.conduct.system];
    try {
      this.behind.take(envelope(kind, 0, 0, PARTNER, to, CORE_SENDER, 0, key, a, b, body));
    } catch (error) {
      throw this.conduct.refused?.(message, error) ?? error;
    }
  }
}

interface Saved {
  readonly state: unknown;
  readonly swallowed: ReadonlyMap<string, Swallowed>;
}

function isNothing({ passes = [], says = [], writes = [], wakes = [] }: FrontAnswer<unknown>): boolean {
  return passes.length + says.length + writes.length + wakes.length === 0;
}

/** Puts each before the one of these systems that it is for. @throws where that is not among them */
export function putBefore(
  systems: readonly MockSystem<unknown>[],
  context: MockContext,
  random: Random,
  conducts: readonly FrontConduct[],
): readonly OwnFront[] {
  return conducts.map((conduct) => {
    const partner = FRONT_PARTNERS[conduct.system];
    const ours = systems.find((each) => each.partner === partner);
    if (ours === undefined)
      throw new Error(`"${conduct.name}" stands before ${conduct.system}, and there is none`);
    return ours.putBefore((behind) => new OwnFront(context, random, behind, conduct));
  });
}
