/**
 * What answers to decisions cost, where a model or a policy of the user's own declares it: so much for each, whatever becomes of it. A shadow is paid
 * for, too, and so is an answer that came too late.
 */
import type { DecisionPoint } from '#orchestrator/core/out';
import { DECISION_POINTS } from '#orchestrator/decisions/points';
import type { OutboundPolicies } from '#scenarios/twin/deciders/outbound-decider';

export class AnswerPrices {
  /** Of an answer, minor units, by point and policy. */
  private readonly minor = new Map<string, number>();

  constructor({ by, model }: Pick<OutboundPolicies, 'by' | 'model'>) {
    for (const point of DECISION_POINTS) this.note(point, by[point].name, by[point].costPerDecisionMinor);
    if (model !== undefined) this.note(model.point, model.name, model.costPerDecisionMinor);
  }

  /** Minor units, may be a fraction; undefined = nobody has declared anything. */
  priceOf(point: string, policy: string): number | undefined {
    return this.minor.get(`${point}\t${policy}`);
  }

  private note(point: DecisionPoint, policy: string, minor: number | undefined): void {
    if (minor !== undefined) this.minor.set(`${point}\t${policy}`, minor);
  }
}
