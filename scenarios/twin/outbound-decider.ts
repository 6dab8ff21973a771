/** Who answers the decision points of outbound fulfilment in a run: a policy for each, behind the hard rules of its world. */
import {
  CARRIER_POLICIES,
  type CarrierContext,
  type CarrierOption,
  type CarrierPolicy,
  dangerousGoodsAccepted,
} from '#orchestrator/decisions/carrier-choice';
import {
  DELAY_POLICIES,
  type DelayContext,
  type DelayOption,
  type DelayPolicy,
  delayWithin,
} from '#orchestrator/decisions/delay-response';
import { type HardRule, type Policy, passGate } from '#orchestrator/decisions/gate';
import {
  SOURCING_POLICIES,
  type SourcingContext,
  type SourcingOption,
  type SourcingPolicy,
  sourcingRules,
  withViews,
} from '#orchestrator/decisions/sourcing';
import type { Network } from '#orchestrator/model/network';
import { AssertionError } from '#sim/assert';
import type { Ask, Decided, Decider } from '../host/ports.ts';
import type { SourcingModel } from './model-policy.ts';

/** One arm of a comparison. */
export interface OutboundPolicies {
  readonly name: string;
  /** Where there is a model: what decides where the model does not. */
  readonly sourcing: SourcingPolicy;
  /** Answers `sourcing` from outside of the run; absent = a rule of thumb decides alone. */
  readonly model?: SourcingModel;
  readonly carrier: CarrierPolicy;
  readonly delay: DelayPolicy;
}

/** The policies of these names; throws where there is none. */
export function outboundPolicies(sourcing: string, carrier: string, delay: string): OutboundPolicies {
  return {
    name: sourcing,
    sourcing: named(SOURCING_POLICIES, sourcing),
    carrier: named(CARRIER_POLICIES, carrier),
    delay: named(DELAY_POLICIES, delay),
  };
}

function named<P extends { readonly name: string }>(policies: readonly P[], name: string): P {
  const found = policies.find((policy) => policy.name === name);
  if (found !== undefined) return found;
  throw new AssertionError(
    `unknown policy: "${name}". There are ${policies.map((each) => each.name).join(', ')}`,
  );
}

/** Decides at once, by the arm's rules of thumb. */
export function outboundDecider(network: Network, policies: OutboundPolicies): Decider {
  const sourcing = sourcingRules(network);
  const carrier = [dangerousGoodsAccepted((no) => network.carriers[no]?.dangerousGoods ?? false)];
  const { expediteMinorMax, rerouteMinorMax } = network.limits;
  const delay = [delayWithin(expediteMinorMax, rerouteMinorMax)];
  return (ask) => {
    switch (ask.point) {
      case 'sourcing':
        return decide<SourcingContext, SourcingOption>(
          ask,
          sourcing,
          withViews(policies.sourcing, ask.views),
        );
      case 'carrier':
        return decide<CarrierContext, CarrierOption>(ask, carrier, policies.carrier);
      case 'delay-response':
        return decide<DelayContext, DelayOption>(ask, delay, policies.delay);
      default:
        throw new AssertionError(`nobody answers decision point "${ask.point}" of outbound fulfilment`);
    }
  };
}

function decide<Context, Option>(
  ask: Ask,
  rules: readonly HardRule<Context, Option>[],
  policy: Policy<Context, Option>,
): Decided {
  const { chosen, removed, fallback } = passGate(
    ask.context as Context,
    ask.options as readonly Option[],
    rules,
    policy,
  );
  return {
    chosen,
    removed,
    fallback,
    policy: policy.name,
    mode: 'active',
    score: null,
    confidence: null,
    propensity: null,
    latencyMs: 0,
  };
}
