/**
 * TMS's own ledger of side effects: how often it has done what it is asked for, in the whole run. Counted where it is done, not
 * where it is written down.
 */
export interface TmsSideEffects {
  /** Answered; a rating changes nothing, so a question may be answered twice. */
  readonly ratings: number;
  readonly bookings: number;
  readonly bookedMinor: number;
  readonly refusals: number;
  readonly cancellations: number;
  /** Papers prepared, and papers refused. */
  readonly documents: number;
  readonly documentsRefused: number;
  /** Loads planned, where it consolidates. */
  readonly plans: number;
  /** Slots given, refused and given back, where it keeps appointments. */
  readonly appointments: number;
  readonly appointmentsRefused: number;
  readonly appointmentsReleased: number;
}

export type TmsLedger = { -readonly [Effect in keyof TmsSideEffects]: number };

export function noTmsEffects(): TmsLedger {
  return {
    ratings: 0,
    bookings: 0,
    bookedMinor: 0,
    refusals: 0,
    cancellations: 0,
    documents: 0,
    documentsRefused: 0,
    plans: 0,
    appointments: 0,
    appointmentsRefused: 0,
    appointmentsReleased: 0,
  };
}
