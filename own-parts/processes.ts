/**
 * What an actor of the core is written and tested with: what `import ... from 'dray/processes'` gives.
 *
 * The tests read as sentences: `given(actor, [inputs]).when(input)` gives state and effects. `docs/guides/own-parts.md` has one.
 */
export { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
export type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/outbound';
export { carrierPartner, ERP, TMS, WMS } from '#orchestrator/contracts/partners';
export type {
  Actor,
  DecidedInput,
  InputWithoutActor,
  OutcomeSink,
  TaskAnsweredInput,
  TimerInput,
} from '#orchestrator/core/actor';
export type { ActorKey, ActorTypeNo } from '#orchestrator/core/address';
export {
  type ActorRef,
  type DecisionRequest,
  type HumanTask,
  type Out,
  POSTINGS,
} from '#orchestrator/core/out';
export {
  type Transition,
  type TransitionTable,
  transitionTable,
} from '#orchestrator/core/transition-table';
export type { Instant } from '#orchestrator/model/instant';
export { CollectingOut, type Effect } from '#testing/collecting-out';
export { given, givenState, input, type Outcome, TEST_KEY, TEST_NOW, type When } from '#testing/given';
