/** What a phase adds to a twin: work by hand, ways between core and links. Where all goes directly and no person decides, nothing. */
import type { People } from '#mock-systems/people/people';
import type { ActorTypeNo } from '#orchestrator/core/address';
import type { PolicyOf } from '#orchestrator/middleware/policy';
import type { Kernel } from '#sim/kernel';
import type { ReferredDecision } from '../host/host-options.ts';
import type { SimulatedHost } from '../host/simulated-host.ts';
import { violated } from '../invariants/outbound/part.ts';
import type { PhaseSettings } from '../world/phase-settings.ts';
import { HandWork, type Piece } from './ways/hand-work.ts';
import { Ways } from './ways/ways.ts';

export interface PhaseParts {
  readonly hand: HandWork;
  /** null = every message goes directly. */
  readonly ways: Ways | null;
  /** Hands a decision to a person. */
  refer(type: number, key: number, referred: ReferredDecision): void;
  /** When nothing more can happen. Throws `InvariantViolation` where something is still under way. */
  atEnd(): void;
}

export interface PhasePartsOptions {
  readonly kernel: Kernel;
  readonly phase: PhaseSettings | undefined;
  readonly people: People;
  /** Once it is there. */
  readonly host: () => SimulatedHost;
  readonly routes: ReadonlyMap<string, ActorTypeNo>;
  readonly policyOf: PolicyOf;
  readonly latencyMs: number;
  /** Whether messages and answers may get lost. */
  readonly lossy: boolean;
}

/** Actor type of a kind that no actor takes: the host says so when it gets there. */
const NOBODY = 0;

export function phaseParts({ kernel, phase, people, host, ...rest }: PhasePartsOptions): PhaseParts | null {
  if (phase === undefined) return null;
  const persons = Object.values(phase.decisions).some(({ by }) => by === 'person' || by === 'confirm');
  if (phase.ways.size === 0 && !persons) return null;
  const hand = new HandWork({
    kernel,
    foundAfterMs: phase.foundAfterMs,
    give: (type, key, task, ref) => people.take(type, key, task, ref),
    given: ({ role, kind, type, key }, no) =>
      host().books.task(kernel.now, role, host().nameOf(type), key, kind, no, kernel.now, ''),
    answered: ({ type, key }, no, answer, by) =>
      host().books.taskAnswered(kernel.now, by, host().nameOf(type), key, no, answer),
  });
  hand.whenDone('decision', ({ type, key, payload }) =>
    host().personDecided(type, key, payload as ReferredDecision),
  );
  const ways = phase.ways.size === 0 ? null : waysOf(kernel, phase, hand, rest);
  return {
    hand,
    ways,
    refer: (type, key, referred) => hand.add(pieceOf(type, key, referred)),
    atEnd: () => nothingUnderWay(ways?.size ?? 0, hand.size),
  };
}

function nothingUnderWay(messages: number, pieces: number): void {
  if (messages + pieces > 0)
    violated(
      'nothing-left-over',
      `${messages} messages lie in files and mailboxes at the end, and ${pieces} pieces of work in trays`,
    );
}

function waysOf(
  kernel: Kernel,
  { ways }: PhaseSettings,
  hand: HandWork,
  { routes, policyOf, latencyMs, lossy }: Omit<PhasePartsOptions, 'kernel' | 'phase' | 'people' | 'host'>,
): Ways {
  return new Ways({
    kernel,
    ways,
    hand,
    latencyMs,
    typeOf: (kind) => routes.get(kind) ?? NOBODY,
    timeoutMs: lossy ? (partner) => policyOf(partner).timeoutMs : null,
  });
}

function pieceOf(type: number, key: number, referred: ReferredDecision): Piece {
  const { role, kind } = referred.person;
  return { of: 'decision', role, kind, type, key, about: referred.attempt, payload: referred };
}
