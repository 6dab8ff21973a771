/** What happened on the line to a carrier's web API, both ways. */

/** Counted when it happens. */
export interface RestTally {
  calls: number;
  events: number;
  lost: number;
  answerLost: number;
  duplicated: number;
  delayed: number;
  malformed: number;
  unavailable: number;
  forged: number;
  replayed: number;
  unknownField: number;
  renamedField: number;
  unknownValue: number;
  missingField: number;
  /** Posts that were refused: not signed by the carrier, or too long ago. */
  refusedPosts: number;
  /** Events with a field that nobody knows. */
  drifted: number;
  /** Calls and events that the other side had had before. */
  repeats: number;
  /** Events posted again. */
  reposted: number;
  /** Calls that the carrier refused for good. */
  refused: number;
  /** Events that lack something or mean nothing: put aside, until they are repaired. */
  aside: number;
  repaired: number;
}

export const NOTHING_HAPPENED: RestTally = {
  calls: 0,
  events: 0,
  lost: 0,
  answerLost: 0,
  duplicated: 0,
  delayed: 0,
  malformed: 0,
  unavailable: 0,
  forged: 0,
  replayed: 0,
  unknownField: 0,
  renamedField: 0,
  unknownValue: 0,
  missingField: 0,
  refusedPosts: 0,
  drifted: 0,
  repeats: 0,
  reposted: 0,
  refused: 0,
  aside: 0,
  repaired: 0,
};
