/**
 * A failing case as its page shows it: the run step by step, the same run without one of its events from outside, and what each of these
 * events does to it. Plain data; whoever can run a case makes it.
 *
 * 1. A step happens in one lane; where it comes from another one, `from` says which. Lanes are systems, or types of the core's actors.
 * 2. States are those that an actor says itself; null = it says none, or there was none yet.
 */

/** What is drawn in a lane of its own: a partner's system, a type of the core's actors, the people. */
export interface CaseLane {
  readonly name: string;
  readonly side: 'partner' | 'core' | 'people';
}

export interface CaseStep {
  /** Virtual time, epoch ms. */
  readonly at: number;
  /** Name of the lane in which it happens; of an arrow, where it ends. */
  readonly lane: string;
  /** Lane in which the arrow begins; null = there is none. */
  readonly from: string | null;
  /** Kind of message, business events, what was decided. */
  readonly what: string;
  /** `order 17`; '' = nothing of its own. */
  readonly about: string;
  /** Order that it belongs to; -1 = none that is known. */
  readonly order: number;
  /** Of the actor that took it: its state before and after; both null = it says none. */
  readonly before: string | null;
  readonly after: string | null;
  /** Business events that the core wrote in it. */
  readonly wrote: readonly string[];
  /**
   * message, business (of a partner), inside (from actor to actor, timers), decision, task; fault: something was made to go wrong here;
   * undelivered: a message that never came to an actor.
   */
  readonly kind: 'message' | 'business' | 'inside' | 'decision' | 'task' | 'fault' | 'undelivered';
  /** Name of the event from outside that this is: `order#61.held`, `fault#2`; null = of its own making. */
  readonly outside: string | null;
}

/** How a run of the case came out. */
export interface CaseRun {
  readonly steps: readonly CaseStep[];
  /** What broke; null = every invariant held. */
  readonly finding: {
    readonly invariant: string;
    readonly place: string;
    readonly message: string;
    readonly at: number;
    readonly event: number;
  } | null;
  /** Of the kernel. */
  readonly events: number;
  /** How it ended, as a sentence; where something broke that is not asked. */
  readonly end: string;
}

/** An event from outside, and what a run without it comes to. */
export interface CaseEvent {
  /** `order#61.held` */
  readonly name: string;
  readonly sentence: string;
  /** holds: without it every invariant holds. breaks: the same breaks. other: something else does. untried: nobody looked. */
  readonly without: 'holds' | 'breaks' | 'other' | 'untried';
}

export interface FailureCase {
  /** `FAIL-settles-8a6ecbdd.scenario.yaml` */
  readonly file: string;
  readonly title: string;
  readonly story: string;
  readonly seed: string;
  readonly policy: string;
  readonly fidelity: 'objects' | 'wire';
  readonly dray: string;
  /** The command that found it; null = it does not say. */
  readonly foundBy: string | null;
  /** What it broke when it was written. */
  readonly invariant: string;
  readonly place: string;
  /** What it is about, such as `shipment 72`; '' = nothing in particular. */
  readonly subject: string;
  /** In the order in which they are drawn. */
  readonly lanes: readonly CaseLane[];
  readonly run: CaseRun;
  /** The run beside it; null = there is no event that can be left out. */
  readonly beside: { readonly without: readonly string[]; readonly run: CaseRun } | null;
  readonly events: readonly CaseEvent[];
  /** Commands with what they are for. */
  readonly commands: readonly (readonly [command: string, what: string])[];
}
