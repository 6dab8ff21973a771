/** The simulated host of a twin: the actors that its world calls for, and who looks on. */
import type { People } from '#mock-systems/people/people';
import type { ActorTypeNo } from '#orchestrator/core/address';
import { type CarryMessage, OUTBOUND_MESSAGE } from '#orchestrator/middleware/inputs';
import { middlewareActors } from '#orchestrator/middleware/middleware';
import type { OutboundMessageState } from '#orchestrator/middleware/outbound-message-state';
import type { PolicyOf } from '#orchestrator/middleware/policy';
import { EXCEPTION_CASE } from '#orchestrator/processes/outbound/inputs';
import type { Kernel } from '#sim/kernel';
import type { Random } from '#sim/random/random';
import type { BusinessWatcher } from '../host/signals.ts';
import { SimulatedHost } from '../host/simulated-host.ts';
import type { OutboundInvariants } from '../invariants/outbound/outbound-invariants.ts';
import type { PartnerMeter } from '../metering/partner-meter.ts';
import type { Recorder } from '../recording/recorder.ts';
import type { OutboundWorld } from '../world/outbound-world.ts';
import { inCases, ownKinds, processActors, routesOf } from './core-parts.ts';
import type { Deciders } from './deciders/forced-decision.ts';
import type { Oversight } from './deciders/governance/oversight.ts';
import type { Learning } from './deciders/learning.ts';
import { clockOffOf, type FaultWatch, zombiePlanOf } from './faults/fault-plan.ts';
import type { StepNames } from './faults/hits.ts';
import type { PhaseParts } from './phase-parts.ts';

/** How long a finished actor is remembered: 90 days. Source: assumption (freight claims are filed within months). */
const CLAIMS_HORIZON_MS = 90 * 86_400_000;
const HANDOVER_RETRY_MS = 60_000;

export interface CoreHostOptions {
  readonly kernel: Kernel;
  readonly recorder: Recorder;
  readonly random: Random;
  readonly world: OutboundWorld;
  readonly policyOf: PolicyOf;
  readonly deciders: Deciders;
  readonly invariants: OutboundInvariants;
  /** null = nobody oversees any model. */
  readonly oversight: Oversight | null;
  readonly learning: Learning;
  readonly watchers: readonly BusinessWatcher[];
  /** null = all goes directly, and no person decides. */
  readonly parts: PhaseParts | null;
  readonly people: People;
  /** null = nobody counts what passes between core and partners. */
  readonly meter: PartnerMeter | null;
  readonly watch: FaultWatch | null;
}

export function hostOf(options: CoreHostOptions): SimulatedHost {
  const { kernel, random, world, policyOf, invariants, parts, people, meter } = options;
  const host: SimulatedHost = new SimulatedHost({
    kernel,
    actors: inCases([...processActors(world), ...middlewareActors(policyOf, ownKinds(world))], world),
    routes: routesOf(world),
    exceptionType: EXCEPTION_CASE as ActorTypeNo,
    partners: parts?.ways ? invariants.messages.leavingFor(parts.ways) : invariants.messages,
    ...options.deciders,
    recorder: options.recorder,
    watchers: options.watchers,
    platform: world.platform,
    currency: world.currency,
    claimsHorizonMs: CLAIMS_HORIZON_MS,
    handoverRetryMs: HANDOVER_RETRY_MS,
    onTask: (type, key, task) => {
      invariants.task(type, key, task, kernel.now);
      people.take(type, key, task);
    },
    ...(parts === null ? {} : { onReferred: parts.refer }),
    ...(meter === null ? {} : { middlewareWatch: meter }),
    onDecision: watchedBy(options),
    onThrow: 'stop',
    clockOff: clockOffOf(world.faults.clocks),
    zombies: zombiePlanOf(
      world.faults,
      random,
      stepNames(() => host),
      options.watch,
    ),
  });
  return host;
}

/** What steps are called by, where they are written down to leave zombies. */
function stepNames(host: () => SimulatedHost): StepNames {
  return {
    nameOf: (type) => host().nameOf(type),
    carriedBy: (type, key, taken) => {
      if (type !== OUTBOUND_MESSAGE) return null;
      if (taken.kind === 'carryMessage') return (taken as CarryMessage).body.message;
      return host().state<OutboundMessageState>(OUTBOUND_MESSAGE, key)?.message ?? null;
    },
  };
}

function watchedBy({ invariants, oversight, learning }: CoreHostOptions): OutboundInvariants['decided'] {
  return (ask, decided) => {
    invariants.decided(ask, decided);
    oversight?.decided(ask, decided);
    learning.decided(ask, decided);
  };
}
