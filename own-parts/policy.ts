/**
 * A policy of your own: what `import ... from 'dray/policy'` gives. `docs/guides/own-parts.md` shows how to use it.
 *
 * A policy is a pure function: it answers from what it is given, changes nothing of it, and remembers nothing.
 */
import type { CarrierContext, CarrierOption } from '#orchestrator/decisions/carrier-choice';
import type { DelayContext, DelayOption } from '#orchestrator/decisions/delay-response';
import type { DockSlotContext, DockSlotOption } from '#orchestrator/decisions/dock-slot';
import type { SourcingContext, SourcingOption, SourcingView } from '#orchestrator/decisions/sourcing';
import { type Marked, marked } from './part.ts';

export { coverage } from '#orchestrator/decisions/sourcing';
export type {
  CarrierContext,
  CarrierOption,
  DelayContext,
  DelayOption,
  DockSlotContext,
  DockSlotOption,
  SourcingContext,
  SourcingOption,
  SourcingView,
};

/** Which node sends what is open of an order, and how that is expected to travel: an arm of the run. */
export interface SourcingDefinition {
  readonly point: 'sourcing';
  readonly name: string;
  readonly summary: string;
  /**
   * @param options those that no hard rule forbids, at least one
   * @param views pictures of stock of known age, one a node: `coverage(context, view)` counts what a node shows
   * @returns index into `options`, or -1 for none of them
   */
  recommend(
    context: SourcingContext,
    options: readonly SourcingOption[],
    views: readonly SourcingView[],
  ): number;
}

/** Which carrier a load is tendered to first. */
export interface CarrierDefinition {
  readonly point: 'carrier';
  readonly name: string;
  readonly summary: string;
  /** @returns index into `options`, or -1 for none of them */
  recommend(context: CarrierContext, options: readonly CarrierOption[]): number;
}

/** What is done about a load that is estimated after a promise. */
export interface DelayDefinition {
  readonly point: 'delay-response';
  readonly name: string;
  readonly summary: string;
  /** @returns index into `options`, or -1 for none of them */
  recommend(context: DelayContext, options: readonly DelayOption[]): number;
}

/** Which free slot of a dock an inbound delivery is booked into. */
export interface DockSlotDefinition {
  readonly point: 'dock-slot';
  readonly name: string;
  readonly summary: string;
  /** @returns index into `options`, or -1 for none of them */
  recommend(context: DockSlotContext, options: readonly DockSlotOption[]): number;
}

export type PolicyDefinition = SourcingDefinition | CarrierDefinition | DelayDefinition | DockSlotDefinition;
export type OwnPolicyPart<Definition extends PolicyDefinition = PolicyDefinition> = Definition &
  Marked<'policy'>;

/**
 * Makes a policy of its definition: the default export of its file.
 * @param definition `name` in small letters, digits and hyphens; `summary` says in a line what it does, and stands in reports
 */
export function definePolicy(definition: SourcingDefinition): OwnPolicyPart<SourcingDefinition>;
export function definePolicy(definition: CarrierDefinition): OwnPolicyPart<CarrierDefinition>;
export function definePolicy(definition: DelayDefinition): OwnPolicyPart<DelayDefinition>;
export function definePolicy(definition: DockSlotDefinition): OwnPolicyPart<DockSlotDefinition>;
export function definePolicy(definition: PolicyDefinition): OwnPolicyPart {
  return marked('policy', definition);
}
