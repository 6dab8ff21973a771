/** Decision point `dock-slot`, described. */
import {
  DOCK_SLOT_POLICIES,
  type DockSlotContext,
  type DockSlotOption,
  slotReachable,
} from '../dock-slot.ts';
import { columnOf, minutes } from '../features.ts';
import { everywhere, type PointDescription } from '../point.ts';

const column = columnOf<DockSlotContext, DockSlotOption>();

const DOCK_SLOT_COLUMNS = [
  column(
    'wait',
    'minutes',
    'from the estimated arrival to the slot, >= 0, rounded down',
    ({ context, option }) => Math.max(0, minutes(option.from - context.estimatedAt)),
  ),
  column(
    'missed',
    'minutes',
    'of the slot that are over at the estimated arrival, >= 0, rounded down',
    ({ context, option }) => Math.max(0, minutes(context.estimatedAt - option.from)),
  ),
  column('late', 'minutes', 'after it is due at the dock, >= 0, rounded down', ({ context, option }) =>
    Math.max(0, minutes(option.from - context.dueAt)),
  ),
  column('length', 'minutes', 'of the slot, rounded down', ({ option }) =>
    minutes(option.until - option.from),
  ),
  column('buffer', 'minutes', 'that a cautious policy leaves, rounded down', ({ context }) =>
    minutes(context.bufferMs),
  ),
  column('handlingUnits', 'handling units', 'of the delivery', ({ context }) => context.handlingUnits),
  column('units', 'pieces', 'of the delivery', ({ context }) => context.units),
] as const;

export const DOCK_SLOT: PointDescription<DockSlotContext, DockSlotOption> = {
  name: 'dock-slot',
  decides: 'which of the slots that the warehouse has free a delivery is booked into',
  about: 'docks',
  context: {
    node: ['number', 'that receives it'],
    supplier: ['number', 'that sends it'],
    estimatedAt: ['epoch ms', 'at the gate'],
    dueAt: ['epoch ms', 'wanted at the dock by then'],
    handlingUnits: ['handling units', 'of the delivery'],
    units: ['pieces', 'of the delivery'],
    bufferMs: ['ms', 'what a cautious policy leaves between estimate and slot'],
  },
  option: {
    door: ['number', 'of the dock'],
    from: ['epoch ms', 'beginning of the slot'],
    until: ['epoch ms', 'end of the slot'],
  },
  views: null,
  rules: [everywhere(slotReachable, 'a slot that is over when the truck is expected is none')],
  policies: DOCK_SLOT_POLICIES,
  baseline: 'first-slot',
  features: { version: 1, columns: DOCK_SLOT_COLUMNS },
};
