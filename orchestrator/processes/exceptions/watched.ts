/**
 * An actor whose exceptions are cases: it steps as it always does, and tells the case of each exception what it notices, what somebody
 * has answered, and when the matter is over.
 *
 * 1. What the actor does is what it does without cases, but for tasks that have remedies: its case says whether a person gets them.
 * 2. A class of an entity is one case. It hears of a beginning and an end each once, in one message where both are the same step.
 * 3. An actor that waits for what becomes of its task does not finish before: the answer would find nobody.
 */
import { type Envelope, envelope } from '../../contracts/envelope.ts';
import type { Actor } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import type { HumanTask, Out } from '../../core/out.ts';
import type { Instant } from '../../model/instant.ts';
import { caseKey, RESOLVED_BY } from './classes.ts';
import { CASE, type RemedyChosen, STANDS, type TaskReleased, type WatchedInput } from './inputs.ts';
import { NotingOut } from './noting-out.ts';
import type { Watch } from './watch.ts';

/** What a watched actor keeps beside its own state. */
export interface CaseNotes {
  /** Bit r: the case of rule r is open; has ever been. */
  casesOpen: number;
  casesKnown: number;
  /** Tasks of which the case has not said yet who answers them. */
  casesAsked: number;
  /** Rule of the last task; -1 = there was none. */
  caseOfTask: number;
}

/** Nobody has done anything about a case in this step. */
const NOBODY = -1;

/** @param watch what is watched of this type of actor */
export function watched<State extends object, Input extends Envelope>(
  actor: Actor<State, Input>,
  watch: Watch,
): Actor<State & CaseNotes, Input | WatchedInput> {
  // The rules were written for this actor's state: by its type it was found.
  const watcher = new Watcher<State>(watch as unknown as Watch<State>, (state) => actor.finished(state));
  const finished = (state: State & CaseNotes): boolean => actor.finished(state) && state.casesAsked === 0;
  return {
    ...actor,
    creates: actor.creates as readonly (Input | WatchedInput)['kind'][],
    type: actor.type as unknown as ActorTypeNo<Input | WatchedInput>,
    initial: (key) => withNotes(actor.initial(key)),
    migrate: (old, from) => withNotes(actor.migrate(old, from)),
    finished,
    step: (draft, input, now, out) => {
      const by = watcher.step(actor, draft, input, now, out);
      watcher.awaitKept(draft);
      watcher.tell(draft, input, by, finished(draft), now, out);
    },
  };
}

function withNotes<State extends object>(state: State): State & CaseNotes {
  return { ...state, casesOpen: 0, casesKnown: 0, casesAsked: 0, caseOfTask: -1 };
}

class Watcher<State extends object> {
  private readonly watch: Watch<State>;
  private readonly isDone: (state: State) => boolean;
  private readonly noting: NotingOut;

  /** @param isDone whether the actor itself has nothing more to do */
  constructor(watch: Watch<State>, isDone: (state: State) => boolean) {
    this.watch = watch;
    this.isDone = isDone;
    this.noting = new NotingOut(watch as unknown as Watch);
  }

  /** @returns `RESOLVED_BY` of what somebody has done with it, or `NOBODY` */
  step<Input extends Envelope>(
    actor: Actor<State, Input>,
    draft: State & CaseNotes,
    input: Input | WatchedInput,
    now: Instant,
    out: Out,
  ): number {
    const { noting } = this;
    noting.begin(out);
    if (input.kind === 'taskReleased') {
      this.release(draft, input as TaskReleased, out);
      return NOBODY;
    }
    if (input.kind === 'remedyChosen') {
      const { body } = input as RemedyChosen;
      draft.casesAsked -= 1;
      actor.step(draft, answerOf(input as RemedyChosen) as unknown as Input, now, noting);
      return noting.refused ? NOBODY : body.by;
    }
    this.look(draft, input);
    actor.step(draft, input as Input, now, noting);
    return input.kind === 'taskAnswered' && !noting.refused ? RESOLVED_BY.person : NOBODY;
  }

  /** Before it is asked whether it has finished: who gives a task and is done in the same step waits for what becomes of it. */
  awaitKept(draft: CaseNotes): void {
    for (const { isKept } of this.noting.noted) if (isKept) draft.casesAsked += 1;
  }

  /** Tells the cases, after the step. */
  tell(
    draft: State & CaseNotes,
    input: Envelope,
    by: number,
    isFinished: boolean,
    now: Instant,
    out: Out,
  ): void {
    const { noting } = this;
    const { rules } = this.watch;
    const before = draft.casesOpen;
    // Of a task that was answered in this step, not of the one that it may have led to.
    const tasked = draft.caseOfTask;
    let told = 0;
    for (const { rule, since, task, isKept } of noting.noted) {
      const bit = 1 << rule;
      if (task !== null) draft.caseOfTask = rule;
      else if ((draft.casesOpen & bit) !== 0 || this.hasTask(rule)) continue;
      this.detected(draft, rule, since, task, isKept, isFinished, input, now, out);
      told |= bit;
    }
    if (before === 0 && !isFinished) return;
    for (let rule = 0; rule < rules.length; rule++) {
      const bit = 1 << rule;
      if ((told & bit) !== 0 || (draft.casesKnown & bit) === 0) continue;
      const wasOpen = (before & bit) !== 0;
      if (!wasOpen && !isFinished) continue;
      this.goesOn(draft, rule, wasOpen, this.by(rule, by, tasked, input), isFinished, input, out);
    }
  }

  /** A task that the case leaves to a person; the matter may be over by now. */
  private release(draft: State & CaseNotes, { body: task }: TaskReleased, to: Out): void {
    draft.casesAsked -= 1;
    if ((draft.casesOpen & (1 << draft.caseOfTask)) !== 0) to.task(task);
  }

  private look(draft: State, input: Envelope): void {
    const { rules } = this.watch;
    for (let rule = 0; rule < rules.length; rule++)
      if (rules[rule]!.shows?.(draft, input)) this.noting.noteRule(rule);
  }

  /** The same step has given a task for it: that tells of it. */
  private hasTask(rule: number): boolean {
    return this.noting.noted.some((each) => each.rule === rule && each.task !== null);
  }

  private detected(
    draft: State & CaseNotes,
    no: number,
    since: number,
    task: HumanTask | null,
    isKept: boolean,
    isFinished: boolean,
    { key }: Envelope,
    now: Instant,
    out: Out,
  ): void {
    const rule = this.watch.rules[no]!;
    const bit = 1 << no;
    // One with a task is over when somebody has answered, or the actor is done.
    const isOver = isFinished || (isKept ? this.isDone(draft) : rule.over(draft));
    draft.casesKnown |= bit;
    if (isOver) draft.casesOpen &= ~bit;
    else draft.casesOpen |= bit;
    const stands = isFinished ? STANDS.finished : isOver ? STANDS.over : STANDS.open;
    out.tell(CASE, caseKey(key, rule.exception), 'exceptionDetected', isKept ? 1 : 0, stands, {
      type: this.watch.type,
      key,
      occurredAt: since < 0 ? now : Math.min(since, now),
      stakeMinor: rule.stakeMinor?.(draft) ?? 0,
      task,
    });
  }

  private goesOn(
    draft: State & CaseNotes,
    no: number,
    wasOpen: boolean,
    by: number,
    isFinished: boolean,
    { key }: Envelope,
    out: Out,
  ): void {
    const rule = this.watch.rules[no]!;
    const isOver = isFinished || rule.over(draft);
    const to = caseKey(key, rule.exception);
    const stands = isFinished ? STANDS.finished : isOver ? STANDS.over : STANDS.open;
    if (isOver) draft.casesOpen &= ~(1 << no);
    if (by !== NOBODY && wasOpen) out.tell(CASE, to, 'exceptionHandled', by, stands, null);
    else if (isOver) out.tell(CASE, to, 'exceptionOver', wasOpen ? 1 : 0, stands, null);
    else if (this.noting.escalated && no === draft.caseOfTask)
      out.tell(CASE, to, 'exceptionEscalated', 0, stands, null);
  }

  /** Who has done something about this case in this step. */
  private by(no: number, by: number, tasked: number, input: Envelope): number {
    if (no === tasked) return by;
    // What the actor has not expected has done nothing.
    const isTaken = !this.noting.refused && this.watch.rules[no]!.recommends?.(input) === true;
    return isTaken ? RESOLVED_BY.recommendation : NOBODY;
  }
}

/** As if the person had said so. */
function answerOf({ fromType, fromKey, toType, toKey, sender, counter, key, a, b }: RemedyChosen): Envelope {
  return envelope('taskAnswered', fromType, fromKey, toType, toKey, sender, counter, key, a, b, null);
}
