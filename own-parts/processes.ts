/**
 * What an actor of the core is written and tested with: what `import ... from 'dray/processes'` gives.
 *
 * The tests read as sentences: `given(actor, [inputs]).when(input)` gives state and effects. `docs/guides/own-parts.md` has one.
 */
import type { SystemConduct } from '#mock-systems/own-system';
import type { Envelope } from '#orchestrator/contracts/envelope';
import type { OwnActor } from '#orchestrator/core/own-actor';
import { type Marked, marked } from './part.ts';

export type {
  HeardEvent,
  SaidMessage,
  SystemAnswer,
  SystemConduct,
  ToldMessage,
} from '#mock-systems/own-system';
export { type Envelope, envelope, PARTNER } from '#orchestrator/contracts/envelope';
export type { CoreToPartner, PartnerToCore } from '#orchestrator/contracts/partner-messages';
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
export { OWN_SYSTEM, type OwnActor, type OwnOut } from '#orchestrator/core/own-actor';
export {
  type Transition,
  type TransitionTable,
  transitionTable,
} from '#orchestrator/core/transition-table';
export { type Instant, instant } from '#orchestrator/model/instant';
export { CollectingOut, type Effect } from '#testing/core/collecting-out';
export { given, givenState, input, type Outcome, TEST_KEY, TEST_NOW, type When } from '#testing/core/given';

/**
 * A process of your own: a partner system that hears what happens, and the actor of the core that deals with what it says.
 * `docs/guides/own-parts.md` has one.
 */
export interface ProcessDefinition<SystemState, State, Input extends Envelope> {
  /** Small letters, digits and hyphens. */
  readonly name: string;
  readonly system: SystemConduct<SystemState>;
  /** Takes all that the system says, by its key. Its `type` is given by the run. */
  readonly actor: OwnActor<State, Input>;
}

// biome-ignore lint/suspicious/noExplicitAny: processes of different states and inputs stand at one place
export type OwnProcessPart = ProcessDefinition<any, any, any> & Marked<'process'>;

/** Makes a process of its definition: the default export of its file. */
export function defineProcess<SystemState, State, Input extends Envelope>(
  definition: ProcessDefinition<SystemState, State, Input>,
): OwnProcessPart {
  return marked('process', definition);
}
