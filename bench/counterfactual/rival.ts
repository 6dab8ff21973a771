/**
 * What another policy would have chosen, asked the question that a run's own was asked.
 *
 * 1. It is asked behind the same gate: hard rules, limits, its own baseline where its advice can't be used. Nothing of the run is changed.
 */
import { TIMED_OUT } from '#orchestrator/decisions/model-answer';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import type { Ask, Decider, OutsideDecider } from '#scenarios/host/ports';
import { outsideOf } from '#scenarios/twin/deciders/model-policy';
import { type OutboundPolicies, outboundDecider } from '#scenarios/twin/deciders/outbound-decider';
import { inPhase, phaseDecider } from '#scenarios/twin/deciders/phase-decider';
import { drawKeys } from '#scenarios/twin/landscape';
import { worldInPhase } from '#scenarios/world/outbound/phases/in-phase';
import { Random } from '#sim/random/random';
import type { DecisionSeen } from './find-decisions.ts';
import type { CounterfactualPlan } from './measured-twin.ts';

export class Rival {
  private readonly decide: Decider;
  private readonly outside: OutsideDecider | null;

  constructor({ world, seed }: CounterfactualPlan, policies: OutboundPolicies) {
    const phase = policies.phase ?? world.phase;
    const { network, demand } = worldInPhase(world, phase);
    const { model, by } = policies;
    const [random, keyOf] = [new Random(seed), drawKeys(demand)];
    this.decide =
      phase === undefined
        ? outboundDecider(network, policies)
        : phaseDecider(network, phase, inPhase(policies, phase), random, keyOf);
    this.outside = model === undefined ? null : outsideOf(network, model, by, random, keyOf);
  }

  /** Index into the options asked with; -1 = none. */
  async choiceAt(decision: DecisionSeen): Promise<number> {
    const ask: Ask = decision;
    const { outside } = this;
    const question = outside?.plan(ask) ?? null;
    if (outside === null || question === null || !question.obeyed) return this.decide(ask).chosen;
    const { answers } = outside;
    const answer = question.tooLate
      ? TIMED_OUT
      : answers.kind === 'recorded'
        ? answers.find(outside.questionOf(ask))
        : await answers.ask(outside.questionOf(ask));
    return outside.settle(ask, question, answer).decided.chosen;
  }
}

/** Points at which two arms are not decided by the same. */
export function pointsApart(one: OutboundPolicies, other: OutboundPolicies): ReadonlySet<string> {
  return new Set(
    DECISION_POINTS.filter(
      (point) =>
        one.by[point] !== other.by[point] || one.model?.point === point || other.model?.point === point,
    ),
  );
}
