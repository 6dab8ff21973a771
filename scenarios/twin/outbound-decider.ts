/** Who answers the decision points of a run, outbound's and inbound's: a policy for each, behind the hard rules of its world. */
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
import {
  DOCK_SLOT_POLICIES,
  type DockSlotContext,
  type DockSlotOption,
  type DockSlotPolicy,
  slotReachable,
} from '#orchestrator/decisions/dock-slot';
import {
  EXCEPTION_POLICIES,
  type ExceptionContext,
  type ExceptionOption,
  nothingGivenUp,
} from '#orchestrator/decisions/exception';
import { type HardRule, type Policy, passGate } from '#orchestrator/decisions/gate';
import {
  orderUpTo,
  REPLENISHMENT_POLICIES,
  type ReplenishmentContext,
  type ReplenishmentOption,
  type ReplenishmentPolicy,
  vehicleFits,
} from '#orchestrator/decisions/replenishment';
import {
  SOURCING_POLICIES,
  type SourcingContext,
  type SourcingOption,
  type SourcingPolicy,
  sourcingRules,
  withViews,
} from '#orchestrator/decisions/sourcing';
import {
  fitsThere,
  seeingPlans,
  WORKLOAD_POLICIES,
  type WorkloadContext,
  type WorkloadOption,
} from '#orchestrator/decisions/workload';
import type { Network } from '#orchestrator/model/network';
import { AssertionError } from '#sim/assert';
import type { Ask, Decided, Decider } from '../host/ports.ts';
import type { PhaseSettings } from '../world/phase-settings.ts';
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
  /** Of inbound. */
  readonly dock: DockSlotPolicy;
  /** Of replenishment; absent = `order-up-to`. */
  readonly replenishment?: ReplenishmentPolicy;
  /** How far orchestration has come; absent = as the world says, or all the way. */
  readonly phase?: PhaseSettings;
}

/** Policies beside those of the house. */
export interface OwnPolicies {
  readonly sourcing: readonly SourcingPolicy[];
  readonly carrier: readonly CarrierPolicy[];
  readonly delay: readonly DelayPolicy[];
  readonly dock: readonly DockSlotPolicy[];
}

const NONE_OF_ONES_OWN: OwnPolicies = { sourcing: [], carrier: [], delay: [], dock: [] };

/** The policies of these names; throws where there is none. */
export function outboundPolicies(
  sourcing: string,
  carrier: string,
  delay: string,
  dock = 'first-slot',
  own = NONE_OF_ONES_OWN,
): OutboundPolicies {
  return {
    name: sourcing,
    sourcing: named([...SOURCING_POLICIES, ...own.sourcing], sourcing),
    carrier: named([...CARRIER_POLICIES, ...own.carrier], carrier),
    delay: named([...DELAY_POLICIES, ...own.delay], delay),
    dock: named([...DOCK_SLOT_POLICIES, ...own.dock], dock),
  };
}

function named<P extends { readonly name: string }>(policies: readonly P[], name: string): P {
  const found = policies.find((policy) => policy.name === name);
  if (found !== undefined) return found;
  throw new AssertionError(
    `unknown policy: "${name}". There are ${policies.map((each) => each.name).join(', ')}`,
  );
}

/** Policies of an arm, with that of the world's stores where the arm does not name one. */
export function forStores(policies: OutboundPolicies, policy: string | undefined): OutboundPolicies {
  if (policy === undefined || policies.replenishment !== undefined) return policies;
  return { ...policies, replenishment: named(REPLENISHMENT_POLICIES, policy) };
}

/** The policy that knows the network, where it must. */
export function inNetwork(policy: SourcingPolicy, network: Network): SourcingPolicy {
  return policy.inNetwork?.(network) ?? policy;
}

/** Decides at once, by the arm's rules of thumb. */
export function outboundDecider(network: Network, policies: OutboundPolicies): Decider {
  const sourcingPolicy = inNetwork(policies.sourcing, network);
  const sourcing = sourcingRules(network);
  const carrier = [dangerousGoodsAccepted((no) => network.carriers[no]?.dangerousGoods ?? false)];
  const { expediteMinorMax, rerouteMinorMax } = network.limits;
  const delay = [delayWithin(expediteMinorMax, rerouteMinorMax)];
  const dock = [slotReachable];
  const vehicles = [vehicleFits];
  const workload = network.workload === undefined ? null : named(WORKLOAD_POLICIES, network.workload.policy);
  const exception = network.cases === undefined ? null : named(EXCEPTION_POLICIES, network.cases.policy);
  return (ask) => {
    switch (ask.point) {
      case 'sourcing':
        return decide<SourcingContext, SourcingOption>(ask, sourcing, withViews(sourcingPolicy, ask.views));
      case 'carrier':
        return decide<CarrierContext, CarrierOption>(ask, carrier, policies.carrier);
      case 'delay-response':
        return decide<DelayContext, DelayOption>(ask, delay, policies.delay);
      case 'dock-slot':
        return decide<DockSlotContext, DockSlotOption>(ask, dock, policies.dock);
      case 'replenishment':
        return decide<ReplenishmentContext, ReplenishmentOption>(
          ask,
          vehicles,
          policies.replenishment ?? orderUpTo,
        );
      case 'workload':
        return decide<WorkloadContext, WorkloadOption>(ask, [fitsThere], seeingPlans(workload!, ask.views));
      case 'exception':
        return decide<ExceptionContext, ExceptionOption>(ask, [nothingGivenUp], exception!);
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
