/**
 * Replenishment of one group of products in one store: it reviews the shelf by a calendar, has a quantity and a node decided on, gets its
 * share of what the node has, and has ERP order the transfer. What becomes of that is in `transfer.ts`.
 *
 * 1. It moves along `REPLENISHMENT_TABLE` only. What the table does not know is noted in the audit trail and changes nothing.
 * 2. One transfer is open at a time. What is said of one that is over changes nothing.
 * 3. Nothing beyond the authority limit is proposed to a node unless a person has said so.
 */

import { TRANSFER_TRIES_MAX } from '../../contracts/replenishment.ts';
import type { ShelfReported } from '../../contracts/stores.ts';
import type { Actor, TaskAnsweredInput } from '../../core/actor.ts';
import { answersTask, escalateTask } from '../../core/open-task.ts';
import type { Out } from '../../core/out.ts';
import type { ReplenishmentContext, ReplenishmentOption } from '../../decisions/replenishment.ts';
import { type Instant, instant } from '../../model/instant.ts';
import type { ReplenishmentSettings } from '../../model/replenishment.ts';
import { closeTask, ESCALATION_TIMER, WATCH_TIMER } from '../inbound/waiting.ts';
import { STOCK_VIEW } from '../outbound/inputs.ts';
import { DEPLOYMENT, REPLENISHMENT, type ReplenishmentInput, type TransferAllotted } from './inputs.ts';
import { askPlanner, PLANNER_QUESTIONS } from './planner.ts';
import { proposalsOf } from './proposals.ts';
import {
  closeTransfer,
  initialReplenishment,
  moveReplenishment,
  REPLENISHMENT_TABLE,
  REPLENISHMENT_TIMERS,
  REVIEW_TIMER,
  type ReplenishmentState,
} from './replenishment-state.ts';
import { answerTransfer, booksOf, hearOver, hearTransfer, orderTransfer, ringTransfer } from './transfer.ts';

/** What a planner says to a transfer beyond the authority limit. */
export const LARGE_TRANSFER_ANSWER = { send: 0, leaveOut: 1 } as const;

export function replenishmentActor(
  settings: ReplenishmentSettings,
): Actor<ReplenishmentState, ReplenishmentInput> {
  return {
    type: REPLENISHMENT,
    name: 'replenishment',
    version: 1,
    creates: ['shelfReported'],
    timers: REPLENISHMENT_TIMERS,
    initial: initialReplenishment,
    migrate: (_old, from) => {
      throw new Error(`replenishment state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (REPLENISHMENT_TABLE.next(draft.status, input.kind) === null) unexpected(draft, input, out);
      else step(settings, draft, input, now, out);
    },
    finished: () => false,
    outcome: (state, sink) => {
      sink.name(state.status);
      for (const units of state.onHand) sink.number(units);
    },
  };
}

function step(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  input: ReplenishmentInput,
  now: Instant,
  out: Out,
): void {
  const { key } = input;
  switch (input.kind) {
    case 'shelfReported':
      report(settings, draft, input, now, out);
      return;
    case 'decided':
      if (input.b !== attemptNo(draft)) unexpected(draft, input, out);
      else take(settings, draft, input.body.option as ReplenishmentOption | null, key, now, out);
      return;
    case 'transferAllotted':
      allotted(settings, draft, input, now, out);
      return;
    case 'taskAnswered':
      if (!answersTask(draft, input.b)) unexpected(draft, input, out);
      else if (draft.status === 'with-person') decideLarge(settings, draft, input, out);
      else answerTransfer(settings, draft, input, now, out);
      return;
    case 'timer':
      ring(settings, draft, input.a, key, now, out);
      return;
    default:
      if (input.a !== draft.transfer) hearOver(draft, input, out);
      else if (hearTransfer(settings, draft, input, now, out) === 'nothing came')
        tryNext(settings, draft, key, now, out);
  }
}

/** A report overtaken by a later one says nothing. */
function report(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  { key, a: countedAt, b: number, body }: ShelfReported,
  now: Instant,
  out: Out,
): void {
  if (draft.status === 'new') {
    moveReplenishment(draft, 'shelfReported');
    draft.onHand = body.onHand.slice();
    draft.countedAt = countedAt;
    draft.report = number;
    setReview(settings, draft, key, now, out);
    return;
  }
  if (number <= draft.report) {
    out.audit('reportLate', `report ${number} after report ${draft.report}`);
    return;
  }
  draft.onHand = body.onHand.slice();
  draft.countedAt = countedAt;
  draft.report = number;
  if (draft.status !== 'asking') return;
  out.cancel(WATCH_TIMER);
  decide(settings, draft, key, now, out);
}

/** The next review from now on; none after the last. */
function setReview(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { reviews } = planOf(settings, key);
  while (draft.nextReview < reviews.length && reviews[draft.nextReview]! < now) draft.nextReview += 1;
  const at = reviews[draft.nextReview];
  if (at !== undefined) out.timer(REVIEW_TIMER, instant(at));
}

function ring(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  timer: number,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (timer === REVIEW_TIMER) review(settings, draft, key, now, out);
  else if (timer === ESCALATION_TIMER) escalateTask(draft, `store and group ${key}`, out);
  else if (draft.status === 'asking') {
    out.audit('shelfUnanswered', `report ${draft.report} is the last`);
    decide(settings, draft, key, now, out);
  } else ringTransfer(settings, draft, key, now, out);
}

function review(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const no = draft.nextReview;
  draft.nextReview += 1;
  setReview(settings, draft, key, now, out);
  if (draft.status !== 'waiting') {
    out.audit('reviewPassedOver', `review ${no} in status ${draft.status}`);
    return;
  }
  draft.review = no;
  draft.attempt = 1;
  draft.tried = -1;
  const { viewAgeMsMax, answerGraceMs } = settings.limits;
  if (now - draft.countedAt <= viewAgeMsMax) {
    decide(settings, draft, key, now, out);
    return;
  }
  moveReplenishment(draft, 'askShelf');
  out.send(booksOf(settings.stores[storeOf(settings, key)]!), 'requestShelf', key, draft.report, 0, null);
  out.timer(WATCH_TIMER, instant(now + answerGraceMs));
}

function decide(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  moveReplenishment(draft, 'decide');
  const context = contextOf(settings, draft, key, now);
  const options = proposalsOf(settings, context, draft.tried);
  if (options.length === 0) {
    moveReplenishment(draft, 'nothing');
    return;
  }
  const { sources } = settings.stores[context.store]!;
  const views = sources.map((node) => ({ type: STOCK_VIEW, key: node }));
  out.ask({ point: 'replenishment', attempt: attemptNo(draft), context, options }, views);
}

function contextOf(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
): ReplenishmentContext {
  const group = key % settings.numbering.groups;
  const { dailyUnits, minUnits, targetUnits } = planOf(settings, key);
  const { products, leadTimeMs } = settings.groups[group]!;
  const store = storeOf(settings, key);
  return {
    store,
    group,
    review: draft.review,
    viewAgeMs: now - draft.countedAt,
    products,
    position: draft.onHand.slice(),
    dailyUnits,
    minUnits,
    targetUnits,
    leadTimeMs,
    weightGramsMax: settings.stores[store]!.weightGramsMax,
  };
}

function take(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  option: ReplenishmentOption | null,
  key: number,
  now: Instant,
  out: Out,
): void {
  if (option === null) {
    moveReplenishment(draft, 'nothing');
    return;
  }
  const { products } = settings.groups[key % settings.numbering.groups]!;
  draft.source = option.source;
  draft.products = products.filter((_product, line) => option.units[line]! > 0);
  draft.units = option.units.filter((units) => units > 0);
  draft.proposedUnits = option.totalUnits;
  if (option.valueMinor <= settings.limits.authorityMinor) {
    propose(settings, draft, key, out);
    return;
  }
  moveReplenishment(draft, 'beyondAuthority');
  const detail = `${option.totalUnits} units worth ${option.valueMinor} for store ${storeOf(settings, key)}`;
  askPlanner(draft, PLANNER_QUESTIONS.largeTransfer, detail, settings.limits, now, out);
}

function decideLarge(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  { key, a: answer }: TaskAnsweredInput,
  out: Out,
): void {
  closeTask(draft, out);
  draft.rounds = 0;
  if (answer === LARGE_TRANSFER_ANSWER.send) {
    propose(settings, draft, key, out);
    return;
  }
  moveReplenishment(draft, 'nothing');
  closeTransfer(draft);
}

function propose(settings: ReplenishmentSettings, draft: ReplenishmentState, key: number, out: Out): void {
  moveReplenishment(draft, 'propose');
  const { casePack } = settings.groups[key % settings.numbering.groups]!;
  out.event('replenishmentProposed', attemptNo(draft), draft.proposedUnits, draft.source);
  out.tell(DEPLOYMENT, draft.source, 'transferProposed', key, casePack, {
    products: draft.products,
    units: draft.units,
  });
}

function allotted(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  { key, a: units, b: wanted, body }: TransferAllotted,
  now: Instant,
  out: Out,
): void {
  if (units < wanted) out.event('transferCut', attemptNo(draft), wanted, units);
  if (units === 0) {
    tryNext(settings, draft, key, now, out);
    return;
  }
  const { products } = draft;
  draft.products = products.filter((_product, line) => body.units[line]! > 0);
  draft.units = body.units.filter((each) => each > 0);
  orderTransfer(settings, draft, key, now, out);
}

/** Another node is asked, where there is one; else the next review wants it anew. */
function tryNext(
  settings: ReplenishmentSettings,
  draft: ReplenishmentState,
  key: number,
  now: Instant,
  out: Out,
): void {
  const { source } = draft;
  const { sources } = settings.stores[storeOf(settings, key)]!;
  closeTransfer(draft);
  if (draft.attempt >= TRANSFER_TRIES_MAX || sources.length < 2) {
    moveReplenishment(draft, draft.status === 'allocating' ? 'nothing' : 'arrived');
    return;
  }
  draft.attempt += 1;
  draft.tried = source;
  decide(settings, draft, key, now, out);
}

/** What a review's question is named by: review and node asked, from 1. */
function attemptNo({ review: no, attempt }: ReplenishmentState): number {
  return no * TRANSFER_TRIES_MAX + attempt;
}

function storeOf({ numbering }: ReplenishmentSettings, key: number): number {
  return Math.floor(key / numbering.groups);
}

function planOf(
  settings: ReplenishmentSettings,
  key: number,
): ReplenishmentSettings['stores'][number]['plans'][number] {
  return settings.stores[storeOf(settings, key)]!.plans[key % settings.numbering.groups]!;
}

function unexpected(draft: ReplenishmentState, input: ReplenishmentInput, out: Out): void {
  out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
}
