/** What a simulated host is made with: see `simulated-host.ts`. */
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { Actor } from '#orchestrator/core/actor';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { HumanTask } from '#orchestrator/core/out';
import { assert } from '#sim/assert';
import type { Kernel } from '#sim/kernel';
import type { Recorder } from '../recording/recorder.ts';
import type { ClockOff } from './core-clock.ts';
import type { DeskAnswer } from './decision-desk.ts';
import type {
  Ask,
  Decided,
  Decider,
  OutsideDecider,
  PartnerPort,
  PersonSay,
  PlatformModel,
} from './ports.ts';
import type { BusinessWatcher } from './signals.ts';
import type { ZombiePlan } from './zombies.ts';

export interface HostOptions {
  readonly kernel: Kernel;
  // biome-ignore lint/suspicious/noExplicitAny: actors of different state and input live in one list
  readonly actors: readonly Actor<any, any>[];
  /** Kind of partner message -> type of the actor that takes it; the key is the message's business key. */
  readonly routes: ReadonlyMap<string, ActorTypeNo>;
  /** Takes `inputWithoutActor`, and never finishes; null: such an input is a fault. */
  readonly exceptionType: ActorTypeNo | null;
  readonly partners: PartnerPort;
  readonly decide: Decider;
  /** Decides with answers from outside where it says so; default: nothing is asked outside. */
  readonly outside?: OutsideDecider | null;
  readonly recorder: Recorder;
  readonly watchers?: readonly BusinessWatcher[];
  readonly platform: PlatformModel;
  /** ISO 4217 code of all amounts. */
  readonly currency: string;
  /** How long a finished actor is remembered, ms. */
  readonly claimsHorizonMs: number;
  /** How long after a question fell into an outage it is put again, ms, > 0. */
  readonly handoverRetryMs: number;
  /** Told of every task; who answers calls `answerTask`. Nobody by default. */
  readonly onTask?: (type: number, key: number, task: HumanTask) => void;
  /** Takes a decision that a person must come to first; who has it done calls `personDecided`. Absent = there are none. */
  readonly onReferred?: (type: number, key: number, referred: ReferredDecision) => void;
  /** Shown every step of the middleware's actors, once it is through. */
  readonly middlewareWatch?: MiddlewareWatch;
  /** Shown every decision as it goes on record, before anything is done by it. */
  readonly onDecision?: (ask: Ask, decided: Decided) => void;
  readonly onThrow: 'stop' | 'park';
  /** When the core's clock is off; default: never. */
  readonly clockOff?: readonly ClockOff[];
  /** Which steps leave a zombie behind; default: none. */
  readonly zombies?: ZombiePlan | null;
}

/** Is shown what gates, lanes and messages in trouble do: the actor types from `PARTNER_GATE` up. */
export interface MiddlewareWatch {
  stepped(type: number, key: number, state: unknown, input: Envelope, now: number): void;
}

/** A decision that is a person's. Plain data. */
export type ReferredDecision = DeskAnswer & { readonly person: PersonSay };

export function checkOptions(options: HostOptions): void {
  assert(options.handoverRetryMs > 0, `handoverRetryMs must be > 0, got ${options.handoverRetryMs}`);
  for (const field of ['workers', 'stepLatencyMs', 'storeLatencyMs'] as const) {
    const value = options.platform[field];
    assert(Number.isInteger(value) && value >= 0, `platform.${field} must be an integer >= 0, got ${value}`);
  }
}
