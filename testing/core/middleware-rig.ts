/**
 * A host with the partner middleware, real links and two partners that keep a ledger of what they did; and a log of what
 * went over the wire. For properties.
 */

import { type MockContext, MockSystem } from '#mock-systems/mock-system';
import { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { GateState } from '#orchestrator/middleware/gate-state';
import { OUTBOUND_MESSAGE, PARTNER_GATE } from '#orchestrator/middleware/inputs';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import { DEAD_LETTER_ROLE } from '#orchestrator/middleware/outbound-message';
import type { PartnerPolicy } from '#orchestrator/middleware/policy';
import type { PlatformModel } from '#scenarios/host/ports';
import { SimulatedHost } from '#scenarios/host/simulated-host';
import { nullRecorder } from '#scenarios/recording/recorder';
import type { FaultPlan } from '#scenarios/twin/faults/fate';
import { Links } from '#scenarios/twin/faults/links';
import { Kernel } from '#sim/kernel';
import {
  CASE,
  CONTRACT_ACTORS,
  COUNTER,
  COUNTER_KINDS,
  PARTNER_A,
  PARTNER_B,
} from './host-contract-actors.ts';

export const LATENCY_MS = 50;
export const START = 1_767_600_000_000;

/** Does every command once, and writes it down. */
class LedgerSystem extends MockSystem<Envelope[]> {
  protected state: Envelope[] = [];

  constructor(context: MockContext, partner: number) {
    super(context, partner, `ledger-${partner}`);
    this.on('requestStatus', (message) => {
      this.state.push(message);
    });
  }

  get done(): readonly Envelope[] {
    return this.state;
  }

  protected saveState(): Envelope[] {
    return [...this.state];
  }

  protected loadState(saved: Envelope[]): void {
    this.state = [...saved];
  }
}

export interface Transmission {
  readonly at: number;
  readonly message: Envelope;
  readonly attempt: number;
  /** Of the partner's gate at that moment; null = it has none yet. */
  readonly gate: GateState | null;
  /** When that gate last moved; -1 = never. */
  readonly gateMovedAt: number;
}

export interface Answer {
  readonly at: number;
  readonly message: Envelope;
  readonly attempt: number;
  readonly status: number;
  readonly retryAfterMs: number | null;
}

export interface MiddlewareRig {
  readonly kernel: Kernel;
  readonly host: SimulatedHost;
  readonly sent: Transmission[];
  readonly answers: Answer[];
  /** Counters of messages that a ticket was opened for, one entry a ticket. */
  readonly tickets: number[];
  /** Of those of which the next role was given a task, one entry a task. */
  readonly escalated: number[];
  /** What each partner did, in order. */
  done(): readonly (readonly Envelope[])[];
  /** Has actor `key` send, `afterMs` from now: two messages to A (`sendTwice`) or one to B (`sendB`). */
  say(kind: string, key: number, a: number, afterMs: number): void;
  /** Crashes the core that long after now, for so long. */
  crash(afterMs: number, forMs: number): void;
}

export interface RigOptions {
  readonly policy: PartnerPolicy;
  readonly platform: PlatformModel;
  readonly faults?: FaultPlan;
}

export function middlewareRig({ policy, platform, faults }: RigOptions): MiddlewareRig {
  const kernel = new Kernel({ start: START });
  const links = new Links(kernel, LATENCY_MS, nullRecorder, faults ?? null);
  const context = { kernel, log: { business: () => {} } };
  const partners = [PARTNER_A, PARTNER_B].map((partner) => new LedgerSystem(context, partner));
  for (const partner of partners) links.connect(partner);
  const sent: Transmission[] = [];
  const answers: Answer[] = [];
  const tickets: number[] = [];
  const escalated: number[] = [];
  const movedAt = new Map<number, number>();
  const host: SimulatedHost = new SimulatedHost({
    kernel,
    actors: [...CONTRACT_ACTORS, ...middlewareActors(() => policy)],
    routes: new Map(COUNTER_KINDS.map((kind) => [kind, COUNTER as ActorTypeNo])),
    exceptionType: CASE as ActorTypeNo,
    partners: {
      transmit: (message, attempt, from) => {
        const state = host.state<GateState>(PARTNER_GATE as ActorTypeNo, message.toKey);
        const gate = state === undefined ? null : { ...state };
        const gateMovedAt = movedAt.get(message.toKey) ?? -1;
        sent.push({ at: kernel.now, message, attempt, gate, gateMovedAt });
        links.transmit(message, attempt, from);
      },
    },
    decide: () => {
      throw new Error('nothing is asked here');
    },
    recorder: {
      ...nullRecorder,
      task: (_now, role, type, key, _kind, _dueAt, state) => {
        if (type === 'outbound-message' && state === 'open')
          (role === DEAD_LETTER_ROLE ? tickets : escalated).push(key);
      },
      audit: (now, subject, type, key) => {
        if (subject === 'gateMoved' && type === 'partner-gate') movedAt.set(key, now);
      },
    },
    platform,
    currency: 'USD',
    claimsHorizonMs: 90 * 86_400_000,
    handoverRetryMs: 60_000,
    onThrow: 'stop',
  });
  links.connectCore({
    receive: (message) => host.receive(message),
    acknowledge: (message, attempt, status, retryAfterMs) => {
      answers.push({ at: kernel.now, message, attempt, status, retryAfterMs });
      host.acknowledge(message, attempt, status, retryAfterMs);
    },
  });
  const toCore = kernel.handler('test.say', (_a, _b, message) => {
    if (host.receive(message as Envelope) === 'refused')
      kernel.schedule(toCore, kernel.now + 1_000, 0, 0, message);
  });
  const onCrash = kernel.handler('test.crash', () => host.crash());
  const onRestart = kernel.handler('test.restart', () => host.restart());
  let counter = 0;
  return {
    kernel,
    host,
    sent,
    answers,
    tickets,
    escalated,
    done: () => partners.map((partner) => partner.done),
    say: (kind, key, a, afterMs) => {
      counter += 1;
      const message = envelope(kind, PARTNER, PARTNER_A, 0, 0, PARTNER_A, counter, key, a, 0, null);
      kernel.schedule(toCore, kernel.now + afterMs, 0, 0, message);
    },
    crash: (afterMs, forMs) => {
      kernel.schedule(onCrash, kernel.now + afterMs);
      kernel.schedule(onRestart, kernel.now + afterMs + forMs);
    },
  };
}

/** Messages whose actor still lives, by counter. */
export function living(rig: MiddlewareRig): number[] {
  return rig.host.living(OUTBOUND_MESSAGE as ActorTypeNo);
}
