/**
 * Decision point `dock-slot`: which of the slots that the warehouse has free a delivery is booked into. Options stand in the order
 * of time in which WMS offers them.
 */
import type { DockSlot } from '../contracts/receiving.ts';
import type { HardRule, Policy } from './gate.ts';

export interface DockSlotContext {
  readonly node: number;
  readonly supplier: number;
  /** Estimated arrival at the gate. */
  readonly estimatedAt: number;
  /** Wanted at the dock by then. */
  readonly dueAt: number;
  readonly handlingUnits: number;
  readonly units: number;
  /** What a cautious policy leaves between estimate and slot. */
  readonly bufferMs: number;
}

export type DockSlotOption = DockSlot;
export type DockSlotPolicy = Policy<DockSlotContext, DockSlotOption>;

/** A slot that is over when the truck is expected is none. */
export const slotReachable: HardRule<DockSlotContext, DockSlotOption> = {
  name: 'slot-reachable',
  allows: ({ estimatedAt }, { until }) => until > estimatedAt,
};

export const firstSlot: DockSlotPolicy = {
  name: 'first-slot',
  summary: 'the first slot at or after the estimated arrival',
  recommend: ({ estimatedAt }, options) => firstFrom(options, estimatedAt),
};

/** Who comes late loses its slot and waits for a door; who books later waits in the yard. */
export const afterArrival: DockSlotPolicy = {
  name: 'after-arrival',
  summary: 'the first slot that leaves a buffer after the estimated arrival, else the last one offered',
  recommend: ({ estimatedAt, bufferMs }, options) => {
    const buffered = firstFrom(options, estimatedAt + bufferMs);
    return buffered >= 0 ? buffered : lastOf(options);
  },
};

export const DOCK_SLOT_POLICIES: readonly DockSlotPolicy[] = [firstSlot, afterArrival];

/** Index of the earliest slot that begins at or after `at`; -1 = none does. Of two, the one offered first. */
function firstFrom(options: readonly DockSlotOption[], at: number): number {
  let first = -1;
  for (let i = 0; i < options.length; i++) {
    const { from } = options[i]!;
    if (from >= at && (first < 0 || from < options[first]!.from)) first = i;
  }
  return first;
}

function lastOf(options: readonly DockSlotOption[]): number {
  let last = -1;
  for (let i = 0; i < options.length; i++) if (last < 0 || options[i]!.from > options[last]!.from) last = i;
  return last;
}
