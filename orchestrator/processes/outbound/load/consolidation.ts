/**
 * A consolidation: the shipments of one lane that make one cut-off. At the cut-off it forms the loads.
 *
 * 1. Key = index of the cut-off x lanes + lane.
 * 2. Loads are cut by ascending shipment key where the next shipment would pass the lane's weight; dangerous and ordinary goods
 *    travel apart; what an order list prescribes travels alone. A load's key is that of its smallest shipment.
 * 3. After the cut-off it lives on for a while, for what was under way to it then: who joins is told to take the next cut-off,
 *    who leaves is taken out of its load, but for who would leave only before that: it hears that it is too late.
 */
import type { Actor } from '../../../core/actor.ts';
import type { Out } from '../../../core/out.ts';
import { transitionTable } from '../../../core/transition-table.ts';
import { type Instant, instant } from '../../../model/instant.ts';
import type { Network } from '../../../model/network.ts';
import { CONSOLIDATION, type ConsolidationInput, LOAD, type LoadedShipment, SHIPMENT } from '../inputs.ts';

export type ConsolidationStatus = 'new' | 'collecting' | 'formed' | 'done';

export const CONSOLIDATION_TABLE = transitionTable<ConsolidationStatus>(
  'new',
  ['done'],
  [
    ['new', 'joinLoad', 'collecting'],
    ['collecting', 'joinLoad', 'collecting'],
    ['collecting', 'leaveLoad', 'collecting'],
    ['collecting', 'timer', 'formed'],
    // The core was behind: the cut-off had passed when the first shipment came.
    ['collecting', 'cutoffMissed', 'formed'],
    ['formed', 'joinLoad', 'formed'],
    ['formed', 'leaveLoad', 'formed'],
    ['formed', 'timer', 'done'],
  ],
);

export interface ConsolidationState {
  status: ConsolidationStatus;
  /** Until the cut-off. */
  members: LoadedShipment[];
  /** After it: each shipment, and its load at the same place. */
  shipments: number[];
  loads: number[];
}

const TIMER = 0;
/** How long it can be told that somebody joins or leaves, after the cut-off. */
const LINGER_MS = 86_400_000;

export function consolidationActor(network: Network): Actor<ConsolidationState, ConsolidationInput> {
  return {
    type: CONSOLIDATION,
    name: 'consolidation',
    version: 1,
    creates: ['joinLoad'],
    timers: ['cut-off'],
    initial: () => ({ status: CONSOLIDATION_TABLE.initial, members: [], shipments: [], loads: [] }),
    migrate: (_old, from) => {
      throw new Error(`consolidation state of version ${from} is unknown`);
    },
    step: (draft, input, now, out) => step(network, draft, input, now, out),
    finished: (state) => CONSOLIDATION_TABLE.isOver(state.status),
    outcome: (state, sink) => {
      sink.name(state.status);
      for (let i = 0; i < state.shipments.length; i++) {
        sink.number(state.shipments[i]!);
        sink.number(state.loads[i]!);
      }
    },
  };
}

function step(
  network: Network,
  draft: ConsolidationState,
  input: ConsolidationInput,
  now: Instant,
  out: Out,
): void {
  const { status, members } = draft;
  const next = CONSOLIDATION_TABLE.next(status, input.kind);
  if (next === null) {
    out.audit('inputNotExpected', `${input.kind} in status ${status}`);
    return;
  }
  draft.status = next;
  switch (input.kind) {
    case 'joinLoad': {
      const { shipment } = input.body;
      if (status === 'new') open(network, draft, input.key, now, out);
      if (draft.status === 'formed') out.tell(SHIPMENT, shipment, 'joinedLoad', -1, input.b, null);
      else if (members.every((member) => member.shipment !== shipment)) members.push(input.body);
      return;
    }
    case 'leaveLoad':
      leave(draft, input.a, input.b === 1, out);
      return;
    case 'timer':
      if (status === 'collecting') form(network, draft, input.key, now, out);
  }
}

/** Waits for the cut-off, if that is still to come. */
function open(network: Network, draft: ConsolidationState, key: number, now: Instant, out: Out): void {
  const cutoff = network.lanes[laneOf(network, key)]!.cutoffs[indexOf(network, key)] ?? -1;
  if (cutoff >= now) out.timer(TIMER, instant(cutoff));
  else {
    draft.status = CONSOLIDATION_TABLE.next(draft.status, 'cutoffMissed')!;
    out.timer(TIMER, instant(now + LINGER_MS));
  }
}

/** @param asks it leaves only if no load is formed, and wants to hear whether */
function leave(draft: ConsolidationState, shipment: number, asks: boolean, out: Out): void {
  const member = draft.members.findIndex((each) => each.shipment === shipment);
  if (member >= 0) draft.members.splice(member, 1);
  if (asks) out.tell(SHIPMENT, shipment, 'leftLoad', member >= 0 ? 1 : 0, 0, null);
  if (asks || draft.status === 'collecting') return;
  const at = draft.shipments.indexOf(shipment);
  if (at >= 0) out.tell(LOAD, draft.loads[at]!, 'leaveLoad', shipment, 0, null);
}

function form(network: Network, draft: ConsolidationState, key: number, now: Instant, out: Out): void {
  const lane = network.lanes[laneOf(network, key)]!;
  const index = indexOf(network, key);
  for (const shipments of loadsOf(draft.members, lane.weightGramsMax)) {
    const load = shipments[0]!.shipment;
    out.tell(LOAD, load, 'formLoad', 0, 0, { lane: lane.no, node: lane.node, cutoff: index, shipments });
    for (const { shipment } of shipments) {
      draft.shipments.push(shipment);
      draft.loads.push(load);
      out.tell(SHIPMENT, shipment, 'joinedLoad', load, index, null);
    }
  }
  draft.members = [];
  out.timer(TIMER, instant(now + LINGER_MS));
}

/** Cut into loads, each in ascending order of key, in the order of their first shipments. */
export function loadsOf(members: readonly LoadedShipment[], weightGramsMax: number): LoadedShipment[][] {
  const loads: LoadedShipment[][] = [];
  /** The load that still takes goods, and its weight: ordinary at 0, dangerous at 1. */
  const filling: (LoadedShipment[] | null)[] = [null, null];
  const weights = [0, 0];
  for (const member of members.toSorted((a, b) => a.shipment - b.shipment)) {
    const sort = member.dangerous ? 1 : 0;
    let load = member.instructed === null ? filling[sort]! : null;
    if (load === null || weights[sort]! + member.weightGrams > weightGramsMax) {
      load = [];
      loads.push(load);
      if (member.instructed === null) {
        filling[sort] = load;
        weights[sort] = 0;
      }
    }
    load.push(member);
    if (member.instructed === null) weights[sort]! += member.weightGrams;
  }
  return loads;
}

function laneOf({ lanes }: Network, key: number): number {
  return key % lanes.length;
}

function indexOf({ lanes }: Network, key: number): number {
  return Math.floor(key / lanes.length);
}
