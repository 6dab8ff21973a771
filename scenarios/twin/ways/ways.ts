/**
 * Ways of messages between core and links: files and mailboxes. What goes another way than directly is taken at once, kept, and handed
 * on when its file leaves or somebody has read or typed it.
 *
 * 1. To its sender it has arrived: nobody times out and sends again.
 * 2. Messages to one partner from one actor, and of one partner to one actor, are handed on in the order in which they came, about
 *    each key: a direct one waits behind one that is under way. Others overtake each other.
 * 3. None is lost or doubled: to a partner it is sent until the partner has it, to the core offered until it is taken. What nobody sends
 *    (`never`) ends here. What a partner says again is known here: a file later the core could no longer tell.
 * 4. State is plain data, part of every snapshot: an entry for each message that is under way, a bit for what came of late.
 */
import { SeenMessages } from '#mock-systems/seen-messages';
import { type Envelope, PARTNER } from '#orchestrator/contracts/envelope';
import { verdictOf } from '#orchestrator/middleware/status';
import type { Component, HandlerNo, Kernel } from '#sim/kernel';
import { DAY_MS } from '#sim/shifts/civil';
import type { PartnerPort } from '../../host/ports.ts';
import type { Receipt } from '../../host/simulated-host.ts';
import type { Way } from '../../world/phase-settings.ts';
import type { CoreEnd } from '../core-end.ts';
import { aboutOf, type HandWork } from './hand-work.ts';

/** How long after a refusal it is offered or sent again, ms. Source: assumption. */
const AGAIN_MS = 60_000;
/** How long a message is known again: longer than the core sends one again after a crash, or a line repeats one. Source: assumption. */
const KNOWN_MS = 10 * DAY_MS;
/** Answered to the core for a message that was taken. */
const TAKEN = 200;

const STAGE = { underWay: 0, ready: 1, sent: 2 } as const;

interface Held {
  readonly message: Envelope;
  /** Name of the actor that sent it; '' = a partner. */
  readonly from: string;
  stage: number;
  /** Transmissions to its partner so far. */
  attempt: number;
}

interface Saved {
  readonly chains: readonly (readonly [chain: number, held: readonly Held[]])[];
  readonly known: ReturnType<SeenMessages['save']>;
  readonly heard: readonly (readonly [sender: number, seen: ReturnType<SeenMessages['save']>])[];
}

export interface WaysOptions {
  readonly kernel: Kernel;
  readonly ways: ReadonlyMap<string, Way>;
  /** Actor that takes a partner's message. */
  readonly typeOf: (kind: string) => number;
  readonly latencyMs: number;
  /** How long a partner's answer is waited for, ms; null = the line answers always. */
  readonly timeoutMs: ((partner: number) => number) | null;
  readonly hand: HandWork;
}

export class Ways implements CoreEnd, PartnerPort, Component {
  private readonly options: WaysOptions;
  private readonly kernel: Kernel;
  private readonly onTaken: HandlerNo;
  private readonly onFile: HandlerNo;
  private readonly onAgain: HandlerNo;
  private readonly onSilence: HandlerNo;
  private core!: CoreEnd;
  private wire!: PartnerPort;
  /** What is under way, by partner, direction, actor and key; the first to be handed on first. Never empty. */
  private chains = new Map<number, Held[]>();
  /** Messages of the core that were taken here. */
  private readonly known = new SeenMessages(KNOWN_MS);
  /** Messages of partners that the core or its ways have taken, by sender. */
  private heard = new Map<number, SeenMessages>();

  constructor(options: WaysOptions) {
    const { kernel, hand } = options;
    this.options = options;
    this.kernel = kernel;
    this.onTaken = kernel.handler('way.taken', (_partner, attempt, message) =>
      this.core.acknowledge(message as Envelope, attempt, TAKEN, null),
    );
    this.onFile = kernel.handler('way.file', (_partner, _key, message) => this.ready(message as Envelope));
    this.onAgain = kernel.handler('way.again', (chain) => {
      const held = this.chains.get(chain);
      if (held !== undefined) this.handOn(chain, held);
    });
    this.onSilence = kernel.handler('way.silence', (_partner, attempt, message) =>
      this.missed(message as Envelope, attempt),
    );
    hand.whenDone('way', ({ payload }) => this.ready(payload as Envelope));
    kernel.component('ways', this);
  }

  /** Stands between the two from now on. */
  between(core: CoreEnd, wire: PartnerPort): void {
    this.core = core;
    this.wire = wire;
  }

  /** Messages under way. */
  get size(): number {
    let size = 0;
    for (const held of this.chains.values()) size += held.length;
    return size;
  }

  /** The core sends; called from inside a step. */
  transmit(message: Envelope, attempt: number, from: string): void {
    const { kernel, options } = this;
    const way = options.ways.get(message.kind);
    const chain = this.chainOf(message);
    const held = this.chains.get(chain);
    if (way === undefined && (held === undefined || (attempt > 1 && find(held, message) === undefined))) {
      this.wire.transmit(message, attempt, from);
      return;
    }
    kernel.schedule(this.onTaken, kernel.now + options.latencyMs, message.toKey, attempt, message);
    if (way?.kind !== 'never' && this.known.note(message.counter, kernel.now))
      this.take(chain, way, message, from);
  }

  /** A partner's message arrives. */
  receive(message: Envelope): Receipt {
    const way = this.options.ways.get(message.kind);
    const chain = this.chainOf(message);
    if (way === undefined && !this.chains.has(chain)) {
      const receipt = this.core.receive(message);
      if (receipt === 'taken') this.isNews(message);
      return receipt;
    }
    if (!this.isNews(message)) return 'repeat';
    this.take(chain, way, message, '');
    return 'taken';
  }

  acknowledge(message: Envelope, attempt: number, status: number, retryAfterMs: number | null): void {
    const chain = this.chainOf(message);
    const held = this.chains.get(chain);
    const first = held?.[0];
    if (first?.stage !== STAGE.sent || first.message.counter !== message.counter) {
      this.core.acknowledge(message, attempt, status, retryAfterMs);
      return;
    }
    if (verdictOf(status) === 'done') {
      held!.shift();
      this.handOn(chain, held!);
    } else if (attempt === first.attempt) {
      first.stage = STAGE.ready;
      this.kernel.schedule(this.onAgain, this.kernel.now + (retryAfterMs ?? AGAIN_MS), chain);
    }
  }

  save(): Saved {
    const chains = [...this.chains].map(
      ([chain, held]) => [chain, held.map((each) => ({ ...each }))] as const,
    );
    const heard = [...this.heard].map(([sender, seen]) => [sender, seen.save()] as const);
    return { chains, known: this.known.save(), heard };
  }

  load(state: unknown): void {
    const { chains, known, heard } = state as Saved;
    this.chains = new Map(chains.map(([chain, held]) => [chain, held.map((each) => ({ ...each }))]));
    this.known.load(known);
    this.heard = new Map();
    for (const [sender, seen] of heard) this.heardFrom(sender).load(seen);
  }

  /** Notes what a partner says. @returns whether it is said for the first time */
  private isNews({ sender, counter }: Envelope): boolean {
    return this.heardFrom(sender).note(counter, this.kernel.now);
  }

  private heardFrom(sender: number): SeenMessages {
    let seen = this.heard.get(sender);
    if (seen === undefined) {
      seen = new SeenMessages(KNOWN_MS);
      this.heard.set(sender, seen);
    }
    return seen;
  }

  private take(chain: number, way: Way | undefined, message: Envelope, from: string): void {
    const { kernel } = this;
    const entry: Held = { message, from, stage: STAGE.underWay, attempt: 0 };
    const held = this.chains.get(chain);
    if (held === undefined) this.chains.set(chain, [entry]);
    else held.push(entry);
    if (way?.kind === 'file') {
      const { everyMs, offsetMs = 0 } = way;
      const leavesAt = (Math.floor((kernel.now - offsetMs) / everyMs) + 1) * everyMs + offsetMs;
      kernel.schedule(this.onFile, leavesAt, partnerOf(message), message.key, message);
    } else if (way?.kind === 'by-hand') this.toDesk(way.role, message);
    else entry.stage = STAGE.ready;
  }

  private toDesk(role: string, message: Envelope): void {
    const { kind, key, a, b } = message;
    const type = this.typeOf(message);
    this.options.hand.add({ of: 'way', role, kind, type, key, about: aboutOf(a, b), payload: message });
  }

  /** It may be handed on. */
  private ready(message: Envelope): void {
    const chain = this.chainOf(message);
    const held = this.chains.get(chain)!;
    find(held, message, STAGE.underWay)!.stage = STAGE.ready;
    this.handOn(chain, held);
  }

  /** Whatever may be handed on now, in its order. */
  private handOn(chain: number, held: Held[]): void {
    while (held[0]?.stage === STAGE.ready) {
      const first = held[0];
      if (isOut(first.message)) {
        this.send(first);
        return;
      }
      if (this.core.receive(first.message) === 'refused') {
        this.kernel.schedule(this.onAgain, this.kernel.now + AGAIN_MS, chain);
        return;
      }
      held.shift();
    }
    if (held.length === 0) this.chains.delete(chain);
  }

  /** The next waits until the partner has it. */
  private send(first: Held): void {
    const { message, from } = first;
    first.stage = STAGE.sent;
    first.attempt += 1;
    this.wire.transmit(message, first.attempt, from);
    const { timeoutMs } = this.options;
    if (timeoutMs === null) return;
    const missedAt = this.kernel.now + timeoutMs(message.toKey);
    this.kernel.schedule(this.onSilence, missedAt, message.toKey, first.attempt, message);
  }

  /** No answer in time: unless it has come, it is sent again. */
  private missed(message: Envelope, attempt: number): void {
    const chain = this.chainOf(message);
    const held = this.chains.get(chain);
    const first = held?.[0];
    if (first?.stage !== STAGE.sent || first.message.counter !== message.counter || first.attempt !== attempt)
      return;
    first.stage = STAGE.ready;
    this.handOn(chain, held!);
  }

  private typeOf(message: Envelope): number {
    return isOut(message) ? message.fromType : this.options.typeOf(message.kind);
  }

  /** key x 2^15 + partner x 2^7 + actor type x 2 + direction: below 2^53. Where numbers of partners pass 255, more share a chain. */
  private chainOf(message: Envelope): number {
    return (
      message.key * 0x8000 + partnerOf(message) * 0x80 + this.typeOf(message) * 2 + (isOut(message) ? 1 : 0)
    );
  }
}

function isOut({ toType }: Envelope): boolean {
  return toType === PARTNER;
}

function partnerOf(message: Envelope): number {
  return isOut(message) ? message.toKey : message.fromKey;
}

/** The first such entry. @param stage any where none is named */
function find(held: readonly Held[], { counter }: Envelope, stage?: number): Held | undefined {
  return held.find(
    (each) => each.message.counter === counter && (stage === undefined || each.stage === stage),
  );
}
