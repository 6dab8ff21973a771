/** What a dock appointment knows: its table and its state. */
import type { ExpectedReceipt } from '../../contracts/receiving.ts';
import { transitionTable } from '../../core/transition-table.ts';
import { initialWaiting, type Waiting } from './waiting.ts';

export type DockAppointmentStatus =
  | 'new'
  | 'asking'
  | 'deciding'
  | 'booking'
  | 'booked'
  | 'retrying'
  | 'stuck'
  | 'without-slot'
  | 'settling'
  | DockAppointmentEnd;

/** In time for its slot, or too late for it; there was none; nothing came. */
export type DockAppointmentEnd = 'kept' | 'missed' | 'walked-in' | 'called-off';

/** WMS or a policy owes an answer: what comes of it must find somebody. */
const OWED = ['asking', 'deciding', 'booking'] as const;
const AT_REST = ['booked', 'retrying', 'stuck', 'without-slot'] as const;
const ENDS = ['kept', 'missed', 'walked-in', 'called-off'] as const;

export const DOCK_APPOINTMENT_TABLE = transitionTable<DockAppointmentStatus>('new', ENDS, [
  ['new', 'makeAppointment', 'asking'],
  ['asking', 'slotsOffered', 'deciding'],
  ['asking', 'noSlot', 'retrying'],
  ['asking', 'triesUsedUp', 'stuck'],
  ['deciding', 'decided', 'booking'],
  ['deciding', 'noSlot', 'retrying'],
  ['deciding', 'arrivesLater', 'asking'],
  ['booking', 'slotBooked', 'booked'],
  ['booking', 'slotRefused', 'asking'],
  ['booked', 'arrivesLater', 'asking'],
  ['retrying', 'timer', 'asking'],
  ['stuck', 'timer', 'stuck'],
  ['stuck', 'taskAnswered', 'stuck'],
  ['stuck', 'tryAgain', 'asking'],
  ['stuck', 'goWithout', 'without-slot'],
  ...(['asking', 'booking'] as const).flatMap(
    (from) =>
      [
        [from, 'timer', from],
        [from, 'taskAnswered', from],
      ] as const,
  ),
  ...[...OWED, ...AT_REST].map((from) => [from, 'arrivalMoved', from] as const),
  ...OWED.flatMap(
    (from) =>
      [
        [from, 'truckCame', 'settling'],
        [from, 'callOffAppointment', 'settling'],
      ] as const,
  ),
  ...AT_REST.flatMap(
    (from) =>
      [
        [from, 'truckCame', from],
        [from, 'callOffAppointment', from],
        // One booked before may still stand while another is looked for.
        [from, 'kept', 'kept'],
        [from, 'missed', 'missed'],
        [from, 'called-off', 'called-off'],
      ] as const,
  ),
  ...(['retrying', 'stuck', 'without-slot'] as const).map(
    (from) => [from, 'walked-in', 'walked-in'] as const,
  ),
  ...(['slotsOffered', 'decided', 'slotBooked', 'slotRefused', 'timer'] as const).map(
    (kind) => ['settling', kind, 'settling'] as const,
  ),
  ...ENDS.map((end) => ['settling', end, end] as const),
]);

export interface DockAppointmentState extends Waiting {
  status: DockAppointmentStatus;
  node: number;
  supplier: number;
  dueAt: number;
  estimatedAt: number;
  expected: ExpectedReceipt | null;
  /** Slots are asked for from this instant on. */
  askedFrom: number;
  /** How often they were asked for, since a person last said so; and decided on, in all. */
  tries: number;
  attempt: number;
  /** Tasks for a dock planner because there was no slot. */
  slotTasks: number;
  /** The slot that is being booked, then the one that is; -1 = none. */
  door: number;
  from: number;
  until: number;
  /** The slot that WMS has confirmed last; -1 = none. */
  bookedFrom: number;
  bookedUntil: number;
  /** How it ends, when what is owed has come. */
  end: DockAppointmentEnd | null;
}

export function initialDockAppointment(): DockAppointmentState {
  return {
    ...initialWaiting(),
    status: DOCK_APPOINTMENT_TABLE.initial,
    node: -1,
    supplier: -1,
    dueAt: 0,
    estimatedAt: 0,
    expected: null,
    askedFrom: 0,
    tries: 0,
    attempt: 0,
    slotTasks: 0,
    door: -1,
    from: -1,
    until: -1,
    bookedFrom: -1,
    bookedUntil: -1,
    end: null,
  };
}

/** Moves along a row that the table must have. */
export function moveAppointment(draft: DockAppointmentState, kind: string): void {
  const next = DOCK_APPOINTMENT_TABLE.next(draft.status, kind);
  if (next === null) throw new Error(`dock appointment has no row for "${kind}" from "${draft.status}"`);
  draft.status = next;
}
