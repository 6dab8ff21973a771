/** What happened on the line to a carrier on X12, both ways. */

/** Counted when it happens. */
export interface X12Tally {
  interchanges: number;
  lost: number;
  duplicated: number;
  delayed: number;
  rejected: number;
  quarantined: number;
  acknowledgementsLost: number;
  acknowledgementsDelayed: number;
  /** Interchanges sent again for want of a 997. */
  resent: number;
  /** Interchanges that the receiver had had before. */
  repeats: number;
  gaps: number;
  /** Sets that a 997 rejected. */
  setsRejected: number;
  /** Sets that could be read and mean nothing. */
  aside: number;
}

export const NOTHING_HAPPENED: X12Tally = {
  interchanges: 0,
  lost: 0,
  duplicated: 0,
  delayed: 0,
  rejected: 0,
  quarantined: 0,
  acknowledgementsLost: 0,
  acknowledgementsDelayed: 0,
  resent: 0,
  repeats: 0,
  gaps: 0,
  setsRejected: 0,
  aside: 0,
};
