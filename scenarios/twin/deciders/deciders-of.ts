/** How policies decide in a world: what they would say, what stands before them (exploring, forced answers), and what is asked outside. */
import type { Random } from '#sim/random/random';
import type { Decider } from '../../host/ports.ts';
import type { OutboundWorld } from '../../world/outbound-world.ts';
import type { PhaseSettings } from '../../world/phase-settings.ts';
import { exploring } from './exploring.ts';
import { type Deciders, forcing } from './forced-decision.ts';
import type { Oversight } from './governance/oversight.ts';
import type { Learning } from './learning.ts';
import { outsideOf } from './model-policy.ts';
import { type OutboundPolicies, outboundDecider } from './outbound-decider.ts';
import { phaseDecider } from './phase-decider.ts';

export interface DecidersOptions {
  readonly world: OutboundWorld;
  readonly phase: PhaseSettings | undefined;
  /** How long each decision takes, ms; 0: rules of thumb answer at once. */
  readonly thinkingMs: number;
  readonly random: Random;
  /** What the draws of an order are keyed by. */
  readonly keyOf: (order: number) => number;
  /** null = nobody oversees any model. */
  readonly oversight: Oversight | null;
  readonly learning: Learning;
}

export function decidersOf(
  { world: { network }, phase, thinkingMs, random, keyOf, oversight, learning }: DecidersOptions,
  told: OutboundPolicies,
): Deciders {
  const asked = { ...told, by: learning.follow(told.by) };
  const decide =
    phase === undefined
      ? outboundDecider(network, asked)
      : phaseDecider(network, phase, asked, random, keyOf);
  return forcing(asked.forced, network, {
    decide: exploring(asked.exploration, network, random, keyOf, taking(thinkingMs, decide)),
    outside:
      asked.model === undefined ? null : outsideOf(network, asked.model, asked.by, random, keyOf, oversight),
  });
}

function taking(thinkingMs: number, decide: Decider): Decider {
  return thinkingMs === 0 ? decide : (ask) => ({ ...decide(ask), latencyMs: thinkingMs });
}
