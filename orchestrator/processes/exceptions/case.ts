/**
 * The case of an exception: the record that ties together what was noticed, how it was classified, who has it, and who put it right. The
 * actor that noticed it goes on as it does; tasks stay its own.
 *
 * 1. Of an entity and a class there is one case. What happens again after it was resolved opens it again, as no. 2; each opening is
 *    resolved at most once, and says by whom.
 * 2. A task with remedies is decided on first: left to the person, or answered. The actor hears of each such task what became of it.
 * 3. Its role has it when the process gives a task, or when the process's own rules have had their time; then once the next role.
 * 4. It ends with its entity.
 */
import type { Actor, DecidedInput, TaskAnsweredInput } from '../../core/actor.ts';
import type { ActorTypeNo } from '../../core/address.ts';
import { answersTask, escalateTask, giveTask, NEXT_ROLE } from '../../core/open-task.ts';
import type { HumanTask, Out } from '../../core/out.ts';
import type { ExceptionContext, ExceptionOption } from '../../decisions/exception.ts';
import type { CaseLimits } from '../../model/cases.ts';
import { type Instant, instant } from '../../model/instant.ts';
import {
  CASE_TABLE,
  CASE_TIMERS,
  type CaseState,
  initialCase,
  moveCase,
  SLA_TIMER,
  withOpenTask,
} from './case-state.ts';
import { EXCEPTION_CLASSES, EXCEPTION_NAMES, exceptionOf, RESOLVED_BY, severityOf } from './classes.ts';
import {
  CASE,
  type CaseInput,
  type ExceptionDetected,
  type ExceptionHandled,
  STANDS,
  type WatchedInput,
} from './inputs.ts';
import { remediesFor } from './remedies.ts';

/** Tasks of cases for which their process gives none, and the next role's. */
export const CASE_TASKS = [
  { role: 'planner', kind: 'exceptionCase' },
  { role: 'track-and-trace', kind: 'exceptionCase' },
  { role: 'export-desk', kind: 'exceptionCase' },
  { role: 'claims-desk', kind: 'exceptionCase' },
  { role: 'integration-desk', kind: 'exceptionCase' },
  { role: NEXT_ROLE, kind: 'exceptionCase' },
] as const;

export function caseActor(limits: CaseLimits): Actor<CaseState, CaseInput> {
  return {
    type: CASE,
    name: 'case',
    version: 2,
    creates: ['exceptionDetected'],
    timers: CASE_TIMERS,
    initial: initialCase,
    migrate: (old, from) => {
      if (from === 1) return withOpenTask(old as CaseState);
      throw new Error(`case state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (CASE_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(limits, draft, input, now, out);
    },
    finished: (state) => CASE_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      sink.number(state.openings);
      sink.number(state.by);
    },
  };
}

function step(limits: CaseLimits, draft: CaseState, input: CaseInput, now: Instant, out: Out): void {
  switch (input.kind) {
    case 'exceptionDetected':
      detect(limits, draft, input, now, out);
      return;
    case 'exceptionHandled':
      handled(draft, input, out);
      return;
    case 'exceptionEscalated':
      if (draft.status === 'with-role') {
        lookedAfter(draft, out);
        escalated(draft, input.key, out);
      }
      moveCase(draft, input.kind);
      return;
    case 'exceptionOver':
      settle(draft, input.key, input.b, out);
      return;
    case 'decided':
      decided(draft, input, out);
      return;
    case 'taskAnswered':
      answered(draft, input, out);
      return;
    case 'timer':
      ring(limits, draft, input.key, now, out);
  }
}

function detect(
  limits: CaseLimits,
  draft: CaseState,
  input: ExceptionDetected,
  now: Instant,
  out: Out,
): void {
  const { key, a: isKept, b: stands, body } = input;
  const exception = exceptionOf(key);
  const isNew = draft.status === 'new' || draft.status === 'resolved';
  const wasDeciding = draft.status === 'deciding';
  if (isNew) open(limits, draft, input, out);
  // What happens again stays with whoever has it.
  if (body.task !== null || !isWithPerson(draft)) moveCase(draft, input.kind);
  if (body.task !== null) draft.rounds += 1;
  // One question at a time: the later task is a person's.
  if (isKept === 1 && draft.asking !== null)
    out.tell(whose(draft), draft.key, 'taskReleased', 0, 0, body.task!);
  else if (isKept === 1) ask(draft, exception, body.task!, out);
  else if (body.task !== null && !wasDeciding) withRole(draft, body.task, out);
  else if (isNew) attend(exception, now, out);
  if (stands !== STANDS.open) settle(draft, key, stands, out);
}

function isWithPerson({ status }: CaseState): boolean {
  return status === 'with-role' || status === 'with-next-role';
}

function open(limits: CaseLimits, draft: CaseState, { key, body }: ExceptionDetected, out: Out): void {
  const exception = exceptionOf(key);
  draft.type = body.type;
  draft.key = body.key;
  draft.openings += 1;
  draft.escalations = 0;
  draft.by = RESOLVED_BY.rule;
  draft.stakeMinor = body.stakeMinor;
  draft.severity = severityOf(exception, body.stakeMinor, limits.highStakeMinor);
  out.event('caseOpened', draft.openings, exception, body.occurredAt);
  out.event('caseClassified', draft.openings, draft.severity, draft.stakeMinor);
}

/** The process's own rules have so much time before the role hears of it. */
function attend(exception: number, now: Instant, out: Out): void {
  const { attendMs } = EXCEPTION_CLASSES[exception]!;
  if (attendMs !== null) out.timer(SLA_TIMER, instant(now + attendMs));
}

function ask(draft: CaseState, exception: number, task: HumanTask, out: Out): void {
  const { severity, stakeMinor, type, key, rounds } = draft;
  draft.asked += 1;
  draft.asking = task;
  const context: ExceptionContext = {
    exception,
    severity,
    task: task.kind,
    round: rounds,
    stakeMinor,
    type,
    key,
    no: task.no,
  };
  moveCase(draft, 'ask');
  lookedAfter(draft, out);
  out.ask({ point: 'exception', attempt: draft.asked, context, options: remediesFor(task.kind) }, []);
}

function decided(draft: CaseState, input: DecidedInput, out: Out): void {
  const task = draft.asking;
  if (task === null || input.b !== draft.asked) {
    unexpected(draft, input, out);
    return;
  }
  const option = input.body.option as ExceptionOption | null;
  const { status } = draft;
  draft.asking = null;
  moveCase(draft, input.kind);
  // The actor waits for it, also where the matter has moved on meanwhile.
  if (status !== 'deciding' || option === null || option.answer < 0) {
    out.tell(whose(draft), draft.key, 'taskReleased', 0, 0, task);
    if (status === 'deciding') withRole(draft, task, out);
    return;
  }
  out.event('caseRemedied', draft.asked, exceptionOf(input.key), option.answer);
  const by = RESOLVED_BY.recommendation;
  out.tell(whose(draft), draft.key, 'remedyChosen', option.answer, task.no, { by });
}

/** A person has the actor's task, and the actor sees to the time that it takes. */
function withRole(draft: CaseState, task: HumanTask, out: Out): void {
  draft.task = task;
  moveCase(draft, 'taskGiven');
  lookedAfter(draft, out);
}

/** The process's rules have had their time, or the role has. */
function ring({ slaMs }: CaseLimits, draft: CaseState, key: number, now: Instant, out: Out): void {
  const exception = exceptionOf(key);
  const detail = EXCEPTION_NAMES[exception]!;
  if (draft.status === 'in-process') {
    const { role, kind } = CASE_TASKS.find((each) => each.role === EXCEPTION_CLASSES[exception]!.role)!;
    const within = { timer: SLA_TIMER, withinMs: slaMs[draft.severity]! };
    giveTask(draft, { role, kind, detail }, within, now, out);
  } else {
    escalated(draft, key, out);
    escalateTask(draft, detail, out, 'exceptionCase');
  }
  moveCase(draft, 'timer');
}

/** Neither the time of the process nor that of its own task matters any more. */
function lookedAfter(draft: CaseState, out: Out): void {
  draft.openTask = 0;
  out.cancel(SLA_TIMER);
}

function escalated(draft: CaseState, key: number, out: Out): void {
  if (draft.escalations > 0) return;
  draft.escalations = 1;
  out.event('caseEscalated', draft.openings, exceptionOf(key), draft.severity);
}

/** Somebody has looked at it. */
function answered(draft: CaseState, input: TaskAnsweredInput, out: Out): void {
  if (!answersTask(draft, input.b)) {
    unexpected(draft, input, out);
    return;
  }
  draft.by = RESOLVED_BY.person;
  lookedAfter(draft, out);
  moveCase(draft, input.kind);
}

function handled(draft: CaseState, input: ExceptionHandled, out: Out): void {
  draft.by = input.a;
  lookedAfter(draft, out);
  draft.task = null;
  moveCase(draft, input.kind);
  if (input.b !== STANDS.open) settle(draft, input.key, input.b, out);
}

/** The matter is over, and with its entity the case. */
function settle(draft: CaseState, key: number, stands: number, out: Out): void {
  if (draft.status !== 'resolved') {
    out.event('caseResolved', draft.openings, draft.by, exceptionOf(key));
    lookedAfter(draft, out);
    draft.task = null;
    moveCase(draft, 'exceptionOver');
  }
  if (stands === STANDS.finished) moveCase(draft, 'finished');
}

function whose({ type }: CaseState): ActorTypeNo<WatchedInput> {
  return type as ActorTypeNo<WatchedInput>;
}

function unexpected(draft: CaseState, input: CaseInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
