/**
 * Who decides in a phase: the policy, a person after it, a person by a rule of thumb, or that rule. What a person decides is settled when
 * the question is put, and counts when somebody has come to it.
 *
 * 1. Hard rules hold for people as for policies: whatever is chosen has passed the gate.
 * 2. Whether a recommendation is followed and whether somebody slips are drawn by the order that it is about (of a load: of its smallest
 *    shipment), point and attempt: never by who else was asked.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { byPoint, type PolicySet } from '#orchestrator/decisions/points';
import type { Network } from '#orchestrator/model/network';
import { codeOf } from '#sim/digest';
import type { Random, RandomStream } from '#sim/random/random';
import type { Ask, Decided, Decider } from '../../host/ports.ts';
import { taskOfDecision } from '../../world/outbound/phases/phases.ts';
import type { DecisionWay, PhaseSettings } from '../../world/phase-settings.ts';
import { type AnyPolicy, decideBy, inNetwork, rulesOf } from './decision-rules.ts';
import { drawKeyOf } from './draw-key.ts';
import { type OutboundPolicies, policyNamed } from './outbound-decider.ts';

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
  const rules = rulesOf(network);
  const policyOf = inNetwork(policies.by, network);
  const thumbOf = inNetwork(thumbsOf(policies, phase), network);
  const draws = { overrides: random.stream('phases/overrides'), mistakes: random.stream('phases/mistakes') };
  const happens = (stream: RandomStream, share: number, ask: Ask): number => {
    const unit = share === 0 ? 1 : stream.unit(drawKeyOf(ask, keyOf), indexOf(ask));
    return unit < share ? unit / share : -1;
  };
  return (ask) => {
    const way = phase.decisions[ask.point];
    const recommended = decideBy(policyOf[ask.point], ask, rules);
    if (way === undefined || way.by === 'rule' || recommended.chosen < 0) return recommended;
    const overridden = way.by === 'confirm' && happens(draws.overrides, way.overrideShare, ask) >= 0;
    const meant = overridden ? thumbOf[ask.point] : policyOf[ask.point];
    const slip = happens(draws.mistakes, way.mistakeShare, ask);
    const done = slip < 0 && !overridden ? recommended : decideBy(slipping(meant, slip), ask, rules);
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

/** A policy that takes another option than it means to. @param unit which of the others; -1 = it does not slip */
function slipping(policy: AnyPolicy, unit: number): AnyPolicy {
  if (unit < 0) return policy;
  return {
    ...policy,
    recommend: (context, options, views) =>
      another(policy.recommend(context, options, views), options.length, unit),
  };
}

/** Another of so many, where there is one; each as likely. */
function another(meant: number, options: number, unit: number): number {
  if (meant < 0 || options < 2) return meant;
  const other = Math.min(options - 2, Math.floor(unit * (options - 1)));
  return other < meant ? other : other + 1;
}

function indexOf({ point, attempt }: Ask): number {
  return (codeOf(point) ^ attempt) >>> 0;
}

/** An arm's policies as they count in a phase: where a rule of thumb decides and the arm does not say which, that of the phase. */
export function inPhase(policies: OutboundPolicies, phase: PhaseSettings): OutboundPolicies {
  const thumbs = thumbsOf(policies, phase);
  const ofPhase = (point: DecisionPoint): boolean => byThumb(phase, point) && !policies.said.includes(point);
  const by = byPoint((point) => (ofPhase(point) ? thumbs : policies.by)[point]) as PolicySet;
  return { ...policies, by, phase };
}

/** Whether nobody asks the policy. */
function byThumb({ decisions }: PhaseSettings, point: DecisionPoint): boolean {
  const by = decisions[point]?.by;
  return by === 'rule' || by === 'person';
}

/** What people go by; of a point of which the phase says nothing, as the arm does. */
function thumbsOf({ by, own }: OutboundPolicies, { thumbs }: PhaseSettings): PolicySet {
  return byPoint((point) => {
    const name = thumbs[point];
    return name === undefined ? by[point] : policyNamed(point, name, own);
  }) as PolicySet;
}
