/**
 * The wave plan of a node: which reserved shipments the warehouse picks when.
 *
 * 1. At each wave instant the most urgent go, up to the lines that the shift can pick, and always at least one: by the instant
 *    at which they must be staged, then priority, then key.
 * 2. A wave's number is the index of its instant; where there is no timetable, or it has ended, a shipment is its own wave and
 *    is numbered after that. Numbers start over after 65,535: what a repeated number releases has long been picked.
 * 3. A shipment that leaves after its release is WMS's matter.
 * 4. What it can't release in time may go to another node (`wave-levelling.ts`).
 * 5. Where a desk releases waves it is given a list at each instant, and nothing is released before it answers (`wave-desk.ts`).
 * 6. Where waves are put in sequence somebody else says what a wave takes that not all fits into (`wave-sequencing.ts`).
 * 7. Where WMS owns waves the plan releases none: it hears of each, and keeps what WMS has not begun.
 */
import { WMS } from '../../../contracts/partners.ts';
import type { Actor, DecidedInput } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import { indexFrom, type Network, type NodeMaster } from '../../../model/network.ts';
import { peopleWave, wmsWaves } from '../../../model/responsibilities.ts';
import type { HurryWave } from '../care-inputs.ts';
import { type JoinWave, WAVE_PLAN, type WavePlanInput } from '../inputs.ts';
import { answersList, escalateList, giveList, listIsOver } from './wave-desk.ts';
import { askLevelling, level } from './wave-levelling.ts';
import { fitting } from './wave-rules.ts';
import { askSequence, takeSequence } from './wave-sequencing.ts';
import {
  initialWavePlan,
  insert,
  takeOut,
  termsOf,
  WAVE_PLAN_TABLE,
  WAVE_PLAN_TIMERS,
  WAVE_TIMER,
  WAVES_OF_NODE,
  type WavePlanBeforeDesks,
  type WavePlanBeforeLevelling,
  type WavePlanBeforeSequences,
  type WavePlanState,
  withDesks,
  withLevelling,
  withSequences,
} from './wave-state.ts';

export function wavePlanActor(network: Network): Actor<WavePlanState, WavePlanInput> {
  return {
    type: WAVE_PLAN,
    name: 'wave-plan',
    version: 4,
    creates: wmsWaves(network) ? ['joinWave', 'waveReleased'] : ['joinWave'],
    timers: WAVE_PLAN_TIMERS,
    initial: initialWavePlan,
    migrate: (old, from) => {
      const asks = network.sequencesWaves !== undefined;
      if (from === 1) return withSequences(withDesks(withLevelling(old as WavePlanBeforeLevelling)), asks);
      if (from === 2) return withSequences(withDesks(old as WavePlanBeforeDesks), asks);
      if (from === 3) return withSequences(old as WavePlanBeforeSequences, asks);
      throw new Error(`wave-plan state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(network, draft, input, now, out),
    finished: () => false,
    outcome: (state, sink) => {
      sink.number(state.last);
      sink.number(state.extra);
      for (const shipment of state.shipments) sink.number(shipment);
    },
  };
}

function step(network: Network, draft: WavePlanState, input: WavePlanInput, now: Instant, out: Out): void {
  const next = WAVE_PLAN_TABLE.next(draft.status, input.kind);
  if (next === null) {
    out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
    return;
  }
  const node = network.nodes[input.key]!;
  const outside = wmsWaves(network);
  draft.status = next;
  switch (input.kind) {
    case 'joinWave':
      if (!draft.shipments.includes(input.a)) join(network, draft, input, now);
      if (outside) return;
      waitForWave(node, draft, now, out);
      return;
    case 'hurryWave':
      if (outside)
        out.audit('wavesNotOurs', `shipment ${input.a} is in a hurry: WMS releases it in its turn`);
      else hurry(draft, input, out);
      return;
    case 'waveReleased':
      draft.last = input.a;
      for (const shipment of input.body.shipments) takeOut(draft, shipment);
      restIfEmpty(draft, out);
      return;
    case 'leaveWave':
      takeOut(draft, input.a);
      restIfEmpty(draft, out);
      return;
    case 'timer':
      if (input.a === WAVE_TIMER) ring(network, node, draft, now, out);
      else escalateList(draft, out);
      return;
    case 'taskAnswered':
      for (const shipment of answersList(draft, input, out)) takeOut(draft, shipment);
      waitForWave(node, draft, now, out);
      return;
    case 'decided':
      if (input.body.point === 'wave-sequence') sequence(network, node, draft, input, now, out);
      else level(network, node, draft, input, now, out);
      restIfEmpty(draft, out);
  }
}

function join({ sequencesWaves }: Network, draft: WavePlanState, input: JoinWave, now: Instant): void {
  const { a: shipment, b: stagedBy, body } = input;
  const terms = sequencesWaves === undefined ? null : termsOf(body.due, stagedBy, now);
  insert(draft, shipment, stagedBy, body.priority, body.lines, body.others ?? 0, terms);
}

/** It is time for a wave: it is released, or listed for who releases it. */
function ring(network: Network, node: NodeMaster, draft: WavePlanState, now: Instant, out: Out): void {
  if (draft.openWave >= 0) {
    out.audit('sequenceNotAnswered', `wave ${draft.openWave} goes by earliest cut-off`);
    releaseFirst(node, draft, draft.openWave, out);
    draft.openWave = -1;
  }
  draft.last = draft.next;
  draft.next = -1;
  if (draft.shipments.length > 0 && !askSequence(network, node, draft, now, out)) {
    if (peopleWave(network))
      giveList(draft, fitting(draft.lines, 0, node.linesPerWave), network.limits, now, out);
    else releaseFirst(node, draft, draft.last, out);
    askLevelling(network, node, draft, now, out);
  }
  waitForWave(node, draft, now, out);
}

/** It is said what the wave takes that waited for it. */
function sequence(
  network: Network,
  node: NodeMaster,
  draft: WavePlanState,
  input: DecidedInput,
  now: Instant,
  out: Out,
): void {
  const said = takeSequence(draft, input, out);
  if (said === 'too-late') return;
  const wave = draft.openWave;
  draft.openWave = -1;
  if (said === null) releaseFirst(node, draft, wave, out);
  else if (said.length > 0) {
    out.event('waveSequenced', draft.sequenced, wave, said.length);
    releaseThese(node, draft, wave, said, out);
  }
  askLevelling(network, node, draft, now, out);
  waitForWave(node, draft, now, out);
}

/** Sets the timer for the first wave from now that has not gone; without one, everything goes at once, one by one. */
function waitForWave(node: NodeMaster, draft: WavePlanState, now: Instant, out: Out): void {
  restIfEmpty(draft, out);
  if (draft.status === 'idle' || draft.next >= 0) return;
  const from = indexFrom(node.waves, now);
  const index = Math.max(from, draft.last + 1);
  if (from >= 0 && index < node.waves.length) {
    draft.next = index;
    out.timer(WAVE_TIMER, instant(node.waves[index]!));
    return;
  }
  // Somebody has the last list in hand, or is asked about the last wave.
  if (draft.openTask > 0 || draft.openWave >= 0) return;
  while (draft.shipments.length > 0) {
    release(draft, node.no, node.waves.length + draft.extra, 1, out);
    draft.extra += 1;
  }
  restIfEmpty(draft, out);
}

function restIfEmpty(draft: WavePlanState, out: Out): void {
  if (draft.status === 'idle' || draft.shipments.length > 0) return;
  draft.status = WAVE_PLAN_TABLE.next(draft.status, 'allReleased')!;
  draft.openWave = -1;
  listIsOver(draft, out);
  if (draft.next < 0) return;
  draft.next = -1;
  out.cancel(WAVE_TIMER);
}

/** The most urgent that fit. */
function releaseFirst(node: NodeMaster, draft: WavePlanState, wave: number, out: Out): void {
  release(draft, node.no, wave, fitting(draft.lines, 0, node.linesPerWave), out);
}

function releaseThese(
  { no }: NodeMaster,
  draft: WavePlanState,
  wave: number,
  shipments: readonly number[],
  out: Out,
): void {
  for (const shipment of shipments) takeOut(draft, shipment);
  tellWave(no, wave, shipments, out);
}

function release(draft: WavePlanState, node: number, wave: number, count: number, out: Out): void {
  const shipments = draft.shipments.splice(0, count);
  draft.stagedBy.splice(0, count);
  draft.priorities.splice(0, count);
  draft.lines.splice(0, count);
  draft.others.splice(0, count);
  if (draft.terms.length > 0) draft.terms.splice(0, count);
  tellWave(node, wave, shipments, out);
}

function tellWave(node: number, wave: number, shipments: readonly number[], out: Out): void {
  const n = wave % WAVES_OF_NODE;
  out.send(WMS, 'releaseWave', node * WAVES_OF_NODE + n, node, n, { shipments });
}

/** It takes the place that is its own now; what was released is being picked. */
function hurry(draft: WavePlanState, { a: shipment, b: wantedBy, body }: HurryWave, out: Out): void {
  const at = draft.shipments.indexOf(shipment);
  if (at < 0) {
    out.audit('urgencyTooLate', `shipment ${shipment} has been released`);
    return;
  }
  const lines = draft.lines[at]!;
  const others = draft.others[at]!;
  const terms = draft.terms[at];
  const sooner = (by: number): number => (wantedBy > 0 ? Math.min(by, wantedBy) : by);
  const stagedBy = sooner(draft.stagedBy[at]!);
  takeOut(draft, shipment);
  const now = terms === undefined ? null : { ...terms, leaveBy: sooner(terms.leaveBy) };
  insert(draft, shipment, stagedBy, body.priority, lines, others, now);
}
