/** View: how much is planned at a plant and not yet issued. Fed by orders; may be stale, and says how old it is. */
import type { Actor } from '../core/actor.ts';
import { PLANT_LOAD, type PlantLoadInput } from './inputs.ts';

export interface PlantLoadState {
  openOrders: number;
  openUnits: number;
}

export const plantLoadActor: Actor<PlantLoadState, PlantLoadInput> = {
  type: PLANT_LOAD,
  name: 'plant-load',
  version: 1,
  creates: ['orderPlanned'],
  timers: [],
  initial: () => ({ openOrders: 0, openUnits: 0 }),
  migrate: (_old, from) => {
    throw new Error(`plant-load state of version ${from} is unknown`);
  },
  step: (draft, input) => {
    const sign = input.kind === 'orderPlanned' ? 1 : -1;
    draft.openOrders += sign;
    draft.openUnits += sign * input.b;
  },
  finished: () => false,
  outcome: (state, sink) => {
    sink.number(state.openOrders);
    sink.number(state.openUnits);
  },
};
