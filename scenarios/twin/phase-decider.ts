/**
 * Who decides in a phase: the policy, a person after it, a person by a rule of thumb, or that rule. What a person decides is settled when
 * the question is put, and counts when somebody has come to it.
 *
 * 1. Hard rules hold for people as for policies: whatever is chosen has passed the gate.
 * 2. Whether a recommendation is followed and whether somebody slips are drawn by the order that it is about (of a load: of its smallest
 *    shipment), point and attempt: never by who else was asked.
 */
import type { Policy } from '#orchestrator/decisions/gate';
import type { SourcingPolicy } from '#orchestrator/decisions/sourcing';
import type { Network } from '#orchestrator/model/network';
import { SHIPMENTS_MAX } from '#orchestrator/processes/outbound/inputs';
import { codeOf } from '#sim/digest';
import type { Random, RandomStream } from '#sim/random/random';
import type { Ask, Decided, Decider } from '../host/ports.ts';
import { taskOfDecision } from '../world/outbound/phases.ts';
import type { DecisionWay, PhaseSettings } from '../world/phase-settings.ts';
import { type OutboundPolicies, outboundDecider, outboundPolicies } from './outbound-decider.ts';

/**
 * @param policies of the arm, as they count in the phase: see `inPhase`
 * @param keyOf what the draws of an order are keyed by
 */
export function phaseDecider(
  network: Network,
  phase: PhaseSettings,
  policies: OutboundPolicies,
  random: Random,
  keyOf: (order: number) => number,
): Decider {
  const decide = outboundDecider(network, policies);
  const { sourcing, carrier, delay } = phase.thumbs;
  const byThumb = outboundDecider(network, outboundPolicies(sourcing, carrier, delay));
  const draws = { overrides: random.stream('phases/overrides'), mistakes: random.stream('phases/mistakes') };
  const happens = (stream: RandomStream, share: number, ask: Ask): number => {
    const unit = share === 0 ? 1 : stream.unit(entityOf(ask, keyOf), indexOf(ask));
    return unit < share ? unit / share : -1;
  };
  return (ask) => {
    const way = phase.decisions[ask.point];
    const recommended = decide(ask);
    if (way === undefined || way.by === 'rule' || recommended.chosen < 0) return recommended;
    const overridden = way.by === 'confirm' && happens(draws.overrides, way.overrideShare, ask) >= 0;
    const meant = overridden ? byThumb(ask) : recommended;
    const slip = happens(draws.mistakes, way.mistakeShare, ask);
    const done =
      slip < 0 ? meant : outboundDecider(network, slipping(overridden ? null : policies, phase, slip))(ask);
    return byPerson(way, ask, recommended, done.chosen < 0 ? recommended : done);
  };
}

/** What counts is what the person does. */
function byPerson(way: DecisionWay, { point }: Ask, recommended: Decided, done: Decided): Decided {
  const { by, role } = way;
  return {
    ...recommended,
    chosen: done.chosen,
    mode: by,
    person: {
      role,
      kind: taskOfDecision(point, by),
      recommended: by === 'confirm' ? recommended.chosen : done.chosen,
    },
  };
}

/** Policies that take another option than they mean to. @param policies null = the phase's rules of thumb */
function slipping(
  policies: OutboundPolicies | null,
  { thumbs }: PhaseSettings,
  unit: number,
): OutboundPolicies {
  const meant = policies ?? outboundPolicies(thumbs.sourcing, thumbs.carrier, thumbs.delay);
  const { sourcing } = meant;
  const slips: SourcingPolicy = {
    ...sourcing,
    recommend: (context, options, views) =>
      another(sourcing.recommend(context, options, views), options.length, unit),
  };
  const alike = <Context, Option>(policy: Policy<Context, Option>): Policy<Context, Option> => ({
    ...policy,
    recommend: (context, options) => another(policy.recommend(context, options), options.length, unit),
  });
  return {
    ...meant,
    sourcing: slips,
    carrier: alike(meant.carrier),
    delay: alike(meant.delay),
    dock: alike(meant.dock),
  };
}

/** Another of so many, where there is one; each as likely. */
function another(meant: number, options: number, unit: number): number {
  if (meant < 0 || options < 2) return meant;
  const other = Math.min(options - 2, Math.floor(unit * (options - 1)));
  return other < meant ? other : other + 1;
}

function entityOf({ entityType, entityKey }: Ask, keyOf: (order: number) => number): number {
  return keyOf(entityType === 'load' ? Math.floor(entityKey / SHIPMENTS_MAX) : entityKey);
}

function indexOf({ point, attempt }: Ask): number {
  return (codeOf(point) ^ attempt) >>> 0;
}

/**
 * An arm's policies as they count in a phase: where a rule of thumb decides about carriers or delays, that of the phase.
 * @param own points for which the arm says so itself
 */
export function inPhase(
  policies: OutboundPolicies,
  phase: PhaseSettings,
  own: { readonly carrier?: boolean; readonly delay?: boolean } = {},
): OutboundPolicies {
  const { thumbs } = phase;
  const thumb = outboundPolicies(thumbs.sourcing, thumbs.carrier, thumbs.delay);
  return {
    ...policies,
    phase,
    carrier: own.carrier || !byThumb(phase, 'carrier') ? policies.carrier : thumb.carrier,
    delay: own.delay || !byThumb(phase, 'delay-response') ? policies.delay : thumb.delay,
  };
}

/** Whether nobody asks the policy. */
export function byThumb({ decisions }: PhaseSettings, point: keyof PhaseSettings['decisions']): boolean {
  const by = decisions[point]?.by;
  return by === 'rule' || by === 'person';
}
