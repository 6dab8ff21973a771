/** Trucks that come by appointment. */
import type { Mutant } from '../mutant.ts';

const APPOINTMENT = 'orchestrator/processes/outbound/load/load-appointment.ts';

export const APPOINTMENT_MUTANTS: readonly Mutant[] = [
  {
    id: 'truck-called-for-when-it-was-agreed',
    file: APPOINTMENT,
    find: '    draft.pickupAt = fromAt;\n',
    replace: '',
    bug: 'A truck that has been given a later slot is called for when it was asked for.',
    grounds: ['slots'],
    expected: ['appointment-kept'],
  },
  {
    id: 'early-truck-loaded-at-once',
    file: APPOINTMENT,
    find: 'if (now >= slotFrom) return true;',
    replace: 'if (now >= slotFrom - 3_600_000) return true;',
    bug: 'A truck that comes before its slot is loaded at once.',
    grounds: ['slots'],
    expected: ['appointment-kept'],
  },
  {
    id: 'missed-slot-used',
    file: APPOINTMENT,
    find: 'if (arrivedAt >= slotUntil) {',
    replace: 'if (arrivedAt >= slotUntil + 3_600_000) {',
    bug: 'A truck that comes when its slot is over is loaded in that of another.',
    grounds: ['slots'],
    expected: ['appointment-kept'],
  },
  {
    id: 'slot-of-a-load-called-off-kept',
    file: APPOINTMENT,
    find: 'if (slotFrom >= 0 || slotFrom === SLOT_ASKED)',
    replace: 'if (slotFrom === SLOT_ASKED)',
    bug: 'A load that is called off keeps the slot that it was given.',
    grounds: ['slots'],
    expected: ['nothing-left-over'],
  },
  {
    id: 'asked-slot-not-taken-back',
    file: APPOINTMENT,
    find: 'if (slotFrom >= 0 || slotFrom === SLOT_ASKED)',
    replace: 'if (slotFrom >= 0)',
    bug: 'A load that is called off while TMS looks for a slot is given one all the same.',
    grounds: ['slots'],
    expected: ['nothing-left-over'],
  },
];
