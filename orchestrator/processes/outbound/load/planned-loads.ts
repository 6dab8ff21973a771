/**
 * The loads of a lane as TMS plans them, where TMS consolidates: what the core announces, asks after, and makes of a plan.
 *
 * 1. Key = lane. TMS plans at its own times, by its own rules: the core forms what TMS says leaves together, without what has left
 *    meanwhile, and nothing else.
 * 2. A load is formed once. The same plan again, or a plan for who is in a load, changes nothing.
 * 3. For a day after the plan, who leaves is taken out of its load.
 * 4. What TMS is silent about past the run that should have planned it is announced again, some times; then a planner has a task
 *    (`planned-loads-waiting.ts`).
 */
import { TMS } from '../../../contracts/partners.ts';
import type { LoadPlanned } from '../../../contracts/tms.ts';
import type { Actor } from '../../../core/actor.ts';
import { escalateTask } from '../../../core/open-task.ts';
import type { Out } from '../../../core/out.ts';
import type { Instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { LOAD, type LoadedShipment, PLANNED_LOADS, type PlannedLoadsInput, SHIPMENT } from '../inputs.ts';
import {
  initialPlannedLoads,
  movePlannedLoads,
  PLANNED_LOADS_TABLE,
  PLANNED_LOADS_TIMERS,
  type PlannedLoadsState,
  WATCH_TIMER,
} from './planned-loads-state.ts';
import { announce, answer, dueBy, look, nothingWaits, watch } from './planned-loads-waiting.ts';

/** How long it can be told that somebody leaves, after the plan. */
const LINGER_MS = 86_400_000;

export function plannedLoadsActor(network: Network): Actor<PlannedLoadsState, PlannedLoadsInput> {
  return {
    type: PLANNED_LOADS,
    name: 'planned-loads',
    version: 1,
    creates: ['joinLoad'],
    timers: PLANNED_LOADS_TIMERS,
    initial: initialPlannedLoads,
    migrate: (_old, from) => {
      throw new Error(`planned-loads state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => {
      if (PLANNED_LOADS_TABLE.next(draft.status, input.kind) === null)
        out.audit('inputNotExpected', `${input.kind} in status ${draft.status}`);
      else step(network, draft, input, now, out);
    },
    finished: () => false,
    outcome: (state, sink) => {
      for (const { shipment } of state.waiting) sink.number(shipment);
      sink.number(state.tasks);
    },
  };
}

function step(
  network: Network,
  draft: PlannedLoadsState,
  input: PlannedLoadsInput,
  now: Instant,
  out: Out,
): void {
  movePlannedLoads(draft, input.kind);
  switch (input.kind) {
    case 'joinLoad':
      join(network, draft, input.key, input.body, now, out);
      return;
    case 'leaveLoad':
      leave(draft, input.key, input.a, out);
      return;
    case 'loadPlanned':
      form(network, draft, input, now, out);
      return;
    case 'taskAnswered':
      answer(network, draft, input, now, out);
      return;
    case 'timer':
      if (input.a === WATCH_TIMER) look(network, draft, input.key, now, out);
      else escalateTask(draft, draft.status, out);
  }
}

function join(
  network: Network,
  draft: PlannedLoadsState,
  lane: number,
  shipment: LoadedShipment,
  now: Instant,
  out: Out,
): void {
  if (draft.waiting.some((each) => each.shipment === shipment.shipment)) return;
  draft.waiting.push(shipment);
  draft.dueAt.push(dueBy(network, lane, now));
  announce(shipment, lane, out);
  watch(draft, out);
}

function leave(draft: PlannedLoadsState, lane: number, shipment: number, out: Out): void {
  const at = draft.waiting.findIndex((each) => each.shipment === shipment);
  if (at >= 0) {
    draft.waiting.splice(at, 1);
    draft.dueAt.splice(at, 1);
    out.send(TMS, 'withdrawShipment', shipment, lane, 0, null);
    nothingWaits(draft, out);
    return;
  }
  const planned = draft.shipments.indexOf(shipment);
  if (planned >= 0) out.tell(LOAD, draft.loads[planned]!, 'leaveLoad', shipment, 0, null);
}

/** TMS has planned a load. What it holds of it has left meanwhile, or is in a load, is not in this one. */
function form(
  network: Network,
  draft: PlannedLoadsState,
  { key: lane, a: load, b: cutoff, body }: LoadPlanned,
  now: Instant,
  out: Out,
): void {
  forget(draft, now);
  const shipments = draft.waiting.filter((each) => body.shipments.includes(each.shipment));
  if (shipments.length === 0) return;
  if (draft.loads.includes(load)) {
    out.audit('planContradicted', `load ${load} is formed, and ${shipments.length} more are planned for it`);
    return;
  }
  shipments.sort((a, b) => a.shipment - b.shipment);
  const { node } = network.lanes[lane]!;
  out.tell(LOAD, load, 'formLoad', 0, 0, { lane, node, cutoff, shipments });
  for (const { shipment } of shipments) {
    const at = draft.waiting.findIndex((each) => each.shipment === shipment);
    draft.waiting.splice(at, 1);
    draft.dueAt.splice(at, 1);
    draft.shipments.push(shipment);
    draft.loads.push(load);
    draft.plannedAt.push(now);
    out.tell(SHIPMENT, shipment, 'joinedLoad', load, cutoff, null);
  }
  nothingWaits(draft, out);
}

function forget(draft: PlannedLoadsState, now: Instant): void {
  const kept = draft.plannedAt.findIndex((at) => now - at < LINGER_MS);
  const gone = kept < 0 ? draft.plannedAt.length : kept;
  if (gone === 0) return;
  draft.shipments.splice(0, gone);
  draft.loads.splice(0, gone);
  draft.plannedAt.splice(0, gone);
}
